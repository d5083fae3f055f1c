"""Intervals of surveys: they cover what they should, and no survey breaks them."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from parvaneh.scoring.robustness.intervals import (
    SUMMED_UP_TO,
    mean_interval,
    survey_interval,
    t_quantile,
    wilson,
)

POINTS = tuple(map(Fraction, (0, 25, 50, 75, 100)))
EQUAL = (Fraction(1),) * 4


def answers(*rows):
    return np.array(rows, np.int64)


@given(st.integers(1, 10_000), st.data())
def test_a_share_lies_within_its_limits_and_they_within_0_and_1(n, data):
    found = wilson(data.draw(st.integers(0, n)), n)
    assert 0 <= found.low <= found.estimate <= found.high <= 1
    assert found.low < found.high


def test_limits_narrow_with_more_people():
    widths = [found.high - found.low for found in (wilson(n * 0.7, n) for n in (10, 100, 1000))]
    assert widths == sorted(widths, reverse=True)


def test_nobody_contented_still_leaves_room_above():
    assert wilson(0, 20).low == 0
    assert wilson(20, 20).high == 1
    assert wilson(0, 20).high > 0.1


def test_sums_and_expansion_of_t_meet():
    summed, expanded = t_quantile(SUMMED_UP_TO), t_quantile(SUMMED_UP_TO + 1)
    assert 0 < summed - expanded < 0.002
    assert t_quantile(10**9) == pytest.approx(1.959964, abs=1e-6)


def test_one_client_has_a_mean_and_no_limits():
    found = mean_interval(75, 0, 1)
    assert (found.low, found.estimate, found.high, found.n) == (None, 75, None, 1)


def test_a_mean_by_hand():
    # Nine clients, half a point of standard deviation for each root of eight: t(8) = 2.306.
    found = mean_interval(50, 10, 9)
    assert found.low == pytest.approx(50 - 2.306 * 10 / 8**0.5, abs=1e-3)
    assert found.high == pytest.approx(50 + 2.306 * 10 / 8**0.5, abs=1e-3)


def test_the_mean_is_that_of_the_questions_by_their_weights():
    counts = answers([0, 0, 0, 0, 4], [4, 0, 0, 0, 0], [0] * 5, [0] * 5)
    weights = (Fraction(3), Fraction(1), Fraction(9), Fraction(9))
    found = survey_interval(counts, 4, POINTS, weights)
    assert found.mean.estimate == 75
    assert found.contented.estimate == 0.5
    assert found.contented.n == found.mean.n == 4


def test_four_answers_of_a_client_are_not_four_clients():
    one = survey_interval(answers([2, 0, 0, 0, 8], [0] * 5, [0] * 5, [0] * 5), 10, POINTS, EQUAL)
    four = survey_interval(answers(*[[2, 0, 0, 0, 8]] * 4), 10, POINTS, EQUAL)
    assert one == four


def test_without_answers_there_is_nothing_to_tell():
    assert survey_interval(np.zeros((4, 5), np.int64), 0, POINTS, EQUAL) is None
    assert survey_interval(np.zeros((4, 5), np.int64), 3, POINTS, EQUAL) is None
    only_unweighed = answers([1, 1, 1, 1, 1], [0] * 5, [0] * 5, [0] * 5)
    assert survey_interval(only_unweighed, 5, POINTS, (Fraction(0), *EQUAL[1:])) is None


@given(arrays(np.int64, (4, 5), elements=st.integers(0, 10**7)), st.integers(1, 10**7))
def test_whatever_was_answered_the_limits_hold_the_estimate(counts, n):
    found = survey_interval(counts, n, POINTS, EQUAL)
    if found is None:
        assert not counts.any()
        return
    assert 0 <= found.contented.low <= found.contented.estimate + 1e-6
    assert found.contented.estimate <= found.contented.high + 1e-6 <= 1 + 2e-6
    if n > 1:
        assert 0 <= found.mean.low <= found.mean.estimate + 1e-6
        assert found.mean.estimate <= found.mean.high + 1e-6 <= 100 + 2e-6
