"""Gate: deadlines of cases, through the database and the calendar table, against the oracle.

The oracle (`tests.law.oracle_deadlines`) shares nothing with the product: no calendar library, no
date type. Each round enters another calendar, opens deadlines and compares their last days as read
back; then closes some of those very days, counts again as the product does, and compares again.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from random import Random
from types import MappingProxyType

import pytest
from django.db import connection

from parvaneh.casework import recounting
from parvaneh.casework.clocks import Since
from parvaneh.casework.deadlines import Rules, begun
from parvaneh.casework.models import Case, Deadline
from parvaneh.casework.operations import deadlines_recompute
from parvaneh.law.counting import FROM_NOTICE
from parvaneh.law.jalali import jalali, parts
from parvaneh.law.judicial_calendar import Off
from parvaneh.law.values import Values, merged, shipped_values, value_at
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.models import DayOff, WeekendRule
from parvaneh.registry.queries import calendar, calendar_version
from tests.law import oracle_deadlines as oracle
from tools.measured import record

FULL = os.environ.get("PARVANEH_GATES") == "full"
ROUNDS, EACH = (50, 200) if FULL else (5, 100)
AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)
PROVINCES = ("IR-03", "IR-07", "IR-23")
KINDS = tuple(kind.value for kind in Off if kind is not Off.WEEKEND)
LENGTHS = [(n, "days") for n in range(1, 41)] + [(n, "weeks") for n in range(1, 10)]
LENGTHS += [(n, "months") for n in range(1, 7)]
LAST_START = oracle.PLACE[1420, 1, 1]
WRITTEN = {"entered_by": "system", "entered_at": AT}
HEADING = value_at(shipped_values(), "CPC.443.month_days", AT.date())

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@dataclass
class Facts:
    """What the oracle knows of one calendar."""

    weekends: list = field(default_factory=list)
    off: list = field(default_factory=list)


def lengths() -> Values:
    """A dated value for each length of period, as an article would give it."""
    found = {
        f"gate.{amount}.{unit}": (replace(HEADING, content=amount, unit=unit),)
        for amount, unit in LENGTHS
    }
    return Values(MappingProxyType(found))


VALUES = merged(shipped_values(), lengths())


def rules() -> Rules:
    return Rules(VALUES, calendar(), str(calendar_version()))


def drawn_calendar(rng: Random, first: int) -> Facts:
    facts = Facts()
    for province in (None, *PROVINCES):
        if rng.random() < 0.7:
            names = tuple(rng.sample(("thursday", "saturday", "wednesday"), rng.randint(0, 2)))
            begins = first + rng.randint(-30, 120)
            until = None if rng.random() < 0.5 else oracle.ROW[begins + rng.randint(0, 200)][0]
            facts.weekends.append((province, oracle.ROW[max(0, begins)][0], until, names))
    for place in range(first, first + 480):
        if rng.random() < 0.15:
            facts.off.append(drawn_day(rng, oracle.ROW[place][0]))
    return facts


def drawn_day(rng: Random, day: tuple[int, int, int]) -> tuple:
    return day, rng.choice(KINDS), rng.choice((None, *PROVINCES))


def entered(facts: Facts) -> None:
    WeekendRule.objects.bulk_create(
        WeekendRule(
            province=province or "",
            weekdays=list(names),
            starts_on=jalali(*first),
            ends_on=until and jalali(*until),
            **WRITTEN,
        )
        for province, first, until, names in facts.weekends
    )
    days_entered(facts.off)


def days_entered(days: list[tuple]) -> None:
    DayOff.objects.bulk_create(
        DayOff(
            on=jalali(*day),
            kind=kind,
            province=province or "",
            fa=f"روز {n}",
            en=f"day {n}",
            source="gate",
            entered_by="system",
            entered_at=AT,
        )
        for n, (day, kind, province) in enumerate(days, start=DayOff.objects.count())
    )


def opened(rng: Random, first: int, number: int) -> list[Deadline]:
    cases = Case.objects.bulk_create(
        Case(
            number=f"gate-{number}-{n}",
            procedure="gate",
            state="waiting",
            subject="gate:1",
            province=rng.choice(PROVINCES),
            opened_at=AT,
            opened_by="system",
            entered_on=AT.date(),
        )
        for n in range(EACH)
    )
    now = rules()
    made = []
    for case in cases:
        amount, unit = rng.choice(LENGTHS)
        start = oracle.ROW[first + rng.randint(0, 250)][0]
        made.append(begun(case, f"gate.{amount}.{unit}", Since(jalali(*start)), now))
    return Deadline.objects.bulk_create(made)


def wrong(rows: list[Deadline], facts: Facts) -> int:
    """How many last days, read back from the database, are not the oracle's."""
    kept = Deadline.objects.in_bulk([row.pk for row in rows])
    return sum(expected(row, facts) != parts(row.last_on) for row in kept.values())


def expected(row: Deadline, facts: Facts) -> tuple[int, int, int]:
    last, _ = oracle.last_day(
        start=parts(row.starts_on),
        amount=row.amount,
        unit=row.unit,
        province=row.province,
        weekends=facts.weekends,
        off=facts.off,
        both_ends_out=True,
        passes_over=frozenset(Off),
    )
    return last


def a_round(rng: Random, number: int) -> tuple[list[Deadline], Facts, list]:
    DayOff.objects.all().delete()
    WeekendRule.objects.all().delete()
    first = rng.randint(40, LAST_START)
    facts = drawn_calendar(rng, first)
    entered(facts)
    rows = opened(rng, first, number)
    ends = sorted({parts(row.last_on) for row in rows})
    late = [drawn_day(rng, day) for day in ends if rng.random() < 0.3]
    return rows, facts, late


def test_no_deadline_differs_from_the_oracles_before_or_after_days_are_closed(monkeypatch):
    rng = Random(1404)  # noqa: S311 - the same ones in every run
    monkeypatch.setattr(recounting, "rules_now", rules)
    faults = moved = compared = 0
    for number in range(ROUNDS):
        rows, facts, late = a_round(rng, number)
        faults += wrong(rows, facts)
        days_entered(late)
        facts.off += late
        days = [(jalali(*day), province) for day, _, province in late]
        moved += len(deadlines_recompute(by=SYSTEM, at=AT, days=days))
        faults += wrong(rows, facts)
        compared += len(rows)
        Deadline.objects.filter(pk__in=[row.pk for row in rows]).update(
            state="dropped", ended_on=AT.date()
        )
    assert compared == ROUNDS * EACH
    assert moved > compared // 50
    assert faults == 0
    if FULL:
        record(
            "Deadlines through the database",
            [
                f"{compared:,} random deadlines, through the calendar table and their own rows,",
                f"compared with the independent oracle twice: {faults} wrong.",
                f"{moved:,} were moved by days closed afterwards, and counted again.",
            ],
        )


def test_deadlines_that_are_not_counted_again_are_noticed():
    """The control: days are closed and nothing is counted again, so the comparison must fail."""
    rng = Random(1405)  # noqa: S311 - the same ones in every run
    rows, facts, late = a_round(rng, 0)
    assert wrong(rows, facts) == 0
    days_entered(late)
    facts.off += late
    assert wrong(rows, facts) > 3


def test_a_closed_day_that_the_table_lost_is_noticed():
    rng = Random(1406)  # noqa: S311 - the same ones in every run
    rows, facts, _ = a_round(rng, 0)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM registry_dayoff WHERE kind <> 'holiday'")
    Deadline.objects.filter(pk__in=[row.pk for row in rows]).delete()
    again = opened(rng, oracle.PLACE[parts(min(row.starts_on for row in rows))], 1)
    assert wrong(again, facts) > 0


def test_the_periods_are_counted_from_notice():
    assert value_at(VALUES, FROM_NOTICE, AT.date()).content == "both_ends_out"
