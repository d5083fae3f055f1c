"""The fast ranking: ten thousand offices from a summary in a tenth of a second, no float deciding.

Where the bounds of two totals, or of a total and the edge of a grade, do not meet, integers decide;
where they do, the exact fractions of those few offices decide. The answers are those of `exact`, a
property test says so; what this leaves out is the explaining.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from parvaneh.law.directive_1404.art07_grades import grade_of
from parvaneh.law.directive_1404.art11_national_average import GRADE
from parvaneh.law.directive_1404.art14_honours import ALL
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.law.values import Values
from parvaneh.scoring.bounds import Bounded, bounded
from parvaneh.scoring.exact import named, rank_exactly
from parvaneh.scoring.fixed import Bounds, TooLarge, millionths, rounded_millionths, threshold
from parvaneh.scoring.inputs import Inputs, Mask, inputs_of
from parvaneh.scoring.measures import Whole
from parvaneh.scoring.policy import Policy, band_index, policy_of
from parvaneh.scoring.ranking import Ranking, Result, Unrankable
from parvaneh.scoring.rational import Rational
from parvaneh.scoring.summary import Summary

STATUSES = tuple(RankStatus)
ACTIVE = STATUSES.index(RankStatus.ACTIVE)
NO_GRADE = -1


@dataclass(frozen=True, eq=False)
class Columns:
    """A ranking in columns of n offices, sorted by code.

    `status` numbers `STATUSES`; `grade` numbers `Policy.bands`, -1 without one; `place` and
    `province_place` are 0 without one. `millionths` (n, 11): the ten scores and the total in whole
    millionths, half up, -1 where there is none. `below` and `honoured` mark offices.
    `average_grade` is -1 where no office has a place or the average meets no band. Every number is
    exact on request from `rational`.
    """

    inputs: Inputs
    scores: Bounded
    rational: Rational
    status: Whole
    grade: Whole
    demoted_by: Whole
    place: Whole
    province_place: Whole
    millionths: Whole
    average_grade: int
    below: Mask
    honoured: Mask


def columns_of(summary: Summary, values: Values, policy: Policy) -> Columns:
    """Rank, without explaining.

    Args:
        summary: the reduced evidence.
        values: the dated values; asked only where the law may refuse an office's evidence.
        policy: the same, read for this ranking.

    Raises:
        TooLarge: weights or counts are too large for 64 bits; `rank_exactly` can rank them.
        Unrankable: the law refuses the evidence; every reason names its office.
    """
    inputs = inputs_of(summary, values, policy)
    scores, rational = bounded(inputs), Rational(inputs)
    status = _status(inputs, scores)
    graded = status > STATUSES.index(RankStatus.UNGRADED)
    before = np.where(graded, band_index(policy, policy.initial_grade), NO_GRADE)
    by_total = np.flatnonzero(graded & ~inputs.initial)
    before[by_total] = _bands(by_total, scores, rational, values, policy)
    after = np.minimum(before + np.where(graded, inputs.demotion, 0), len(policy.bands) - 1)
    ranked = np.flatnonzero(status == ACTIVE)
    place, province_place = _all_places(ranked, scores, rational, inputs)
    average = _Average(ranked, scores, rational)
    average_grade = average.grade(policy) if len(ranked) else NO_GRADE
    below = np.zeros(len(status), np.bool_)
    below[ranked] = _is_below(after[ranked], average_grade, average, policy)
    return Columns(
        inputs=inputs,
        scores=scores,
        rational=rational,
        status=status,
        grade=after,
        demoted_by=after - before,
        place=place,
        province_place=province_place,
        millionths=_printed(scores, rational, status),
        average_grade=average_grade,
        below=below,
        honoured=_honoured(place, after > before, policy),
    )


def rank(summary: Summary, values: Values) -> Ranking:
    """Rank, with every score as an exact fraction.

    Args:
        summary: the reduced evidence; its period's last day chooses the values.
        values: the dated values.

    Returns:
        The same ranking as `rank_exactly`, many times sooner.

    Raises:
        PolicyFault: the values cannot be ranked by.
        Unrankable: the law refuses the evidence; every reason names its office.
    """
    policy = policy_of(values, summary.period)
    try:
        columns = columns_of(summary, values, policy)
    except TooLarge:
        return rank_exactly(summary, values)
    return ranking_of(columns, values)


def ranking_of(columns: Columns, values: Values) -> Ranking:
    """The ranking that the columns hold, its scores as exact fractions.

    Args:
        columns: a ranking in columns.
        values: the values it was made with.
    """
    inputs, policy = columns.inputs, columns.inputs.policy
    summary = inputs.summary
    ranked = np.flatnonzero(columns.place).tolist()
    average = _mean([columns.rational.total(at) for at in ranked])
    codes = [office.code for office in summary.offices]
    return Ranking(
        period=summary.period,
        values=values,
        summary=summary,
        results=tuple(result_of(columns, at) for at in range(len(codes))),
        official=policy.official,
        provisional=policy.provisional,
        average=average,
        average_grade=_key(columns.average_grade, policy),
        below_average=tuple(codes[at] for at in np.flatnonzero(columns.below).tolist()),
        honoured=tuple(codes[at] for at in np.flatnonzero(columns.honoured).tolist()),
    )


def result_of(columns: Columns, at: int) -> Result:
    """The result of the office at this place, its scores as exact fractions."""
    inputs, rational = columns.inputs, columns.rational
    status = STATUSES[columns.status[at]]
    return Result(
        office=inputs.summary.offices[at].code,
        indicators=(None,) * 10 if status is RankStatus.REVOKED else rational.indicators(at),
        total=rational.total(at) if columns.grade[at] != NO_GRADE else None,
        grade=_key(int(columns.grade[at]), inputs.policy),
        place=int(columns.place[at]) or None,
        province_place=int(columns.province_place[at]) or None,
        demoted_by=int(columns.demoted_by[at]),
        status=status,
        survey_n=int(inputs.summary.survey_rows[at]),
    )


def _key(grade: int, policy: Policy) -> str:
    return "" if grade == NO_GRADE else policy.bands[grade].key


def _status(inputs: Inputs, scores: Bounded) -> Whole:
    """The first status that fits, in the order of `RankStatus`."""
    fits = (
        inputs.revoked,
        ~scores.assessed.all(axis=1),
        inputs.suspended,
        inputs.initial,
    )
    return np.select(fits, range(len(fits)), ACTIVE)


# --- Grades --------------------------------------------------------------------------------------


def _bands(
    offices: Whole, scores: Bounded, rational: Rational, values: Values, policy: Policy
) -> Whole:
    """The highest band that each total meets."""
    unit = scores.weight * scores.scale
    edges = [threshold(band.lower * unit, inclusive=band.inclusive) for band in policy.bands[::-1]]
    lowest, highest = (
        np.searchsorted(edges, end[offices], side="right")
        for end in (scores.totals.low, scores.totals.high)
    )
    found = len(edges) - lowest
    for at in np.flatnonzero(lowest != highest).tolist():
        found[at] = grade_index(_total(rational, offices[at]), policy)
    below = offices[found == len(edges)].tolist()
    if below:
        on = policy.period.last
        rulings = [grade_of(total=_total(rational, at), values=values, on=on) for at in below]
        codes = [rational.inputs.summary.offices[at].code for at in below]
        raise Unrankable(named(codes, rulings))
    return found


def grade_index(total: Fraction, policy: Policy) -> int:
    """Where the highest band that a total meets stands in `Policy.bands`; their number if none."""
    for at, band in enumerate(policy.bands):
        if total > band.lower or (band.inclusive and total == band.lower):
            return at
    return len(policy.bands)


# --- Places --------------------------------------------------------------------------------------


def _all_places(
    ranked: Whole, scores: Bounded, rational: Rational, inputs: Inputs
) -> tuple[Whole, Whole]:
    national, provincial = (np.zeros(len(inputs.province), np.int64) for _ in range(2))
    totals = Bounds(scores.totals.low[ranked], scores.totals.high[ranked])
    national[ranked] = _places(totals, ranked, rational)
    provincial[ranked] = _places_within(inputs.province[ranked], national[ranked])
    return national, provincial


def _places(totals: Bounds, offices: Whole, rational: Rational) -> Whole:
    """Places by total, the highest first: equal totals tie, and 1, 2, 2 is followed by 4."""
    count = len(offices)
    order = np.argsort(totals.low, kind="stable")
    low, high = totals.low[order], np.maximum.accumulate(totals.high[order])
    starts = np.flatnonzero(np.concatenate(([True], low[1:] > high[:-1]))) if count else order
    ends = np.append(starts[1:], count)
    last = np.arange(count)  # of the offices tied with each, in rising order
    for run in np.flatnonzero(ends - starts > 1).tolist():
        start, end = int(starts[run]), int(ends[run])
        if low[start] == low[end - 1] == high[end - 1]:
            last[start:end] = end - 1  # known exactly, and all the same
            continue
        met = order[start:end]
        exact = [(_total(rational, offices[at]), at) for at in met.tolist()]
        exact.sort(key=lambda pair: pair[0])
        order[start:end] = [at for _, at in exact]
        last[start:end] = _ties([total for total, _ in exact], start)
    place = np.empty(count, np.int64)
    place[order] = count - last
    return place


def _ties(rising: list[Fraction], start: int) -> list[int]:
    """Of each total the position of the last one equal to it."""
    last = [start + len(rising) - 1] * len(rising)
    for at in range(len(rising) - 2, -1, -1):
        last[at] = last[at + 1] if rising[at] == rising[at + 1] else start + at
    return last


def _places_within(province: Whole, national: Whole) -> Whole:
    """Places within each province, from the places in the whole country."""
    order = np.lexsort((national, province))
    there, ranks = province[order], national[order]
    position = np.arange(len(order))
    begins = np.diff(there, prepend=-1) != 0
    unlike = begins | (np.diff(ranks, prepend=0) != 0)
    first_there = np.maximum.accumulate(np.where(begins, position, 0))
    first_equal = np.maximum.accumulate(np.where(unlike, position, 0))
    place = np.empty(len(order), np.int64)
    place[order] = first_equal - first_there + 1
    return place


def _honoured(place: Whole, demoted: Mask, policy: Policy) -> Mask:
    listed = (place > 0) & ~demoted if policy.demoted_excluded else place > 0
    rising = np.sort(place[listed])
    many = policy.honoured
    if len(rising) <= many:
        return listed
    last, beyond = rising[many - 1], rising[many]
    if policy.honours_ties != ALL and beyond == last:
        last -= 1
    honoured: Mask = listed & (place <= last)
    return honoured


# --- The national average ------------------------------------------------------------------------


class _Average:
    """The mean total of the offices with a place: bounds first, the exact mean if they must."""

    def __init__(self, ranked: Whole, scores: Bounded, rational: Rational) -> None:
        """Sum the bounds in integers of any size."""
        self._rational = rational
        self._ranked = ranked
        self._totals = Bounds(scores.totals.low[ranked], scores.totals.high[ranked])
        self._low = sum(self._totals.low.tolist())
        self._high = sum(self._totals.high.tolist())
        self._unit = scores.weight * scores.scale * len(ranked)

    def grade(self, policy: Policy) -> int:
        """The band of the mean, -1 if it meets none."""
        bands = policy.bands
        edges = [threshold(band.lower * self._unit, inclusive=band.inclusive) for band in bands]
        lowest = next((at for at, edge in enumerate(edges) if self._high >= edge), len(edges))
        found = next((at for at, edge in enumerate(edges) if self._low >= edge), len(edges))
        if found != lowest:
            found = grade_index(self._exact(), policy)
        return NO_GRADE if found == len(bands) else found

    def below(self) -> Mask:
        """Of each office with a place whether its total lies below the mean."""
        count = len(self._ranked)
        low, high = self._low // count, -(-self._high // count)
        below: Mask = self._totals.high < low
        unsure = ~below & (self._totals.low < high)
        for at in np.flatnonzero(unsure).tolist():
            below[at] = _total(self._rational, self._ranked[at]) < self._exact()
        return below

    def _exact(self) -> Fraction:
        found = _mean([self._rational.total(at) for at in self._ranked.tolist()])
        assert found is not None  # somebody has a place
        return found


def _is_below(grades: Whole, average_grade: int, average: _Average, policy: Policy) -> Mask:
    if policy.below_by != GRADE and len(grades):
        return average.below()
    if average_grade == NO_GRADE:
        return np.zeros(len(grades), np.bool_)
    below: Mask = grades > average_grade
    return below


def _mean(totals: list[Fraction | None]) -> Fraction | None:
    known = [total for total in totals if total is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


# --- Numbers as they are printed -------------------------------------------------------------


def _printed(scores: Bounded, rational: Rational, status: Whole) -> Whole:
    indicators, totals, weight = scores.indicators, scores.totals, scores.weight
    bounds = Bounds(
        np.column_stack((indicators.low, totals.low // weight)),
        np.column_stack((indicators.high, -(-totals.high // weight))),
    )
    ungraded = STATUSES.index(RankStatus.UNGRADED)
    known = np.column_stack((scores.assessed, status > ungraded))
    known &= (status >= ungraded)[:, None]
    ends = rounded_millionths(bounds, scores.scale)
    printed = np.where(known, ends.low, -1)
    for at, column in np.argwhere(known & (ends.low != ends.high)).tolist():
        exact = (*rational.indicators(at), rational.total(at))[column]
        assert exact is not None  # it is known
        printed[at, column] = millionths(exact)
    return printed


def _total(rational: Rational, at: int) -> Fraction:
    total = rational.total(int(at))
    assert total is not None  # of graded offices alone
    return total
