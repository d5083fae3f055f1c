"""Which days are off, where, and why: the calendar that deadlines are counted on.

Friday is off everywhere and always; other weekdays are off by province and period. Holidays,
unplanned closures and outages (days on which the authority itself could not act, CPC 444) are
entered day by day. The calendar is a value: whoever learns of a closure makes a new one with
`with_days` and counts again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from parvaneh.law.citation import cites
from parvaneh.law.vocabulary import Term

CITES = {"days_off": cites("CPC 444")}

NO_WORKING_DAY = "A week needs at least one working day."


class Weekday(StrEnum):
    """A day of the week, in the order of an Iranian week."""

    SATURDAY = "saturday"
    SUNDAY = "sunday"
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"


WEEKDAYS: Mapping[Weekday, Term] = {
    Weekday.SATURDAY: Term("شنبه", "Saturday"),
    Weekday.SUNDAY: Term("یکشنبه", "Sunday"),
    Weekday.MONDAY: Term("دوشنبه", "Monday"),
    Weekday.TUESDAY: Term("سه‌شنبه", "Tuesday"),
    Weekday.WEDNESDAY: Term("چهارشنبه", "Wednesday"),
    Weekday.THURSDAY: Term("پنجشنبه", "Thursday"),
    Weekday.FRIDAY: Term("جمعه", "Friday"),
}

# In the order of `date.weekday`.
FROM_MONDAY = (
    Weekday.MONDAY,
    Weekday.TUESDAY,
    Weekday.WEDNESDAY,
    Weekday.THURSDAY,
    Weekday.FRIDAY,
    Weekday.SATURDAY,
    Weekday.SUNDAY,
)
ALWAYS_OFF = frozenset({Weekday.FRIDAY})


class Off(StrEnum):
    """Why nothing can be done on a day."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"  # a public holiday, in the whole country
    CLOSURE = "closure"  # offices closed at short notice: cold, dust, an election
    OUTAGE = "outage"  # the authority or its system could not take in or act (CPC 444)


@dataclass(frozen=True)
class Weekend:
    """The weekdays off beside Friday, from a day until a day (included; None is open).

    With a province it stands in place of what is written for the whole country: an empty set
    makes Thursday a working day there. Of several in force, the last one written stands.
    """

    weekdays: frozenset[Weekday]
    start: date
    until: date | None = None
    province: str | None = None

    def __post_init__(self) -> None:
        """Refuse a week in which no deadline could ever end."""
        if self.weekdays | ALWAYS_OFF == frozenset(Weekday):
            raise ValueError(NO_WORKING_DAY)


@dataclass(frozen=True)
class DayOff:
    """One reason why a day is off, with its name; without a province, in the whole country."""

    kind: Off
    fa: str
    en: str
    province: str | None = None


WEEKEND_DAY = DayOff(Off.WEEKEND, "تعطیل هفتگی", "weekend")


@dataclass(frozen=True)
class Calendar:
    """Weekends by province and period, and the days entered one by one."""

    weekends: tuple[Weekend, ...] = ()
    days: Mapping[date, tuple[DayOff, ...]] = field(default_factory=dict)


def days_off(calendar: Calendar, *, province: str, on: date) -> tuple[DayOff, ...]:
    """Every reason why a day is off in a province, the weekend first; empty on a working day.

    Args:
        calendar: weekends, holidays, closures and outages known now.
        province: code of the province (``IR-23``) in which the act must be done.
        on: the day asked about.
    """
    weekly = (WEEKEND_DAY,) if weekday(on) in weekend_of(calendar, province=province, on=on) else ()
    return weekly + tuple(
        entry for entry in calendar.days.get(on, ()) if entry.province in {None, province}
    )


def weekend_of(calendar: Calendar, *, province: str, on: date) -> frozenset[Weekday]:
    """The weekdays off in a province on a date; Friday always is."""
    chosen = ALWAYS_OFF
    for place in (None, province):
        for weekend in calendar.weekends:
            if weekend.province == place and _in_force(weekend, on):
                chosen = ALWAYS_OFF | weekend.weekdays
    return chosen


def weekday(on: date) -> Weekday:
    """The weekday of a date."""
    return FROM_MONDAY[on.weekday()]


def with_days(calendar: Calendar, entries: Iterable[tuple[date, DayOff]]) -> Calendar:
    """The calendar with more days entered; the given one stays as it is."""
    days = dict(calendar.days)
    for on, entry in entries:
        days[on] = (*days.get(on, ()), entry)
    return Calendar(calendar.weekends, MappingProxyType(days))


def _in_force(weekend: Weekend, on: date) -> bool:
    return weekend.start <= on and (weekend.until is None or on <= weekend.until)
