"""Moving a case: the one way in which its state changes.

The law says whether the step may be taken; the row's version says whether the case is still what
the doer saw. State, deadlines and event are one transaction.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime

from parvaneh.casework.deadlines import Turn, is_over, turned
from parvaneh.casework.documents import NO_LETTERS, NOBODY, Letters, documents_pend
from parvaneh.casework.models import Case, Deadline
from parvaneh.casework.moving import Known, read, write
from parvaneh.casework.opening import not_in_force, said_of
from parvaneh.casework.pinning import values_pin
from parvaneh.casework.procedures import procedure_of, state_of, step_of, turn_of
from parvaneh.casework.rules import rules_of
from parvaneh.casework.standing import Doer, Part, day_of, part_known
from parvaneh.frame.refused import Conflict, Refused, refuse
from parvaneh.law.procedure import Procedure, State, Step, open_steps, step_taken
from parvaneh.law.ruling import Reason, Ruling, blocking, msg, ruled
from parvaneh.law.values import NoValueInForce
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import System, act, event_write

NO_PART = msg("{step} is taken by {needed}; you are none of them in this case.")
RECUSED = msg("You are recused from this case, so you take no step in it.")
NOT_OVER = msg("The time runs until the end of {needed}; it is not over.")
STOPPED = msg("The clock of this case is stopped, so its time does not end.")
IN_FUTURE = msg("{found} lies in the future.")
TOO_EARLY = msg("On {found} the case was not yet {state}; it has been since {needed}.")


@dataclass(frozen=True)
class Move:
    """A step that the law allows: by whom, from which rule, to which state, on which day."""

    step: Step
    target: State
    actor: Actor
    on: date


def step_take(
    *,
    case: Case,
    step: str,
    by: Doer,
    at: datetime,
    reason: str = "",
    occurred_on: date | None = None,
    outcome: str = "",
    actor: Actor | None = None,
    letters: Letters = NO_LETTERS,
    visible_to: Iterable[Actor] = NOBODY,
) -> Case:
    """Take a step of a case, once.

    Where the last day of a limit has passed and nobody has said so yet, the passing of time is
    recorded first: a job that did not run makes nothing timely that is late.

    Args:
        case: as the doer saw it; if it has moved since, nothing happens.
        step: key of the step.
        by: who takes it; the product itself only where time has passed.
        at: the moment.
        reason: why, where one is given; kept outside of the log, which holds its commitment.
        occurred_on: the day on which it happened, if it is recorded later.
        outcome: what came of the case, in the process's words; kept apart from the state.
        actor: which of several actors the doer is, where they may be more than one.
        letters: kinds of letters that the step gives rise to, each with its facts; they are
            numbered in this act and rendered after it.
        visible_to: the actors among the parties who may read these letters.

    Returns:
        The case as it now is; the one given is left alone.

    Raises:
        Refused: with every reason and its article.
        Conflict: the case has moved since it was read.
    """
    with act(by=by, at=at, case=case.number):
        on = occurred_on or day_of(at)
        known = read(case, None if isinstance(by, System) else by)
        part = part_known(case, by, day_of(at), known)
        if not isinstance(by, System) and (clock := _clock_step(case, known.deadlines, on)):
            day = _day_after_last(clock, known.deadlines)
            case = _moved(case, Move(clock, clock.target, Actor.CLOCK, day), known)
            known = read(case, by)
        today = day_of(at)
        move = _lawful(case, step, part, known=known.deadlines, on=on, today=today, only=actor)
        moved = _moved(case, move, known, outcome=outcome, reason=reason)
        documents_pend(case=moved, letters=letters, visible_to=visible_to, by=by, at=at)
        return moved


def _lawful(
    case: Case,
    step: str,
    part: Part,
    *,
    known: Sequence[Deadline],
    on: date,
    today: date,
    only: Actor | None,
) -> Move:
    kind = procedure_of(case.procedure)
    able = [one for one in part.actors if only in {None, one}]
    rulings = {one: step_taken(kind, case.state, one, step) for one in able}
    lawful = next((one for one in able if rulings[one].granted), None)
    reasons = [Reason("recused", RECUSED, ())] if part.is_recused else []
    reasons += _days(case, kind, on, today)
    if lawful is None:
        raise Refused(ruled([*reasons, *_why_not(kind, case.state, step, list(rulings.values()))]))
    taken = step_of(kind, case.state, step, lawful)
    if lawful is Actor.CLOCK:
        reasons += _not_over(taken, known, on)
    refuse(*reasons)
    return Move(taken, taken.target, lawful, on)


def _why_not(
    kind: Procedure, state: str, step: str, rulings: list[Ruling[State]]
) -> tuple[Reason, ...]:
    # As an actor who takes no step anywhere: what else is wrong than who acts?
    anyone = step_taken(kind, state, Actor.CLOCK, step)
    faults = [why for ruling in rulings or [anyone] for why in blocking(ruling)]
    if any(why.key != "actor" for why in faults):
        return tuple({why.key: why for why in faults if why.key != "actor"}.values())
    here = [one for one in open_steps(kind, state) if one.key == step]
    needed = tuple(dict.fromkeys(actor for one in here for actor in one.by))
    return (Reason("actor", NO_PART, here[0].cites, needed=needed, params={"step": here[0]}),)


def _days(case: Case, kind: Procedure, on: date, today: date) -> list[Reason]:
    reasons = []
    if on > today:
        reasons.append(Reason("occurred_on", IN_FUTURE, (), found=on))
    if on < case.entered_on:
        there = state_of(kind, case.state)
        reasons.append(
            Reason(
                "occurred_on",
                TOO_EARLY,
                (),
                found=on,
                needed=case.entered_on,
                params={"state": there},
            )
        )
    return reasons


def _not_over(step: Step, known: Sequence[Deadline], on: date) -> list[Reason]:
    limits = [one for one in known if one.ended_on is None and not is_over(one, on)]
    if step.deadline:
        limits = [one for one in limits if one.key == step.deadline]
    return [
        Reason("not_over", NOT_OVER, step.cites, needed=one.last_on)
        if one.state == "open"
        else Reason("not_over", STOPPED, step.cites)
        for one in limits
    ]


def _clock_step(case: Case, known: Sequence[Deadline], on: date) -> Step | None:
    """The step by which time has already moved the case, though nobody has recorded it."""
    over = {one.key for one in known if one.ended_on is None and is_over(one, on)}
    return next(
        (
            step
            for step in open_steps(procedure_of(case.procedure), case.state)
            if step.deadline in over and Actor.CLOCK in step.by
        ),
        None,
    )


def _day_after_last(step: Step, known: Sequence[Deadline]) -> date:
    last = next(one.last_on for one in known if one.key == step.deadline and one.ended_on is None)
    assert last is not None
    return date.fromordinal(last.toordinal() + 1)


def _moved(case: Case, move: Move, known: Known, *, outcome: str = "", reason: str = "") -> Case:
    kind = procedure_of(case.procedure)
    turn = _turn(case, kind, move, known)
    fields: dict[str, object] = {
        "state": move.target.key,
        "outcome": outcome or case.outcome,
        "entered_on": move.on,
        "waits_for": turn_of(kind, move.target.key),
        "due_on": turn.due_on,
        "ended_on": move.on if move.target.ends else None,
    }
    if not write(case, fields, turn):
        raise Conflict(case.number)
    values_pin(turn.begun, rules_of(known.versions))
    event_write(
        kind="case.step-taken",
        subject=case.key,
        before=case.state,
        after=move.target.key,
        cites=move.step.cites,
        facts=_facts(case, move, outcome) | said_of(turn),
        private={"reason": reason} if reason else {},
    )
    found = copy(case)
    for name, value in fields.items():
        setattr(found, name, value)
    found.version = case.version + 1
    return found


def _turn(case: Case, kind: Procedure, move: Move, known: Known) -> Turn:
    try:
        return turned(
            case=case,
            procedure=kind,
            taken=move.step,
            target=move.target.key,
            on=move.on,
            known=known.deadlines,
            rules=rules_of(known.versions),
        )
    except NoValueInForce as why:
        raise not_in_force(why) from why


def _facts(case: Case, move: Move, outcome: str) -> dict[str, object]:
    facts: dict[str, object] = {
        "step": move.step.key,
        "actor": move.actor.value,
        "occurred_on": move.on.isoformat(),
        "version": case.version + 1,
    }
    return facts | ({"outcome": outcome} if outcome else {})
