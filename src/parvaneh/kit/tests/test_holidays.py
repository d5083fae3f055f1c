"""The official holidays: those of 1404 as announced, named in both languages."""

from collections.abc import Mapping
from datetime import date

import pytest

from parvaneh.kit.holidays import official_calendar
from parvaneh.law import jalali
from parvaneh.law.casebook import shaped, shipped_cases
from parvaneh.law.judicial_calendar import Calendar, DayOff, Off, Weekday, Weekend, days_off

# The official calendar of 1404 as it was announced before the year began.
ANNOUNCED_1404 = [
    *("01-01", "01-02", "01-03", "01-04", "01-11", "01-12", "01-13", "02-04", "03-14", "03-15"),
    *("03-16", "03-24", "04-14", "04-15", "05-23", "05-31", "06-02", "06-10", "06-19", "09-03"),
    *("10-13", "10-27", "11-15", "11-22", "12-20", "12-29"),
]
# Decreed within the year; the package has these too.
DECREED_1404 = [f"12-{day}" for day in range(10, 17)]


def days_of(calendar: Calendar) -> list[str]:
    return [jalali.text(on) for on in calendar.days]


def holidays_in_the_cases() -> Mapping[date, tuple[DayOff, ...]]:
    case = next(one for one in shipped_cases() if one.module.endswith("art12_objection"))
    return shaped(Calendar, case.shared["calendar"]).days


def test_the_holidays_of_1404_are_those_announced_and_those_decreed() -> None:
    found = days_of(official_calendar([1404]))
    assert found == sorted(f"1404-{day}" for day in [*ANNOUNCED_1404, *DECREED_1404])


def test_the_worked_cases_of_article_12_use_the_official_holidays() -> None:
    official = official_calendar([1403, 1404]).days
    decreed = {jalali.day(f"1404-{day}") for day in DECREED_1404}
    used = holidays_in_the_cases()
    assert set(used) == {
        on for on in official if on >= jalali.day("1403-12-01") and on not in decreed
    }
    assert {on: set(official[on]) for on in used} == {on: set(used[on]) for on in used}


def test_every_holiday_has_a_persian_and_an_english_name() -> None:
    named = [
        entry for there in official_calendar(range(1380, 1420)).days.values() for entry in there
    ]
    assert len(named) > 1000
    for entry in named:
        assert entry.kind is Off.HOLIDAY
        assert entry.province is None
        assert not entry.fa.isascii()
        assert entry.en.isascii(), entry
        assert not any("0" <= letter <= "9" for letter in entry.fa)


def test_two_holidays_of_one_day_keep_their_own_names() -> None:
    found = official_calendar([1404]).days[jalali.day("1404-01-12")]
    assert {(entry.fa, entry.en) for entry in found} == {
        ("تعطیل به مناسبت عید سعید فطر", "Eid al-Fitr Holiday"),
        ("روز جمهوری اسلامی", "Islamic Republic Day"),
    }


def test_an_estimated_day_says_so_in_both_languages() -> None:
    names = {
        entry.en: entry.fa for there in official_calendar([1410]).days.values() for entry in there
    }
    assert names["Tasua (estimated)"] == "تاسوعای حسینی (تخمینی)"


@pytest.mark.parametrize("year", [1399, 1403, 1408])
def test_the_last_day_of_a_leap_year_is_off(year: int) -> None:
    assert jalali.day(f"{year}-12-30") in official_calendar([year]).days


def test_a_weekend_can_be_given_along() -> None:
    calendar = official_calendar(
        [1404],
        weekends=[Weekend(frozenset({Weekday.THURSDAY}), jalali.day("1404-01-01"))],
    )
    thursday = jalali.day("1404-01-07")
    assert [entry.kind for entry in days_off(calendar, province="IR-23", on=thursday)] == [
        Off.WEEKEND
    ]
