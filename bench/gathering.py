"""One new assessment to durable evidence, the office's counts, its provisional score and place.

Beside it: the same evidence entered by the same operation without any of that (rights, law, rows,
log), and nothing but its two rows written and committed. All wait for the disk.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from bench import server
from bench.out import Out

NAME = "gathering"
OFFICES, EACH = 2_000, 34
TIMES, WARM = 400, 20
GOAL, GOAL_LATE = 2.5, 5.0
AT = datetime(2026, 7, 25, 8, 30, tzinfo=UTC)
BARE = """
WITH batch AS (
    INSERT INTO registry_batch (code, first, last, source, sheets, outside, rows, because,
        entered_by, entered_at)
    VALUES (%s, %s, %s, 'x:1', '{assessments}', '{}', 1, '', 'system', now()) RETURNING id)
INSERT INTO registry_assessment (batch_id, number, office_id, province, criterion, method,
    assessed_on, score, reference, because, withdrawn)
SELECT id, 1, %s, 'IR-23', 'I1.a', 3, %s, 800000, '', '', false FROM batch
"""


def run(out: Out) -> None:
    """Measure the three, taking turns."""
    with server.running(NAME):
        cycle, offices = _country()
        taken = _timed(cycle, offices)
    bare, plain, ours = (np.percentile(one, (50, 99)) for one in taken)
    rows = [
        [name, f"{half:.2f}", f"{late:.2f}", f"{half / bare[0]:.2f}", f"{half / plain[0]:.2f}"]
        for name, (half, late) in (
            ("two rows, nothing asked", bare),
            ("entered: rights, law, log", plain),
            ("entered, counted, scored and placed", ours),
        )
    ]
    goal = f"p50 at most {GOAL} × entering it alone, p99 at most {GOAL_LATE:.0f} ms"
    out.table(
        "New evidence to provisional score and place",
        ["one assessment", "p50 ms", "p99 ms", "× two rows", "× entering it"],
        rows,
        [f"{OFFICES:,} offices with {EACH} assessments each; {TIMES} pieces, in turns. {goal}."],
    )


def _timed(cycle: Any, offices: list[Any]) -> list[list[float]]:
    from django.db import connection  # noqa: PLC0415 - once Django is set up

    from parvaneh.ledger.acts import SYSTEM  # noqa: PLC0415 - the same
    from parvaneh.ranking.operations import assessment_count  # noqa: PLC0415 - the same
    from parvaneh.ranking.queries.provisional import stands_of  # noqa: PLC0415 - the same
    from parvaneh.registry.operations import assessment_write  # noqa: PLC0415 - the same

    on = cycle.last - timedelta(days=1)
    said = {
        "criterion": "I1.a", "method": 3, "score": 800_000, "assessed_on": on, "source": "x:1",
        "by": SYSTEM, "at": AT,
    }  # fmt: skip
    # Offices of their own for each side: rows that are marked stale belong to the others.
    thirds = [offices[at::3] for at in range(3)]

    def bare(number: int) -> None:
        with connection.cursor() as cursor:
            known = (f"b-x{number}", on, on, thirds[0][number % len(thirds[0])].pk, on)
            cursor.execute(BARE, known)

    def plain(number: int) -> None:
        assessment_write(office=thirds[1][number % len(thirds[1])], **said)

    def ours(number: int) -> None:
        office = thirds[2][number % len(thirds[2])]
        stands = stands_of(assessment_count(cycle=cycle, office=office, **said))
        assert stands.place

    sides: list[Callable[[int], None]] = [bare, plain, ours]
    taken: list[list[float]] = [[], [], []]
    for number in range(WARM + TIMES):
        for side, times in zip(sides, taken, strict=True):
            start = time.perf_counter()
            side(number)
            if number >= WARM:
                times.append(1000 * (time.perf_counter() - start))
    return taken


def _country() -> tuple[Any, list[Any]]:
    """A locked cycle, its offices with licences and evidence, their rows filled."""
    from parvaneh.access.acting import Acting  # noqa: PLC0415 - see above
    from parvaneh.access.models import Grant, User  # noqa: PLC0415
    from parvaneh.law.directive_1404.art04_criteria import CRITERIA  # noqa: PLC0415
    from parvaneh.law.directive_1404.art05_evaluation import evaluation_period  # noqa: PLC0415
    from parvaneh.law.values import shipped_values  # noqa: PLC0415
    from parvaneh.ranking.operations import (  # noqa: PLC0415
        cycle_open,
        provisionals_refresh,
        values_lock,
    )
    from parvaneh.registry.models import (  # noqa: PLC0415
        Assessment,
        Batch,
        Count,
        Licence,
        LicenceStep,
        LicenceTerm,
        Office,
        Person,
    )

    period = evaluation_period(year=1405, values=shipped_values()).value
    assert period is not None
    codes = [f"{2300000 + number}" for number in range(OFFICES)]
    offices = Office.objects.bulk_create(
        Office(code=code, province="IR-23", title=f"دفتر {code}") for code in codes
    )
    people = Person.objects.bulk_create(
        Person(code=f"p-{code}", name=f"مدیر {code}", province="IR-23") for code in codes
    )
    since = period.first - timedelta(days=400)
    licences = Licence.objects.bulk_create(
        Licence(
            number=f"1404-{at:05}-1", office=office, manager=person, state="active",
            starts_on=since, issued_by="system", issued_at=AT,
        )
        for at, (office, person) in enumerate(zip(offices, people, strict=True))
    )  # fmt: skip
    LicenceStep.objects.bulk_create(
        LicenceStep(
            licence=one, step=step, state=state, takes_effect_on=since, actor="center_head",
            cites=["D1392 2"], taken_by="system", taken_at=AT,
        )
        for one in licences
        for step, state in (("issue", "issued"), ("open", "active"))
    )  # fmt: skip
    until = period.last + timedelta(days=900)
    LicenceTerm.objects.bulk_create(
        LicenceTerm(
            licence=one, starts_on=since, ends_on=until, months=36, due_on=until,
            entered_by="system", entered_at=AT,
        )
        for one in licences
    )  # fmt: skip
    batch = Batch.objects.create(
        code="b-bench", first=period.first, last=period.last, source="x:0",
        sheets=["assessments", "survey"], rows=OFFICES * EACH, entered_by="system", entered_at=AT,
    )  # fmt: skip
    draw = np.random.default_rng(1)
    singles = [code for code in CRITERIA if not code.startswith("I2")]
    Assessment.objects.bulk_create(
        (
            Assessment(
                batch=batch, number=1 + at * EACH + place, office=office, province="IR-23",
                criterion=singles[place % len(singles)], method=2 + place // len(singles),
                assessed_on=period.last - timedelta(days=40), score=int(draw.integers(10**6)),
            )
            for at, office in enumerate(offices)
            for place in range(EACH)
        ),
        batch_size=5_000,
    )  # fmt: skip
    Count.objects.bulk_create(
        Count(
            batch=batch, office=office, province="IR-23", sheet="survey",
            counts=[40, *[8] * 20],
        )
        for office in offices
    )  # fmt: skip
    user = User.objects.create(code="u-b", username="officer", name="officer", created_at=AT)
    Grant.objects.create(
        user=user, role="department_officer", scope="country", starts_on=since, given_by="system",
        given_at=AT,
    )  # fmt: skip
    done = {"by": Acting(user), "at": AT}
    cycle = values_lock(cycle=cycle_open(year=1405, **done), **done)
    start = time.perf_counter()
    provisionals_refresh(cycle=cycle)
    print(f"rows of {OFFICES:,} offices made in {time.perf_counter() - start:.1f} s", flush=True)
    return cycle, offices
