"""Jalali days as the law's files write them."""

from datetime import date

import pytest

from parvaneh.law import jalali


def test_day_and_text_are_inverse() -> None:
    assert jalali.day("1404-01-01") == date(2025, 3, 21)
    assert jalali.text(date(2025, 3, 21)) == "1404-01-01"
    assert jalali.parts(date(2025, 5, 11)) == (1404, 2, 21)


@pytest.mark.parametrize("text", ["1404/01/01", "1404-1-1", "1404-12-30", "1404-13-01", "", "x"])
def test_what_is_no_jalali_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        jalali.day(text)


@pytest.mark.parametrize(
    "text", ["1404-12-30", "1404-07-31", "1404-13-01", "1404-00-10", "0000-01-01"]
)
def test_a_day_that_does_not_exist_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=f"^no such day in the Jalali calendar: {text}$"):
        jalali.day(text)


def test_the_form_is_named_where_it_is_wrong() -> None:
    with pytest.raises(
        ValueError, match=r"^not a Jalali day of the form 1404-02-21: '1404/01/01'$"
    ):
        jalali.day("1404/01/01")


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("1404-01-31", 1, "1404-02-31"),
        ("1404-06-31", 1, "1404-07-30"),
        ("1404-11-30", 1, "1404-12-29"),
        ("1403-11-30", 1, "1403-12-30"),
        ("1403-12-30", 12, "1404-12-29"),
        ("1404-10-05", 3, "1405-01-05"),
        ("1404-12-01", 1, "1405-01-01"),
        ("1404-12-01", 0, "1404-12-01"),
        ("1404-05-10", 24, "1406-05-10"),
    ],
)
def test_months_later_keeps_the_day_or_takes_the_last(start: str, months: int, end: str) -> None:
    assert jalali.text(jalali.months_later(jalali.day(start), months)) == end


def test_months_have_their_own_lengths() -> None:
    lengths = [jalali.days_in_month(jalali.jalali(1404, month, 1)) for month in range(1, 13)]
    assert lengths == [31] * 6 + [30] * 5 + [29]
    assert jalali.days_in_month(jalali.day("1403-12-01")) == 30
