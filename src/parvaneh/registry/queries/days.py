"""The judicial calendar as the law takes it, and what its keeper should look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from parvaneh.law import jalali
from parvaneh.law.judicial_calendar import Calendar, Off, Weekday, Weekend, with_days
from parvaneh.law.judicial_calendar import DayOff as LawDayOff
from parvaneh.law.ruling import Reason, msg
from parvaneh.registry.models import DayOff, Version, WeekendRule
from parvaneh.registry.models.days import CALENDAR

# A year has about two dozen; far fewer means that somebody stopped half-way.
FEWEST_HOLIDAYS = 20

NO_HOLIDAYS = msg("No holiday is entered for the year {found}; deadlines in it would be too early.")
FEW_HOLIDAYS = msg("Only {needed} holidays are entered for the year {found}.")
ESTIMATED = msg("{needed} holidays of the year {found} are estimates; confirm them.")


@dataclass(frozen=True)
class CalendarHealth:
    """What is entered for a year, and what is wrong with it."""

    year: int
    holidays: int
    estimated: int
    faults: tuple[Reason, ...]


def calendar() -> Calendar:
    """All weekends and days off in force, kept in memory until one changes."""
    return _calendar_at(calendar_version())


def calendar_version() -> int:
    """The number that moves with each change of the calendar; 0 before the first."""
    return Version.objects.filter(name=CALENDAR).values_list("number", flat=True).first() or 0


def days_off_between(first: date, last: date, province: str = "") -> list[DayOff]:
    """The rows in force of some days, for one province those of the whole country too."""
    rows = DayOff.objects.filter(withdrawn_at__isnull=True, on__range=(first, last))
    wanted = ("", province) if province else ("",)
    return list(rows.filter(province__in=wanted).order_by("on", "id"))


def calendar_health(years: Iterable[int]) -> list[CalendarHealth]:
    """What is wrong with the calendar of some Jalali years: missing, too few, only estimated."""
    return [_health(year) for year in years]


def calendar_warnings(on: date) -> list[Reason]:
    """What the keeper of the calendar should look at: the year of a day, and the coming one.

    For the first page of whoever may edit the calendar; empty where all is in order.
    """
    year = jalali.parts(on)[0]
    return [fault for one in calendar_health((year, year + 1)) for fault in one.faults]


def _health(year: int) -> CalendarHealth:
    first, after = jalali.jalali(year, 1, 1), jalali.jalali(year + 1, 1, 1)
    rows = DayOff.objects.filter(
        withdrawn_at__isnull=True, kind=Off.HOLIDAY.value, province="", on__gte=first, on__lt=after
    )
    days = len({row.on for row in rows})
    estimated = sum("estimated" in row.en for row in rows)
    faults = []
    if not days:
        faults.append(Reason("no_holidays", NO_HOLIDAYS, (), found=year))
    elif days < FEWEST_HOLIDAYS:
        faults.append(Reason("few_holidays", FEW_HOLIDAYS, (), found=year, needed=days))
    if estimated:
        about = Reason("estimated", ESTIMATED, (), blocks=False, found=year, needed=estimated)
        faults.append(about)
    return CalendarHealth(year, days, estimated, tuple(faults))


@lru_cache(maxsize=4)
def _calendar_at(version: int) -> Calendar:
    """The calendar of a version; the version is read first, so it is never older than the rows."""
    if not version:
        return Calendar()
    weekends = tuple(
        Weekend(
            frozenset(map(Weekday, row.weekdays)), row.starts_on, row.ends_on, row.province or None
        )
        for row in WeekendRule.objects.order_by("starts_on", "id")
    )
    rows = DayOff.objects.filter(withdrawn_at__isnull=True).order_by("on", "id")
    entries = (
        (row.on, LawDayOff(Off(row.kind), row.fa, row.en, row.province or None)) for row in rows
    )
    return with_days(Calendar(weekends), entries)
