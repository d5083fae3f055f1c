"""Ten thousand random deadlines over 1399-1420, counted twice, by two programs written apart."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest

from parvaneh.law.counting import Counting, CountingPolicy, Period, Unit
from parvaneh.law.deadlines import Deadline, counted
from parvaneh.law.jalali import jalali
from parvaneh.law.judicial_calendar import Calendar, DayOff, Off, Weekday, Weekend, weekday
from parvaneh.law.ruling import Basis, Status
from tests.law import oracle_deadlines as oracle

# While the law is being altered a few hundred tell the same.
CASES = 300 if "MUTANT_UNDER_TEST" in os.environ else 10_000
PROVINCES = ("IR-03", "IR-07", "IR-23")
KINDS = tuple(kind.value for kind in Off)
LAST_START = oracle.PLACE[1420, 12, 30]
DATES = {day: jalali(*day) for day, _ in oracle.ROW}
Day = tuple[int, int, int]


@dataclass(frozen=True)
class Facts:
    """One random deadline in plain form, as the oracle takes it."""

    start: Day
    amount: int
    unit: str
    province: str
    weekends: list[tuple[str | None, Day, Day | None, tuple[str, ...]]]
    off: list[tuple[Day, str, str | None]]
    both_ends_out: bool
    passes_over: frozenset[str]


def random_facts(rng: Random) -> Facts:
    unit = rng.choice(("days", "weeks", "months"))
    amount = rng.randint(1, {"days": 40, "weeks": 9, "months": 6}[unit])
    length = amount * {"days": 1, "weeks": 7, "months": 30}[unit]
    place = rng.randint(0, LAST_START)
    return Facts(
        start=oracle.ROW[place][0],
        amount=amount,
        unit=unit,
        province=rng.choice(PROVINCES),
        weekends=[random_weekend(rng, place) for _ in range(rng.randint(0, 4))],
        off=list(random_days_off(rng, place, place + length)),
        both_ends_out=rng.random() < 0.5,
        passes_over=frozenset(kind for kind in KINDS if rng.random() < 0.9),
    )


def random_weekend(rng: Random, place: int) -> tuple[str | None, Day, Day | None, tuple[str, ...]]:
    first = max(0, place + rng.randint(-30, 60))
    last = None if rng.random() < 0.5 else oracle.ROW[first + rng.randint(0, 90)][0]
    names = tuple(rng.sample(("thursday", "saturday", "wednesday"), rng.randint(0, 2)))
    return rng.choice((None, *PROVINCES)), oracle.ROW[first][0], last, names


def random_days_off(rng: Random, first: int, last: int) -> Iterator[tuple[Day, str, str | None]]:
    """Days off all over the period and, closer together, about its end."""
    for _ in range(rng.randint(0, 6)):
        place = rng.randint(first, last + 3)
        yield oracle.ROW[place][0], rng.choice(KINDS), rng.choice((None, *PROVINCES))
    for place in range(last, last + 8):
        if rng.random() < 0.4:
            yield oracle.ROW[place][0], rng.choice(KINDS), rng.choice((None, *PROVINCES))


def calendar_of(facts: Facts) -> Calendar:
    days: dict = {}
    for day, kind, province in facts.off:
        entry = DayOff(Off(kind), "تعطیل", "off", province)
        days[DATES[day]] = (*days.get(DATES[day], ()), entry)
    weekends = tuple(
        Weekend(frozenset(map(Weekday, names)), DATES[first], last and DATES[last], province)
        for province, first, last, names in facts.weekends
    )
    return Calendar(weekends, days)


def policy_of(facts: Facts) -> CountingPolicy:
    return CountingPolicy(
        month_days=30,
        week_days=7,
        rolls_over=frozenset(map(Off, facts.passes_over)),
        counting=Counting.BOTH_ENDS_OUT if facts.both_ends_out else Counting.FIRST_DAY_OUT,
        mode=Basis("CPC.445.from_notice", Status.OFFICIAL),
        rests_on=(),
    )


def by_the_law(facts: Facts, policy: CountingPolicy) -> Deadline:
    return counted(
        starts_on=DATES[facts.start],
        period=Period(facts.amount, Unit(facts.unit)),
        calendar=calendar_of(facts),
        province=facts.province,
        policy=policy,
    )


def by_the_oracle(facts: Facts) -> tuple[Day, list[tuple[Day, int | None, str]]]:
    return oracle.last_day(**vars(facts))


def many_facts(cases: int) -> list[Facts]:
    rng = Random(1404)  # noqa: S311 - the same ones in every run
    return [random_facts(rng) for _ in range(cases)]


ALL = many_facts(CASES)
FEWER = ALL[:1000]


def test_both_calendars_agree_on_every_day_and_weekday() -> None:
    dates = [DATES[day] for day, _ in oracle.ROW]
    assert all(later - earlier == timedelta(1) for earlier, later in pairwise(dates))
    assert all(weekday(DATES[day]).value == name for day, name in oracle.ROW)


@pytest.mark.slow
def test_both_find_the_same_last_day_and_the_same_part_of_every_day() -> None:
    for facts in ALL:
        found = by_the_law(facts, policy_of(facts))
        last, walk = by_the_oracle(facts)
        assert found.last == DATES[last], facts
        notes = [(note.on, note.number, note.role.value) for note in found.notes]
        assert notes == [(DATES[day], number, role) for day, number, role in walk], facts


def test_both_give_the_same_reasons_why_a_day_is_off() -> None:
    for facts in FEWER:
        found = by_the_law(facts, policy_of(facts))
        for note in found.notes:
            day, name = oracle.ROW[oracle.PLACE[facts.start] + (note.on - found.starts_on).days]
            wanted = oracle.reasons_off(day, name, facts.province, facts.weekends, facts.off)
            assert {entry.kind.value for entry in note.off} == wanted, facts


def test_the_random_cases_reach_everything_that_can_happen() -> None:
    roles = [[role for _, _, role in by_the_oracle(facts)[1]] for facts in FEWER]
    assert any("moved" not in there for there in roles)
    assert any(there.count("moved") > 3 for there in roles)
    starts = {facts.start[0] for facts in FEWER}
    assert starts == set(range(1399, 1421))


WRONG = {
    "the day of action is forgotten": lambda policy: replace(
        policy, counting=Counting.FIRST_DAY_OUT
    ),
    "a day too many at the end": lambda policy: replace(policy, counting=Counting.BOTH_ENDS_OUT),
    "a month of 31 days": lambda policy: replace(policy, month_days=31),
    "a week of 6 days": lambda policy: replace(policy, week_days=6),
    **{
        f"{kind} does not move the last day": lambda policy, kind=kind: replace(
            policy, rolls_over=policy.rolls_over - {kind}
        )
        for kind in Off
    },
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_rule_of_counting_is_noticed(name: str) -> None:
    wrong = sum(
        by_the_law(facts, WRONG[name](policy_of(facts))).last != DATES[by_the_oracle(facts)[0]]
        for facts in ALL[:300]
    )
    assert wrong > 3
