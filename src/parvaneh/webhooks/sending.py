"""Sending what is due: signed, to listed hosts only, tried again ever later, given up at last."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import urllib3
from django.db.models import Q

from parvaneh.frame.jobs import BATCH, enqueue, job
from parvaneh.kit.clock import now_utc
from parvaneh.webhooks.addresses import address_faults
from parvaneh.webhooks.models import Delivery, DeliveryState, Target
from parvaneh.webhooks.signing import signed

QUEUE = "webhooks"
SECONDS = 15.0
# As the Standard Webhooks specification proposes: about three days in all.
WAITS = tuple(
    timedelta(seconds=one) for one in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
GONE = 410  # the receiver wants to hear no more of it
NOT_LISTED = "not-listed"


@job(queue=QUEUE)
def webhooks_send(*, target: str) -> None:
    """Send what is due for a target, the oldest first."""
    found = Target.objects.filter(code=target, ended_at=None).first()
    if found is None:
        return
    at = now_utc()
    due = Delivery.objects.filter(
        target=found, state=DeliveryState.WAITING, due_at__lte=at
    ).select_related("message")
    rows = list(due.order_by("message_id")[:BATCH])
    with _door() as door:
        for row in rows:
            if not _tried(row, found, door):
                return  # the rest would fare no better now; each has its turn when it is due
    if len(rows) == BATCH:
        enqueue(webhooks_send, target=target)


@job(queue=QUEUE, every="*/1 * * * *")
def webhooks_follow() -> None:
    """Begin what has become due again."""
    due = Q(state=DeliveryState.WAITING, due_at__lte=now_utc(), target__ended_at=None)
    for code in Delivery.objects.filter(due).values_list("target__code", flat=True).distinct():
        enqueue(webhooks_send, target=code)


@contextmanager
def _door() -> Iterator[urllib3.PoolManager]:
    door = urllib3.PoolManager(timeout=urllib3.Timeout(total=SECONDS), retries=False)
    try:
        yield door
    finally:
        door.clear()


def _tried(row: Delivery, target: Target, door: urllib3.PoolManager) -> bool:
    """Send one message once; whether it arrived."""
    status, failure = _answer(row, target, door)
    at = now_utc()
    arrived = status is not None and 200 <= status < 300  # noqa: PLR2004 - HTTP
    late = row.tries >= len(WAITS) or status == GONE
    state = DeliveryState.WAITING
    if arrived:
        state = DeliveryState.ARRIVED
    elif late:
        state = DeliveryState.GIVEN_UP
    # Where somebody else sent it meanwhile, theirs stands: receivers know messages by their codes.
    Delivery.objects.filter(pk=row.pk, state=DeliveryState.WAITING, tries=row.tries).update(
        state=state, tries=row.tries + 1, answered=status, failure=failure, tried_at=at,
        due_at=_due(row.tries, at),
    )  # fmt: skip
    return arrived


def _answer(row: Delivery, target: Target, door: urllib3.PoolManager) -> tuple[int | None, str]:
    if address_faults(target.url):
        return None, NOT_LISTED  # the list became shorter since
    body = row.message.body
    headers = signed(
        code=row.message.code,
        timestamp=int(now_utc().timestamp()),
        body=body,
        secret=target.secret.reveal(),
    )
    try:
        answer = door.request(
            "POST",
            target.url,
            body=body.encode(),
            headers={**headers, "Content-Type": "application/json", "User-Agent": "Parvaneh"},
            redirect=False,
            preload_content=False,
        )
    except urllib3.exceptions.HTTPError as why:
        return None, type(why).__name__
    # What it says is nobody's business here; the status alone counts.
    answer.close()
    return answer.status, ""


def _due(tries: int, at: datetime) -> datetime:
    return at + WAITS[min(tries, len(WAITS) - 1)]
