"""Deadlines of a case as it moves: begun on entering a state, ended on leaving it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from parvaneh.casework.clocks import Found, Since, counted_since, longer, place_of, policy_of
from parvaneh.casework.models import Case, Deadline, DeadlineState
from parvaneh.law.judicial_calendar import Calendar
from parvaneh.law.procedure import Procedure, Step, open_steps
from parvaneh.law.values import Values
from parvaneh.law.vocabulary import Actor

RUNNING = frozenset({DeadlineState.WAITING, DeadlineState.OPEN, DeadlineState.STOPPED})


@dataclass(frozen=True)
class Rules:
    """What deadlines are counted by: the dated values, and the calendar with its version."""

    values: Values
    calendar: Calendar
    version: str


@dataclass(frozen=True)
class Turn:
    """What a move does to the deadlines of its case: those it ends, those it begins."""

    ended: tuple[Deadline, ...]
    begun: tuple[Deadline, ...]
    kept: tuple[Deadline, ...]

    @property
    def due_on(self) -> date | None:
        """The earliest last day that runs after the move."""
        return earliest((*self.begun, *self.kept))


def turned(
    *,
    case: Case,
    procedure: Procedure,
    taken: Step | None,
    target: str,
    on: date,
    known: Iterable[Deadline],
    rules: Rules,
) -> Turn:
    """Work out, without writing, what entering a state does to a case's deadlines.

    A limit that the new state has too goes on from where it began (the twenty days of a review do
    not begin again when it is returned to be completed). One that it no longer has is met or
    lapsed if the step taken is the one that it limited, and dropped if the case went another way.

    Args:
        case: the case.
        procedure: the procedure that it moves by.
        taken: the step; None where the case is only being opened.
        target: key of the state that it enters.
        on: the day on which it does.
        known: all its deadlines, ended ones too.
        rules: values and calendar.

    Raises:
        NoValueInForce: a limit of the new state has no value in force on that day.
    """
    deadlines = tuple(known)
    running = {one.key: one for one in deadlines if one.state in RUNNING}
    wanted = dict.fromkeys(step.deadline for step in open_steps(procedure, target) if step.deadline)
    earlier = {one.key: one.last_on for one in deadlines if one.last_on is not None}
    since = Since(on, None, earlier)
    return Turn(
        tuple(_ended(one, taken, on) for key, one in running.items() if key not in wanted),
        tuple(begun(case, key, since, rules) for key in wanted if key not in running),
        tuple(one for key, one in running.items() if key in wanted),
    )


def begun(case: Case, key: str, since: Since, rules: Rules) -> Deadline:
    """A new deadline of a case, not yet written."""
    deadline = Deadline(
        case=case,
        key=key,
        state=DeadlineState.OPEN,
        province=place_of(key, case.province),
        facts=facts_of(since),
    )
    count_again(deadline, rules)
    return deadline


def count_again(deadline: Deadline, rules: Rules) -> Found:
    """Count a deadline from its facts by rules known now, and put what is found on the row."""
    found = found_for(deadline, rules)
    deadline.starts_on, deadline.nominal_on = found.starts_on, found.nominal_on
    deadline.counted_on, deadline.counting = found.last_on, found.counting
    deadline.amount = found.period.amount if found.period else None
    deadline.unit = found.period.unit.value if found.period else ""
    deadline.calendar = rules.version
    if found.last_on is None or found.starts_on is None:
        deadline.state, deadline.last_on = DeadlineState.WAITING, None
        return found
    if deadline.state == DeadlineState.WAITING:
        deadline.state = DeadlineState.OPEN
    deadline.last_on = longer(
        found.last_on,
        deadline.added_days,
        calendar=rules.calendar,
        province=deadline.province,
        policy=policy_of(found.counting, found.starts_on, rules.values),
    )
    return found


def found_for(deadline: Deadline, rules: Rules) -> Found:
    """What the law says about a deadline now: its last day before any stop, and why."""
    return counted_since(
        deadline.key,
        since_of(deadline.facts),
        calendar=rules.calendar,
        province=deadline.province,
        values=rules.values,
    )


def facts_of(since: Since) -> dict[str, object]:
    """The days that a deadline is counted from, as its row keeps them."""
    return {
        "entered_on": since.entered_on.isoformat(),
        "served_on": since.served_on.isoformat() if since.served_on else None,
        "earlier": {key: on.isoformat() for key, on in since.earlier.items()},
    }


def since_of(facts: Mapping[str, object]) -> Since:
    """The inverse of `facts_of`."""
    served, earlier = facts["served_on"], facts["earlier"]
    assert isinstance(earlier, Mapping)
    return Since(
        date.fromisoformat(str(facts["entered_on"])),
        date.fromisoformat(str(served)) if served else None,
        {key: date.fromisoformat(on) for key, on in earlier.items()},
    )


def earliest(deadlines: Iterable[Deadline]) -> date | None:
    """The earliest last day among deadlines that run; None where none does."""
    days = [one.last_on for one in deadlines if one.state == DeadlineState.OPEN and one.last_on]
    return min(days, default=None)


def is_over(deadline: Deadline, on: date) -> bool:
    """Whether a running deadline's last day has passed."""
    return (
        deadline.state == DeadlineState.OPEN
        and deadline.last_on is not None
        and deadline.last_on < on
    )


def _ended(deadline: Deadline, taken: Step | None, on: date) -> Deadline:
    limited = taken is not None and taken.deadline == deadline.key
    late = is_over(deadline, on) or (limited and taken is not None and Actor.CLOCK in taken.by)
    if late:
        deadline.state = DeadlineState.LAPSED
    elif limited and deadline.last_on is not None:
        deadline.state = DeadlineState.MET
    else:
        deadline.state = DeadlineState.DROPPED
    deadline.ended_on, deadline.stopped_on = on, None
    return deadline
