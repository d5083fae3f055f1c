"""Telling those whose turn it is that a last day comes near: ours, the law does not ask for it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from parvaneh.access.models import User
from parvaneh.casework.messages import is_office_hour, message_write
from parvaneh.casework.models import Deadline, DeadlineState
from parvaneh.casework.standing import day_of
from parvaneh.frame.jobs import job
from parvaneh.kit.clock import now_utc
from parvaneh.ledger.acts import SYSTEM

NEAR = timedelta(days=3)
BATCH = 500


def deadlines_remind_at(at: datetime) -> int:
    """Tell of each last day that is at most three days away, once; returns of how many.

    Told are who works on the case, and its parties whose turn it is.
    """
    today = day_of(at)
    near = Deadline.objects.filter(
        state=DeadlineState.OPEN, last_on__gte=today, last_on__lte=today + NEAR
    )
    rows = near.select_related("case__assigned_to").order_by("pk")
    return sum(_remind(row, at) for row in rows.iterator(chunk_size=BATCH))


@job(queue="messages", every="25 5 * * *")
def deadlines_remind() -> None:
    """Tell those whose turn it is of last days that come near, each day once."""
    at = now_utc()
    if is_office_hour(at):
        deadlines_remind_at(at)


def _remind(deadline: Deadline, at: datetime) -> bool:
    assert deadline.last_on is not None
    day = deadline.last_on.isoformat()
    to = list(dict.fromkeys(_whose_turn(deadline)))
    if to:
        message_write(
            to=to,
            kind="deadline",
            subject=deadline.case.key,
            occasion=f"{deadline.pk}:{day}",
            facts={"case": deadline.case.number, "day": day},
            by=SYSTEM,
            at=at,
        )
    return bool(to)


def _whose_turn(deadline: Deadline) -> Iterator[User]:
    case = deadline.case
    if case.assigned_to is not None:
        yield case.assigned_to
    parties = case.parties.filter(actor__in=case.waits_for)
    yield from User.objects.filter(person__parties__in=parties, is_active=True)
