"""Jalali days: written ``1404-02-21`` in the law's files, `datetime.date` everywhere else."""

import re
from datetime import date, timedelta

from persiantools.jdatetime import JalaliDate

MONTHS_FA = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
MONTHS_EN = (
    "Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar",
    "Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand",
)  # fmt: skip
MONTHS_A_YEAR = 12

_FORM = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def day(text: str) -> date:
    """The day written as ``YYYY-MM-DD`` in the Jalali calendar.

    Raises:
        ValueError: not of the form, or no such day (1404-12-30, for one).
    """
    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError(f"not a Jalali day of the form 1404-02-21: {text!r}")
    try:
        return jalali(*(int(part) for part in found.groups()))
    except ValueError as error:
        raise ValueError(f"no such day in the Jalali calendar: {text}") from error


def jalali(year: int, month: int, day_of_month: int) -> date:
    """The Gregorian date of a Jalali year, month (1..12) and day.

    Raises:
        ValueError: no such day.
    """
    return JalaliDate(year, month, day_of_month).to_gregorian()


def parts(on: date) -> tuple[int, int, int]:
    """The Jalali year, month (1..12) and day of month of a date."""
    there = JalaliDate(on)
    return there.year, there.month, there.day


def text(on: date) -> str:
    """The date as ``YYYY-MM-DD`` in the Jalali calendar; the inverse of `day`."""
    year, month, day_of_month = parts(on)
    return f"{year:04}-{month:02}-{day_of_month:02}"


def months_later(on: date, months: int) -> date:
    """The same day of the month, so many Jalali months on; the month's last day if it has no such.

    Sanctions and licence terms run in calendar months (law.md, days and deadlines).
    """
    year, month, day_of_month = parts(on)
    years, month0 = divmod(month - 1 + months, MONTHS_A_YEAR)
    first = jalali(year + years, month0 + 1, 1)
    return first + timedelta(days=min(day_of_month, days_in_month(first)) - 1)


def days_in_month(on: date) -> int:
    """How many days (29..31) the Jalali month of this date has."""
    year, month, _ = parts(on)
    return JalaliDate.days_in_month(month, year)
