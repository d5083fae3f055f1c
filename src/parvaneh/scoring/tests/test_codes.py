"""Codes of offices: their form, and what spreadsheets do to them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvaneh.scoring.cells import Wrong
from parvaneh.scoring.codes import AMBIGUOUS, OWN_FORM, UNKNOWN, CodeList, Repaired, own_codes
from parvaneh.scoring.columns import EMPTY

CODES = st.text("0123456789", min_size=3, max_size=12)
LIST = CodeList(["00123", "123", "0456", "120345", "123456789012", "789", "000"])


def allowed(meaning):
    return meaning.allowed if isinstance(meaning, Wrong) else None


@pytest.mark.parametrize(
    "cell", ["00123", "۰۰۱۲۳", "٠٠١٢٣", " 00123 ", "\u200e00123", "00123\u202c", "00۱23"]
)
def test_a_code_is_text_whose_zeros_are_kept(cell):
    assert LIST.meaning(cell) == "00123"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (456, "0456"),
        ("456", "0456"),
        ("456.0", "0456"),
        ("۴۵۶٫۰", "0456"),
        ("120345.0", "120345"),
        ("1.2E+5", "120345"),
        ("1.23457E+11", "123456789012"),
        ("1.23456789012E+11", "123456789012"),
        (0, "000"),
    ],
)
def test_a_code_made_a_number_is_repaired_where_one_code_fits(cell, code):
    assert LIST.meaning(cell) == Repaired(code)


def test_a_number_that_is_a_code_and_only_that_needs_no_repair():
    assert LIST.meaning(789) == "789"
    assert LIST.meaning(Decimal(123456789012)) == "123456789012"


def test_a_number_that_two_codes_fit_is_refused_with_both():
    wrong = LIST.meaning(123)
    assert wrong.allowed == AMBIGUOUS
    assert wrong.params == {"codes": ("00123", "123")}
    # As text it is the code that it is.
    assert LIST.meaning("123") == "123"
    assert allowed(CodeList(["120345", "120346"]).meaning("1.2E+5")) == AMBIGUOUS


@pytest.mark.parametrize(
    "cell",
    [
        "9999", "0000456", "45", "456.5", "-456", "456a", "4 5 6", "4,56", "1e99", "1.2E-3", True,
        Decimal("456.5"), "۴۵۶۷", "1.2E+6", "IR-01", "=A1",
    ],
)  # fmt: skip
def test_any_other_code_is_unknown(cell):
    assert allowed(LIST.meaning(cell)) == UNKNOWN.allowed


def test_an_empty_code_is_told_as_empty():
    assert allowed(LIST.meaning(None)) == allowed(LIST.meaning(" ")) == EMPTY


def test_without_a_list_only_the_form_is_looked_at():
    nobody = CodeList(None)
    assert nobody.meaning("9999") == "9999"
    assert allowed(nobody.meaning("office 12")) == UNKNOWN.allowed


@given(st.sets(CODES, min_size=1, max_size=20), st.data())
def test_whatever_a_spreadsheet_does_the_code_is_found_again_or_refused(codes, data):
    known = CodeList(codes)
    code = data.draw(st.sampled_from(sorted(codes)))
    assert known.meaning(code) == code
    for number in (int(code), f"{int(code)}.0", f"{int(code):.3E}".replace("E+0", "E+")):
        found = known.meaning(number)
        if isinstance(found, Wrong):
            assert found.allowed == AMBIGUOUS
            assert len(codes) > 1
        else:
            assert found in {code, Repaired(code)}


def test_the_list_itself_keeps_digits_as_they_are():
    found = own_codes(["0012", "۱۲۳", 456, "12", "12345.0", "1.2E+5", None, "1234567890123"])
    assert found[:3] == ["0012", "123", "456"]
    assert [allowed(one) for one in found[3:]] == [OWN_FORM, OWN_FORM, OWN_FORM, EMPTY, OWN_FORM]


def test_a_number_in_the_list_beside_a_code_with_zeros_is_refused():
    text, number = own_codes(["00123", 123])
    assert text == "00123"
    assert number.allowed == AMBIGUOUS
    assert own_codes(["00123", "123"]) == ["00123", "123"]
