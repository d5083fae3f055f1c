"""A day as people write it: Jalali or Gregorian, in figures or with the month's name."""

import re
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from parvaneh.frame.form_fields.asked import Asked, found_shown, written, wrong
from parvaneh.frame.language import language_now
from parvaneh.kit.dates import JALALI_YEARS, NotADay, parse_date, short_date
from parvaneh.kit.languages import msg
from parvaneh.kit.text import ascii_digits, clean, search_key
from parvaneh.law import jalali

FORM = msg("You wrote «{found}». Write the day as year, month and day, such as 1404/07/12.")
YEAR = msg("You wrote «{found}». The year must lie between {first} and {last}.")
MONTH = msg("You wrote «{found}». There is no month {month}; the months are 1 to 12.")
NO_DAY = msg("You wrote «{found}». {name} {year} has {days} days.")
OTHER_CALENDAR = msg("You wrote «{found}». There is no such day.")
TOO_EARLY = msg("You wrote {found}; the earliest day that counts here is {needed}.")
TOO_LATE = msg("You wrote {found}; the latest day that counts here is {needed}.")
_NAMES = {
    search_key(name): number
    for names in (jalali.MONTHS_FA, jalali.MONTHS_EN)
    for number, name in enumerate(names, 1)
}
_RUN = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SPACED = re.compile(r"(\d{4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})\s*([^\W\d_]+)\s*(\d{4})")
_PARTS = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})")


class DayField(Asked):
    """A day; shown and typed as 1404/07/12, with a small calendar where script runs."""

    control = "day"
    widget = forms.TextInput

    def __init__(
        self, *, earliest: date | None = None, latest: date | None = None, **kwargs: Any
    ) -> None:
        """Keep the first and the last day that count."""
        super().__init__(**kwargs)
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: object) -> date | None:
        """Return the day.

        Raises:
            ValidationError: what was written is none, or it does not count here.
        """
        text = written(value)
        try:
            day = parse_date(in_figures(text))
        except NotADay as why:
            if why.reason == "empty":
                return None
            raise _error(text, why.reason) from why
        return self._within(day)

    def prepare_value(self, value: Any) -> Any:
        """A day in figures, in the reader's digits; what was typed as it was typed."""
        return short_date(value, language_now()) if isinstance(value, date) else value

    def _within(self, day: date) -> date:
        if self.earliest and day < self.earliest:
            raise wrong(TOO_EARLY, found=day, needed=self.earliest)
        if self.latest and day > self.latest:
            raise wrong(TOO_LATE, found=day, needed=self.latest)
        return day


def in_figures(text: str) -> str:
    """Bring what people write for a day into the one form that is parsed: 1404/07/12.

    «۱۲ مهر ۱۴۰۴», 14040712 and 1404 7 12 are as good; anything else is left as it is.
    """
    plain = ascii_digits(clean(text[:100]))
    for form in (_RUN, _SPACED):
        if found := form.fullmatch(plain):
            return "/".join(found.groups())
    if (found := _NAMED.fullmatch(plain)) and (month := _NAMES.get(search_key(found[2]))):
        return f"{found[3]}/{month}/{found[1]}"
    return plain


def _error(text: str, reason: str) -> ValidationError:
    found = found_shown(text)
    parts = _PARTS.fullmatch(in_figures(text))
    if reason == "form" or parts is None:
        return wrong(FORM, found=found)
    year, month = int(parts[1]), int(parts[2])
    if reason == "year":
        return wrong(YEAR, found=found, first=JALALI_YEARS[0], last=JALALI_YEARS[-1])
    if not 1 <= month <= jalali.MONTHS_A_YEAR:
        return wrong(MONTH, found=found, month=month)
    if year not in JALALI_YEARS:
        return wrong(OTHER_CALENDAR, found=found)
    names = _Month(jalali.MONTHS_FA[month - 1], jalali.MONTHS_EN[month - 1])
    days = jalali.days_in_month(jalali.jalali(year, month, 1))
    return wrong(NO_DAY, found=found, name=names, year=year, days=days)


class _Month(NamedTuple):
    """A month by its two names, as messages show it."""

    fa: str
    en: str
