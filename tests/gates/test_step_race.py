"""Gate: fifty threads take the same step at once, and it happens once; so does the lapse of time.

In full 50 threads × 40 rounds, in CI 12 × 3. The control is a writer that reads the case, decides
and then writes without asking whether it has moved: it must double the effect.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from parvaneh.access.acting import Acting
from parvaneh.access.models import Grant, User
from parvaneh.casework.models import Case, Deadline, DeadlineChange
from parvaneh.casework.operations import (
    case_assign,
    case_open,
    deadline_extend,
    step_take,
    time_pass,
)
from parvaneh.casework.procedures import procedure_on_trial
from parvaneh.casework.tests.trial import TRIAL
from parvaneh.frame.refused import Conflict, Refused
from parvaneh.ledger.acts import SYSTEM
from parvaneh.ledger.models import Event
from tools.measured import record

FULL = os.environ.get("PARVANEH_GATES") == "full"
ROUNDS, THREADS = (40, 50) if FULL else (3, 12)
AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def trial():
    with procedure_on_trial(TRIAL):
        yield


@pytest.fixture
def deputy() -> Acting:
    user = User.objects.create(code="deputy", username="deputy", name="deputy", created_at=AT)
    Grant.objects.create(
        user=user,
        role="provincial_deputy",
        scope="province",
        scope_key="IR-23",
        starts_on=date(2025, 1, 1),
        given_by="system",
        given_at=AT,
    )
    return Acting(user)


def opened() -> Case:
    return case_open(procedure="trial", subject="x:1", province="IR-23", by=SYSTEM, at=AT)


def at_once(act: Callable[[], object]) -> list[str]:
    """Let all threads do it at the same moment; returns what each was told."""
    start = Barrier(THREADS)

    def one(_: int) -> str:
        try:
            with connection.cursor():  # connected before the start
                start.wait(30)
            act()
        except (Conflict, Refused) as why:
            return type(why).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(one, range(THREADS)))


def test_a_step_taken_by_all_at_once_happens_once(deputy):
    for _ in range(ROUNDS):
        case = opened()
        told = at_once(
            lambda case=case: step_take(case=case, step="examine", by=Acting(deputy.user), at=AT)
        )
        assert told.count("done") == 1
        assert set(told) <= {"done", "Conflict"}
        kept = Case.objects.get(pk=case.pk)
        assert (kept.state, kept.version) == ("examined", 2)
        assert Deadline.objects.filter(case=case).count() == 2
        assert Event.objects.filter(subject=case.key, kind="case.step-taken").count() == 1
    if FULL:
        record(
            "Steps taken at once",
            [f"{THREADS} threads × {ROUNDS} rounds take the same step: 0 double effects."],
        )


def test_one_who_reads_afresh_does_not_double_it_either(deputy):
    """Each thread loads the case itself: some meet the state that the winner has left."""
    for _ in range(ROUNDS):
        case = opened()

        def act(case=case):
            fresh = Case.objects.get(pk=case.pk)
            step_take(case=fresh, step="examine", by=Acting(deputy.user), at=AT)

        assert at_once(act).count("done") == 1
        assert Event.objects.filter(subject=case.key, kind="case.step-taken").count() == 1


def test_an_extension_and_an_assignment_given_by_all_at_once_happen_once(deputy):
    for _ in range(ROUNDS):
        case = opened()
        deadline = Deadline.objects.select_related("case").get(case=case)
        told = at_once(
            lambda deadline=deadline: deadline_extend(
                deadline=deadline, days=3, reason="x", by=Acting(deputy.user), at=AT
            )
        )
        assert told.count("done") == 1
        assert DeadlineChange.objects.filter(deadline=deadline).count() == 1
        case.refresh_from_db()
        told = at_once(
            lambda case=case: case_assign(case=case, to=deputy.user, by=Acting(deputy.user), at=AT)
        )
        assert told.count("done") == 1
        assert case.assignments.count() == 1


def test_time_that_passes_in_all_workers_at_once_passes_once():
    for _ in range(ROUNDS):
        case = opened()
        at_once(lambda: time_pass(at=AT + timedelta(60)))
        assert Case.objects.get(pk=case.pk).state == "overdue"
        assert Event.objects.filter(subject=case.key, kind="case.step-taken").count() == 1


def test_cases_opened_by_all_at_once_have_numbers_of_their_own():
    told = at_once(opened)
    assert told == ["done"] * THREADS
    assert Case.objects.values("number").distinct().count() == THREADS


def test_a_writer_that_does_not_ask_whether_the_case_has_moved_doubles_the_effect():
    """The control: read, decide, write. If this did not double, the gate would prove nothing."""
    case = opened()
    start = Barrier(THREADS)
    effects = []

    def careless():
        with transaction.atomic():
            found = Case.objects.get(pk=case.pk)
            start.wait(30)
            if found.state == "asked":
                Case.objects.filter(pk=case.pk).update(state="examined")
                effects.append("examined")

    at_once(careless)
    assert len(effects) > 1
