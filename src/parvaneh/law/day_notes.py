"""How a deadline explains itself: a note for each day, and the sentences that say it whole.

«Until the end of Saturday 12 Mehr 1404: 10 days; not counted: the day of announcement and the day
of objecting; 11 Mehr 1404 is a Friday». The sentences are message ids with parameters, so the
same data is read in both languages.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parvaneh.law.citation import cites
from parvaneh.law.counting import Counting, CountingPolicy, Period, Unit, unit_days
from parvaneh.law.judicial_calendar import WEEKDAYS, DayOff, Off, weekday
from parvaneh.law.ruling import Reason, msg
from parvaneh.law.vocabulary import Term

UNTIL_DAYS = msg("until the end of {weekday} {last}: {amount} days")
UNTIL_WEEKS = msg("until the end of {weekday} {last}: {amount} weeks of {length} days")
UNTIL_MONTHS = msg("until the end of {weekday} {last}: {amount} months of {length} days")
UNTIL_DAY = msg("until the end of {weekday} {last}: one day")
UNTIL_WEEK = msg("until the end of {weekday} {last}: one week, {length} days")
UNTIL_MONTH = msg("until the end of {weekday} {last}: one month, {length} days")
BOTH_OUT = msg("not counted: {starts} and {acts}")
FIRST_OUT = msg("not counted: {starts}")
IS_WEEKEND = msg("{on} is a {weekday}")
IS_HOLIDAY = msg("{on} is a public holiday ({off})")
IS_CLOSURE = msg("on {on} the offices of the province are closed ({off})")
IS_OUTAGE = msg("on {on} the authority could not act ({off})")
NOTE_FIRST = msg("{weekday} {on}: {starts}; not counted")
NOTE_COUNTED = msg("{weekday} {on}: day {number}")
NOTE_COUNTED_OFF = msg("{weekday} {on}: day {number}; days off inside the period count ({off})")
NOTE_MOVED = msg("{weekday} {on}: cannot be the last day ({off})")
NOTE_LAST = msg("{weekday} {on}: the last day, until its end")


class Role(StrEnum):
    """What a day is within a deadline."""

    FIRST = "first"
    COUNTED = "counted"
    MOVED = "moved"  # would be the last day, but is off
    LAST = "last"


@dataclass(frozen=True)
class DayNote:
    """One day of a deadline: its number in the count (None outside it), its role, and why."""

    on: date
    number: int | None
    role: Role
    off: tuple[DayOff, ...]
    why: Reason


UNTIL = {Unit.DAYS: UNTIL_DAYS, Unit.WEEKS: UNTIL_WEEKS, Unit.MONTHS: UNTIL_MONTHS}
UNTIL_ONE = {Unit.DAYS: UNTIL_DAY, Unit.WEEKS: UNTIL_WEEK, Unit.MONTHS: UNTIL_MONTH}
NOT_COUNTED = {Counting.BOTH_ENDS_OUT: BOTH_OUT, Counting.FIRST_DAY_OUT: FIRST_OUT}
WHY_OFF = {
    Off.WEEKEND: IS_WEEKEND,
    Off.HOLIDAY: IS_HOLIDAY,
    Off.CLOSURE: IS_CLOSURE,
    Off.OUTAGE: IS_OUTAGE,
}
NOTES = {
    Role.FIRST: NOTE_FIRST,
    Role.COUNTED: NOTE_COUNTED,
    Role.MOVED: NOTE_MOVED,
    Role.LAST: NOTE_LAST,
}


def day_note(
    *,
    on: date,
    number: int | None,
    role: Role,
    off: tuple[DayOff, ...],
    starts: Term,
    policy: CountingPolicy,
) -> DayNote:
    """The note of one day.

    Args:
        on: the day.
        number: its number in the count; None for a day that is not counted.
        role: what it is within the deadline.
        off: every reason why it is a day off.
        starts: what the first day is called.
        policy: the counting rules.
    """
    passed_over = bool(off) and role in {Role.COUNTED, Role.MOVED}
    why = Reason(
        role.value,
        NOTE_COUNTED_OFF if passed_over and role is Role.COUNTED else NOTES[role],
        cites("CPC 444") if passed_over else policy.mode.cites,
        blocks=False,
        params={
            "on": on,
            "weekday": WEEKDAYS[weekday(on)],
            "number": number,
            "off": off,
            "starts": starts,
        },
    )
    return DayNote(on, number, role, off, why)


def in_short(
    *, period: Period, last: date, policy: CountingPolicy, starts: Term, acts: Term
) -> tuple[Reason, Reason]:
    """The two sentences of every deadline: until when, and which days are not counted."""
    until = Reason(
        "until",
        (UNTIL_ONE if period.amount == 1 else UNTIL)[period.unit],
        cites("CPC 443"),
        blocks=False,
        params={
            "last": last,
            "weekday": WEEKDAYS[weekday(last)],
            "amount": period.amount,
            "length": unit_days(period.unit, policy),
        },
    )
    ends = Reason(
        "not_counted",
        NOT_COUNTED[policy.counting],
        policy.mode.cites,
        blocks=False,
        params={"starts": starts, "acts": acts},
        assumes=policy.mode.assumes,
    )
    return until, ends


def moves(notes: Iterable[DayNote], policy: CountingPolicy) -> tuple[Reason, ...]:
    """A sentence for every reason that moved the last day on, in the order of the days."""
    return tuple(
        Reason(
            entry.kind.value,
            WHY_OFF[entry.kind],
            cites("CPC 444"),
            blocks=False,
            params={"on": note.on, "weekday": WEEKDAYS[weekday(note.on)], "off": entry},
        )
        for note in notes
        if note.role is Role.MOVED
        for entry in note.off
        if entry.kind in policy.rolls_over
    )
