"""Exact numbers held between two whole ones: fixed-point bounds in 64-bit integers, no floats.

A number x is kept as two integers with low <= x * 2**bits <= high. Quotients are made by long
division in steps that cannot overflow; sums and products with whole weights keep the bounds. Where
two intervals do not meet, their order is certain; where they do, exact fractions decide. The
technique is interval arithmetic with outward rounding (R. E. Moore, Interval Analysis, 1966), here
on integers.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from parvaneh.scoring.summary import Counts

ROOM = 62  # bits of a signed 64-bit integer that are used: one for the sign, one to spare
MICRO = 1_000_000


class TooLarge(ArithmeticError):
    """The numbers do not fit: they have to be computed exactly, one by one."""


@dataclass(frozen=True, eq=False)
class Bounds:
    """Arrays of one shape: low <= x * 2**bits <= high, x itself where both are equal."""

    low: Counts
    high: Counts


def check_room(*factors: int) -> None:
    """Go on only if the product of these magnitudes fits.

    Raises:
        TooLarge: it does not.
    """
    product = 1
    for factor in factors:
        product *= factor
    if product >= 1 << ROOM:
        raise TooLarge


def largest(numbers: Counts) -> int:
    """The largest of some whole numbers from 0 up; 0 of none."""
    return int(numbers.max(initial=0))


def quotient(numerator: Counts, denominator: Counts, bits: int) -> Bounds:
    """Divide whole numbers from 0 up by whole numbers from 1 up, of the same shape.

    Args:
        numerator: at most 2**(`ROOM` - bits) times its denominator.
        denominator: each at least 1.
        bits: of the fixed point.

    Raises:
        TooLarge: the numbers are too large for long division in 64 bits.
    """
    first = min(bits, ROOM - largest(numerator).bit_length())
    step = ROOM - largest(denominator).bit_length()
    if first < 0 or (first < bits and step < 1):
        raise TooLarge
    digits, rest = np.divmod(numerator << first, denominator)
    missing = bits - first
    while missing:
        now = min(step, missing)
        more, rest = np.divmod(rest << now, denominator)
        digits = (digits << now) + more
        missing -= now
    return Bounds(digits, digits + (rest != 0))


def rounded_millionths(bounds: Bounds, bits: int) -> Bounds:
    """Both ends in whole millionths, half up; where they agree, that is the number rounded.

    Args:
        bounds: of numbers from 0 to 2**(`ROOM` - 20).
        bits: of the fixed point, at most 40.
    """
    return Bounds(_millionths(bounds.low, bits), _millionths(bounds.high, bits))


def millionths(exact: Fraction) -> int:
    """An exact number from 0 up in whole millionths, half up."""
    return (2 * MICRO * exact.numerator + exact.denominator) // (2 * exact.denominator)


def threshold(bound: Fraction, *, inclusive: bool) -> int:
    """The whole number t for which a number scaled like `bound` meets it if and only if it is >= t.

    For whole numbers that is the whole truth. For an interval: surely met where low >= t, surely
    not met where high < t.

    Args:
        bound: scaled as the numbers are.
        inclusive: whether the bound itself meets it.
    """
    floor = bound.numerator // bound.denominator
    return floor if inclusive and floor == bound else floor + 1


def _millionths(scaled: Counts, bits: int) -> Counts:
    whole, rest = scaled >> bits, scaled & ((1 << bits) - 1)
    return whole * MICRO + ((rest * MICRO + (1 << (bits - 1))) >> bits)
