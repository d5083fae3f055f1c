"""How a case may move: states, steps and who may take them, as data.

What is not written is forbidden. One engine moves every case by `step_taken`; nothing else decides
whether a step is lawful. A step that neither directive knows is marked `added` and shown as ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from parvaneh.law.citation import Citation
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.vocabulary import Actor, Term

NO_STEP = msg("There is no step {found} here.")
TAKEN = msg("{step}: the case is now {found}.")
WRONG_STATE = msg(
    "{step} is not possible while the case is {found}; it is possible while {needed}."
)
WRONG_ACTOR = msg("{step} is taken by {needed}, not by {found}.")


@dataclass(frozen=True)
class State:
    """Where a case stands. A case that reaches an `ends` state is over."""

    key: str
    fa: str
    en: str
    ends: bool = False


@dataclass(frozen=True)
class Step:
    """One lawful move: from any of `sources` to `target`, by any of `by`.

    `deadline` names the dated value (a key of `Values`) that limits how long the step may wait.
    """

    key: str
    sources: tuple[State, ...]
    target: State
    by: tuple[Actor, ...]
    cites: tuple[Citation, ...]
    fa: str
    en: str
    deadline: str = ""
    added: bool = False


@dataclass(frozen=True)
class Procedure:
    """A kind of case: its key, its names, where it starts, and every lawful step."""

    key: str
    term: Term
    start: State
    steps: tuple[Step, ...]


def states_of(procedure: Procedure) -> tuple[State, ...]:
    """Every state that the procedure names, the start first, without repetition."""
    named = [procedure.start]
    for step in procedure.steps:
        named += [*step.sources, step.target]
    return tuple(dict.fromkeys(named))


def step_taken(procedure: Procedure, state: str, actor: Actor, step: str) -> Ruling[State]:
    """Whether this actor may take this step in this state, and where it leads.

    Args:
        procedure: the kind of case.
        state: key of the state the case is in.
        actor: who acts.
        step: key of the step.

    Returns:
        Granted with the new state and the step's citations; or refused with one reason: there is
        no such step, the case is not in a state from which it is taken, or another must take it.
    """
    named = [one for one in procedure.steps if one.key == step]
    here = [one for one in named if state in {source.key for source in one.sources}]
    lawful = [one for one in here if actor in one.by]
    if lawful:
        return ruled([_taken(lawful[0])], value=lawful[0].target)
    if not named:
        return ruled([Reason("step", NO_STEP, (), found=step)])
    if not here:
        return ruled([_wrong_state(procedure, named, state)])
    return ruled([_wrong_actor(here, actor)])


def open_steps(procedure: Procedure, state: str) -> tuple[Step, ...]:
    """What may happen next: the steps that can be taken in this state, by whomever."""
    return tuple(
        step for step in procedure.steps if state in {source.key for source in step.sources}
    )


def reachable(procedure: Procedure, start: str) -> frozenset[str]:
    """Keys of the states that a case can come to from `start`, itself included."""
    seen = {start}
    waiting = [start]
    while waiting:
        for step in open_steps(procedure, waiting.pop()):
            if step.target.key not in seen:
                seen.add(step.target.key)
                waiting.append(step.target.key)
    return frozenset(seen)


def dead_ends(procedure: Procedure) -> tuple[State, ...]:
    """States from which no case can ever end; a sound procedure has none."""
    ends = {state.key for state in states_of(procedure) if state.ends}
    return tuple(
        state for state in states_of(procedure) if not reachable(procedure, state.key) & ends
    )


def _taken(step: Step) -> Reason:
    return Reason(
        "step",
        TAKEN,
        step.cites,
        blocks=False,
        found=step.target,
        params={"step": step},
    )


def _wrong_state(procedure: Procedure, steps: Iterable[Step], state: str) -> Reason:
    known = list(steps)
    states = {one.key: one for one in states_of(procedure)}
    return Reason(
        "state",
        WRONG_STATE,
        known[0].cites,
        found=states.get(state, state),
        needed=tuple(source for step in known for source in step.sources),
        params={"step": known[0]},
    )


def _wrong_actor(steps: Iterable[Step], actor: Actor) -> Reason:
    known = list(steps)
    return Reason(
        "actor",
        WRONG_ACTOR,
        known[0].cites,
        found=actor,
        needed=tuple(one for step in known for one in step.by),
        params={"step": known[0]},
    )
