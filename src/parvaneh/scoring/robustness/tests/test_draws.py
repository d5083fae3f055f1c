"""The coefficients that are drawn lie around those of the profile."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvaneh.scoring.robustness.draws import (
    CONCENTRATION,
    NOISE,
    WEIGHT_BITS,
    NothingWeighed,
    coefficient_vectors,
    noise_at,
    shares_of,
    whole_weights,
)

COEFFICIENTS = [12, 18, 10, 8, 8, 10, 12, 6, Fraction(17, 2), 0]
COUNT = 20_000


def drawn(count=COUNT, seed=5):
    return coefficient_vectors(COEFFICIENTS, count, np.random.default_rng(seed))


def test_every_vector_adds_up_to_one_and_none_is_negative():
    vectors = drawn()
    assert vectors.shape == (COUNT, 10)
    assert np.allclose(vectors.sum(axis=1), 1)
    assert (vectors >= 0).all()


def test_what_weighs_nothing_in_the_profile_weighs_nothing_in_a_draw():
    assert not drawn()[:, 9].any()


def test_the_first_half_has_the_mean_and_spread_of_a_dirichlet_distribution():
    vectors, shares = drawn()[: COUNT // 2], shares_of(COEFFICIENTS)
    spread = np.sqrt(shares * (1 - shares) / (CONCENTRATION + 1))
    assert np.allclose(vectors.mean(axis=0), shares, atol=5 * spread.max() / 100)
    assert np.allclose(vectors.std(axis=0), spread, rtol=0.05)


def test_the_second_half_lies_within_a_quarter_before_it_is_made_whole():
    vectors, shares = drawn()[COUNT // 2 :, :9], shares_of(COEFFICIENTS)[:9]
    factors = vectors / shares
    # Two factors of one vector were between 1 − NOISE and 1 + NOISE times the same number.
    widest = factors.max(axis=1) / factors.min(axis=1)
    assert widest.max() <= (1 + NOISE) / (1 - NOISE)
    assert widest.max() > 1.5
    assert np.allclose(factors.mean(axis=0), 1, atol=0.01)


def test_an_odd_number_is_drawn_whole():
    assert len(drawn(7)) == 7
    assert len(drawn(1)) == 1


def test_the_same_seed_gives_the_same_draws_and_another_others():
    assert (drawn(50) == drawn(50)).all()
    assert (drawn(50) != drawn(50, seed=6)).any()


def test_noise_runs_from_a_quarter_less_to_a_quarter_more():
    assert noise_at(np.array([0, 0.5, 1])).tolist() == [0.75, 1, 1.25]


def test_nothing_but_zeros_is_refused():
    with pytest.raises(NothingWeighed):
        shares_of([0, Fraction(0)])


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=12).filter(any))
def test_whole_weights_add_up_exactly_and_stay_close(coefficients):
    shares = shares_of(coefficients)
    weights = whole_weights(shares[None, :])[0]
    assert weights.sum() == 1 << WEIGHT_BITS
    assert np.abs(weights / (1 << WEIGHT_BITS) - shares).max() <= len(shares) / (1 << WEIGHT_BITS)
    assert (weights[shares == 0] == 0).all()
