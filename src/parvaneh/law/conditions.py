"""Conditions as data: a field, a test, a bound and where it stands.

One declaration serves three readers: `failures` checks one person and gives every reason at once,
a page lists the conditions before anyone applies, and a vectorised form can be made from the same
rows. The bound is the key of a dated value, so a figure is never written here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parvaneh.law.citation import Citation
from parvaneh.law.ruling import Basis, Reason, Ruling, msg, ruled
from parvaneh.law.values import Values, basis, sequence, value_at, whole
from parvaneh.law.vocabulary import FACTS


class Test(StrEnum):
    """How a fact is held against the bound."""

    __test__ = False  # not a class of tests

    AT_LEAST = "at_least"  # the fact, a number, is not below the bound
    ONE_OF = "one_of"  # the fact is in the bound's list, or shares an item with it
    NONE_OF = "none_of"  # the fact has nothing in common with the bound's list
    HOLDS = "holds"  # the fact is true; no bound


@dataclass(frozen=True)
class Condition:
    """One condition of an article.

    `field` names the fact; `bound` the dated value ("" for HOLDS); `message` is the English message
    id of the failure; `only_if` limits it to persons of whom another fact has the given content
    (military service is asked of men).
    """

    key: str
    field: str
    test: Test
    cites: tuple[Citation, ...]
    message: str
    bound: str = ""
    only_if: tuple[str, object] | None = None
    assumes: tuple[str, ...] = ()


UNKNOWN = msg("Nothing was shown about this condition: {field}.")


def failures(
    conditions: Iterable[Condition],
    facts: Mapping[str, object],
    *,
    values: Values,
    on: date,
) -> Ruling[None]:
    """Hold facts against conditions and give every failure at once.

    Args:
        conditions: the conditions that apply, in the order of the articles.
        facts: what has been shown, by field; a field that is missing or None was not shown, and
            what was not shown fails.
        values: the dated values.
        on: the day whose values apply.

    Returns:
        Granted, or refused with a reason per failed condition; each reason's key is its
        condition's.

    Raises:
        NoValueInForce: a bound has no value on that day.
    """
    reasons: list[Reason] = []
    used: list[Basis] = []
    for condition in conditions:
        if not applies(condition, facts):
            continue
        bound: object = True
        if condition.bound:
            entry = value_at(values, condition.bound, on)
            used.append(basis(entry))
            bound = whole(entry) if condition.test is Test.AT_LEAST else sequence(entry)
        reasons += _failure(condition, facts.get(condition.field), bound)
    return ruled(reasons, rests_on=used)


def applies(condition: Condition, facts: Mapping[str, object]) -> bool:
    """Whether a condition is asked of this person; an unknown `only_if` fact does not excuse."""
    if condition.only_if is None:
        return True
    field, wanted = condition.only_if
    return facts.get(field) in (wanted, None)


def is_met(test: Test, fact: object, bound: object) -> bool:
    """Whether a known fact passes a test; lists pass ONE_OF by one item and NONE_OF by none.

    Raises:
        TypeError: a number was asked for and something else was given.
    """
    if test is Test.HOLDS:
        return fact is True
    if test is Test.AT_LEAST:
        if isinstance(fact, bool) or not isinstance(fact, int) or not isinstance(bound, int):
            raise TypeError(f"cannot compare {fact!r} with {bound!r}")
        return fact >= bound
    listed = frozenset(fact) if isinstance(fact, tuple | list | frozenset) else frozenset({fact})
    shared = bool(listed & frozenset(bound if isinstance(bound, tuple) else ()))
    return shared if test is Test.ONE_OF else not shared


def _failure(condition: Condition, fact: object, bound: object) -> list[Reason]:
    if fact is None:
        message = UNKNOWN
    elif is_met(condition.test, fact, bound):
        return []
    else:
        message = condition.message
    return [
        Reason(
            condition.key,
            message,
            condition.cites,
            found=fact,
            needed=bound,
            params={"field": FACTS.get(condition.field, condition.field)},
            assumes=condition.assumes,
        )
    ]
