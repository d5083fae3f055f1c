"""Fields of forms that take what Persian keyboards write, and say in full what is wrong.

Digits of three kinds, Arabic letters, marks of direction: all of it is brought into one form before
it is looked at. An error names what was found and what is allowed.
"""

from parvaneh.frame.form_fields.asked import Asked, ChoiceField, ChoicesField, TypedField
from parvaneh.frame.form_fields.codes import (
    CheckedCodeField,
    DigitsField,
    LegalIdField,
    NationalIdField,
    OfficeCodeField,
    OneTimeCodeField,
    PhoneField,
    PostalCodeField,
)
from parvaneh.frame.form_fields.days import DayField
from parvaneh.frame.form_fields.numbers import NumberField, RialsField
from parvaneh.frame.form_fields.places import Place, PlaceField, ProvinceField
from parvaneh.frame.form_fields.text import SearchField, TextField
from parvaneh.frame.form_fields.uploads import UploadField

__all__ = [  # noqa: RUF022 - by subject
    # words
    "Asked",
    "SearchField",
    "TextField",
    "TypedField",
    # choices
    "ChoiceField",
    "ChoicesField",
    # numbers and days
    "DayField",
    "NumberField",
    "RialsField",
    # codes
    "CheckedCodeField",
    "DigitsField",
    "LegalIdField",
    "NationalIdField",
    "OfficeCodeField",
    "OneTimeCodeField",
    "PhoneField",
    "PostalCodeField",
    # places and files
    "Place",
    "PlaceField",
    "ProvinceField",
    "UploadField",
]
