"""Exact numbers held between two whole ones: fixed-point bounds in 64-bit integers, no floats.

A number x is kept as two integers with low <= x * scale <= high. Quotients are made by long
division in steps that cannot overflow; sums and products with whole weights keep the bounds. Where
two intervals do not meet, their order is certain; where they do, exact fractions decide. The
technique is interval arithmetic with outward rounding (R. E. Moore, Interval Analysis, 1966), here
on integers. The scale is no power of two but a product of the small numbers that scores are divided
by, so that plain scores, and their means, come out exact.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from parvaneh.scoring.summary import Counts

ROOM = 62  # bits of a signed 64-bit integer that are used: one for the sign, one to spare
MICRO = 1_000_000
COARSEST = 10**7
SMALL = (2, 3, 5, 7)  # a scale has no other primes
# What scores are divided by, the most usual first: four decimals; the ways of measuring and the
# criteria of an indicator (60 each, for 1 to 6 and 1 to 5); assessments of one day (840, for 1 to
# 8); then halves. Their product is below 2**40.
PRIMES = (*(2, 5) * 4, *(2, 2, 3, 5) * 2, 2, 2, 2, 3, 5, 7, *(2,) * 5)


class TooLarge(ArithmeticError):
    """The numbers do not fit: they have to be computed exactly, one by one."""


@dataclass(frozen=True, eq=False)
class Bounds:
    """Arrays of one shape: low <= x * scale <= high, x * scale itself where both are equal."""

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


def scale_for(most: int) -> int:
    """The finest scale at which numbers up to this size still fit.

    Args:
        most: the largest number that will be kept, before it is scaled.

    Raises:
        TooLarge: only a scale too coarse to tell scores apart would fit.
    """
    scale = 1
    for prime in PRIMES:
        if most * scale * prime < 1 << ROOM:
            scale *= prime
    if scale < COARSEST:
        raise TooLarge
    return scale


def quotient(numerator: Counts, denominator: Counts, scale: int) -> Bounds:
    """Divide whole numbers from 0 up by whole numbers from 1 up, of the same shape.

    Args:
        numerator: at most 2**`ROOM` / scale times its denominator.
        denominator: each at least 1.
        scale: with no primes but those of `SMALL`.

    Raises:
        TooLarge: the numbers are too large for long division in 64 bits.
    """
    first, *steps = _steps(scale, largest(numerator), largest(denominator))
    digits, rest = np.divmod(numerator * first, denominator)
    for step in steps:
        more, rest = np.divmod(rest * step, denominator)
        digits = digits * step + more
    return Bounds(digits, digits + (rest != 0))


def rounded_millionths(bounds: Bounds, scale: int) -> Bounds:
    """Both ends in whole millionths, half up; where they agree, that is the number rounded.

    Args:
        bounds: of numbers from 0 to 100.
        scale: of the bounds, at most 2**40.
    """
    return Bounds(_millionths(bounds.low, scale), _millionths(bounds.high, scale))


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


def _steps(scale: int, numerator: int, denominator: int) -> list[int]:
    """Factors of the scale: the first fits beside the numerator, each other beside a remainder."""
    steps = [1]
    room = (1 << ROOM) // max(numerator, 1)
    while scale > 1:
        prime = next(prime for prime in SMALL if scale % prime == 0)
        if steps[-1] * prime > room:
            steps.append(1)
            room = (1 << ROOM) // max(denominator, 1)
            if prime > room:
                raise TooLarge
        steps[-1] *= prime
        scale //= prime
    return steps


def _millionths(scaled: Counts, scale: int) -> Counts:
    whole, rest = np.divmod(scaled, scale)
    rounded: Counts = whole * MICRO + (2 * MICRO * rest + scale) // (2 * scale)
    return rounded
