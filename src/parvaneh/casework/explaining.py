"""Why a deadline ends when it ends: the law's days and sentences, and what was added here."""

from dataclasses import dataclass
from datetime import date

from parvaneh.casework.deadlines import found_for
from parvaneh.casework.models import ChangeKind, Deadline
from parvaneh.casework.rules import rules_now
from parvaneh.law.day_notes import DayNote
from parvaneh.law.ruling import Reason, msg

STOOD = msg("the clock stood for {found} days until {on}; they were added ({why})")
STANDS = msg("the clock has stood since {on} ({why})")
EXTENDED = msg("extended by {found} days on {on} ({why})")
NOW_LAST = msg("so the last day is {found}")
OTHERWISE = msg(
    "by the calendar as it is now the last day would be {found}; it was {needed} when counted last"
)

SAID = {
    ChangeKind.STOP: STANDS,
    ChangeKind.RESTART: STOOD,
    ChangeKind.EXTEND: EXTENDED,
}


@dataclass(frozen=True)
class Explained:
    """How a last day was found: in sentences, and day by day."""

    last_on: date | None
    said: tuple[Reason, ...]
    notes: tuple[DayNote, ...]


def explained(deadline: Deadline) -> Explained:
    """Explain a deadline by the calendar as it is now, and say so where it has moved since."""
    found = found_for(deadline, rules_now())
    said = [*found.said, *_changes(deadline)]
    if deadline.added_days:
        said.append(_reason("so", NOW_LAST, found=deadline.last_on))
    if found.last_on != deadline.counted_on and deadline.ended_on is None:
        said.append(_reason("moved", OTHERWISE, found=found.last_on, needed=deadline.counted_on))
    return Explained(deadline.last_on, tuple(said), found.notes)


def _changes(deadline: Deadline) -> list[Reason]:
    # What the calendar moved, the days of the law's own explanation say.
    changes = list(deadline.changes.exclude(kind=ChangeKind.CALENDAR).order_by("id"))
    if deadline.state != "stopped":
        changes = [one for one in changes if one.kind != ChangeKind.STOP]
    else:
        changes = [one for one in changes if one.kind != ChangeKind.STOP or one == changes[-1]]
    return [
        _reason(one.kind, SAID[ChangeKind(one.kind)], found=one.days, on=one.on, why=one.reason)
        for one in changes
    ]


def _reason(
    key: str, message: str, *, found: object, needed: object = None, **params: object
) -> Reason:
    # No citation: neither directive knows stops and extensions, they are the product's.
    return Reason(key, message, (), blocks=False, found=found, needed=needed, params=params)
