"""Fixed-point bounds hold the exact number, whatever the numbers."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvaneh.scoring.fixed import (
    MICRO,
    ROOM,
    Bounds,
    TooLarge,
    check_room,
    millionths,
    quotient,
    rounded_millionths,
    threshold,
)

BITS = 40
DENOMINATORS = st.one_of(st.integers(1, 50), st.integers(1, 2**58))


@st.composite
def quotients(draw):
    """A numerator at most a hundred times its denominator, both within 64 bits."""
    denominator = draw(DENOMINATORS)
    most = min(100 * denominator, 2**61)
    return draw(st.integers(0, most)), denominator


def whole(*numbers):
    return np.array(numbers, np.int64)


@given(st.lists(quotients(), min_size=1, max_size=5), st.integers(1, 44))
def test_a_quotient_lies_between_its_bounds(pairs, bits):
    numerators, denominators = (whole(*column) for column in zip(*pairs, strict=True))
    try:
        bounds = quotient(numerators, denominators, bits)
    except TooLarge:
        assert max(denominators).bit_length() + 1 > ROOM - bits
        return
    for (top, bottom), low, high in zip(
        pairs, bounds.low.tolist(), bounds.high.tolist(), strict=True
    ):
        exact = Fraction(top, bottom) * 2**bits
        assert low <= exact <= high <= low + 1
        assert (low == high) == (exact.denominator == 1)


def test_a_denominator_without_room_for_a_single_bit_is_refused():
    with pytest.raises(TooLarge):
        quotient(whole(2**62 - 1), whole(2**62 - 1), BITS)


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


@given(quotients(), st.integers(1, BITS))
def test_bounds_round_to_the_same_millionth_or_to_neighbours(pair, bits):
    numerator, denominator = (min(part, 2**50) for part in pair)
    numerator = min(numerator, 100 * denominator)
    try:
        bounds = quotient(whole(numerator), whole(denominator), bits)
    except TooLarge:
        return
    ends = rounded_millionths(bounds, bits)
    exact = millionths(Fraction(numerator, denominator))
    assert int(ends.low[0]) <= exact <= int(ends.high[0])


def test_an_empty_column_has_empty_bounds():
    bounds = quotient(whole(), whole(), BITS)
    assert len(bounds.low) == len(bounds.high) == 0
    assert len(rounded_millionths(Bounds(whole(), whole()), BITS).low) == 0
