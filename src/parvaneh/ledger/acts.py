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

from django.db import transaction

from parvaneh.frame.history import context_set
from parvaneh.ledger.models import Event

NOTHING: Mapping[str, object] = {}
NO_SECRETS: Mapping[str, str] = {}


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


_running: ContextVar[Act | None] = ContextVar("act", default=None)


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
        kept = len(outer.events)
        try:
            with transaction.atomic():
                yield outer
        except BaseException:
            del outer.events[kept:]
            raise
        return
    found = Act(by, at, case)
    token = _running.set(found)
    try:
        with transaction.atomic():
            context_set(by=by.key, acted_for=by.for_key, case=case)
            yield found
            Event.objects.bulk_create(found.events)
    finally:
        _running.reset(token)


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

    Raises:
        NotInAnAct: no act is running.
    """
    running = _running.get()
    if running is None:
        raise NotInAnAct(kind)
    event = Event(
        kind=kind,
        subject=subject,
        by=running.by.key,
        acted_for=running.by.for_key,
        at=running.at,
        before=before,
        after=after,
        cites=list(cites),
        facts=dict(facts) | dict.fromkeys(private, "withheld"),
    )
    running.events.append(event)
    return event
