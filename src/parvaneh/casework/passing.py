"""The passing of time: steps that the law gives to no person, taken once their last day is over.

Run by a job each hour and as often as one likes; what it does not do in time, the next step of the
case does first (`steps.step_take`). A missed day to which the law attaches nothing moves nothing.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from parvaneh.casework.models import Case, Deadline, DeadlineState
from parvaneh.casework.procedures import known_procedures
from parvaneh.casework.standing import day_of
from parvaneh.casework.steps import step_take
from parvaneh.frame.jobs import job
from parvaneh.frame.refused import Conflict, Refused
from parvaneh.kit.clock import now_utc
from parvaneh.law.procedure import Step
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM

BATCH = 500


def time_pass(*, at: datetime) -> list[Case]:
    """Take every step whose time has come, each in an act of its own; returns the cases moved.

    Args:
        at: the moment; days that ended before it have passed.
    """
    moved = []
    today = day_of(at)
    for condition, step in _steps_of_time():
        over = Deadline.objects.filter(condition, state=DeadlineState.OPEN, last_on__lt=today)
        for deadline in _in_turn(over):
            assert deadline.last_on is not None
            try:
                case = step_take(
                    case=deadline.case,
                    step=step.key,
                    by=SYSTEM,
                    at=at,
                    occurred_on=max(deadline.last_on + timedelta(1), deadline.case.entered_on),
                )
            except (Conflict, Refused):
                continue  # somebody was faster; the next run looks again
            moved.append(case)
    return moved


@job(queue="upkeep", every="35 * * * *")
def time_passes() -> None:
    """Take the steps that the law gives to the passing of time, once their last day is over."""
    time_pass(at=now_utc())


def _in_turn(rows: QuerySet[Deadline]) -> Iterator[Deadline]:
    """Rows in batches by key: those that cannot be moved do not stand in the way of the others."""
    last = 0
    ordered = rows.select_related("case").order_by("pk")
    while found := list(ordered.filter(pk__gt=last)[:BATCH]):
        yield from found
        last = found[-1].pk


def _steps_of_time() -> Iterator[tuple[Q, Step]]:
    for procedure in known_procedures():
        for step in procedure.steps:
            if step.deadline and step.by == (Actor.CLOCK,):
                states = [source.key for source in step.sources]
                here = Q(case__procedure=procedure.key, case__state__in=states, key=step.deadline)
                yield here, step
