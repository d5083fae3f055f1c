"""Deadlines: from a period and the day it starts with to the last day on which one may act.

Counted by `counting.toml`, so that "ten days from announcement on day T" may be used until the end
of T + 11, and later where that day is off. Days off inside the period count. Nothing is
remembered: with another calendar, count again. Sanctions and licence terms are no such periods;
they run in calendar months (`term_end`).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from parvaneh.law.citation import cites
from parvaneh.law.counting import (
    FROM_NOTICE,
    Counting,
    CountingPolicy,
    Period,
    policy_at,
    stops,
    unit_days,
)
from parvaneh.law.day_notes import DayNote, Role, day_note, in_short, moves
from parvaneh.law.jalali import months_later, parts
from parvaneh.law.judicial_calendar import Calendar, days_off
from parvaneh.law.ruling import Reason, Ruling, granted, msg
from parvaneh.law.values import Values
from parvaneh.law.vocabulary import Term

CITES = {
    "deadline": cites("CPC 443", "CPC 444", "CPC 445"),
    "counted": cites("CPC 443", "CPC 444", "CPC 445"),
    "term_end": cites("D1392 23(5)"),
}

STARTS = Term("روز آغاز مهلت", "the day on which the period starts")
ACTS = Term("روز اقدام", "the day of action")
LAST_MOVED = msg("the last day is now {found}; it was {needed}")


@dataclass(frozen=True)
class Deadline:
    """The last permitted day, how it was found day by day (`notes`), and in sentences (`said`)."""

    period: Period
    starts_on: date
    first_counted: date
    nominal_last: date
    last: date
    notes: tuple[DayNote, ...]
    said: tuple[Reason, ...]


def deadline(
    *,
    starts_on: date,
    period: Period,
    calendar: Calendar,
    province: str,
    values: Values,
    counting: str = FROM_NOTICE,
    starts: Term = STARTS,
    acts: Term = ACTS,
) -> Ruling[Deadline]:
    """The last day of a period, by the counting rules in force on the day it starts with.

    Args:
        starts_on: the day of the event that starts the period (service, announcement, lodging).
        period: as the article writes it.
        calendar: weekends, holidays, closures and outages known now.
        province: where the act must be done.
        values: the dated values (`CPC.443.*`, `CPC.444.*` and `counting`).
        counting: key of the dated value that says how this limit is counted; CPC 445 by default.
        starts: what the first day is called in the explanation («the day of announcement»).
        acts: what the day of action is called.

    Returns:
        Always granted; the reasons say in sentences how the last day was found.

    Raises:
        NoValueInForce: before the Code, or before the way of counting holds.
    """
    policy = policy_at(values=values, on=starts_on, counting=counting)
    found = counted(
        starts_on=starts_on,
        period=period,
        calendar=calendar,
        province=province,
        policy=policy,
        starts=starts,
        acts=acts,
    )
    return granted(found, found.said, policy.rests_on)


def counted(
    *,
    starts_on: date,
    period: Period,
    calendar: Calendar,
    province: str,
    policy: CountingPolicy,
    starts: Term = STARTS,
    acts: Term = ACTS,
) -> Deadline:
    """Count a period by given rules; as `deadline`, which looks the rules up."""
    days = period.amount * unit_days(period.unit, policy)
    nominal = days + 1 if policy.counting is Counting.BOTH_ENDS_OUT else days
    last = nominal
    while stops(calendar, province=province, on=starts_on + timedelta(last), policy=policy):
        last += 1
    notes = tuple(
        day_note(
            on=starts_on + timedelta(number),
            number=number if 0 < number <= days else None,
            role=_role(number, nominal, last),
            off=days_off(calendar, province=province, on=starts_on + timedelta(number)),
            starts=starts,
            policy=policy,
        )
        for number in range(last + 1)
    )
    ends_on = starts_on + timedelta(last)
    short = in_short(period=period, last=ends_on, policy=policy, starts=starts, acts=acts)
    return Deadline(
        period=period,
        starts_on=starts_on,
        first_counted=starts_on + timedelta(1),
        nominal_last=starts_on + timedelta(nominal),
        last=ends_on,
        notes=notes,
        said=(*short, *moves(notes, policy)),
    )


def days_left(found: Deadline, *, today: date) -> int:
    """How many days are left after today: 0 on the last day itself, negative once it is over."""
    return (found.last - today).days


def moved(before: Deadline, after: Deadline) -> tuple[Reason, ...]:
    """What to tell whoever waits for a deadline that was counted again; empty if it did not move.

    Args:
        before: as counted with the calendar known then.
        after: the same period, counted with the calendar known now.
    """
    if before.last == after.last:
        return ()
    news = Reason(
        "moved",
        LAST_MOVED,
        cites("CPC 444"),
        blocks=False,
        found=after.last,
        needed=before.last,
    )
    later = [note.why for note in after.notes if note.role is Role.MOVED]
    known = [note.why for note in before.notes]
    return news, *(why for why in later if why not in known)


def term_end(*, starts_on: date, months: int) -> date:
    """The last day of a term of so many Jalali months: the day before the same day of the month.

    A suspension of 3 months from 15 Farvardin lasts through 14 Tir. Where the last month has no
    such day, the term ends with that month: a month from 31 Shahrivar lasts through 30 Mehr. Days
    off do not lengthen a term. The directives do not say how the months of a sanction run; that
    they run by the calendar, and not in thirties, is the product's reading.
    """
    same_day = months_later(starts_on, months)
    if parts(same_day)[2] < parts(starts_on)[2]:
        return same_day
    return same_day - timedelta(1)


def _role(number: int, nominal: int, last: int) -> Role:
    if number == 0:
        return Role.FIRST
    if number == last:
        return Role.LAST
    return Role.COUNTED if number < nominal else Role.MOVED
