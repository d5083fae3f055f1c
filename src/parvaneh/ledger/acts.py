"""Acts: transactions that end by writing what was done.

    with act(by=by, at=at):
        ...
        event_write(kind="licence.suspended", subject=f"licence:{licence.code}", ...)

Events are collected while the act runs and inserted last, in one statement, when its outermost
block ends: the chain serialises commits, so nothing else may happen while its head is locked.
Inner acts join the outer one; an inner act that fails takes its events back with its savepoint.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.db import connection, transaction

from parvaneh.frame.history import context_set
from parvaneh.ledger.chain import Withheld, body_of, withheld
from parvaneh.ledger.models import Event, Private

NOTHING: Mapping[str, object] = {}
NO_SECRETS: Mapping[str, str] = {}
# One statement for all events of an act; the trigger numbers and chains them in this order.
INSERT = """
INSERT INTO ledger_event (body)
SELECT body FROM unnest(%s::text[]) WITH ORDINALITY AS said (body, place) ORDER BY place
RETURNING number, previous, hash
"""


class Doer(Protocol):
    """Who acts: a key such as ``user:u-4k2p``, and the key of whom they act for, or ""."""

    @property
    def key(self) -> str:
        """Who acts."""

    @property
    def for_key(self) -> str:
        """For whom, by delegation; empty where they act for themselves."""


@dataclass(frozen=True)
class System:
    """The product itself acts: a job, the clock, an installation."""

    key: str = "system"
    for_key: str = ""


SYSTEM = System()


class NotInAnAct(RuntimeError):
    """An event was written outside of `act`."""


@dataclass
class Act:
    """A running act: who, when, and the events collected so far."""

    by: Doer
    at: datetime
    case: str
    events: list[Event] = field(default_factory=list)
    private: list[Withheld] = field(default_factory=list)


@dataclass
class Written:
    """What acts that have ended have to write."""

    events: list[Event] = field(default_factory=list)
    private: list[Withheld] = field(default_factory=list)


_running: ContextVar[Act | None] = ContextVar("act", default=None)
_gathering: ContextVar[Written | None] = ContextVar("gathering", default=None)


@contextmanager
def act(*, by: Doer, at: datetime, case: str = "") -> Iterator[Act]:
    """Run a block as one durable act; its events are written last.

    Args:
        by: who acts, and for whom.
        at: the moment of the act, as the edge read it.
        case: number of the case in whose course it is done; kept with the history of rows.
    """
    outer = _running.get()
    if outer is not None:
        kept, held = len(outer.events), len(outer.private)
        try:
            with transaction.atomic():
                yield outer
        except BaseException:
            del outer.events[kept:], outer.private[held:]
            raise
        return
    found = Act(by, at, case)
    token = _running.set(found)
    try:
        with transaction.atomic():
            context_set(by=by.key, acted_for=by.for_key, case=case)
            yield found
            _end(found)
    finally:
        _running.reset(token)


@contextmanager
def acts_gathered() -> Iterator[None]:
    """Run many acts, each by its own doer, in one transaction that writes all their events last.

    For loading thousands: moved once for each act, the head of the chain is sought through all
    versions that the transaction has made of it. Nothing in the block may catch the failure of an
    act, nor need the numbers of events.
    """
    found = Written()
    token = _gathering.set(found)
    try:
        with transaction.atomic():
            yield
            _write(found.events, found.private)
    finally:
        _gathering.reset(token)


def running_act(kind: str = "") -> Act:
    """The act that runs.

    Raises:
        NotInAnAct: none does.
    """
    running = _running.get()
    if running is None:
        raise NotInAnAct(kind)
    return running


def event_write(
    *,
    kind: str,
    subject: str,
    before: str = "",
    after: str = "",
    cites: Sequence[str] = (),
    facts: Mapping[str, object] = NOTHING,
    private: Mapping[str, str] = NO_SECRETS,
) -> Event:
    """Write what the running act did; it gets its number when the act ends.

    Args:
        kind: what was done, ``noun.verb-past`` (``case.step-taken``, ``grant.given``).
        subject: what it was done to, ``kind:key`` (``office:1200415``).
        before: state before, as a code; empty where there is none.
        after: state after.
        cites: the articles that it rests on.
        facts: codes, days and numbers that say what was done; nothing personal.
        private: personal or free text by name (``reason``): enters the chain as a salted
            commitment, so that it can be deleted later and the log still verifies.

    Returns:
        The event; its `number`, `previous` and `hash` are known once the act has ended.

    Raises:
        NotInAnAct: no act is running.
        NotCanonical: a fact is neither text, whole number, day, moment, list nor object of these.
    """
    running = running_act(kind)
    said = {
        "kind": kind,
        "subject": subject,
        "by": running.by.key,
        "acted_for": running.by.for_key,
        "case": running.case,
        "before": before,
        "after": after,
    }
    secrets = withheld(private)
    body = body_of(at=running.at, said=said, cites=cites, facts=facts, private=secrets)
    event = Event(at=running.at, body=body, **said)
    running.events.append(event)
    running.private += secrets
    return event


def _end(done: Act) -> None:
    """Write what an act collected, or leave it to the gathering that it is part of."""
    gathering = _gathering.get()
    if gathering is None:
        _write(done.events, done.private)
        return
    gathering.events += done.events
    gathering.private += done.private


def _write(events: Sequence[Event], private: Sequence[Withheld]) -> None:
    """Write what was withheld, then, as the last statement, the events."""
    if private:
        Private.objects.bulk_create(
            Private(commitment=one.commitment, name=one.name, salt=one.salt, value=one.value)
            for one in private
        )
    if not events:
        return
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [[event.body for event in events]])
        for event, row in zip(events, cursor.fetchall(), strict=True):
            event.number, event.previous, event.hash = row
