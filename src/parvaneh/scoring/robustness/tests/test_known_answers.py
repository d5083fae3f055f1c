"""Published answers: ranks, Sobol' shares, order statistics, intervals."""

import numpy as np
import pytest

from parvaneh.scoring.robustness.drawing import counted
from parvaneh.scoring.robustness.draws import shares_of, whole_weights
from parvaneh.scoring.robustness.intervals import t_quantile, wilson
from parvaneh.scoring.robustness.places import (
    field_of,
    lacking_of,
    places_of,
    shares_with_rounding,
)
from parvaneh.scoring.robustness.sobol import Outputs, centred
from parvaneh.scoring.robustness.sobol import shares_of as sobol_shares
from parvaneh.scoring.robustness.tests import published


def from_0_to_1(scores, lowest, highest):
    return np.clip((scores - lowest) / (highest - lowest), 0, 1)


def ranked(scores, coefficients):
    """Places as the draws find them, from scores between 0 and 1."""
    field = field_of(100 * np.asarray(scores))
    weights = whole_weights(shares_of(coefficients)[None, :])
    return places_of(lacking_of(field, shares_with_rounding(weights)), field.bits)[0].tolist()


def agreeing(found, expected):
    return sum(mine == theirs for mine, theirs in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("weighting", "least"),
    # The printed weights of the last two have two decimals only, so not all their ranks follow.
    [("EW", 23), ("BAP", 23), ("FA", 19), ("AHP", 20)],
)
def test_ranks_of_the_technology_achievement_index(weighting, least):
    scores = from_0_to_1(published.INDICATORS, published.LOWEST, published.HIGHEST)
    found = ranked(scores, published.WEIGHTS[weighting])
    assert agreeing(found, published.RANKS[weighting]) >= least


def test_its_ranks_by_the_geometric_mean():
    means = np.exp(np.log(published.INDICATORS).mean(axis=1))
    assert ranked((means / means.max())[:, None], [1]) == published.RANKS["GME"]


def test_its_schooling_from_0_to_1():
    schooling = published.INDICATORS[:, published.SCHOOLING]
    found = from_0_to_1(schooling, schooling.min(), schooling.max())
    # The handbook cuts off rather than rounds.
    assert np.allclose(found, published.SCHOOLING_FROM_0_TO_1, atol=0.01)


def test_weighted_sums_of_heating_losses():
    costs = np.isin(np.arange(7), published.KRACKA_COSTS)
    matrix = np.where(costs, 1 / published.KRACKA, published.KRACKA)
    matrix = matrix / matrix.sum(axis=0)
    assert np.allclose(matrix @ shares_of([20] * 7), published.KRACKA_SCORES)
    assert ranked(matrix, [20] * 7) == published.KRACKA_RANKS


def test_sobol_shares_of_an_index_of_sustainability():
    outputs = published.coinr_outputs()
    found = sobol_shares(Outputs(outputs[:100], outputs[100:200], outputs[200:].reshape(4, 100)))
    for at, (first, total) in enumerate(published.COINR_SHARES.values()):
        assert found.first[at] == pytest.approx(first, abs=1e-12)
        assert found.total[at] == pytest.approx(total, abs=1e-12)


def ishigami(x):
    """T. Ishigami, T. Homma, 1990, with the constants 7 and 0.1."""
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_sobol_shares_of_the_ishigami_function():
    draw = np.random.default_rng(8)
    a, b = draw.uniform(-np.pi, np.pi, (2, 1 << 16, 3))
    mixed = []
    for factor in range(3):
        one = a.copy()
        one[:, factor] = b[:, factor]
        mixed.append(ishigami(one))
    found = sobol_shares(centred(Outputs(ishigami(a), ishigami(b), np.array(mixed))))
    assert np.allclose(found.first, [0.3139, 0.4424, 0], atol=0.02)
    assert np.allclose(found.total, [0.5576, 0.4424, 0.2437], atol=0.02)


def test_quantiles_of_ranks_drawn_a_hundred_times():
    ranks = published.coinr_ranks()
    columns = np.array(list(ranks.values()), np.uint16).T
    # A quantile between two ranks is told as the part of the way from one to the other.
    ways = [at * (len(columns) - 1) for at in (0.5, 0.05, 0.95)]
    lower, upper = ([int(np.floor(way)) for way in ways], [int(np.ceil(way)) for way in ways])
    for country, counts in zip(ranks, counted(columns, len(ranks)), strict=True):
        if country not in published.COINR_RANKS:
            continue
        below, above = (counts.searchsorted(at, side="right") for at in (lower, upper))
        part = np.array(ways) - lower
        found = below + part * (above - below)
        assert found == pytest.approx(published.COINR_RANKS[country])


@pytest.mark.parametrize(("successes", "n", "low", "high"), published.NEWCOMBE)
def test_wilson_limits(successes, n, low, high):
    found = wilson(successes, n)
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)


@pytest.mark.parametrize(("freedom", "t"), published.STUDENT.items())
def test_student_quantiles(freedom, t):
    assert t_quantile(freedom) == pytest.approx(t, abs=5e-4)
