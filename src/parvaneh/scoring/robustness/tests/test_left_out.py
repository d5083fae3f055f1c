"""Leaving indicators out, by hand."""

from fractions import Fraction

import numpy as np

from parvaneh.scoring.robustness.left_out import left_out

BANDS = [(Fraction(70), False), (Fraction(50), True)]
SCORES = np.array([[100.0, 40.0], [60.0, 70.0], [50.0, 50.0]])
PLACES = np.array([1, 2, 3])  # totals 70, 65, 50 with equal weights


def test_places_bands_and_shifts_without_each_indicator() -> None:
    found = left_out(SCORES, np.array([0.5, 0.5]), PLACES, BANDS)
    assert found.places.tolist() == [[3, 1], [1, 2], [2, 3]]
    assert found.shift.tolist() == [(2 + 1 + 1) / 3, 0.0]
    assert found.farthest.tolist() == [2, 0]
    # Without the first: 40, 70, 50 against bands 2, 2, 2 → 3, 2, 2: one; without the second 100,
    # 60, 50 → 1, 2, 2: one.
    assert found.regraded.tolist() == [1, 1]


def test_an_indicator_that_alone_has_weight_leaves_all_alike() -> None:
    found = left_out(SCORES, np.array([1.0, 0.0]), PLACES, BANDS)
    assert found.places[:, 0].tolist() == [1, 1, 1]
    assert found.places[:, 1].tolist() == [1, 2, 3]


def test_equal_totals_share_a_place() -> None:
    scores = np.array([[80.0, 10.0], [80.0, 90.0], [70.0, 50.0]])
    found = left_out(scores, np.array([0.5, 0.5]), np.array([3, 1, 2]), BANDS)
    assert found.places[:, 1].tolist() == [1, 1, 3]
