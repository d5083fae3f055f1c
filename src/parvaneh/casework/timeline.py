"""What happened in a case, and what may happen next, as its reader may know it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.casework.documents import documents_of
from parvaneh.casework.models import Case, ChangeKind, DeadlineChange, Document, Notice
from parvaneh.casework.notes import notes_for
from parvaneh.casework.notices import notices_of
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
        "deadlines.served",
    }
)


@dataclass(frozen=True)
class Entry:
    """One thing in the course of a case: when, what kind, who did it, and the thing itself.

    Kinds are those of the log's events, with the event; and ``note``; ``document`` and
    ``document.withdrawn``; ``notice.sent``, ``.viewed``, ``.served`` and ``.returned``;
    ``deadline.recounted`` with its `DeadlineChange`.
    """

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
    for document in documents_of(acting, case, on=on):
        found += _course_of_document(document)
    for notice in notices_of(acting, case, on=on):
        found += _course_of_notice(notice)
    found += _recounts(case)
    return _latest_first(found)


def is_worker(case: Case, acting: Acting, on: date) -> bool:
    """Whether somebody reads a case by a role where it lies, and not only as its party."""
    reach = reach_of(acting, Permission.CASE_SEE, on)
    return reach.covers(lies(case))


def _course_of_document(document: Document) -> Iterator[Entry]:
    yield Entry(document.made_at, "document", document.made_by, document)
    if document.withdrawn_at:
        yield Entry(document.withdrawn_at, "document.withdrawn", document.withdrawn_by, document)


def _course_of_notice(notice: Notice) -> Iterator[Entry]:
    user = notice.person.user if notice.person else None
    known = (
        (notice.sent_at, "sent", notice.sent_by),
        (notice.viewed_at, "viewed", f"user:{user.code}" if user else ""),
        (notice.served_at, "served", notice.served_by),
        (notice.returned_at, "returned", notice.returned_by),
    )
    for at, what, by in known:
        if at:
            yield Entry(at, f"notice.{what}", by, notice)


def _recounts(case: Case) -> Iterator[Entry]:
    # Stops and extensions are events of the case; a change of the calendar is one of the calendar.
    changes = DeadlineChange.objects.filter(deadline__case=case, kind=ChangeKind.CALENDAR)
    for change in changes.select_related("deadline"):
        yield Entry(change.changed_at, "deadline.recounted", change.changed_by, change)


def _latest_first(entries: Iterable[Entry]) -> list[Entry]:
    # Of what was done at one moment, the later comes first too.
    found = list(entries)[::-1]
    return sorted(found, key=lambda entry: entry.at, reverse=True)
