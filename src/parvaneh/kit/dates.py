"""Days as people write them in evidence, and as they are read on screen and in letters."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from parvaneh.kit.text import Language, ascii_digits, clean, persian_digits
from parvaneh.law import jalali

JALALI_YEARS = range(1300, 1500)
GREGORIAN_YEARS = range(1900, 2101)

# empty: nothing there. form: not year, month, day with one kind of separator. year: in neither
# range of years. day: no such day in that calendar.
Reason = Literal["empty", "form", "year", "day"]

_FORM = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")


class NotADay(ValueError):
    """The text is no day; `reason` is for programs, the message for people."""

    def __init__(self, text: str, reason: Reason) -> None:
        """Keep the text as it was found and why it was refused."""
        super().__init__(f"not a day ({reason}): {text!r}")
        self.text = text
        self.reason: Reason = reason


def parse_date(text: str) -> date:
    """Read a day: year, month and day, in that order, with ``-``, ``/`` or ``.`` between.

    Digits may be ASCII, Persian or Arabic. A year from 1300 to 1499 is Jalali, one from 1900 to
    2100 Gregorian; nothing else is a year.

    Args:
        text: such as ``1404/02/21``, ``۱۴۰۴/۲/۲۱`` or ``2025-05-11``.

    Returns:
        The day in the Gregorian calendar.

    Raises:
        NotADay: with a `reason`: "empty", "form", "year" or "day".
    """
    plain = ascii_digits(clean(text))
    if not plain:
        raise NotADay(text, "empty")
    found = _FORM.fullmatch(plain)
    if found is None:
        raise NotADay(text, "form")
    year, month, day = int(found[1]), int(found[3]), int(found[4])
    if year not in JALALI_YEARS and year not in GREGORIAN_YEARS:
        raise NotADay(text, "year")
    make = jalali.jalali if year in JALALI_YEARS else date
    try:
        return make(year, month, day)
    except ValueError as why:
        raise NotADay(text, "day") from why


def parse_dates(texts: Iterable[str]) -> dict[str, date | NotADay]:
    """Read many days at once; millions of rows hold only some hundreds of distinct ones.

    Args:
        texts: the distinct texts.

    Returns:
        For each text its day, or why it is none.
    """
    return {text: _day_or_reason(text) for text in texts}


def long_date(on: date, language: Language) -> str:
    """Write a day in words: «۱۲ مهر ۱۴۰۴» or ``12 Mehr 1404``; always Jalali."""
    year, month, day = jalali.parts(on)
    if language is Language.FA:
        return persian_digits(f"{day} {jalali.MONTHS_FA[month - 1]} {year}")
    return f"{day} {jalali.MONTHS_EN[month - 1]} {year}"


def short_date(on: date, language: Language) -> str:
    """Write a day in figures: ``۱۴۰۴/۰۷/۱۲`` or ``1404/07/12``; always Jalali."""
    text = jalali.text(on).replace("-", "/")
    return persian_digits(text) if language is Language.FA else text


def _day_or_reason(text: str) -> date | NotADay:
    try:
        return parse_date(text)
    except NotADay as why:
        return why
