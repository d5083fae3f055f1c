"""Fixed-point bounds hold the exact number, whatever the numbers."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvaneh.scoring.fixed import (
    COARSEST,
    MICRO,
    PRIMES,
    ROOM,
    Bounds,
    TooLarge,
    check_room,
    millionths,
    quotient,
    rounded_millionths,
    scale_for,
    threshold,
)

FINEST = math.prod(PRIMES)
SCALES = st.one_of(
    st.just(FINEST),
    st.lists(st.sampled_from([2, 3, 5, 7]), max_size=20).map(math.prod).filter(lambda n: n < 2**44),
)
DENOMINATORS = st.one_of(st.integers(1, 50), st.integers(1, 2**58))


@st.composite
def quotients(draw):
    """A numerator at most a hundred times its denominator, both within 64 bits."""
    denominator = draw(DENOMINATORS)
    most = min(100 * denominator, 2**61)
    return draw(st.integers(0, most)), denominator


def whole(*numbers):
    return np.array(numbers, np.int64)


@given(st.lists(quotients(), min_size=1, max_size=5), SCALES)
def test_a_quotient_lies_between_its_bounds(pairs, scale):
    numerators, denominators = (whole(*column) for column in zip(*pairs, strict=True))
    try:
        bounds = quotient(numerators, denominators, scale)
    except TooLarge:
        assert max(denominators) > 2**ROOM // 7
        return
    for (top, bottom), low, high in zip(
        pairs, bounds.low.tolist(), bounds.high.tolist(), strict=True
    ):
        exact = Fraction(top, bottom) * scale
        assert low <= exact <= high <= low + 1
        assert (low == high) == (exact.denominator == 1)


def test_a_denominator_without_room_for_a_single_step_is_refused():
    with pytest.raises(TooLarge):
        quotient(whole(2**62 - 1), whole(2**62 - 1), FINEST)


def test_the_scale_is_as_fine_as_there_is_room_and_never_too_coarse():
    assert scale_for(100) == FINEST < 2**40
    for most in (100, 10**6, 10**9, 10**11):
        assert most * scale_for(most) < 2**ROOM
    with pytest.raises(TooLarge):
        scale_for(2**ROOM // COARSEST)


@given(
    st.integers(0, 10**6),
    st.sampled_from([1, 2, 3, 4, 5, 6]),
    st.sampled_from([1, 2, 3, 4, 5]),
    st.sampled_from([1, 2, 4, 7]),
)
def test_means_of_plain_scores_are_exact_at_the_finest_scale(score, ways, criteria, day):
    divided = 10_000 * ways * criteria * day
    bounds = quotient(whole(score), whole(divided), FINEST)
    assert bounds.low == bounds.high


def test_room_ends_below_the_sign():
    check_room(2**31, 2**30)
    with pytest.raises(TooLarge):
        check_room(2**31, 2**31)


@given(st.fractions(0, 100), st.booleans(), st.integers(0, 200 * 2**10), st.integers(0, 3))
def test_a_threshold_decides_intervals_as_the_bound_decides_numbers(bound, inclusive, low, width):
    scaled = bound * 2**10
    edge = threshold(scaled, inclusive=inclusive)
    assert isinstance(edge, int)
    if low >= edge:
        assert low > scaled or (inclusive and low == scaled)
    if low + width < edge:
        met = low + width > scaled or (inclusive and low + width == scaled)
        assert not met


@given(st.fractions(0, 100))
def test_millionths_are_rounded_half_up(score):
    found = millionths(score)
    assert Fraction(-1, 2) < found - score * MICRO <= Fraction(1, 2)


def test_a_half_is_rounded_up():
    assert millionths(Fraction(5, 10_000_000)) == 1
    assert millionths(Fraction(4_999_999, 10**13)) == 0


@given(quotients(), SCALES.filter(lambda scale: scale <= 2**40))
def test_bounds_round_to_the_same_millionth_or_to_neighbours(pair, scale):
    numerator, denominator = (min(part, 2**50) for part in pair)
    numerator = min(numerator, 100 * denominator)
    bounds = quotient(whole(numerator), whole(denominator), scale)
    ends = rounded_millionths(bounds, scale)
    exact = millionths(Fraction(numerator, denominator))
    assert int(ends.low[0]) <= exact <= int(ends.high[0])


def test_an_empty_column_has_empty_bounds():
    bounds = quotient(whole(), whole(), FINEST)
    assert len(bounds.low) == len(bounds.high) == 0
    assert len(rounded_millionths(Bounds(whole(), whole()), FINEST).low) == 0
