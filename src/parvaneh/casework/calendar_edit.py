"""The door to the judicial calendar: a change of it, and the deadlines that it moves, in one place.

    calendar_edit(partial(day_off_enter, on=day, kind=Off.CLOSURE, …), by=by, at=at)

Whoever calls the registry's operations without this leaves deadlines as they were until the job of
the night counts them again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from parvaneh.casework.recounting import Moved, deadlines_recompute, deadlines_recount
from parvaneh.casework.standing import Doer
from parvaneh.frame.jobs import enqueue
from parvaneh.ledger.acts import act
from parvaneh.registry.operations.days import DaysChanged


@dataclass(frozen=True)
class Edited:
    """What changed in the calendar, and the deadlines that moved with it."""

    changed: DaysChanged
    moved: tuple[Moved, ...]


def calendar_edit(edit: Callable[[], DaysChanged], *, by: Doer, at: datetime) -> Edited:
    """Change the calendar, then count the deadlines that the change can move.

    The change is one act, the counting is done in batches after it; what is cut short there is
    made good by the job that the act enqueued.

    Args:
        edit: the change: an operation of the registry that says what it changed.
        by: who changes it.
        at: the moment.

    Raises:
        Refused: the operation refused it; nothing is changed.
    """
    with act(by=by, at=at):
        changed = edit()
        enqueue(deadlines_recount)
    days = [*changed.entered, *changed.withdrawn]
    # Another weekend concerns every day from its first on.
    touched = None if changed.last is None else {(on, one.province) for on, one in days}
    return Edited(changed, tuple(deadlines_recompute(by=by, at=at, days=touched)))
