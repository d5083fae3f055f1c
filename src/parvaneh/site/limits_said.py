"""A time limit of a case in words: how it stands, its last day, how that was counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from parvaneh.casework.models import Deadline, DeadlineState
from parvaneh.frame.error_pages import reason_said
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.law.procedure import Step

STANDS: Mapping[str, tuple[str, str]] = {
    DeadlineState.WAITING: (msg("has not begun"), "plain"),
    DeadlineState.OPEN: (msg("runs"), "note"),
    DeadlineState.STOPPED: (msg("stopped"), "warn"),
    DeadlineState.MET: (msg("kept"), "ok"),
    DeadlineState.LAPSED: (msg("over"), "bad"),
    DeadlineState.DROPPED: (msg("no longer needed"), "plain"),
}
LIMIT_ACTS: Mapping[DeadlineState, tuple[str, ...]] = {
    DeadlineState.OPEN: ("stop", "extend"),
    DeadlineState.STOPPED: ("restart",),
}
LEFT_MANY = msg("{days} days left")
LEFT_NONE = msg("today is the last day")
LEFT_LATE = msg("{days} days over")


@dataclass(frozen=True)
class Limit:
    """A time limit in the reader's words, with its explanation day by day."""

    key: int
    acts: tuple[str, ...]
    runs: bool
    name: str
    stands: str
    tone: str
    last_on: date | None
    left: str
    said: tuple[str, ...]
    days: tuple[str, ...]


def limit_said(
    deadline: Deadline,
    explained: Any,
    *,
    step: Step | None,
    today: date,
    may_change: bool = False,
) -> Limit:
    """A time limit in words.

    Args:
        deadline: the row.
        explained: what the law says about it now; None where it has ended.
        step: the step that it limits, for its name.
        today: the day on which the page is read.
        may_change: whether the reader may stop, restart and extend it.
    """
    is_over = bool(deadline.last_on and deadline.last_on < today)
    is_late = is_over and deadline.state == DeadlineState.OPEN
    stands, tone = STANDS[DeadlineState.LAPSED if is_late else deadline.state]
    runs = deadline.state == DeadlineState.OPEN and deadline.last_on is not None
    return Limit(
        deadline.pk,
        LIMIT_ACTS.get(DeadlineState(deadline.state), ()) if may_change and not is_late else (),
        runs,
        shown(step) if step else deadline.key,
        say(stands),
        tone,
        deadline.last_on,
        days_left(deadline.last_on, today) if runs and deadline.last_on else "",
        tuple(reason_said(one).text for one in explained.said) if explained else (),
        tuple(reason_said(note.why).text for note in explained.notes) if explained else (),
    )


def days_left(last_on: date, today: date) -> str:
    """How many days are left, in words."""
    left = (last_on - today).days
    if left == 0:
        return say(LEFT_NONE)
    return say(LEFT_MANY, days=left) if left > 0 else say(LEFT_LATE, days=-left)
