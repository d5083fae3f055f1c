"""The official holidays of Iran, as the first content of a calendar that people then edit.

They come from the `holidays` package. Days that follow the moon are announced year by year; those
that the package only estimates say so in their names. What is decreed during a year (closures for
cold, days of mourning) is entered by people, whether or not an edition of the package has it.
"""

from collections.abc import Callable, Iterable

from holidays import country_holidays

from parvaneh.kit.text import persian_digits
from parvaneh.law import jalali
from parvaneh.law.judicial_calendar import Calendar, DayOff, Off, Weekend, with_days

__all__ = ["official_calendar"]

NO_WEEKENDS: tuple[Weekend, ...] = ()
# How the package marks an estimated day.
ESTIMATED_FA = " (تخمینی)"
ESTIMATED_EN = " (estimated)"
# A Jalali year begins in one Gregorian year and ends in the next.
OFFSETS = (621, 622)


def official_calendar(
    years: Iterable[int], *, weekends: Iterable[Weekend] = NO_WEEKENDS
) -> Calendar:
    """The official holidays of whole Jalali years, named in both languages.

    Args:
        years: Jalali years, such as 1404; the package knows those from 1359.
        weekends: what is off each week beside Friday.
    """
    wanted = frozenset(years)
    gregorian = sorted({year + offset for year in wanted for offset in OFFSETS})
    persian = country_holidays("IR", years=gregorian, language="fa_IR")
    translate = country_holidays("IR", language="en_US").tr
    entries = (
        (on, _holiday(name, translate))
        for on in sorted(persian)
        if jalali.parts(on)[0] in wanted
        for name in persian.get_list(on)
    )
    return with_days(Calendar(tuple(weekends)), entries)


def _holiday(name: str, translate: Callable[[str], str]) -> DayOff:
    # The package keeps several names of one day in an order of their own in each language, so a
    # Persian name is translated, not paired.
    plain = name.removesuffix(ESTIMATED_FA)
    mark = ESTIMATED_EN if plain != name else ""
    return DayOff(Off.HOLIDAY, persian_digits(name), f"{translate(plain)}{mark}")
