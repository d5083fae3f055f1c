"""Gate: fifty threads take the same step at once, and it happens once; so does the lapse of time.

The control is a writer that reads the case, decides
and then writes without asking whether it has moved: it must double the effect.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import transaction

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
from parvaneh.frame.refused import Conflict
from parvaneh.ledger.acts import SYSTEM
from parvaneh.ledger.models import Event
from tools.races import ROUNDS, THREADS, at_once, done, race_record

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


def once(work: Callable[[int], object]) -> list[Exception]:
    """Let all do it at once; one succeeds. Returns why the others did not."""
    told = at_once(work)
    assert len(done(told)) == 1
    return [one for one in told if isinstance(one, Exception)]


def test_a_step_taken_by_all_at_once_happens_once(deputy):
    for _ in range(ROUNDS):
        case = opened()
        others = once(lambda _, case=case: step_take(case=case, step="examine", by=deputy, at=AT))
        assert {type(one) for one in others} == {Conflict}
        kept = Case.objects.get(pk=case.pk)
        assert (kept.state, kept.version) == ("examined", 2)
        assert Deadline.objects.filter(case=case).count() == 2
        assert Event.objects.filter(subject=case.key, kind="case.step-taken").count() == 1
    race_record("taking one step of a case, as each saw it", ROUNDS, 0)


def test_one_who_reads_afresh_does_not_double_it_either(deputy):
    """Each thread loads the case itself: some meet the state that the winner has left."""
    for _ in range(ROUNDS):
        case = opened()

        def act(_, case=case):
            fresh = Case.objects.get(pk=case.pk)
            step_take(case=fresh, step="examine", by=deputy, at=AT)

        once(act)
        assert Event.objects.filter(subject=case.key, kind="case.step-taken").count() == 1
    race_record("taking one step of a case, read afresh", ROUNDS, 0)


def test_an_extension_given_by_all_at_once_is_given_once(deputy):
    for _ in range(ROUNDS):
        deadline = Deadline.objects.select_related("case").get(case=opened())
        once(
            lambda _, deadline=deadline: deadline_extend(
                deadline=deadline, days=3, reason="x", by=deputy, at=AT
            )
        )
        assert DeadlineChange.objects.filter(deadline=deadline).count() == 1
    race_record("extending one deadline", ROUNDS, 0)


def test_an_assignment_given_by_all_at_once_is_given_once(deputy):
    for _ in range(ROUNDS):
        case = opened()
        once(lambda _, case=case: case_assign(case=case, to=deputy.user, by=deputy, at=AT))
        assert case.assignments.count() == 1
    race_record("assigning one case", ROUNDS, 0)


def test_time_that_passes_in_all_workers_at_once_passes_once():
    for _ in range(ROUNDS):
        case = opened()
        at_once(lambda _: time_pass(at=AT + timedelta(60)))
        assert Case.objects.get(pk=case.pk).state == "overdue"
        assert Event.objects.filter(subject=case.key, kind="case.step-taken").count() == 1
    race_record("the lapse of one deadline", ROUNDS, 0)


def test_cases_opened_by_all_at_once_have_numbers_of_their_own():
    for _ in range(ROUNDS):
        numbers = [one.number for one in done(at_once(lambda _: opened()))]
        assert len(set(numbers)) == len(numbers) == THREADS
    race_record("the number of a case", ROUNDS * THREADS, 0)


def test_a_writer_that_does_not_ask_whether_the_case_has_moved_doubles_the_effect():
    """The control: read, decide, write. If this did not double, the gate would prove nothing."""
    case = opened()
    start = Barrier(THREADS)
    effects = []

    def careless(_):
        with transaction.atomic():
            found = Case.objects.get(pk=case.pk)
            start.wait(30)
            if found.state == "asked":
                Case.objects.filter(pk=case.pk).update(state="examined")
                effects.append("examined")

    at_once(careless)
    assert len(effects) > 1
