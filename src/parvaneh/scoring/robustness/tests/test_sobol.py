"""Shares of models whose shares are known by thought."""

import numpy as np
import pytest

from parvaneh.scoring.robustness.sobol import Outputs, bounds_of, centred, half_of, shares_of


def outputs(model, factors, rows=4_000, seed=3):
    draw = np.random.default_rng(seed)
    a, b = draw.random((2, rows, factors))
    mixed = []
    for factor in range(factors):
        one = a.copy()
        one[:, factor] = b[:, factor]
        mixed.append(model(one))
    return centred(Outputs(model(a), model(b), np.array(mixed)))


def test_a_sum_has_no_interplay():
    found = shares_of(outputs(lambda x: 3 * x[:, 0] + 4 * x[:, 1], 3))
    assert np.allclose(found.first, [0.36, 0.64, 0], atol=0.05)
    assert np.allclose(found.total, [0.36, 0.64, 0], atol=0.05)


def test_a_product_of_centred_factors_is_interplay_alone():
    found = shares_of(outputs(lambda x: (x[:, 0] - 0.5) * (x[:, 1] - 0.5), 2))
    assert np.allclose(found.first, 0, atol=0.06)
    assert np.allclose(found.total, 1, atol=0.06)


def test_what_never_varies_is_owed_to_nobody():
    found = shares_of(outputs(lambda x: np.full(len(x), 0.1), 2))
    assert not found.first.any()
    assert not found.total.any()


def test_centring_changes_neither_total_nor_the_truth():
    plain = outputs(lambda x: 3 * x[:, 0] + 4 * x[:, 1], 2)
    moved = Outputs(plain.a + 50, plain.b + 50, plain.mixed + 50)
    assert np.allclose(shares_of(moved).total, shares_of(plain).total)
    assert np.allclose(shares_of(centred(moved)).first, shares_of(plain).first)


@pytest.mark.slow
def test_nine_bounds_of_ten_hold_the_truth():
    held = []
    for seed in range(60):
        some = outputs(lambda x: 3 * x[:, 0] + 4 * x[:, 1], 2, rows=200, seed=seed)
        low, high = bounds_of(some, np.random.default_rng(seed))
        held.append((low.total <= [0.36, 0.64]) & (high.total >= [0.36, 0.64]))
        estimate = shares_of(some)
        assert (low.total <= estimate.total).all()
        assert (estimate.total <= high.total).all()
    assert 0.75 < np.mean(held) <= 1


def test_half_of_the_rows_are_the_first_ones():
    whole = outputs(lambda x: x[:, 0], 1, rows=10)
    half = half_of(whole)
    assert half.a.tolist() == whole.a[:5].tolist()
    assert half.mixed.shape == (1, 5)
