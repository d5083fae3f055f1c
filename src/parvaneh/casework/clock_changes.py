"""Stopping, restarting and extending a deadline, and the service that its period waits for.

Each with a reason, by who may do so where the case lies. Neither directive knows these: they are
shown as ours, and never shorten a period.
"""

from copy import copy
from dataclasses import dataclass
from datetime import date, datetime

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.casework.claims import case_claim, case_lock
from parvaneh.casework.deadlines import Rules, count_again, earliest, facts_of, since_of
from parvaneh.casework.models import Case, ChangeKind, Deadline, DeadlineChange, DeadlineState
from parvaneh.casework.pinning import values_pin
from parvaneh.casework.rules import rules_now
from parvaneh.casework.standing import Doer, day_of, lies
from parvaneh.frame.refused import NotThere, refuse
from parvaneh.kit.text import clean
from parvaneh.law.ruling import Reason, msg
from parvaneh.ledger.acts import act, event_write

MOST_DAYS = 366
NO_REASON = msg("Say why: the reason stands beside the deadline.")
NOT_RUNNING = msg("This deadline does not run, so it cannot be changed in this way.")
IS_OVER = msg("The last day was {found}; what has passed is not stopped or extended.")
DAYS_OUT = msg("{found} days cannot be added; from 1 to {needed} can.")

COUNTED = (
    "state",
    "facts",
    "starts_on",
    "amount",
    "unit",
    "counting",
    "nominal_on",
    "counted_on",
    "added_days",
    "last_on",
    "calendar",
    "stopped_on",
)


@dataclass(frozen=True)
class _Change:
    """What is to be done to a deadline, and how it must stand for that."""

    kind: ChangeKind
    needs: DeadlineState
    reason: str
    days: int = 0


def deadline_stop(*, deadline: Deadline, reason: str, by: Acting, at: datetime) -> Deadline:
    """Stop the clock of a deadline: days pass without being counted until it is restarted.

    Raises:
        Refused: without a reason, or a deadline that does not run or has passed.
        NotThere: the doer may not change deadlines where the case lies.
        Conflict: the case has been changed meanwhile.
    """
    on = day_of(at)
    change = _Change(ChangeKind.STOP, DeadlineState.OPEN, reason)
    stopped = _allowed(deadline, change, by, on)
    stopped.state, stopped.stopped_on = DeadlineState.STOPPED, on
    return _write(stopped, change, by, at)


def deadline_restart(*, deadline: Deadline, reason: str, by: Acting, at: datetime) -> Deadline:
    """Let a stopped clock run again; the days that it stood are added to the period.

    Raises:
        Refused: without a reason, or a deadline that is not stopped.
        NotThere: the doer may not change deadlines where the case lies.
        Conflict: the case has been changed meanwhile.
    """
    on = day_of(at)
    stood = (on - deadline.stopped_on).days if deadline.stopped_on else 0
    change = _Change(ChangeKind.RESTART, DeadlineState.STOPPED, reason, stood)
    running = _allowed(deadline, change, by, on)
    running.state, running.stopped_on = DeadlineState.OPEN, None
    running.added_days += stood
    count_again(running, rules_now())
    return _write(running, change, by, at)


def deadline_extend(
    *, deadline: Deadline, days: int, reason: str, by: Acting, at: datetime
) -> Deadline:
    """Make a deadline that runs longer by some days.

    Raises:
        Refused: without a reason, too few or too many days, or a deadline that has passed.
        NotThere: the doer may not change deadlines where the case lies.
        Conflict: the case has been changed meanwhile.
    """
    change = _Change(ChangeKind.EXTEND, DeadlineState.OPEN, reason, days)
    longer = _allowed(deadline, change, by, day_of(at))
    longer.added_days += days
    count_again(longer, rules_now())
    return _write(longer, change, by, at)


def service_record(*, case: Case, served_on: date, by: Doer, at: datetime) -> list[Deadline]:
    """Count the running deadlines of a case from a proven service, where the law counts from it.

    Args:
        case: the case.
        served_on: the day of proven service on the party whose time it is.
        by: who records it; the proof is the notice's matter.
        at: the moment.

    Returns:
        The deadlines whose last day is now another.
    """
    rules = rules_now()
    with act(by=by, at=at, case=case.number):
        case_lock(case)
        running = Deadline.objects.filter(case=case, ended_on=None)
        moved = [one for one in running if _served(one, served_on, rules)]
        if moved:
            Deadline.objects.bulk_update(moved, COUNTED)
            values_pin(moved, rules)
            due_set(case)
            event_write(
                kind="deadlines.served",
                subject=case.key,
                facts={
                    "served_on": served_on.isoformat(),
                    "last_on": {one.key: _iso(one.last_on) for one in moved},
                },
            )
    return moved


def due_set(case: Case) -> None:
    """Keep the earliest last day of a case's running deadlines on its row."""
    running = Deadline.objects.filter(case=case, ended_on=None)
    Case.objects.filter(pk=case.pk).update(due_on=earliest(running))


def _served(deadline: Deadline, served_on: date, rules: Rules) -> bool:
    before = deadline.last_on
    since = since_of(deadline.facts)
    deadline.facts = facts_of(type(since)(since.entered_on, served_on, since.earlier))
    count_again(deadline, rules)
    return deadline.last_on != before


def _allowed(deadline: Deadline, change: _Change, by: Acting, on: date) -> Deadline:
    """A copy of the deadline to change, where the change is allowed."""
    if not reach(by, Permission.DEADLINE_EXTEND, on).covers(lies(deadline.case)):
        raise NotThere(deadline.key)
    refuse(*_faults(deadline, change, on))
    return copy(deadline)


def _faults(deadline: Deadline, change: _Change, on: date) -> list[Reason]:
    found = []
    if change.kind is ChangeKind.EXTEND and not 1 <= change.days <= MOST_DAYS:
        found.append(Reason("days", DAYS_OUT, (), found=change.days, needed=MOST_DAYS))
    if not clean(change.reason):
        found.append(Reason("reason", NO_REASON, ()))
    if deadline.state != change.needs:
        found.append(Reason("state", NOT_RUNNING, ()))
    elif change.needs is DeadlineState.OPEN and deadline.last_on and deadline.last_on < on:
        found.append(Reason("last_on", IS_OVER, (), found=deadline.last_on))
    return found


def _write(deadline: Deadline, change: _Change, by: Acting, at: datetime) -> Deadline:
    case = deadline.case
    reason = clean(change.reason)
    with act(by=by, at=at, case=case.number):
        case_claim(case)
        Deadline.objects.bulk_update([deadline], COUNTED)
        DeadlineChange.objects.create(
            deadline=deadline,
            kind=change.kind,
            on=day_of(at),
            days=change.days,
            reason=reason,
            changed_at=at,
            changed_by=by.key,
        )
        due_set(case)
        event_write(
            kind=KINDS[change.kind],
            subject=case.key,
            facts={
                "deadline": deadline.key,
                "days": change.days,
                "last_on": _iso(deadline.last_on),
            },
            private={"reason": reason},
        )
    return deadline


def _iso(on: date | None) -> str:
    return on.isoformat() if on else ""


KINDS = {
    ChangeKind.STOP: "deadline.stopped",
    ChangeKind.RESTART: "deadline.restarted",
    ChangeKind.EXTEND: "deadline.extended",
}
