"""What a rule answers: granted or refused, with every reason and where it stands.

A `Reason` carries an English message id and its parameters; the wording in either language is made
outside the law (`parvaneh.kit.languages`). A reason that blocks refuses; one that does not block
explains. A ruling also says which dated values it rests on, so that a provisional figure marks
every result computed with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from parvaneh.law.citation import Citation

T = TypeVar("T")
NO_REASONS: tuple["Reason", ...] = ()
NO_BASIS: tuple["Basis", ...] = ()


class Status(StrEnum):
    """How firmly a dated value stands."""

    OFFICIAL = "official"  # printed in the text, or approved by who may approve it
    ASSUMED = "assumed"  # our default reading of an ambiguity (A-nn)
    PROVISIONAL = "provisional"  # a lost table, filled for trying out; never official
    DEMONSTRATION = "demonstration"  # makes a demo database announceable, nothing else


@dataclass(frozen=True)
class Basis:
    """One dated value that a ruling rests on: its key, its status, where it stands."""

    key: str
    status: Status
    cites: tuple[Citation, ...] = ()
    assumes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reason:
    """Why: a stable key, an English message id with ``{named}`` places, and its citations.

    `found` and `needed` are the parameters nearly every message has; `params` holds any others.
    """

    key: str
    message: str
    cites: tuple[Citation, ...]
    blocks: bool = True
    found: object = None
    needed: object = None
    params: Mapping[str, object] = field(default_factory=dict)
    assumes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ruling(Generic[T]):
    """The answer of a rule. `value` is what was asked for, where it could be given."""

    granted: bool
    value: T | None = None
    reasons: tuple[Reason, ...] = ()
    rests_on: tuple[Basis, ...] = ()


def msg(text: str) -> str:
    """Mark an English message id for extraction; returns it unchanged."""
    return text


def ruled(
    reasons: Iterable[Reason] = NO_REASONS,
    value: T | None = None,
    rests_on: Iterable[Basis] = NO_BASIS,
) -> Ruling[T]:
    """Grant unless a reason blocks.

    Args:
        reasons: all reasons found, blocking or explaining, in the order of the articles.
        value: the answer; kept even on refusal where the rule could compute one.
        rests_on: the dated values used; repetitions are dropped.
    """
    kept = tuple(reasons)
    return Ruling(
        granted=not any(reason.blocks for reason in kept),
        value=value,
        reasons=kept,
        rests_on=tuple(dict.fromkeys(rests_on)),
    )


def granted(
    value: T | None = None,
    reasons: Iterable[Reason] = NO_REASONS,
    rests_on: Iterable[Basis] = NO_BASIS,
) -> Ruling[T]:
    """A granted ruling whose reasons only explain.

    Raises:
        ValueError: one of the reasons blocks.
    """
    ruling = ruled(reasons, value, rests_on)
    if not ruling.granted:
        message = "a granted ruling cannot carry a blocking reason"
        raise ValueError(message)
    return ruling


def blocking(ruling: Ruling[T]) -> tuple[Reason, ...]:
    """The reasons that refuse, in the order found."""
    return tuple(reason for reason in ruling.reasons if reason.blocks)


def parameters(reason: Reason) -> dict[str, object]:
    """Everything the reason's message may name: found, needed and the other parameters."""
    return {"found": reason.found, "needed": reason.needed, **reason.params}


def is_provisional(ruling: Ruling[T]) -> bool:
    """Whether the ruling rests on a provisional value and so can never be official."""
    return any(basis.status is Status.PROVISIONAL for basis in ruling.rests_on)


def assumptions(ruling: Ruling[T]) -> tuple[str, ...]:
    """The ambiguity-register ids (A-nn) behind the ruling, sorted, from reasons and values."""
    named = {name for basis in ruling.rests_on for name in basis.assumes}
    return tuple(sorted(named.union(*(reason.assumes for reason in ruling.reasons))))
