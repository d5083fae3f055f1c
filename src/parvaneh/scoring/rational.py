"""The exact scores of single offices, in plain integers and fractions.

The fast path asks it for the few offices whose bounds cannot decide, and for every number that is
to be told exactly. About a hundredth of the work of the law's functions, for it explains nothing.
"""

import math
from collections.abc import Iterable
from fractions import Fraction

import numpy as np

from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art04_criteria import criteria_of
from parvaneh.scoring.evidence import SCALE
from parvaneh.scoring.inputs import PLACE_OF_CRITERION, Inputs, is_shared
from parvaneh.scoring.measures import CRITERION_OF

Quotient = tuple[int, int]
Scores = tuple[Fraction | None, ...]
RECORD = list(Indicator).index(Indicator.I7)
# Of each indicator the places of its criteria; none for the record.
CRITERIA_OF = tuple(
    tuple(PLACE_OF_CRITERION[code] for code in criteria_of(indicator=indicator))
    for indicator in Indicator
)


class Rational:
    """The exact scores of the offices of a ranking, each computed when first asked for."""

    def __init__(self, inputs: Inputs) -> None:
        """Read the weights once."""
        self.inputs = inputs
        self._weights = whole_weights(inputs.policy.criterion_weights)
        self._coefficients = whole_weights(inputs.policy.coefficients)
        self._shared = is_shared(inputs.policy)
        count = len(inputs.summary.offices)
        self._rows = np.searchsorted(inputs.single.office, np.arange(count + 1)).tolist()
        self.known: dict[int, Scores] = {}

    def indicators(self, at: int) -> Scores:
        """The ten scores of the office at this place; None for what could not be assessed."""
        if at not in self.known:
            self.known[at] = self._scores(at)
        return self.known[at]

    def total(self, at: int) -> Fraction | None:
        """The total of the office at this place; None if an indicator was not assessed."""
        numerator, denominator = 0, 1
        for weight, score in zip(self._coefficients, self.indicators(at), strict=True):
            if score is None:
                return None
            numerator, denominator = _added(
                (numerator, denominator), (weight * score.numerator, score.denominator)
            )
        return Fraction(numerator, denominator * sum(self._coefficients))

    def _scores(self, at: int) -> Scores:
        criteria = self._criteria(at)
        return tuple(
            Fraction(int(self.inputs.record[at]))
            if place == RECORD
            else self._indicator(places, criteria, self.inputs.applies[at].tolist())
            for place, places in enumerate(CRITERIA_OF)
        )

    def _indicator(
        self, places: Iterable[int], criteria: dict[int, Quotient], applies: list[bool]
    ) -> Fraction | None:
        weighed, earned, assessed = 0, (0, 1), False
        for place in places:
            if not applies[place]:
                continue
            weight = self._weights[place]
            if place in criteria:
                assessed = True
                numerator, denominator = criteria[place]
                earned = _added(earned, (weight * numerator, denominator))
            if place in criteria or not self._shared:
                weighed += weight
        return Fraction(earned[0], earned[1] * weighed) if assessed and weighed else None

    def _criteria(self, at: int) -> dict[int, Quotient]:
        """The criteria that were assessed: the mean over the ways of measuring of each."""
        sums: dict[int, Quotient] = {}
        ways: dict[int, int] = {}
        for place, found in self._assessed(at):
            sums[place] = _added(sums[place], found) if place in sums else found
            ways[place] = ways.get(place, 0) + 1
        return {place: (top, bottom * ways[place]) for place, (top, bottom) in sums.items()}

    def _assessed(self, at: int) -> Iterable[tuple[int, Quotient]]:
        single, measures = self.inputs.single, self.inputs.measures
        rows = slice(self._rows[at], self._rows[at + 1])
        columns = (single.criterion, single.total, single.count)
        for place, total, count in zip(*(column[rows].tolist() for column in columns), strict=True):
            yield place, (total, count * SCALE)
        counted = (measures.numerator[at].tolist(), measures.denominator[at].tolist())
        for place, top, bottom in zip(CRITERION_OF, *counted, strict=True):
            if bottom:
                yield place, (top, bottom)


def whole_weights(weights: Iterable[Fraction]) -> tuple[int, ...]:
    """Weights as whole numbers in the same proportions, the smallest possible."""
    kept = tuple(weights)
    unit = math.lcm(*(weight.denominator for weight in kept))
    whole = [int(weight * unit) for weight in kept]
    shared = math.gcd(*whole) or 1
    return tuple(weight // shared for weight in whole)


def _added(one: Quotient, other: Quotient) -> Quotient:
    if one[1] == other[1]:
        return one[0] + other[0], one[1]
    unit = math.lcm(one[1], other[1])
    return one[0] * (unit // one[1]) + other[0] * (unit // other[1]), unit
