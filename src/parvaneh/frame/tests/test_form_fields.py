"""Fields of forms: what Persian keyboards write is taken, and what is wrong is said in full."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from parvaneh.frame import form_fields as ours
from parvaneh.frame.fields_shown import choices_of, hints_of, revealed
from parvaneh.frame.reveals import RevealingForm
from parvaneh.frame.script_words import _ALL, script_words, today_shown
from parvaneh.kit.check_digits import check_digit

PDF = b"%PDF-1.4"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def fault(field: forms.Field, value: object) -> str:
    with pytest.raises(ValidationError) as raised:
        field.clean(value)
    return " ".join(raised.value.messages)


def test_text_is_cleaned_and_keeps_what_belongs_to_it():
    field = ours.TextField(label="x")
    assert field.clean(" كتاب\u202eهاي\u202c مي\u200cروم ") == "کتابهای می\u200cروم"
    assert ours.TextField(lines=True).clean("a\r\nب\tج") == "a\nب ج"


def test_text_that_is_too_long_says_how_long_it_is_and_may_be():
    assert "2001" in fault(ours.TextField(max_length=2000), "x" * 2001)
    assert "2000" in fault(ours.TextField(max_length=2000), "x" * 2001)


@pytest.mark.parametrize(
    "field",
    [
        ours.TextField(),
        ours.DayField(),
        ours.NumberField(),
        ours.RialsField(),
        ours.DigitsField(),
        ours.NationalIdField(),
        ours.PhoneField(),
        ours.ProvinceField(),
        ours.TypedField(needed="x"),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_nul_is_refused_and_what_is_missing_is_named(field: forms.Field):
    assert "NUL" in fault(field, "1\x002")
    field.label = "Name of it"
    assert "Name of it" in fault(field, "")


def test_an_own_sentence_for_what_is_missing_stays():
    assert fault(ours.TextField(error_messages={"required": "Say why"}), " ") == "Say why"


@pytest.mark.parametrize(
    "text",
    [
        "1404/07/12",
        "۱۴۰۴/۷/۱۲",
        "١٤٠٤-٠٧-١٢",
        "14040712",
        "1404 7 12",
        "۱۲ مهر ۱۴۰۴",
        "12 Mehr 1404",
    ],
)
def test_a_day_is_read_in_every_usual_way(text: str):
    assert ours.DayField().clean(text) == dt.date(2025, 10, 4)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1404/13/40", "months are 1 to 12"),
        ("1404/12/30", "Esfand 1404 has 29 days"),
        ("1504/01/01", "between 1300 and 1499"),
        ("2025/02/30", "There is no such day"),
        ("yesterday", "such as 1404/07/12"),
        ("9" * 400, "9" * 40 + "…"),
    ],
)
def test_a_day_that_is_none_says_why(text: str, said: str):
    assert said in fault(ours.DayField(), text)


def test_a_day_beyond_the_bounds_names_both_and_an_initial_day_is_shown_in_figures():
    field = ours.DayField(earliest=dt.date(2025, 3, 21), latest=dt.date(2025, 10, 4))
    assert "1 Farvardin 1404" in fault(field, "1403/12/30")
    assert "12 Mehr 1404" in fault(field, "1404/07/13")
    assert field.prepare_value(dt.date(2025, 10, 4)) == "1404/07/12"
    with translation.override("fa"):
        assert field.prepare_value(dt.date(2025, 10, 4)) == "۱۴۰۴/۰۷/۱۲"


def test_numbers_take_persian_separators_and_say_their_bounds():
    assert ours.NumberField().clean("۱٬۲۳۴") == 1234
    assert ours.NumberField().clean("\u22125") == -5
    assert ours.NumberField(places=2).clean("۱۲٫۵") == Decimal("12.5")
    assert ours.NumberField(places=2).clean("۱۲/۵") == Decimal("12.5")
    assert "at most 9 " in fault(ours.NumberField(most=9), "10")
    assert "at least 3 " in fault(ours.NumberField(least=3), "2")
    for text in ("9" * 400, "1e9", "NaN", "1.5", "--1"):
        assert "whole number" in fault(ours.NumberField(), text)
    assert "at most" in fault(ours.NumberField(), "9" * 20)
    assert "at least" in fault(ours.NumberField(), "-" + "9" * 20)


def test_rials_take_the_word_and_the_separators():
    assert ours.RialsField().clean("۱۲٬۵۰۰٬۰۰۰ ریال") == 12_500_000
    assert "12,500,000" in fault(ours.RialsField(), "دوازده")
    assert ours.RialsField().prepare_value(12_500_000) == "12,500,000"


def test_a_code_is_taken_in_groups_and_its_check_digit_looked_at():
    body = "409736152804619"
    code = body + check_digit(body)
    field = ours.CheckedCodeField()
    assert field.clean(f"{code[:4]}-{code[4:8]} {code[8:]}") == code
    swapped = code[:-2] + code[-1] + code[-2]
    assert "changed places" in fault(field, swapped)
    assert "15 digits were written; 16" in fault(field, body)
    assert field.prepare_value(code) == "4097 3615 2804 6191"


def test_secret_and_personal_numbers_are_not_repeated():
    assert "12x" in fault(ours.DigitsField(), "12x")
    assert "12x" not in fault(ours.OneTimeCodeField(), "12x")
    assert "1234567890" not in fault(ours.NationalIdField(), "1234567890")


def test_numbers_of_persons_and_phones_come_in_one_form():
    assert ours.NationalIdField().clean("۰۰۸۴۵۷۵۹۴۸") == "0084575948"
    assert ours.NationalIdField().clean("84575948") == "0084575948"
    assert ours.PhoneField(is_mobile=True).clean("٠٩١٢ ٣٤٥ ٦٧٨٩") == "+989123456789"
    assert "09123456789" in fault(ours.PhoneField(is_mobile=True), "021123")
    assert ours.OfficeCodeField().clean("۲۳۰۰۰۰۱") == "2300001"
    assert "1 to 12" in fault(ours.OfficeCodeField(), "1" * 13)


def test_a_county_must_lie_in_its_province():
    field = ours.PlaceField()
    counties = {province.key: found for province, found in field.groups}
    tehran, fars = counties["IR-23"], counties["IR-07"]
    place = field.clean(["IR-23", str(tehran[0].number)])
    assert (place.province.key, place.county) == ("IR-23", tehran[0])
    assert field.clean(["IR-23", ""]).county is None
    assert "county of Fars, not of Tehran" in fault(field, ["IR-23", str(fars[0].number)])
    assert "province first" in fault(field, ["", "1"])
    assert "is no province" in fault(field, ["IR-99", ""])
    assert "Choose a county of Tehran" in fault(
        ours.PlaceField(county_required=True), ["IR-23", ""]
    )
    assert field.prepare_value(place) == ["IR-23", str(tehran[0].number)]


def test_files_are_judged_by_name_start_size_and_number():
    field = ours.UploadField(most=2, largest=1000, label="Files")

    def given(name: str, data: bytes) -> SimpleUploadedFile:
        return SimpleUploadedFile(name, data)

    assert [one.name for one in field.clean([given("رأی.PDF", PDF)])] == ["رأی.PDF"]
    told = fault(field, [given("a.exe", b"MZ"), given("b.pdf", b"MZ"), given("c.pdf", b"")])
    for words in (
        "a.exe",
        "PDF, PNG, JPEG",
        "b.pdf",
        "something else",
        "c.pdf",
        "empty",
        "3 files",
    ):
        assert words in told, words
    assert "at most 0.1 MB" in fault(field, [given("a.pdf", PDF * 200)])
    assert "Files" in fault(field, [])


class Opening(RevealingForm):
    reveals = {"what": {"other": "said"}}  # noqa: RUF012 - read only
    what = ours.ChoiceField(choices=[("a", "A"), ("other", "O")], hints={"a": "as usual"})
    said = ours.TextField(required=False, label="Say it", max_length=5)


def test_a_choice_asks_for_what_it_opens_and_forgets_what_is_closed():
    assert not Opening({"what": "other", "said": ""}).is_valid()
    assert Opening({"what": "other", "said": "x"}).is_valid()
    closed = Opening({"what": "a", "said": "far too long"})
    assert closed.is_valid()
    assert closed.cleaned_data["said"] == ""
    assert "none of the choices" in str(Opening({"what": "z"}).errors)
    form = Opening()
    assert revealed(form) == {"said"}
    first, last = choices_of(form["what"])
    assert (first.hint, first.reveals) == ("as usual", None)
    assert last.reveals is not None


def test_any_of_some_choices_names_the_one_that_is_none():
    field = ours.ChoicesField(choices=[("a", "A")], label="Hours")
    assert field.clean(["a"]) == ["a"]
    assert "«z»" in fault(field, ["a", "z"])
    assert "Hours" in fault(field, [])


def test_what_cannot_be_undone_is_typed_in_any_digits():
    field = ours.TypedField(needed="2300001")
    assert field.clean("۲۳۰۰۰۰۱")
    assert "2300010" in fault(field, "2300010")


def test_a_form_with_files_takes_several_of_one_name():
    class Sent(forms.Form):
        files = ours.UploadField(most=2)

    both = [SimpleUploadedFile(f"{n}.pdf", PDF) for n in range(2)]
    form = Sent({}, MultiValueDict({"files": both}))
    assert form.is_multipart()
    assert form.is_valid()
    assert len(form.cleaned_data["files"]) == 2


def test_rules_that_come_as_a_list_are_shown_as_one():
    class Secret(forms.Form):
        word = forms.CharField(help_text="<ul><li>Long &amp; new</li><li>Not usual</li></ul>")

    assert hints_of(Secret()["word"]) == ["Long & new", "Not usual"]


def test_scripts_are_told_their_words_in_both_languages():
    for subject in _ALL:
        english = script_words(subject)
        with translation.override("fa"):
            assert script_words(subject) != english
    assert '"Saturday"' in script_words("day")
    assert len(today_shown()) == len("1404/07/12")
