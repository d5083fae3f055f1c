"""Every dated value and every step of a procedure, altered in one place at a time.

An alteration says what it touches and carries the law as it would then be. The gate in
`test_alterations` asks of each who notices: a worked case or a walk, the check of days, or a
generated page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from parvaneh.law.casebook import shipped_cases
from parvaneh.law.procedure import Procedure, State, Step, states_of
from parvaneh.law.ruling import Status
from parvaneh.law.values import DatedValue, Values, merged
from parvaneh.law.vocabulary import Actor

A_DAY = timedelta(days=1)
# What a worked case sees of a value; the rest is read on its page.
SEEN_IN_CASES = ("content", "from", "until")
SEEN_IN_WALKS = ("removed", "key", "target", "source", "actor")
FIRM = {
    Status.OFFICIAL: Status.PROVISIONAL,
    Status.ASSUMED: Status.PROVISIONAL,
    Status.PROVISIONAL: Status.OFFICIAL,
    Status.DEMONSTRATION: Status.OFFICIAL,
}


@dataclass(frozen=True)
class ValueAltered:
    """One history with one thing changed in it."""

    key: str
    field: str
    what: str
    history: tuple[DatedValue, ...]

    def among(self, values: Values) -> Values:
        """All values, this one altered."""
        return merged(values, Values(MappingProxyType({self.key: self.history})))


@dataclass(frozen=True)
class ProcedureAltered:
    """One procedure with one thing changed in one step."""

    module: str
    field: str
    what: str
    procedure: Procedure


def altered_values(values: Values) -> Iterator[ValueAltered]:
    """Every value altered once per field and once per leaf of its content."""
    words = _words_in_cases()
    for key, history in values.histories.items():
        for place, entry in enumerate(history):
            for field, what, other in _entries(entry, words.get(key, ())):
                changed = (*history[:place], other, *history[place + 1 :])
                yield ValueAltered(key, field, f"{key}: {what}", changed)
        for field, content in _headings(history[0]):
            changed = tuple(replace(entry, **{field: content}) for entry in history)
            yield ValueAltered(key, field, f"{key}: {field}", changed)


def _entries(entry: DatedValue, words: tuple[str, ...]) -> Iterator[tuple[str, str, DatedValue]]:
    for what, content in _contents(entry.content, words):
        yield "content", f"content {what}", replace(entry, content=content)
    for days in (A_DAY, -A_DAY):
        moved = replace(entry, start=entry.start + days)
        yield "from", f"from {days.days:+} day", moved
        if entry.until is not None:
            yield "until", f"until {days.days:+} day", replace(entry, until=entry.until + days)
    if entry.until is None:
        yield "until", "until its first day", replace(entry, until=entry.start)
    yield "status", f"status not {entry.status}", replace(entry, status=FIRM[entry.status])
    for field in ("source", "approved_by"):
        yield field, field, replace(entry, **{field: f"{getattr(entry, field)} x"})


def _headings(entry: DatedValue) -> Iterator[tuple[str, object]]:
    yield "cites", (*entry.cites[1:], "PC 1")
    yield "assumes", (*entry.assumes[1:], "A-99")
    for field in ("fa", "en", "unit"):
        yield field, f"{getattr(entry, field)} x"


def _contents(content: Any, words: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Content with one leaf altered, or one member left out."""
    if isinstance(content, Mapping):
        for name, part in content.items():
            for what, other in _contents(part, ()):
                yield f"{name}.{what}", MappingProxyType({**content, name: other})
            yield (
                f"without {name}",
                MappingProxyType({n: p for n, p in content.items() if n != name}),
            )
    elif isinstance(content, tuple):
        for place, part in enumerate(content):
            for what, other in _contents(part, ()):
                yield f"[{place}]{what}", (*content[:place], other, *content[place + 1 :])
            yield f"without [{place}]", (*content[:place], *content[place + 1 :])
    else:
        for other in _leaves(content, words):
            yield f"{content!r} -> {other!r}", other


def _leaves(leaf: Any, words: tuple[str, ...]) -> Iterator[Any]:
    if isinstance(leaf, bool):
        yield not leaf
    elif isinstance(leaf, int):
        yield leaf + 1
    elif _is_number(leaf):
        yield str(Fraction(leaf) + Fraction(1, 100))
    else:
        yield from [word for word in words if word != leaf] or [f"{leaf}_x"]


def _is_number(text: str) -> bool:
    try:
        Fraction(text)
    except ValueError:
        return False
    return True


def _words_in_cases() -> dict[str, tuple[str, ...]]:
    """The other words of each policy: those that worked cases put in its place."""
    words: dict[str, dict[str, None]] = {}
    for case in shipped_cases():
        for key, content in case.values.items():
            if isinstance(content, str) and not _is_number(content):
                words.setdefault(key, {})[content] = None
    return {key: tuple(found) for key, found in words.items()}


def altered_procedures(modules: Mapping[str, Procedure]) -> Iterator[ProcedureAltered]:
    """Every step of every procedure left out, and altered once per field."""
    for module, procedure in modules.items():
        for place, step in enumerate(procedure.steps):
            for field, what, others in _steps(procedure, step):
                steps = (*procedure.steps[:place], *others, *procedure.steps[place + 1 :])
                told = f"{procedure.key}: {step.key}: {what}"
                yield ProcedureAltered(module, field, told, replace(procedure, steps=steps))


def _steps(procedure: Procedure, step: Step) -> Iterator[tuple[str, str, tuple[Step, ...]]]:
    yield "removed", "removed", ()
    yield "key", "key", (replace(step, key=f"{step.key}_x"),)
    target = _other_state(procedure, (step.target,))
    yield "target", f"leads to {target.key}", (replace(step, target=target),)
    for state in step.sources:
        rest = tuple(one for one in step.sources if one != state)
        others = rest or (_other_state(procedure, step.sources),)
        yield "source", f"not from {state.key}", (replace(step, sources=others),)
    for actor in step.by:
        left = tuple(one for one in step.by if one != actor)
        by = left or (next(one for one in Actor if one != actor),)
        yield "actor", f"not by {actor}", (replace(step, by=by),)
    yield "cites", "cites", (replace(step, cites=(*step.cites, "PC 1")),)
    yield "deadline", "deadline", (replace(step, deadline=f"{step.deadline}x"),)
    yield "added", "added", (replace(step, added=not step.added),)
    for field in ("fa", "en"):
        yield field, field, (replace(step, **{field: f"{getattr(step, field)} x"}),)


def _other_state(procedure: Procedure, but: tuple[State, ...]) -> State:
    return next(state for state in states_of(procedure) if state not in but)
