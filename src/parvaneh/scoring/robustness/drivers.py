"""What moves places most: coefficients, survey mapping, missing evidence or criterion weights.

The model asks: with these settings in place of the profile's, how far does an office move on
average? Everything that a setting needs is worked out once (the indicators of each mapping, policy
and weight set), so that asking is one product and one sort.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.scoring.bounds import criterion_sums
from parvaneh.scoring.inputs import Inputs
from parvaneh.scoring.measures import Whole, measures_of
from parvaneh.scoring.robustness.draws import NOISE, Floats, noise
from parvaneh.scoring.robustness.draws import shares_of as shares_of_coefficients
from parvaneh.scoring.robustness.sobol import Outputs, Shares, bounds_of, centred, shares_of
from parvaneh.scoring.summary import CRITERION_CODES

BITS = 32  # binary places of the criterion scores taken over from the fast path
WEIGHT_SETS = 32
# Other worths of the five answers beside the profile's: only the best two count; a hard scale; a
# kind one.
MAPPINGS = ((0, 0, 0, 100, 100), (0, 10, 30, 60, 100), (0, 40, 70, 90, 100))
POLICIES = ("share", "zero")
INDICATORS = tuple(indicator.value for indicator in Indicator)
FACTORS = (*INDICATORS, "survey_mapping", "missing_evidence", "criterion_weights")
RECORD = INDICATORS.index("I7")
OF_INDICATOR = np.array(
    [INDICATORS.index(code.partition(".")[0]) for code in CRITERION_CODES], np.intp
)


@dataclass(frozen=True, eq=False)
class Criteria:
    """Criterion scores of k offices under each mapping: (mappings, k, 35), 0 where there is none.

    `found` and `applies` (k, 35) say where there is one and where there could be. `record` (k,) is
    the score of I7.
    """

    scores: Floats
    found: Floats
    applies: Floats
    record: Floats


def criteria_of(inputs: Inputs, offices: Whole) -> Criteria:
    """Criterion scores of some offices under the profile's mapping and the others.

    Args:
        inputs: a summary laid out.
        offices: their numbers.
    """
    others = (tuple(map(Fraction, points)) for points in MAPPINGS)
    laid = [_under(inputs, points) for points in (inputs.policy.survey_points, *others)]
    _, ways = criterion_sums(laid[0], BITS)
    ways = ways[offices]
    scores = []
    for one in laid:
        sums, _ = criterion_sums(one, BITS)
        middle = (sums.low[offices] + sums.high[offices]) / 2 ** (BITS + 1)
        scores.append(np.where(ways > 0, middle / np.maximum(ways, 1), 0.0))
    return Criteria(
        np.array(scores),
        (ways > 0).astype(np.float64),
        inputs.applies[offices].astype(np.float64),
        inputs.record[offices].astype(np.float64),
    )


class Model:
    """How far offices move on average under other settings."""

    def __init__(
        self,
        criteria: Criteria,
        coefficients: Sequence[float],
        weights: Sequence[float],
        places: Whole,
        generator: np.random.Generator,
    ) -> None:
        """Prepare.

        Args:
            criteria: of k offices.
            coefficients: of the profile, 10.
            weights: of the profile's criteria, 35.
            places: of the k offices, as the ranking has them.
            generator: where the weight sets come from.
        """
        self._criteria = criteria
        self._coefficients = shares_of_coefficients(coefficients)
        own = np.array([float(weight) for weight in weights])
        self._weights = own * noise(generator, (WEIGHT_SETS, own.size))
        self._places = places
        self._indicators: dict[tuple[int, int, int], Floats] = {}

    def shift(self, point: Floats) -> float:
        """The mean shift of places at a point of [0, 1)^13, in the order of `FACTORS`."""
        drawn = self._coefficients * noise_at(point[: len(INDICATORS)])
        chosen = (
            _chosen(point[-3], len(MAPPINGS) + 1),
            _chosen(point[-2], len(POLICIES)),
            _chosen(point[-1], WEIGHT_SETS),
        )
        if chosen not in self._indicators:
            self._indicators[chosen] = self._scores(*chosen)
        totals = self._indicators[chosen] @ (drawn / drawn.sum())
        return float(np.abs(places_by(totals) - self._places).mean())

    def _scores(self, mapping: int, policy: int, weight_set: int) -> Floats:
        criteria, weights = self._criteria, self._weights[weight_set]
        counted = criteria.found if POLICIES[policy] == "share" else criteria.applies
        earned = _by_indicator(criteria.scores[mapping] * criteria.found * weights)
        scores = earned / np.maximum(_by_indicator(counted * weights), np.finfo(float).tiny)
        scores[:, RECORD] = criteria.record
        return scores


@dataclass(frozen=True, eq=False)
class Drivers:
    """The shares of `FACTORS` in the variance of the mean shift, with 5 % and 95 % bounds."""

    shares: Shares
    low: Shares
    high: Shares
    rows: int
    variance: float


def drivers(model: Model, rows: int, generator: np.random.Generator) -> Drivers:
    """Ask the model at Saltelli's points and share out what varies.

    Args:
        model: of the offices.
        rows: of each sample; the model is asked rows · 15 times.
        generator: where chance comes from.
    """
    a, b = generator.random((2, rows, len(FACTORS)))
    mixed = []
    for factor in range(len(FACTORS)):
        block = a.copy()
        block[:, factor] = b[:, factor]
        mixed.append(_asked(model, block))
    outputs = centred(Outputs(_asked(model, a), _asked(model, b), np.array(mixed)))
    low, high = bounds_of(outputs, generator)
    variance = float(np.var(np.concatenate((outputs.a, outputs.b)), ddof=1))
    return Drivers(shares_of(outputs), low, high, rows, variance)


def noise_at(point: Floats) -> Floats:
    """The noise of `draws.noise` at points of [0, 1)."""
    return np.asarray(1 + NOISE * (2 * point - 1))


def places_by(totals: Floats) -> Whole:
    """Places by totals, the highest first, equal ones alike."""
    ordered = np.sort(-totals)
    return np.searchsorted(ordered, -totals, side="left") + 1


def _asked(model: Model, points: Floats) -> Floats:
    return np.array([model.shift(point) for point in points])


def _under(inputs: Inputs, points: tuple[Fraction, ...]) -> Inputs:
    policy = replace(inputs.policy, survey_points=points)
    return replace(inputs, policy=policy, measures=measures_of(inputs.summary, policy))


def _chosen(number: float, of: int) -> int:
    return min(int(number * of), of - 1)


def _by_indicator(numbers: Floats) -> Floats:
    summed = np.zeros((len(numbers), len(INDICATORS)))
    for criterion, indicator in enumerate(OF_INDICATOR):
        summed[:, indicator] += numbers[:, criterion]
    return summed
