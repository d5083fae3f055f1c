"""What the pages of the calendar say: days off, weekends, moved deadlines, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from parvaneh.access.acting import Acting
from parvaneh.casework.models import Deadline
from parvaneh.casework.procedures import procedure_of
from parvaneh.casework.queries import visible_cases
from parvaneh.casework.recounting import Moved
from parvaneh.frame.error_pages import reason_said
from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.text import Language
from parvaneh.law import jalali
from parvaneh.law.judicial_calendar import WEEKDAYS, Calendar, Off, Weekday, days_off, weekday

KINDS: Mapping[str, str] = {
    Off.WEEKEND: msg("weekend"),
    Off.HOLIDAY: msg("public holiday"),
    Off.CLOSURE: msg("closure"),
    Off.OUTAGE: msg("outage"),
}
# Beside the colour, so that a day says what it is in black and white too.
SIGNS: Mapping[str, str] = {Off.HOLIDAY: "●", Off.CLOSURE: "▲", Off.OUTAGE: "■"}
COUNTRY = msg("the whole country")
LISTED = 100
EXPLAINED = 25


@dataclass(frozen=True)
class Day:
    """A day of a month: its number, what it is (most weighty first), and why in words."""

    on: date
    number: int
    kind: str
    sign: str
    why: str
    is_today: bool


@dataclass(frozen=True)
class Month:
    """A month of the year: its name, empty places before its first day, its days."""

    name: str
    before: int
    days: tuple[Day, ...]


@dataclass(frozen=True)
class MovedSaid:
    """A deadline that would move, or has, in words; no number where the reader sees no case."""

    case: str
    what: str
    before: date
    after: date
    days: tuple[str, ...]


@dataclass(frozen=True)
class MovedAll:
    """All that a change moves: how many, where, and those whose cases the reader may see."""

    count: int
    by_province: tuple[tuple[str, int], ...]
    seen: tuple[MovedSaid, ...]
    unseen: tuple[tuple[date, date, int], ...]
    is_more: bool


def year_said(calendar: Calendar, year: int, province: str, today: date) -> list[Month]:
    """The twelve months of a Jalali year in a province.

    Args:
        calendar: weekends and days off.
        year: Jalali.
        province: its key; empty shows what holds in the whole country.
        today: marked in the year.
    """
    return [_month(calendar, year, month, province, today) for month in range(1, 13)]


def weekday_names() -> list[str]:
    """The names of the weekdays, Saturday first."""
    return [shown(WEEKDAYS[one]) for one in Weekday]


def moved_said(moved: Iterable[Moved], acting: Acting, on: date) -> MovedAll:
    """What a change moves, as far as the reader may see the cases; the rest as figures only."""
    every = list(moved)
    numbers = {one.case for one in every}
    seen = set(
        visible_cases(acting, on=on).filter(number__in=numbers).values_list("number", flat=True)
    )
    mine = [one for one in every if one.case in seen]
    others: dict[tuple[date, date], int] = {}
    places: dict[str, int] = {}
    for one in every:
        places[one.province] = places.get(one.province, 0) + 1
        if one.case not in seen:
            others[one.before, one.after] = others.get((one.before, one.after), 0) + 1
    names = _names(one.case for one in mine[:LISTED])
    return MovedAll(
        len(every),
        tuple((shown(key), count) for key, count in sorted(places.items())),
        tuple(_moved(one, names, place < EXPLAINED) for place, one in enumerate(mine[:LISTED])),
        tuple((before, after, count) for (before, after), count in sorted(others.items())),
        len(mine) > LISTED,
    )


def place_said(province: str) -> str:
    """A province, or the whole country."""
    return shown(province) if province else say(COUNTRY)


def off_name(row: object) -> str:
    """The name of a day off in the reader's language."""
    return shown(row)


def _month(calendar: Calendar, year: int, month: int, province: str, today: date) -> Month:
    first = jalali.jalali(year, month, 1)
    names = jalali.MONTHS_FA if language_now() is Language.FA else jalali.MONTHS_EN
    days = tuple(
        _day(calendar, first + timedelta(number), number + 1, province, today)
        for number in range(jalali.days_in_month(first))
    )
    return Month(names[month - 1], list(Weekday).index(weekday(first)), days)


def _day(calendar: Calendar, on: date, number: int, province: str, today: date) -> Day:
    found = days_off(calendar, province=province, on=on)
    special = [one for one in found if one.kind is not Off.WEEKEND]
    order = [Off.OUTAGE, Off.CLOSURE, Off.HOLIDAY]
    kind = min((one.kind for one in special), key=order.index, default=None)
    name = kind.value if kind else Off.WEEKEND.value if found else ""
    why = "؛ ".join(f"{say(KINDS[one.kind])}: {shown(one)}" for one in special)
    return Day(on, number, name, SIGNS.get(kind, "") if kind else "", why, on == today)


def _names(cases: Iterable[str]) -> Mapping[tuple[str, str], str]:
    """What limits of these cases are called: the kind of case and the step that they limit."""
    rows = Deadline.objects.filter(case__number__in=list(cases), ended_on=None)
    found = {}
    for row in rows.select_related("case"):
        kind = procedure_of(row.case.procedure)
        step = next((one for one in kind.steps if one.deadline == row.key), None)
        found[row.case.number, row.key] = f"{shown(kind.term)} · {shown(step) if step else row.key}"
    return found


def _moved(one: Moved, names: Mapping[tuple[str, str], str], explains: bool) -> MovedSaid:  # noqa: FBT001 - of this module only
    days = tuple(reason_said(note.why).text for note in one.notes) if explains else ()
    what = names.get((one.case, one.key), one.key)
    return MovedSaid(one.case, what, one.before, one.after, days)
