"""What moves places most: coefficients, the survey's scale, missing evidence, criterion weights.

The model asks: with these settings in place of the profile's, by how many places does an office
move on average? Its thirteen factors are independent: each of the ten coefficients up or down by at
most a quarter; one of several scales for the survey's answers; what becomes of a missing criterion;
and the 35 criterion weights, each up or down by at most a quarter, together as one factor. Their
Sobol' shares (`sobol`) say what the shift comes from.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from parvaneh.kit.languages import msg
from parvaneh.kit.progress import Progress, silent
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art04_measurement import SHARE, ZERO
from parvaneh.scoring.bounds import ASSESSED, STARTS, criterion_sums
from parvaneh.scoring.inputs import CRITERIA_COUNT, Inputs
from parvaneh.scoring.measures import Whole, measures_of
from parvaneh.scoring.policy import Policy
from parvaneh.scoring.rational import RECORD
from parvaneh.scoring.robustness.draws import Floats, noise_at, shares_of
from parvaneh.scoring.robustness.intervals import DECIMALS
from parvaneh.scoring.robustness.places import FULL, Room, places_of, unit_for
from parvaneh.scoring.robustness.sobol import (
    Outputs,
    Shares,
    bounds_of,
    centred,
    half_of,
)
from parvaneh.scoring.robustness.sobol import shares_of as sobol_shares
from parvaneh.scoring.robustness.threads import cores, in_parts

# Other worths of the five answers beside the profile's own; each as likely as that.
EQUAL_STEPS, BEST_TWO, STRICT, LENIENT = (
    (0, 25, 50, 75, 100),
    (0, 0, 0, 100, 100),
    (0, 10, 30, 60, 100),
    (0, 40, 70, 90, 100),
)
MISSING = (SHARE, ZERO)
INDICATORS = tuple(indicator.value for indicator in Indicator)
SURVEY_MAPPING, MISSING_EVIDENCE, CRITERION_WEIGHTS = (
    "survey_mapping",
    "missing_evidence",
    "criterion_weights",
)
FACTORS = (*INDICATORS, SURVEY_MAPPING, MISSING_EVIDENCE, CRITERION_WEIGHTS)
FACTOR_NAMES = {
    SURVEY_MAPPING: msg("worth of the survey's answers"),
    MISSING_EVIDENCE: msg("what becomes of missing evidence"),
    CRITERION_WEIGHTS: msg("weights of the criteria"),
}
# Of a row of chance: the coefficients, the scale, the policy, the weights.
MAPPING_AT, POLICY_AT = len(INDICATORS), len(INDICATORS) + 1
WEIGHTS_AT = slice(POLICY_AT + 1, POLICY_AT + 1 + CRITERIA_COUNT)
ROWS = 512  # base rows: the model is asked 15 times for each
MIXED = 15
# Offices worked on at a time: their criteria stay in a processor's cache, and their products are so
# few that the linear algebra starts no threads of its own (`places.FEW_PRODUCTS`).
TOGETHER = 768
# Of each criterion the row of its indicator among the nine assessed ones.
INDICATOR_OF = np.searchsorted(STARTS, np.arange(CRITERIA_COUNT), side="right") - 1
CRITERION_BITS = 32  # binary places of the criterion scores
DRIVING = msg("finding what drives the places")


@dataclass(frozen=True, slots=True)
class Driver:
    """One factor's shares of the variance of the mean shift, with bounds of nine estimates of ten.

    `half_first` and `half_total` are the estimates from half of the rows.
    """

    factor: str
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float
    half_first: float
    half_total: float


@dataclass(frozen=True, eq=False)
class Criteria:
    """Criterion scores of n offices under each of s scales, in arrays of criteria by offices.

    `scores` (s, 35, n), 0 where there is none; `counted` (2, 35, n): 1 where a criterion counts if
    missing ones are shared, if they are zero; `record` (n,): the score of I7.
    """

    scores: Floats
    counted: Floats
    record: Floats


def criteria_of(inputs: Inputs, offices: Whole) -> Criteria:
    """Criterion scores of some offices under the profile's scale and the others.

    Args:
        inputs: a summary laid out.
        offices: their positions in it.

    Raises:
        TooLarge: a count is too large for 64 bits.
    """
    others = [tuple(map(Fraction, one)) for one in (EQUAL_STEPS, BEST_TWO, STRICT, LENIENT)]
    scales = dict.fromkeys((inputs.policy.survey_points, *others))
    scores = []
    for points in scales:
        policy = replace(inputs.policy, survey_points=points)
        laid = replace(inputs, policy=policy, measures=measures_of(inputs.summary, policy))
        sums, ways = criterion_sums(laid, CRITERION_BITS)
        middle = (sums.low[offices] + sums.high[offices]) * 0.5 ** (CRITERION_BITS + 1)
        scores.append(np.where(ways[offices] > 0, middle / np.maximum(ways[offices], 1), 0).T)
    found = (ways[offices] > 0).T
    return Criteria(
        np.array(scores),
        np.array((found, inputs.applies[offices].T), np.float64),
        inputs.record[offices].astype(np.float64),
    )


@dataclass(frozen=True, eq=False)
class Setting:
    """What indicators depend on: a scale, a policy on missing criteria, 35 criterion weights."""

    scale: int
    policy: int
    weights: Floats


class Model:
    """How far offices move on average under other settings than the profile's."""

    def __init__(self, criteria: Criteria, policy: Policy) -> None:
        """Prepare the settings of the profile and the places they give.

        Args:
            criteria: of n offices, each with a score in every indicator.
            policy: coefficients, criterion weights and what becomes of missing evidence.
        """
        count = len(criteria.record)
        self.scales = len(criteria.scores)
        self._criteria = criteria
        self._coefficients = shares_of(policy.coefficients)
        self._weights = np.array([float(weight) for weight in policy.criterion_weights])
        self._unit, self._bits = unit_for(count)
        setting = Setting(0, MISSING.index(policy.missing), self._weights)
        own = [
            self._coefficients[None, :] @ self._indicators(setting, slice(start, start + TOGETHER))
            for start in range(0, count, TOGETHER)
        ]
        self._own = self._places(np.hstack(own), Room(1, count)).astype(np.int32)

    def shifts(self, a: Floats, b: Floats, room: Room) -> Floats:
        """The mean shifts of one base row: at `a`, with each factor in turn from `b`, and at `b`.

        Args:
            a: shape (47,), from 0 to 1: ten coefficients, scale, policy, 35 weights.
            b: another, independent of it.
            room: for `MIXED` draws of n offices.

        Returns:
            Shape (15,).
        """
        coefficients = np.tile(noise_at(a[:MAPPING_AT]), (MAPPING_AT + 1, 1))
        np.fill_diagonal(coefficients[1:], noise_at(b[:MAPPING_AT]))
        coefficients = _whole(coefficients * self._coefficients)
        own, other = self._setting(a), self._setting(b)
        mixed = (
            replace(own, scale=other.scale),
            replace(own, policy=other.policy),
            replace(own, weights=other.weights),
        )
        last = _whole(noise_at(b[None, :MAPPING_AT]) * self._coefficients)
        lacking = room.totals
        for start in range(0, lacking.shape[1], TOGETHER):
            some = slice(start, start + TOGETHER)
            lacking[: MAPPING_AT + 1, some] = coefficients @ self._indicators(own, some)
            for at, setting in enumerate(mixed, start=MAPPING_AT + 1):
                lacking[at, some] = coefficients[0] @ self._indicators(setting, some)
            lacking[-1, some] = last[0] @ self._indicators(other, some)
        moved = np.abs(self._places(lacking, room).astype(np.int32) - self._own)
        return np.asarray(moved.mean(axis=1))

    def room(self) -> Room:
        """Room for one base row."""
        return Room(MIXED, len(self._criteria.record))

    def _setting(self, point: Floats) -> Setting:
        return Setting(
            int(point[MAPPING_AT] * self.scales),
            int(point[POLICY_AT] * len(MISSING)),
            self._weights * noise_at(point[WEIGHTS_AT]),
        )

    def _indicators(self, setting: Setting, some: slice) -> Floats:
        """Points that some offices lack in each indicator, shape (10, offices)."""
        criteria = self._criteria
        weights = np.zeros((len(ASSESSED), CRITERIA_COUNT))
        weights[INDICATOR_OF, np.arange(CRITERIA_COUNT)] = setting.weights
        earned = weights @ criteria.scores[setting.scale, :, some]
        weighed = weights @ criteria.counted[setting.policy, :, some]
        lacking = np.empty((len(INDICATORS), earned.shape[1]))
        lacking[ASSESSED] = FULL - earned / weighed
        lacking[RECORD] = FULL - criteria.record[some]
        return lacking

    def _places(self, lacking: Floats, room: Room) -> NDArray[np.uint16]:
        units = np.clip(np.rint(lacking * self._unit), 0, FULL * self._unit)
        return places_of(units.astype(np.uint32), self._bits, room)


def drivers_of(
    model: Model,
    generator: np.random.Generator,
    *,
    rows: int = ROWS,
    progress: Progress = silent,
) -> tuple[Driver, ...]:
    """The shares of all factors, in the order of `FACTORS`.

    Args:
        model: of the offices.
        generator: where chance comes from.
        rows: of each of the two samples.
        progress: told the rows done.
    """
    width = WEIGHTS_AT.stop
    a, b = generator.random((rows, width)), generator.random((rows, width))
    told = _told(progress, rows)
    outputs = centred(_asked(model, a, b, told))
    shares, half = sobol_shares(outputs), sobol_shares(half_of(outputs))
    low, high = bounds_of(outputs, generator)
    return tuple(_driver(at, shares, low, high, half) for at in range(len(FACTORS)))


def _asked(model: Model, a: Floats, b: Floats, told: Callable[[int], None]) -> Outputs:
    threads = cores()
    answers = np.empty((len(a), MIXED))

    def work(part: int, first: int, last: int) -> None:
        room = model.room()
        for row in range(first, last):
            answers[row] = model.shifts(a[row], b[row], room)
            if part == 0:
                told((row - first + 1) * threads)

    in_parts(work, len(a), threads)
    return Outputs(answers[:, 0], answers[:, -1], answers[:, 1:-1].T)


def _told(progress: Progress, rows: int) -> Callable[[int], None]:
    def told(done: int) -> None:
        progress(DRIVING, min(done, rows), rows)

    return told


def _driver(at: int, shares: Shares, low: Shares, high: Shares, half: Shares) -> Driver:
    numbers = (shares.first, low.first, high.first, shares.total, low.total, high.total,
               half.first, half.total)  # fmt: skip
    return Driver(FACTORS[at], *(round(float(one[at]), DECIMALS) for one in numbers))


def _whole(coefficients: Floats) -> Floats:
    """Rows that add up to 1."""
    return np.asarray(coefficients / coefficients.sum(axis=1, keepdims=True))
