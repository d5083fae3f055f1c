"""From the key of a time limit to the function of the law that counts it.

A step names the dated value that limits it; what starts the limit, and how its days run, is said by
the article's own function. A limit without one is counted by the Code: its length and unit as the
value says them, from the day on which the case came to wait (or was served).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from parvaneh.kit.places import COUNTRY
from parvaneh.law.counting import FROM_NOTICE, CountingPolicy, Period, Unit, policy_at, stops
from parvaneh.law.day_notes import DayNote
from parvaneh.law.deadlines import Deadline, deadline
from parvaneh.law.directive_1392.art24_finality import APPEAL_DAYS, appeal_due
from parvaneh.law.directive_1404.art06_grade_in_force import DUE, ranking_due
from parvaneh.law.directive_1404.art12_objection import (
    DECISION,
    OBJECTION,
    REVIEW,
    decision_due,
    objection_due,
    review_due,
)
from parvaneh.law.jalali import parts
from parvaneh.law.judicial_calendar import Calendar
from parvaneh.law.ruling import Reason, Ruling
from parvaneh.law.values import Values, basis, value_at, whole

# Where the Center sits, and so where what is due to it must be done.
CENTER = "IR-23"


@dataclass(frozen=True)
class Since:
    """Days from which the law counts.

    entered_on: when the case came to wait for the step. served_on: proven service, if any.
    earlier: last days of this case's earlier limits, by key.
    """

    entered_on: date
    served_on: date | None = None
    earlier: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """A counted limit; `last_on` is None while its period has not begun."""

    starts_on: date | None
    nominal_on: date | None
    last_on: date | None
    period: Period | None
    counting: str
    said: tuple[Reason, ...]
    notes: tuple[DayNote, ...] = ()
    rests_on: tuple[str, ...] = ()  # keys of the values that were used


Count = Callable[[str, Since, Calendar, str, Values], Found]


@dataclass(frozen=True)
class Clock:
    """How one limit is counted, and where the act must be done ("" for the case's province)."""

    count: Count
    province: str = ""


def counted_since(
    key: str, since: Since, *, calendar: Calendar, province: str, values: Values
) -> Found:
    """Count a limit by the law.

    Args:
        key: the dated value that gives its length.
        since: days from which it is counted.
        calendar: the days off known now.
        province: where the act must be done.
        values: the dated values.

    Raises:
        NoValueInForce: a value that it needs was not in force on the day it starts with.
    """
    clock = CLOCKS.get(key, BY_THE_CODE)
    return clock.count(key, since, calendar, province, values)


def place_of(key: str, province: str) -> str:
    """The province in which the act that a limit waits for must be done.

    What concerns the whole country is done where the Center sits.
    """
    return CLOCKS.get(key, BY_THE_CODE).province or (
        CENTER if province == COUNTRY.key else province
    )


def longer(
    last_on: date, days: int, *, calendar: Calendar, province: str, policy: CountingPolicy
) -> date:
    """A last day so many days later, moved off days on which nothing can be done."""
    found = last_on + timedelta(days)
    while days and stops(calendar, province=province, on=found, policy=policy):
        found += timedelta(1)
    return found


def policy_of(counting: str, starts_on: date, values: Values) -> CountingPolicy:
    """The counting rules of a limit; those of the Code where it runs to a fixed day."""
    return policy_at(values=values, on=starts_on, counting=counting or FROM_NOTICE)


def _objection(_: str, since: Since, calendar: Calendar, province: str, values: Values) -> Found:
    ruling = objection_due(
        announced_on=since.entered_on,
        served_on=since.served_on,
        calendar=calendar,
        province=province,
        values=values,
    )
    return _found(ruling, OBJECTION.counting)


def _review(_: str, since: Since, calendar: Calendar, province: str, values: Values) -> Found:
    ruling = review_due(
        lodged_on=since.entered_on,
        objection_last=since.earlier.get(OBJECTION.length, since.entered_on),
        calendar=calendar,
        province=province,
        values=values,
    )
    return _found(ruling, REVIEW.counting)


def _decision(_: str, since: Since, calendar: Calendar, province: str, values: Values) -> Found:
    # Sent and received on one day: the file moves within this system.
    ruling = decision_due(
        sent_on=since.entered_on,
        received_on=since.entered_on,
        calendar=calendar,
        province=province,
        values=values,
    )
    return _found(ruling, DECISION.counting)


def _appeal(_: str, since: Since, calendar: Calendar, province: str, values: Values) -> Found:
    served_on = since.served_on or since.entered_on
    ruling = appeal_due(served_on=served_on, calendar=calendar, province=province, values=values)
    return _found(ruling, FROM_NOTICE)


def _ranking(_: str, since: Since, _calendar: Calendar, _province: str, values: Values) -> Found:
    ruling = ranking_due(year=parts(since.entered_on)[0], values=values)
    last = ruling.value
    assert last is not None
    # A fixed day of the year: it is not counted, and does not move.
    used = tuple(one.key for one in ruling.rests_on)
    starts_on = min(since.entered_on, last)
    return Found(starts_on, last, last, None, "", ruling.reasons, rests_on=used)


def _by_the_code(
    key: str, since: Since, calendar: Calendar, province: str, values: Values
) -> Found:
    starts_on = since.served_on or since.entered_on
    length = value_at(values, key, starts_on)
    ruling = deadline(
        starts_on=starts_on,
        period=Period(whole(length), Unit(length.unit)),
        calendar=calendar,
        province=province,
        values=values,
    )
    return _found(replace(ruling, rests_on=(basis(length), *ruling.rests_on)), FROM_NOTICE)


def _found(ruling: Ruling[Deadline], counting: str) -> Found:
    known = ruling.value
    if known is None:
        return Found(None, None, None, None, counting, ruling.reasons)
    return Found(
        known.starts_on,
        known.nominal_last,
        known.last,
        known.period,
        counting,
        ruling.reasons,
        known.notes,
        tuple(one.key for one in ruling.rests_on),
    )


BY_THE_CODE = Clock(_by_the_code)
CLOCKS: Mapping[str, Clock] = {
    OBJECTION.length: Clock(_objection),
    REVIEW.length: Clock(_review),
    DECISION.length: Clock(_decision, CENTER),
    APPEAL_DAYS: Clock(_appeal),
    DUE: Clock(_ranking, CENTER),
}
