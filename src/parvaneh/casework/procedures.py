"""The procedures by which cases move: those of the law, found by key."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache

from parvaneh.law.clauses import procedures
from parvaneh.law.procedure import Procedure, State, Step, open_steps, states_of
from parvaneh.law.vocabulary import Actor

_trial: dict[str, Procedure] = {}


class NoSuchProcedure(LookupError):
    """There is no procedure of that name; a fault of the program, not of its user."""


@cache
def _of_the_law() -> Mapping[str, Procedure]:
    return procedures()


def procedure_of(key: str) -> Procedure:
    """The procedure of a key.

    Raises:
        NoSuchProcedure: the law has none of that name.
    """
    found = _of_the_law().get(key) or _trial.get(key)
    if found is None:
        raise NoSuchProcedure(key)
    return found


def known_procedures() -> tuple[Procedure, ...]:
    """Every procedure by which cases move."""
    return (*_of_the_law().values(), *_trial.values())


@contextmanager
def procedure_on_trial(procedure: Procedure) -> Iterator[None]:
    """Let cases of a procedure be moved that is not the law's; for tests and benchmarks only.

    Raises:
        ValueError: the law has a procedure of that name.
    """
    if procedure.key in _of_the_law():
        raise ValueError(f"the law has a procedure {procedure.key}")
    _trial[procedure.key] = procedure
    try:
        yield
    finally:
        del _trial[procedure.key]


def state_of(procedure: Procedure, key: str) -> State:
    """The state of a procedure by its key.

    Raises:
        KeyError: it has no such state.
    """
    return {state.key: state for state in states_of(procedure)}[key]


def step_of(procedure: Procedure, state: str, key: str, actor: Actor) -> Step:
    """The step of that name which an actor takes in a state; `law.procedure` has granted it.

    Raises:
        StopIteration: there is none.
    """
    return next(
        step for step in open_steps(procedure, state) if step.key == key and actor in step.by
    )


def turn_of(procedure: Procedure, state: str) -> list[str]:
    """Whose turn it is in a state: everybody who may take a step, the passing of time left out."""
    return sorted({by for step in open_steps(procedure, state) for by in step.by} - {Actor.CLOCK})
