"""Verification of a stretch of the log, and of all of it, on record.

A stretch is held against the event before it: hashes, links, columns and private values. Tree and
checkpoints are over the whole log, so only the whole one says whether they hold.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection, transaction

from parvaneh.kit.canonical import NotCanonical, canonical_read
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.ledger.chain import GENESIS
from parvaneh.ledger.checkpoints import verifiers
from parvaneh.ledger.faults import Fault, Wrong
from parvaneh.ledger.models import Event, Head
from parvaneh.ledger.private_values import ERASED, PrivateValues
from parvaneh.ledger.verification import ROWS, Roots, Row, Verdict, Walk, log_verify, row_check

VERIFIED = "log.verified"
TOLD = 20  # faults that the event names; the rest are counted
STRETCH = ROWS.replace("ORDER BY", "WHERE number BETWEEN %s AND %s ORDER BY")


def stretch_verify(*, first: int, last: int) -> Verdict:
    """Verify the events from `first` to `last`, both included, as far as there are any.

    Returns:
        The verdict; every fault names its row. Checkpoints are not looked at.
    """
    with transaction.atomic():
        before = Event.objects.filter(number=first - 1).first()
        start = bytes(before.hash) if before else GENESIS
        walk = Walk(last=first - 1, hash=start, broken=True)  # no tree over a part means anything
        count = 0
        for row in _rows(first, last):
            row_check(walk, row, {}, Roots({}, {}, ()))
            count += 1
        walk.private.check(walk.faults)
        _gone(walk, walk.private)
    faults = tuple(sorted(walk.faults.listed))
    return Verdict(count, walk.hash.hex(), 0, 0, faults, walk.faults.count)


def verification_run(
    *, by: Doer, at: datetime, first: int | None = None, last: int | None = None
) -> Verdict:
    """Verify the whole log, or a stretch of it, and write down that it was done and what it found.

    Args:
        by: who asked for it.
        at: when.
        first: the first event of a stretch; None for the whole log.
        last: the last one.
    """
    total = Head.objects.values_list("number", flat=True).first() or 0
    if first is None or last is None:
        verdict, first, last = log_verify(verifiers=verifiers()), 1, total
    else:
        last = min(last, total)
        verdict = stretch_verify(first=first, last=last)
    with act(by=by, at=at):
        event_write(
            kind=VERIFIED,
            subject=f"log:{first}-{last}",
            after="holds" if verdict.holds else "does-not-hold",
            facts={
                "first": first,
                "last": last,
                "events": verdict.events,
                "checkpoints": verdict.checkpoints,
                "faults": verdict.count,
                "found": [_kept(one) for one in verdict.faults[:TOLD]],
            },
        )
    return verdict


def faults_read(event: Event) -> list[Fault]:
    """The faults that the event of a verification names."""
    return [_fault(one) for one in event.facts.get("found", ())]


def _rows(first: int, last: int) -> Iterator[Row]:
    with connection.cursor() as cursor:
        cursor.execute(STRETCH, [first, last])
        for number, previous, hashed, body, *columns in cursor:
            yield Row(number, bytes(previous), bytes(hashed), body, tuple(columns))


def _gone(walk: Walk, private: PrivateValues) -> None:
    """Report private values that went without a record; the record may lie outside the stretch."""
    numbers = {number for number, _ in private.gone}
    subjects = [f"event:{number}" for number in sorted(numbers)]
    for body in Event.objects.filter(kind=ERASED, subject__in=subjects).values_list("body"):
        private.erased.update(_erased(body[0]))
    for number, name in sorted(private.gone - private.erased):
        walk.faults.add(Wrong.PRIVATE_GONE, number, detail=name)


def _erased(body: str) -> Iterator[tuple[int, str]]:
    try:
        facts = canonical_read(body).get("facts", {})
    except (NotCanonical, AttributeError):
        return
    yield facts.get("event", 0), facts.get("name", "")


def _kept(fault: Fault) -> str:
    return f"{fault.wrong.value}:{fault.first}:{fault.last}:{fault.detail}"


def _fault(text: str) -> Fault:
    wrong, first, last, detail = text.split(":", 3)
    return Fault(int(first), int(last), Wrong(wrong), detail)
