"""A listed office in the reader's words: whether it is open, its grade, its week, its prices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from parvaneh.editions.models import ListedOffice, Standing
from parvaneh.frame.kept_pages import asked_once, changes_at, tells_the_hour
from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.clock import tehran
from parvaneh.kit.languages import msg, show
from parvaneh.kit.places import BY_KEY
from parvaneh.kit.text import Language, code_digits
from parvaneh.law.judicial_calendar import FROM_MONDAY, WEEKDAYS, Weekday
from parvaneh.law.ruling import Status
from parvaneh.registry.queries import values_in_force
from parvaneh.registry.queries.days import days_off_between
from parvaneh.site.grade_marks import Mark, bands_on, mark_of
from parvaneh.site.place_names import county_name
from parvaneh.site.public.access import access_there
from parvaneh.site.services_offered import service_name

STANDINGS: Mapping[str, tuple[str, str]] = {
    Standing.OPEN: (msg("licensed and serving"), "ok"),
    Standing.SUSPENDED: (msg("suspended"), "bad"),
    Standing.VACANT: (msg("without a manager"), "warn"),
    Standing.REVOKED: (msg("licence revoked"), "bad"),
    Standing.CLOSED: (msg("closed"), "plain"),
}
OPEN_UNTIL, OPENS_AT = msg("open now, until {hour}"), msg("closed now, opens at {hour}")
CLOSED_NOW, OFF_TODAY = msg("closed now"), msg("closed today: {name}")
INITIAL = msg("initial grade: no ranking has graded this office yet")
RANKED = msg("ranking of {year}")
MARKS = {
    Status.PROVISIONAL.value: msg("provisional"),
    Status.DEMONSTRATION.value: msg("demonstration"),
}


STANDS_FOR = {
    Status.PROVISIONAL.value: msg("Provisional: made with tables that nobody has approved yet."),
    Status.DEMONSTRATION.value: msg("Demonstration: generated for trying out, of no office."),
}


@dataclass(frozen=True)
class Held:
    """A grade that an office held; `official` says so in words where it is not, `why` explains."""

    cycle: int
    mark: Mark
    since: date
    until: date | None
    official: str
    why: str


@dataclass(frozen=True)
class Shown:
    """An office as cards, comparisons and its own page show it."""

    code: str
    title: str
    where: str
    street: str
    standing: tuple[str, str]
    is_open: bool  # licensed and serving
    now: str
    phones: tuple[str, ...]
    mark: Mark | None
    period: str
    graded_on: date | None
    official: str
    access: tuple[str, ...]  # what it is known to have


@dataclass(frozen=True)
class Now:
    """The moment at which a page is read, and the days off of that day by province."""

    at: datetime
    off: Mapping[str, str]

    def closed_in(self, province: str) -> str:
        """Why offices are closed in a province today; empty where they are not."""
        return self.off.get("", "") or self.off.get(province, "")


def now_of(at: datetime) -> Now:
    """What is asked once for all offices of a page."""
    here = at.astimezone(tehran())
    return Now(here, _off_on(here.date(), language_now()))


@asked_once
def _off_on(on: date, language: Language) -> Mapping[str, str]:
    return {row.province: show(row, language) for row in days_off_between(on, on)}


def marks_on(on: date) -> Mapping[str, Mark]:
    """The grades of a day by their keys."""
    return _marks_on(on, language_now())


@asked_once
def _marks_on(on: date, language: Language) -> Mapping[str, Mark]:
    del language  # in which grades are named
    bands = bands_on(values_in_force(), on)
    return {band.key: mark_of(band.key, bands) for band in bands}


def offices_shown(rows: Iterable[ListedOffice], now: Now) -> list[Shown]:
    """Listed offices in the reader's words."""
    marks = marks_on(now.at.date())
    return [_shown(row, now, marks) for row in rows]


def _shown(row: ListedOffice, now: Now, marks: Mapping[str, Mark]) -> Shown:
    words, tone = STANDINGS[row.standing]
    province = BY_KEY[row.province]
    names = dict.fromkeys([row.city, county_name(row.province, row.county), shown(province)])
    return Shown(
        row.code,
        row.title,
        say(msg(", ")).join(name for name in names if name),
        row.street,
        (say(words), tone),
        row.standing == Standing.OPEN,
        open_said(row, now),
        tuple(row.phones),
        marks.get(row.grade),
        say(RANKED, year=row.cycle) if row.cycle else say(INITIAL),
        row.graded_on,
        say(MARKS[row.official]) if row.official in MARKS else "",
        access_there(row),
    )


def grades_held(row: ListedOffice, now: Now) -> list[Held]:
    """The strip of grades, the newest first."""
    marks = marks_on(now.at.date())
    return [
        Held(
            cycle,
            # A grade of other bands than those of today keeps its key and its tiles.
            marks.get(grade) or Mark(grade, tiles, max(tiles, row.bands)),
            date.fromisoformat(since),
            date.fromisoformat(until) if until else None,
            say(MARKS[official]) if official in MARKS else "",
            say(STANDS_FOR[official]) if official in STANDS_FOR else "",
        )
        for cycle, grade, tiles, since, until, official in row.held
    ]


def is_open_now(row: ListedOffice, now: Now) -> bool:
    """Whether people are served there at this moment."""
    if row.standing != Standing.OPEN or now.closed_in(row.province):
        return False
    return any(opens <= now.at.time() < closes for opens, closes in _shifts_told(row, now.at))


def open_said(row: ListedOffice, now: Now) -> str:
    """Whether an office that serves people does so at this moment; empty where nobody knows."""
    if row.standing != Standing.OPEN or not row.hours or not tells_the_hour():
        return ""
    off, clock = now.closed_in(row.province), now.at.time()
    if off:
        return say(OFF_TODAY, name=off)
    shifts = _shifts_told(row, now.at)
    for opens, closes in shifts:
        if opens <= clock < closes:
            return say(OPEN_UNTIL, hour=_hour(closes))
    coming = [opens for opens, _ in shifts if clock < opens]
    return say(OPENS_AT, hour=_hour(coming[0])) if coming else say(CLOSED_NOW)


def _hour(clock: time) -> str:
    return code_digits(f"{clock:%H:%M}", language_now())


def _shifts_told(row: ListedOffice, at: datetime) -> list[tuple[time, time]]:
    """The shifts of today; who keeps the page is told when the next of them begins or ends."""
    shifts = shifts_on(row, at)
    coming = [one for shift in shifts for one in shift if one > at.time()]
    if coming:
        changes_at(datetime.combine(at.date(), min(coming), at.tzinfo))
    return shifts


def shifts_on(row: ListedOffice, at: datetime) -> list[tuple[time, time]]:
    """When an office is open on the weekday of a moment."""
    weekday = FROM_MONDAY[at.weekday()]
    return [
        (time.fromisoformat(opens), time.fromisoformat(closes))
        for day, opens, closes in row.hours
        if day == weekday
    ]


def week_of(row: ListedOffice) -> list[tuple[str, list[tuple[str, str]]]]:
    """The week from Saturday: each day with its shifts; empty where no hours are known."""
    if not row.hours:
        return []
    return [
        (
            shown(WEEKDAYS[weekday]),
            [(opens, closes) for day, opens, closes in row.hours if day == weekday],
        )
        for weekday in Weekday
    ]


def prices_of(row: ListedOffice) -> list[tuple[str, Any]]:
    """The services of an office by name, with their price in rials or None."""
    return [(service_name(service), rials) for service, rials in row.services.items()]
