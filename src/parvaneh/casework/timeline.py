"""What happened in a case, and what may happen next, as its reader may know it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.casework.models import Case
from parvaneh.casework.notes import notes_for
from parvaneh.casework.procedures import procedure_of
from parvaneh.casework.standing import lies, part_of
from parvaneh.law.procedure import Step, open_steps
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.models import Event
from parvaneh.registry.reach import reach_of

# What the parties of a case learn of its course; the rest is housekeeping of those who work on it.
TOLD_TO_PARTIES = frozenset(
    {
        "case.opened",
        "case.step-taken",
        "case.handed-over",
        "deadline.stopped",
        "deadline.restarted",
        "deadline.extended",
        "deadlines.recomputed",
    }
)


@dataclass(frozen=True)
class Entry:
    """One thing in the course of a case: when, what kind, who did it, and the thing itself."""

    at: datetime
    kind: str
    by: str
    thing: object


@dataclass(frozen=True)
class OpenStep:
    """A step that may be taken now, and whether this reader may take it."""

    step: Step
    is_mine: bool


def steps_next(case: Case, acting: Acting, on: date) -> tuple[OpenStep, ...]:
    """Every step that the law has for the case now, with whether this reader may take it."""
    part = part_of(case, acting, on)
    able = frozenset() if part.is_recused else frozenset(part.actors)
    steps = open_steps(procedure_of(case.procedure), case.state)
    return tuple(OpenStep(step, bool(able.intersection(step.by))) for step in steps)


def open_steps_for(case: Case, acting: Acting, on: date) -> tuple[Step, ...]:
    """The steps that this reader may take now; those of mere time are nobody's."""
    return tuple(
        one.step
        for one in steps_next(case, acting, on)
        if one.is_mine and one.step.by != (Actor.CLOCK,)
    )


def timeline(case: Case, acting: Acting, on: date) -> list[Entry]:
    """What happened in a case, the latest first, as far as this reader may know it.

    Args:
        case: loaded for this reader.
        acting: who reads; parties learn its course, those who work on it everything.
        on: the day on which they read.
    """
    events = Event.objects.filter(subject=case.key)
    if not is_worker(case, acting, on):
        events = events.filter(kind__in=TOLD_TO_PARTIES)
    found = [Entry(event.at, event.kind, event.by, event) for event in events]
    found += [
        Entry(note.written_at, "note", note.written_by, note)
        for note in notes_for(case, acting, on)
    ]
    return _latest_first(found)


def is_worker(case: Case, acting: Acting, on: date) -> bool:
    """Whether somebody reads a case by a role where it lies, and not only as its party."""
    reach = reach_of(acting, Permission.CASE_SEE, on)
    return reach.covers(lies(case))


def _latest_first(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.at, reverse=True)
