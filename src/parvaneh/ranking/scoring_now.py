"""What reduced evidence comes to now: by the very scoring of a run, one office or many at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np

from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.values import Values
from parvaneh.ranking.models import Cycle
from parvaneh.ranking.queries.cycles import values_of
from parvaneh.registry.queries.approved_values import values_version
from parvaneh.scoring.exact import by_office
from parvaneh.scoring.fast import Columns, columns_of, result_of
from parvaneh.scoring.incremental import office_part
from parvaneh.scoring.measures import CRITERION_OF, WAYS
from parvaneh.scoring.policy import Policy, policy_of
from parvaneh.scoring.ranking import Unrankable
from parvaneh.scoring.summary import CRITERION_CODES, Summary
from parvaneh.scoring.telling import reason_as_json

FINE = 10**12  # units of a total's floor in one point
NOTHING: Mapping[str, Any] = {
    "status": "", "grade": "", "total": "", "low": None, "scores": {}, "fed": {}, "exempt": [],
}  # fmt: skip


@dataclass(frozen=True)
class Basis:
    """What is ranked by: the values, the policy read from them, and a name that tells both."""

    key: str
    values: Values
    policy: Policy


def basis_of(cycle: Cycle) -> Basis:
    """What the cycle ranks by now: its locked values, before that those in force."""
    key = cycle.digest or f"{values_version()}"
    return _basis(cycle, key, cycle.period)


def scored(summary: Summary, basis: Basis) -> list[dict[str, Any]]:
    """What each office of a summary comes to, in the order of the summary.

    An office whose evidence the law refuses has no score, but the reasons (``faults``); the others
    are scored all the same.
    """
    try:
        columns = columns_of(summary, basis.values, basis.policy)
    except Unrankable as why:
        if len(summary.offices) == 1:
            return [{**NOTHING, "faults": [reason_as_json(one) for one in why.reasons]}]
        return [found for part in _each(summary) for found in scored(part, basis)]
    return [_scored(columns, at) for at in range(len(summary.offices))]


def floor_of(total: Fraction) -> int:
    """A total in whole units, rounded down: what places are counted by first."""
    return total.numerator * FINE // total.denominator


def _scored(columns: Columns, at: int) -> dict[str, Any]:
    result = result_of(columns, at)
    known = zip(Indicator, result.indicators, strict=True)
    return {
        "status": result.status.value,
        "grade": result.grade,
        "total": "" if result.total is None else str(result.total),
        "low": None if result.total is None else floor_of(result.total),
        "scores": {key.value: str(score) for key, score in known if score is not None},
        "fed": _fed(columns, at),
        "exempt": [
            code
            for code, applies in zip(CRITERION_CODES, columns.inputs.applies[at], strict=True)
            if not applies
        ],
        "faults": [],
    }


def _fed(columns: Columns, at: int) -> dict[str, list[int]]:
    """By criterion the ways that feed it: assessed, or computed from what was counted."""
    newest, measures = columns.inputs.summary.newest, columns.inputs.measures
    start, end = np.searchsorted(newest.office, (at, at + 1))
    assessed = zip(
        newest.criterion[start:end].tolist(), newest.method[start:end].tolist(), strict=True
    )
    counted = [
        (CRITERION_OF[column], int(WAYS[column]))
        for column in np.flatnonzero(measures.denominator[at] > 0).tolist()
    ]
    found: dict[str, set[int]] = {}
    for criterion, way in [*assessed, *counted]:
        found.setdefault(CRITERION_CODES[criterion], set()).add(way)
    return {code: sorted(ways) for code, ways in sorted(found.items())}


def _each(summary: Summary) -> list[Summary]:
    records, applicability = by_office(summary.records), by_office(summary.applicability)
    return [office_part(summary, at, records, applicability) for at in range(len(summary.offices))]


class _Key:
    """A cycle asked for by what it ranks by, so that its values are read once."""

    def __init__(self, cycle: Cycle, key: str, period: Period) -> None:
        self.cycle, self.named = cycle, (cycle.pk, key, period)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.named == other.named

    def __hash__(self) -> int:
        return hash(self.named)


def _basis(cycle: Cycle, key: str, period: Period) -> Basis:
    return _read(_Key(cycle, key, period))


@lru_cache(maxsize=8)
def _read(asked: _Key) -> Basis:
    values = values_of(asked.cycle)
    _, key, period = asked.named
    return Basis(key, values, policy_of(values, period))
