"""Ten scores and a total for every office at once, each held between two integers.

The same arithmetic as the law's, over all offices: criteria as means over ways of measuring,
indicators as weighted means, the total as a weighted sum. Every rounding goes outwards, so the
exact number always lies between the bounds.
"""

from dataclasses import dataclass

import numpy as np

from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.scoring.evidence import SCALE
from parvaneh.scoring.fixed import Bounds, check_room, largest, quotient, scale_for
from parvaneh.scoring.inputs import CRITERIA_COUNT, Inputs, Mask, is_shared
from parvaneh.scoring.measures import CRITERION_OF, Whole
from parvaneh.scoring.policy import FULL
from parvaneh.scoring.rational import CRITERIA_OF, RECORD, whole_weights

WAYS_UNIT = 60  # divides by any number of ways of measuring, 1 to 6
ASSESSED = [place for place in range(len(Indicator)) if place != RECORD]
STARTS = [CRITERIA_OF[place][0] for place in ASSESSED]  # of each indicator's criteria
SHARE_OF_WAYS = np.array([0, *(WAYS_UNIT // ways for ways in range(1, len(Method) + 1))])


@dataclass(frozen=True, eq=False)
class Bounded:
    """Scores of n offices in fixed point, `scale` parts to a point.

    `indicators` (n, 10). `assessed` (n, 10): whether there is a score. `totals` (n,): of the
    weighted sum, which is the total times `weight`; meaningless where a score is missing.
    """

    scale: int
    indicators: Bounds
    assessed: Mask
    totals: Bounds
    weight: int


def bounded(inputs: Inputs) -> Bounded:
    """The bounds of all scores and totals.

    Args:
        inputs: a summary laid out.

    Raises:
        TooLarge: weights or counts are too large for 64 bits.
    """
    policy = inputs.policy
    coefficients = np.array(whole_weights(policy.coefficients), object)
    weights = whole_weights(policy.criterion_weights)
    heaviest = max(sum(weights[place] for place in places) for places in CRITERIA_OF)
    weight = int(coefficients.sum())
    scale = scale_for(FULL * max(WAYS_UNIT * heaviest, weight))
    sums, ways = criterion_bounds(inputs, scale)
    indicators, assessed = _indicators(inputs, sums, ways, np.array(weights, np.int64), scale)
    of_total = coefficients.astype(np.int64)
    totals = Bounds(indicators.low @ of_total, indicators.high @ of_total)
    return Bounded(scale, indicators, assessed, totals, weight)


def criterion_sums(inputs: Inputs, bits: int) -> tuple[Bounds, Whole]:
    """`criterion_bounds` in binary fixed point with so many places."""
    return criterion_bounds(inputs, 1 << bits)


def criterion_bounds(inputs: Inputs, scale: int) -> tuple[Bounds, Whole]:
    """Of each office and criterion the sum over its ways of measuring, and how many there are.

    Args:
        inputs: a summary laid out, n offices.
        scale: parts of a point in which the sums are kept.

    Returns:
        Bounds of the sums, (n, 35), and the ways, 0 where the criterion does not apply.
    """
    single, measures = inputs.single, inputs.measures
    count = len(inputs.summary.offices)
    check_room(largest(single.count), SCALE)
    scores = quotient(single.total, single.count * SCALE, scale)
    place = single.office * CRITERIA_COUNT + single.criterion
    starts = np.flatnonzero(np.diff(place, prepend=-1))
    flat = [np.zeros(count * CRITERIA_COUNT, np.int64) for _ in range(3)]
    if len(starts):
        flat[0][place[starts]] = np.add.reduceat(scores.low, starts)
        flat[1][place[starts]] = np.add.reduceat(scores.high, starts)
        flat[2][place[starts]] = np.diff(starts, append=len(place))
    low, high, ways = (one.reshape(count, CRITERIA_COUNT) for one in flat)
    measured = measures.denominator > 0
    numerator = np.where(measured, measures.numerator, 0)
    counted = quotient(numerator, np.maximum(measures.denominator, 1), scale)
    columns = list(CRITERION_OF)
    low[:, columns] += counted.low
    high[:, columns] += counted.high
    ways[:, columns] += measured
    return Bounds(low, high), np.where(inputs.applies, ways, 0)


def _indicators(
    inputs: Inputs, sums: Bounds, ways: Whole, weights: Whole, scale: int
) -> tuple[Bounds, Mask]:
    share = SHARE_OF_WAYS[ways] * weights
    found = ways > 0
    weighed = _by_indicator(weights * (found if is_shared(inputs.policy) else inputs.applies))
    assessed = np.ones((len(ways), len(Indicator)), np.bool_)
    assessed[:, ASSESSED] = (_by_indicator(found) > 0) & (weighed > 0)
    whole = WAYS_UNIT * np.maximum(weighed, 1)
    record = inputs.record * scale
    low, high = (np.empty(assessed.shape, np.int64) for _ in range(2))
    low[:, RECORD], high[:, RECORD] = record, record
    low[:, ASSESSED] = _by_indicator(sums.low * share) // whole
    high[:, ASSESSED] = -(-_by_indicator(sums.high * share) // whole)
    return Bounds(low, high), assessed


def _by_indicator(numbers: Whole | Mask) -> Whole:
    """Sums over the criteria of each of the nine assessed indicators, (n, 9)."""
    return np.add.reduceat(numbers.astype(np.int64, copy=False), STARTS, axis=1)
