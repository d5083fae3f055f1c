"""A small country with evidence, and functions that bring its cycle to each state.

Six offices in two provinces, a demonstration database with demonstration values, the people who
act, and a manager of each office. Every step is taken by its operation::

    country = country_sample()
    cycle = compared_cycle(country)

`AT` is a moment after the period of 1405, so that its evidence can be frozen.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from parvaneh.access.acting import Acting
from parvaneh.access.models import Grant, User
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.art05_evaluation import Period, evaluation_period
from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.law.jalali import jalali
from parvaneh.law.values import shipped_values
from parvaneh.ledger.acts import SYSTEM
from parvaneh.ranking.models import Cycle, Run, Snapshot
from parvaneh.ranking.operations import (
    cycle_compare,
    cycle_confirm,
    cycle_open,
    draft_send,
    evidence_freeze,
    run_compute,
    run_order,
    values_lock,
)
from parvaneh.registry.models import (
    ApprovedValue,
    Assessment,
    Batch,
    Count,
    Licence,
    LicenceStep,
    LicenceTerm,
    Office,
    OfficeTitle,
    Person,
    Post,
)
from parvaneh.registry.queries.approved_values import values_in_force
from parvaneh.registry.tests.cast import demonstration_marked
from parvaneh.registry.value_forms import plain
from parvaneh.scoring.evidence import SCALE
from parvaneh.scoring.policy import policy_of

YEAR = 1405
PERIOD = evaluation_period(year=YEAR, values=shipped_values()).value or Period(date.min, date.min)
AT = datetime(2026, 7, 25, 8, 30, tzinfo=UTC)  # 3 Mordad 1405, at noon in Tehran
ON = date(2026, 7, 25)
FOUNDED = date(2024, 3, 20)
FIRST = date(2014, 1, 1)
TEHRAN, FARS = "IR-23", "IR-07"
# Offices by code: where, and about which score each of their criteria gets.
OFFICES = {
    "2300101": (TEHRAN, 92),
    "2300102": (TEHRAN, 81),
    "2300103": (TEHRAN, 64),
    "0700101": (FARS, 88),
    "0700102": (FARS, 57),
    "0700103": (FARS, 41),
}
COEFFICIENTS = {f"I{number}": 11 - number for number in range(1, 11)}
ANSWERS = 40
LAPSES = date(2029, 3, 19)
VALUES_FROM = jalali(1404, 2, 22)
UNTIL = ON + timedelta(days=5)  # for remarks on the draft
ENTERED = {"entered_by": "system", "entered_at": AT}
_DAY = timedelta(days=1)


@dataclass
class Country:
    """The offices by code, and those who act: each as an `Acting`."""

    offices: dict[str, Office]
    officer: Acting
    second: Acting
    analyst: Acting
    head: Acting
    deputy: Acting  # of Tehran
    deputy_of_fars: Acting
    manager: Acting  # of the first office
    managers: dict[str, Acting] = field(default_factory=dict)


def country_sample(*, demonstration: bool = True, offices: Iterable[str] = OFFICES) -> Country:
    """A country with offices, evidence and people.

    Args:
        demonstration: whether its values are demonstration ones, so that a ranking of it can be
            announced; provisional as shipped otherwise.
        offices: codes of `OFFICES`.
    """
    if demonstration:
        demonstration_marked()
        demonstration_values()
    made = offices_made(offices)
    managers = {code: acting_as("office_manager", "office", code) for code in made}
    licences_made(made, managers)
    evidence_made(made)
    return Country(
        offices=made,
        officer=acting_as("department_officer"),
        second=acting_as("department_officer"),
        analyst=acting_as("analyst"),
        head=acting_as("center_head"),
        deputy=acting_as("provincial_deputy", "province", TEHRAN),
        deputy_of_fars=acting_as("provincial_deputy", "province", FARS),
        manager=next(iter(managers.values())),
        managers=managers,
    )


def demonstration_values() -> None:
    """Approve every provisional value anew as a demonstration one, with unlike coefficients."""
    values = values_in_force()
    contents = {
        key: COEFFICIENTS if key == "D1404.3.coefficients" else values.histories[key][-1].content
        for key in policy_of(values, PERIOD).provisional
    }
    ApprovedValue.objects.bulk_create(
        ApprovedValue(
            code=f"v-{number}", key=key, content=plain(content), starts_on=VALUES_FROM,
            source="ارزش نمایشی", status="demonstration", authority="مرکز (نمایشی)",
            proposed_by="user:one", proposed_at=AT, confirmed_by="user:two", confirmed_at=AT,
        )
        for number, (key, content) in enumerate(contents.items())
    )  # fmt: skip


def offices_made(codes: Iterable[str]) -> dict[str, Office]:
    """Offices of `OFFICES` with their titles, by code."""
    made = {
        code: Office(code=code, province=OFFICES[code][0], title=f"دفتر {code}") for code in codes
    }
    Office.objects.bulk_create(made.values())
    OfficeTitle.objects.bulk_create(
        OfficeTitle(office=one, title=one.title, starts_on=FOUNDED, **ENTERED)
        for one in made.values()
    )
    return made


def licences_made(offices: dict[str, Office], managers: dict[str, Acting]) -> None:
    """A licence that stands, opened long before the period, and a manager for each office."""
    for number, (code, office) in enumerate(offices.items(), start=1):
        person = Person.objects.create(
            code=f"p-{code}", name=f"مدیر {number}", province=office.province,
            user=managers[code].user,
        )  # fmt: skip
        Post.objects.create(
            office=office, person=person, post="manager", starts_on=FOUNDED, **ENTERED
        )
        licence = Licence.objects.create(
            number=f"1403-{number:05}-1", office=office, manager=person, state="active",
            starts_on=FOUNDED, issued_by="system", issued_at=AT,
        )  # fmt: skip
        LicenceTerm.objects.create(
            licence=licence, months=60, due_on=LAPSES - 90 * _DAY, starts_on=FOUNDED,
            ends_on=LAPSES, **ENTERED,
        )  # fmt: skip
        LicenceStep.objects.bulk_create(
            LicenceStep(
                licence=licence, step=step, state=state, takes_effect_on=FOUNDED, actor=actor,
                taken_by="system", taken_at=AT,
            )
            for step, state, actor in (
                ("issue", "issued", "center_head"),
                ("open", "active", "general_department"),
            )
        )  # fmt: skip


def acting_as(role: str, scope: str = "country", key: str = "") -> Acting:
    """A user of their own who holds a role."""
    number = User.objects.count() + 1
    name = f"{role}_{number}"
    user = User.objects.create(code=f"u-r{number}", username=name, name=name, created_at=AT)
    Grant.objects.create(
        user=user, role=role, scope=scope, scope_key=key, starts_on=FIRST, given_by="system",
        given_at=AT,
    )  # fmt: skip
    return Acting(user)


def evidence_made(offices: dict[str, Office], period: Period = PERIOD) -> Batch:
    """Evidence of every criterion of every office, about the office's score: one batch."""
    batch = Batch.objects.create(
        code=f"b-{period.last:%y%m%d}", first=period.first, last=period.last, source="sample:1",
        sheets=["assessments", "survey"], rows=len(CRITERIA) * len(offices),
        entered_by=SYSTEM.key, entered_at=AT,
    )  # fmt: skip
    methods = policy_of(values_in_force(), period).methods
    assessed = [
        (office, criterion, min(100, OFFICES[code][1] + at % 7))
        for code, office in offices.items()
        for at, criterion in enumerate(CRITERIA)
        if not criterion.startswith("I7")
    ]
    Assessment.objects.bulk_create(
        Assessment(
            batch=batch, number=number, office=office, province=office.province,
            criterion=criterion, method=_way(methods[criterion]),
            assessed_on=period.last - 40 * _DAY, score=score * SCALE, reference=f"R-{number}",
        )
        for number, (office, criterion, score) in enumerate(assessed, start=1)
    )  # fmt: skip
    Count.objects.bulk_create(
        Count(
            batch=batch, office=office, province=office.province, sheet="survey",
            counts=[ANSWERS, *_answers(OFFICES[code][1])],
        )
        for code, office in offices.items()
    )  # fmt: skip
    return batch


def opened_cycle(country: Country, year: int = YEAR) -> Cycle:
    """The yearly cycle, just opened."""
    return cycle_open(year=year, by=country.officer, at=AT)


def locked_cycle(country: Country) -> Cycle:
    """The yearly cycle with its values locked: evidence can be given."""
    return values_lock(cycle=opened_cycle(country), by=country.officer, at=AT)


def frozen_cycle(country: Country) -> Snapshot:
    """The yearly cycle with its evidence frozen; `.cycle` of it."""
    return evidence_freeze(cycle=locked_cycle(country), by=country.officer, at=AT)


def finished_run(country: Country, draws: int = 0) -> Run:
    """The yearly cycle computed; `.cycle` of it stands after its run."""
    snapshot = frozen_cycle(country)
    return run_finished(snapshot.cycle, country, draws)


def run_finished(cycle: Cycle, country: Country, draws: int = 0) -> Run:
    """Order a run of a frozen cycle and compute it, as the worker would."""
    run = run_order(cycle=cycle, by=country.officer, at=AT, draws=draws)
    run_compute(run=run.pk, at=AT)
    return Run.objects.select_related("cycle__case", "snapshot").get(pk=run.pk)


def compared_cycle(country: Country, draws: int = 0) -> Cycle:
    """The yearly cycle, its run compared with the last ranking."""
    run = finished_run(country, draws)
    return cycle_compare(cycle=run.cycle, by=country.officer, at=AT)


def confirmed_cycle(country: Country, draws: int = 0) -> Cycle:
    """The yearly cycle, its run confirmed by a second person."""
    cycle = compared_cycle(country, draws)
    cycle_confirm(cycle=cycle, by=country.second, at=AT)
    return cycle


def drafted_cycle(country: Country, draws: int = 0) -> Cycle:
    """The yearly cycle, its draft with the managers until `UNTIL`: it may be announced."""
    cycle = confirmed_cycle(country, draws)
    return draft_send(cycle=cycle, until=UNTIL, by=country.officer, at=AT)


def _way(allowed: frozenset[int]) -> int:
    """A way in which people assess: the survey is counted, not assessed."""
    return next(iter(sorted(allowed - {Method.SURVEY.value}) or sorted(allowed)))


def _answers(score: int) -> list[int]:
    """Answers 1 to 5 to each of the four questions, the better the higher the score."""
    good = ANSWERS * score // 100
    return [0, 0, ANSWERS - good, 0, good] * 4
