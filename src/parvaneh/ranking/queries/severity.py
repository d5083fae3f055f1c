"""How severely inspections were written: the mean of each inspector's scores, with its interval."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from statistics import fmean, stdev

from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.ranking.models import Cycle
from parvaneh.registry.queries.evidence import assessments_in_force
from parvaneh.scoring.evidence import SCALE

NINETY_FIVE = 1.96
LEAST = 5  # assessments, below which a mean says nothing


@dataclass(frozen=True, slots=True)
class Severity:
    """How one inspector, or one province, scored: criteria made alike, in points of a hundred.

    `low` and `high` hold the mean with a confidence of 95 percent; nothing is decided by them.
    """

    key: str
    low: Fraction
    mean: Fraction
    high: Fraction
    count: int


def severity_of(
    cycle: Cycle, by: str = "batch__entered_by"
) -> tuple[tuple[Severity, ...], Fraction]:
    """The severity of inspections in the period of a cycle, and the mean of all of them.

    A score counts by how far it lies from the mean of its criterion: who inspects what scores low
    everywhere is not severe for that.

    Args:
        cycle: the cycle.
        by: the column by which scores are grouped: who entered them, or ``province``.
    """
    rows = assessments_in_force().filter(
        method=Method.INSPECTION.value, assessed_on__range=(cycle.first, cycle.last)
    )
    if cycle.offices:
        rows = rows.filter(office__code__in=cycle.offices)
    known = list(rows.values_list(by, "criterion", "score"))
    if not known:
        return (), Fraction(0)
    of_criterion: dict[str, list[int]] = defaultdict(list)
    for _, criterion, score in known:
        of_criterion[criterion].append(score)
    means = {criterion: fmean(scores) for criterion, scores in of_criterion.items()}
    whole = fmean(score for _, _, score in known)
    groups: dict[str, list[float]] = defaultdict(list)
    for key, criterion, score in known:
        groups[key].append(score - means[criterion] + whole)
    return _told(groups), _points(whole)


def _told(groups: Mapping[str, Sequence[float]]) -> tuple[Severity, ...]:
    found = []
    for key, scores in groups.items():
        if len(scores) < LEAST:
            continue
        mean, half = fmean(scores), NINETY_FIVE * stdev(scores) / sqrt(len(scores))
        found.append(
            Severity(key, _points(mean - half), _points(mean), _points(mean + half), len(scores))
        )
    return tuple(sorted(found, key=lambda one: one.mean))


def _points(score: float) -> Fraction:
    """Ten-thousandths of a point as points, within the scale, to a tenth."""
    return Fraction(round(10 * min(max(score / SCALE, 0), 100)), 10)
