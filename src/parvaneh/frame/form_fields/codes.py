"""Codes and numbers that people copy by hand: digits of any kind, grouped anyhow."""

import re
from collections.abc import Callable
from typing import Any

from django import forms

from parvaneh.frame.form_fields.asked import Asked, found_shown, written, wrong
from parvaneh.kit.check_digits import is_checked
from parvaneh.kit.identities import NotAnId, legal_id, mobile, national_id, postal_code, telephone
from parvaneh.kit.languages import msg
from parvaneh.kit.text import ascii_digits, clean

ONLY_DIGITS = msg("You wrote «{found}». Write digits only.")
ONLY_DIGITS_HIDDEN = msg("Write digits only.")  # where the number itself is personal or secret
LENGTH = msg("{found} digits were written; {needed} are needed.")
LENGTH_BETWEEN = msg("{found} digits were written; {least} to {most} are needed.")
MISCOPIED = msg("One of the digits is not right, or two have changed places. Compare them again.")
NOT_NATIONAL = msg("The number does not fit together. Compare it with the card.")
NOT_LEGAL = msg("The national id of a legal entity does not fit together. Look at it again.")
NOT_POSTAL = msg("A postal code has 10 digits and does not begin with zero.")
NOT_PHONE = msg("You wrote «{found}». Write the number with its area code, such as 02112345678.")
NOT_MOBILE = msg("You wrote «{found}». A mobile number is 09 and 9 digits more: 09123456789.")
LONGEST = 60
_BETWEEN = re.compile(r"[\s\-_.()\u200c/]+")


class DigitsField(Asked):
    """A code of digits, written in any of three kinds, kept in ASCII."""

    control = "digits"
    widget = forms.TextInput
    shows_found = True

    def __init__(self, *, least: int = 1, most: int = 40, **kwargs: Any) -> None:
        """Keep how many digits there may be."""
        super().__init__(**kwargs)
        self.least, self.most = least, most

    def to_python(self, value: object) -> str:
        """Return ASCII digits.

        Raises:
            ValidationError: something else than digits was written, or too few, or too many.
        """
        text = written(value)
        digits = _BETWEEN.sub("", ascii_digits(clean(text)))
        if digits and not (digits.isascii() and digits.isdigit()):
            if self.shows_found:
                raise wrong(ONLY_DIGITS, found=found_shown(text))
            raise wrong(ONLY_DIGITS_HIDDEN)
        if digits and not self.least <= len(digits) <= self.most:
            if self.least == self.most:
                raise wrong(LENGTH, found=len(digits), needed=self.most)
            raise wrong(LENGTH_BETWEEN, found=len(digits), least=self.least, most=self.most)
        return self.checked(digits) if digits else ""

    def checked(self, digits: str) -> str:
        """Return the digits if they fit together."""
        return digits


class OfficeCodeField(DigitsField):
    """The code of an office."""

    def __init__(self, **kwargs: Any) -> None:
        """An office's code has 1 to 12 digits."""
        super().__init__(least=1, most=12, **kwargs)


class CheckedCodeField(DigitsField):
    """A code in groups of four with a check digit, such as that of a complaint."""

    control = "code"

    def __init__(self, *, length: int = 16, group: int = 4, **kwargs: Any) -> None:
        """Keep how the code is grouped."""
        super().__init__(least=length, most=length, **kwargs)
        self.group = group

    def checked(self, digits: str) -> str:
        """Return the digits.

        Raises:
            ValidationError: the check digit says that one was miscopied.
        """
        if not is_checked(digits):
            raise wrong(MISCOPIED)
        return digits

    def prepare_value(self, value: Any) -> Any:
        """The code in its groups, however it was typed."""
        text = str(value or "")[:LONGEST]
        digits = _BETWEEN.sub("", ascii_digits(clean(text)))
        if not (digits.isascii() and digits.isdigit()):
            return value
        return " ".join(re.findall(f".{{1,{self.group}}}", digits))


class OneTimeCodeField(DigitsField):
    """A code that counts once; never shown again."""

    control = "onetime"
    shows_found = False

    def __init__(self, *, length: int = 6, **kwargs: Any) -> None:
        """Keep its length."""
        super().__init__(least=length, most=length, **kwargs)


class _IdField(DigitsField):
    """A number that `parvaneh.kit.identities` knows; never repeated, for it is personal."""

    shows_found = False
    read: Callable[[str], str]
    unfit = ""

    def checked(self, digits: str) -> str:
        """Return the number in its one form.

        Raises:
            ValidationError: its digits do not fit together.
        """
        try:
            return type(self).read(digits)
        except NotAnId as why:
            raise wrong(self.unfit) from why


class NationalIdField(_IdField):
    """The national id of a person; zeros that a spreadsheet took away come back."""

    read, unfit = staticmethod(national_id), NOT_NATIONAL

    def __init__(self, **kwargs: Any) -> None:
        """Ten digits."""
        super().__init__(least=10, most=10, **kwargs)

    def to_python(self, value: object) -> str:
        """Return the number, filled with zeros from the left where two at most are missing."""
        text = written(value)
        digits = _BETWEEN.sub("", ascii_digits(clean(text)))
        short = digits.isascii() and digits.isdigit() and len(digits) in {8, 9}
        return super().to_python(digits.rjust(10, "0") if short else text)


class LegalIdField(_IdField):
    """The national id of a legal entity."""

    read, unfit = staticmethod(legal_id), NOT_LEGAL

    def __init__(self, **kwargs: Any) -> None:
        """Eleven digits."""
        super().__init__(least=11, most=11, **kwargs)


class PostalCodeField(_IdField):
    """A postal code."""

    read, unfit = staticmethod(postal_code), NOT_POSTAL

    def __init__(self, **kwargs: Any) -> None:
        """Ten digits."""
        super().__init__(least=10, most=10, **kwargs)


class PhoneField(Asked):
    """A telephone number, kept in the international form."""

    control = "phone"
    widget = forms.TextInput

    def __init__(self, *, is_mobile: bool = False, **kwargs: Any) -> None:
        """Choose whether it must be a mobile number."""
        super().__init__(**kwargs)
        self.is_mobile = is_mobile

    def to_python(self, value: object) -> str:
        """Return the number as +98….

        Raises:
            ValidationError: it is no such number.
        """
        text = clean(written(value))
        try:
            return (mobile if self.is_mobile else telephone)(text[:LONGEST]) if text else ""
        except NotAnId as why:
            fault = NOT_MOBILE if self.is_mobile else NOT_PHONE
            raise wrong(fault, found=found_shown(text)) from why
