"""Days in evidence and on screen."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvaneh.kit.dates import NotADay, long_date, parse_date, parse_dates, short_date
from parvaneh.kit.text import Language, persian_digits

DAY = date(2025, 10, 4)


@pytest.mark.parametrize(
    "text",
    [
        "1404/07/12",
        "1404-7-12",
        "1404.07.12",
        "۱۴۰۴/۰۷/۱۲",
        "١٤٠٤/٧/١٢",
        "۱۴۰4/٠7/12",
        " \u200f۱۴۰۴/۰۷/۱۲\u200e ",
        "2025-10-04",
        "2025/10/4",
        "۲۰۲۵.۱۰.۰۴",
    ],
)
def test_one_day_in_every_accepted_form(text):
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \u200f ", "empty"),
        ("12/07/1404", "form"),
        ("1404/07", "form"),
        ("1404/07-12", "form"),
        ("14040712", "form"),
        ("04/07/12", "form"),
        ("1404/07/12 08:30", "form"),
        ("1404/007/12", "form"),
        ("دیروز", "form"),
        ("45788", "form"),
        ("1299/12/29", "year"),
        ("1500/01/01", "year"),
        ("1899-12-31", "year"),
        ("2101-01-01", "year"),
        ("1404/12/30", "day"),
        ("1404/13/01", "day"),
        ("1404/00/10", "day"),
        ("2025-02-29", "day"),
    ],
)
def test_what_is_no_day_says_why(text, reason):
    with pytest.raises(NotADay) as caught:
        parse_date(text)
    assert caught.value.reason == reason
    assert caught.value.text == text


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("1300/01/01", date(1921, 3, 21)),
        ("1499/12/29", date(2121, 3, 20)),
        ("1403/12/30", date(2025, 3, 20)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2100-12-31", date(2100, 12, 31)),
    ],
)
def test_the_edges_of_both_calendars(text, there):
    assert parse_date(text) == there


def test_many_days_at_once_keep_the_faulty_ones():
    found = parse_dates(["1404/07/12", "1404/12/30"])
    assert found["1404/07/12"] == DAY
    assert isinstance(found["1404/12/30"], NotADay)


days = st.integers(0, 71_000).map(lambda n: date(1925, 1, 1) + timedelta(days=n))


@given(days)
def test_a_day_survives_writing_and_reading(day):
    assert parse_date(short_date(day, Language.FA)) == day
    assert parse_date(short_date(day, Language.EN)) == day
    if day.year <= 2100:
        assert parse_date(persian_digits(day.isoformat())) == day


def test_days_in_words_and_figures():
    assert long_date(DAY, Language.FA) == "۱۲ مهر ۱۴۰۴"
    assert long_date(DAY, Language.EN) == "12 Mehr 1404"
    assert short_date(DAY, Language.FA) == "۱۴۰۴/۰۷/۱۲"
