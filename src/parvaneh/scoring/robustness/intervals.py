"""How sure a survey is: intervals for the share of contented answers and for the mean score.

The clients who answered stand for all clients of the period. One client answers up to four
questions, and those answers hang together: both intervals therefore count clients, not answers,
which makes them rather too wide than too narrow.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import atan, cos, pi, sin, sqrt
from statistics import NormalDist

import numpy as np

from parvaneh.scoring.policy import FULL
from parvaneh.scoring.summary import ANSWERS, Counts

CONFIDENCE = 0.95
CONTENTED = slice(3, ANSWERS)  # answers of 4 and 5
SUMMED_UP_TO = 40  # degrees of freedom whose t is found from exact sums; beyond, by expansion
DECIMALS = 6  # floats that are told are rounded so


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate between its limits, on one scale; n is the number of people it rests on.

    The limits are None where so few cannot show how far they may lie from the truth.
    """

    low: float | None
    estimate: float
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class SurveyInterval:
    """What one office's survey says: the share of answers 4 and 5 (0..1), the mean (0..100)."""

    contented: Interval
    mean: Interval


def wilson(count: float, n: int, z: float | None = None) -> Interval:
    """The score interval of a share; it neither leaves 0..1 nor shrinks to nothing at its ends.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of
    the American Statistical Association 22 (1927); without correction for continuity: method 3 of
    R. G. Newcombe, Statistics in Medicine 17 (1998).

    Args:
        count: how many of the n have the property; not whole where answers stand for fewer people.
        n: people, above 0.
        z: quantile of the normal distribution; that of `CONFIDENCE` if None.
    """
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) if z is None else z
    share = count / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return _rounded(max(0.0, middle - half), share, min(1.0, middle + half), n)


def mean_interval(mean: float, spread: float, n: int) -> Interval:
    """Student's interval of a mean, cut at 0 and 100.

    Args:
        mean: in points.
        spread: the standard deviation of the n, as found (over n, not n − 1), in points.
        n: people, above 0; one alone has no interval.
    """
    if n == 1:
        return _rounded(None, mean, None, n)
    half = t_quantile(n - 1) * spread / sqrt(n - 1)
    return _rounded(max(0.0, mean - half), mean, min(float(FULL), mean + half), n)


@cache
def t_quantile(freedom: int) -> float:
    """Student's t that is not passed, up or down, with the probability `CONFIDENCE`.

    Few degrees of freedom by the exact finite sums (M. Abramowitz, I. A. Stegun, Handbook of
    Mathematical Functions, 1964, 26.7.3 and 26.7.4), many by the expansion around the normal
    quantile (26.7.5).

    Args:
        freedom: degrees, from 1.
    """
    if freedom > SUMMED_UP_TO:
        return _expanded(NormalDist().inv_cdf((1 + CONFIDENCE) / 2), freedom)
    low, high = 0.0, 100.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < CONFIDENCE else (low, middle)
    return (low + high) / 2


def survey_interval(
    answers: Counts, n: int, points: Sequence[Fraction], weights: Sequence[Fraction]
) -> SurveyInterval | None:
    """The intervals of one office's survey; None where nobody answered.

    The mean is that of indicator 2: the weighted mean of its questions. What the answers of one
    client to several questions have in common is not kept in counts, so the questions are taken to
    rise and fall together, which no data can exceed.

    Args:
        answers: shape (questions, 5), how many gave each answer.
        n: clients who answered at least one question.
        points: of the answers 1 to 5, from 0 to 100.
        weights: of the questions; those without answers are left out.
    """
    per_question = answers.sum(axis=1)
    weighed = np.array([float(weight) for weight in weights]) * (per_question > 0)
    if n < 1 or not weighed.any():
        return None
    weighed /= weighed.sum()
    worth = np.array([float(point) for point in points])
    shares = answers / np.maximum(per_question, 1)[:, None]
    means = shares @ worth
    spreads = np.sqrt(np.maximum(shares @ worth**2 - means**2, 0))
    contented = float(answers[:, CONTENTED].sum() / per_question.sum())
    return SurveyInterval(
        wilson(contented * n, n),
        mean_interval(float(weighed @ means), float(weighed @ spreads), n),
    )


def _rounded(low: float | None, estimate: float, high: float | None, n: int) -> Interval:
    ends = (None if end is None else round(end, DECIMALS) for end in (low, high))
    return Interval(next(ends), round(estimate, DECIMALS), next(ends), n)


def _within(t: float, freedom: int) -> float:
    """The probability that Student's t lies between −t and t."""
    angle = atan(t / sqrt(freedom))
    is_odd = freedom % 2
    term = cos(angle) if is_odd else 1.0
    total = 0.0
    for below in range(2 + is_odd, freedom + 1, 2):
        total += term
        term *= cos(angle) ** 2 * (below - 1) / below
    return 2 / pi * (angle + sin(angle) * total) if is_odd else sin(angle) * total


def _expanded(z: float, freedom: int) -> float:
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    found: float = z + sum(term / freedom**power for power, term in enumerate(terms, start=1))
    return found
