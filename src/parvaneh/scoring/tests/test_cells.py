"""What cells mean: digits of three scripts, numbers, days, words, yes and no."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvaneh.kit.text import persian_digits
from parvaneh.law import jalali
from parvaneh.scoring.cells import Wrong, is_empty, meanings, reader_of
from parvaneh.scoring.columns import EMPTY, LONGEST_TEXT
from parvaneh.scoring.evidence import SCALE
from parvaneh.scoring.schema import field_of

SCORE = reader_of(field_of("assessments", "score"))
DAY = reader_of(field_of("assessments", "assessed_on"))
UNTIL = reader_of(field_of("staff", "until"))
METHOD = reader_of(field_of("assessments", "method"))
CRITERION = reader_of(field_of("assessments", "criterion"))
ANSWER = reader_of(field_of("survey", "a"))
PROVINCE = reader_of(field_of("offices", "province_code"))
STATUS = reader_of(field_of("offices", "status"))
TITLE = reader_of(field_of("offices", "title"))
CITY = reader_of(field_of("offices", "city"))
EXEMPT = reader_of(field_of("services", "fee_exempt"))
REVOKES = reader_of(field_of("records", "revokes"))
HOURS = reader_of(field_of("training", "hours"))
MONTHS = reader_of(field_of("staff", "experience_months"))
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def is_wrong(meaning):
    return isinstance(meaning, Wrong)


@pytest.mark.parametrize(
    ("cell", "points"),
    [
        ("85", 85),
        ("85.25", Fraction("85.25")),
        ("۸۵٫۲۵", Fraction("85.25")),
        ("٨٥٫٢٥", Fraction("85.25")),
        ("۸۵.۲۵", Fraction("85.25")),
        (" 100 ", 100),
        ("0", 0),
        ("0.0001", Fraction("0.0001")),
        ("70.500000", Fraction("70.5")),
        (85, 85),
        (Decimal("85.1"), Fraction("85.1")),
        ("\u200f85\u200e", 85),
    ],
)
def test_a_score_is_read_exactly_in_ten_thousandths(cell, points):
    assert SCORE(cell) == points * SCALE


@pytest.mark.parametrize(
    "cell",
    [
        "100.0001", "-1", "-0.0001", "101", "85.12345", "85,5", "1e2", "85%", "NaN", "inf", "٪۸۵",
        "8 5", "1_0", "+5", ".5", "0x10", True, date(2025, 1, 1), Decimal("85.12345"),
        Decimal("1E+3"), "9" * 500, "۸۵/۵",
    ],
)  # fmt: skip
def test_what_is_no_score_is_refused(cell):
    assert is_wrong(SCORE(cell))


@given(st.integers(0, 100 * SCALE))
def test_every_score_of_four_decimals_comes_back(score):
    text = f"{score // SCALE}.{score % SCALE:04d}"
    assert SCORE(text) == SCORE(persian_digits(text)) == SCORE(text.translate(ARABIC)) == score
    assert SCORE(Decimal(text)) == score


@given(st.text(max_size=12))
def test_any_text_is_a_score_or_is_refused(text):
    found = SCORE(text)
    assert is_wrong(found) or 0 <= found <= 100 * SCALE


@pytest.mark.parametrize(
    ("cell", "on"),
    [
        ("1404/02/21", date(2025, 5, 11)),
        ("۱۴۰۴/۲/۲۱", date(2025, 5, 11)),
        ("١٤٠٤-٠٢-٢١", date(2025, 5, 11)),
        ("2025-05-11", date(2025, 5, 11)),
        ("1300/01/01", jalali.jalali(1300, 1, 1)),
        ("1499/12/29", jalali.jalali(1499, 12, 29)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2100-12-31", date(2100, 12, 31)),
        (date(2025, 5, 11), date(2025, 5, 11)),
        (datetime(2025, 5, 11, 23, 59), date(2025, 5, 11)),  # noqa: DTZ001 - cells have no zone
    ],
)
def test_a_day_is_jalali_or_gregorian_by_its_year(cell, on):
    assert DAY(cell) == on


@pytest.mark.parametrize(
    "cell",
    [
        "1299/12/29", "1500/01/01", "1899-12-31", "2101-01-01", "1404/13/01", "1404/07/31",
        "1403/02/32", "2025-02-29", "21/02/1404", "04/02/21", "1404/02-21", "14040221", 45788,
        "1404", "today", date(1404, 2, 21), True,
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused(cell):
    assert is_wrong(DAY(cell))


def test_an_empty_cell_is_refused_only_where_something_is_needed():
    for cell in (None, "", "  ", "\u200c", "\u200f", "\t"):
        assert is_empty(cell)
        assert DAY(cell).allowed == EMPTY
        assert UNTIL(cell) is None
        assert ANSWER(cell) is None
        assert REVOKES(cell) is None
        assert CITY(cell) == ""
        assert TITLE(cell).allowed == EMPTY
        assert EXEMPT(cell).allowed == EMPTY


@pytest.mark.parametrize(("cell", "answer"), [("5", 5), ("۱", 1), ("٣", 3), (4, 4), ("2.0", 2)])
def test_an_answer_is_one_to_five(cell, answer):
    assert ANSWER(cell) == answer


@pytest.mark.parametrize("cell", ["0", "6", "-1", "3.5", "five", True, Decimal("2.5"), "1e0"])
def test_any_other_answer_is_refused(cell):
    assert is_wrong(ANSWER(cell))


@pytest.mark.parametrize("cell", ["0", "7", "1.5", "survey", None])
def test_there_are_six_ways_of_measuring(cell):
    assert is_wrong(METHOD(cell))
    assert [METHOD(str(number)) for number in range(1, 7)] == [1, 2, 3, 4, 5, 6]


def test_criteria_are_the_thirty_five_in_any_case_and_digits():
    assert CRITERION("I10.e") == CRITERION("i10.E") == CRITERION("I۱۰.e") == "I10.e"
    assert all(map(is_wrong, map(CRITERION, ["I7.a", "I8.c", "I11.a", "I1", "1.a", "الف"])))


def test_a_province_is_its_exact_code_and_never_its_name():
    assert PROVINCE("IR-07") == PROVINCE("IR-۰۷") == PROVINCE(" IR-٠٧ ") == "IR-07"
    wrong = ["فارس", "ir-07", "IR-31", "IR-7", "IR07", 7, "Fars", "فارس ي"]
    assert all(map(is_wrong, map(PROVINCE, wrong)))


def test_words_are_those_of_the_list_and_dated_ones_replace_them():
    assert STATUS("Active") == "active"
    assert is_wrong(STATUS("فعال"))
    education = field_of("staff", "education")
    read = reader_of(education, ("diploma", "phd"))
    assert read("phd") == "phd"
    assert read("bachelor").params == {"words": ("diploma", "phd")}


@pytest.mark.parametrize(
    "cell", ["true", "TRUE", "1", "yes", "بله", "۱", 1, True, "1.0", Decimal(1), " Yes "]
)
def test_yes_has_many_spellings(cell):
    assert EXEMPT(cell) is True


@pytest.mark.parametrize("cell", ["false", "0", "no", "خیر", "خير", "۰", 0, False, "0.0"])
def test_no_has_many_spellings(cell):
    assert EXEMPT(cell) is False


@pytest.mark.parametrize("cell", ["y", "t", "2", "-1", "maybe", "آری", Decimal("0.5")])
def test_anything_else_is_neither_yes_nor_no(cell):
    assert is_wrong(EXEMPT(cell))


def test_texts_are_cleaned_and_keep_their_zwnj():
    assert TITLE("دفتر ي و ك") == "دفتر ی و ک"
    assert TITLE("می\u200cشود\u202e\u2066") == "می\u200cشود"
    assert TITLE("a\tb\nc") == "a b c"
    assert TITLE(1234) == "1234"
    assert is_wrong(TITLE("x" * (LONGEST_TEXT + 1)))
    assert TITLE("x" * LONGEST_TEXT) == "x" * LONGEST_TEXT


def test_hours_have_four_decimals_and_months_none():
    assert HOURS("2.5") == 25_000
    assert is_wrong(HOURS("-1"))
    assert is_wrong(HOURS("100001"))
    assert MONTHS("12") == 12
    assert is_wrong(MONTHS("1.5"))
    assert is_wrong(MONTHS("1201"))


def test_cells_that_are_equal_and_not_the_same_keep_their_own_meaning():
    found, wrong = meanings([1, True, Decimal(1), "1", None], SCORE)
    assert [found[0], found[2], found[3]] == [SCALE] * 3
    assert wrong == [1, 4]
