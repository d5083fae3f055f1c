"""Other coefficients that might have been chosen: drawn around those of the profile, with a seed.

Half of them come from a Dirichlet distribution whose mean is the profile: the coefficients compete
for one whole, as if another committee had shared out the same hundred points. The other half take
each coefficient by itself up or down by at most a quarter: nobody quarrels about the scheme, only
about its figures. Weights are then made whole numbers, so that no total depends on the order in
which a machine adds.
"""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

# C, the parameters' sum: a coefficient that holds the share p varies by √(p(1−p)/(C+1)), so one
# of ten equal ones, 10 % of the whole, is usually found between 7 % and 13 %.
CONCENTRATION = 100
# A quarter up or down, every size in between equally likely.
NOISE = 0.25
# Weights are whole multiples of 2⁻²⁰; all of one vector add up to exactly 1.
WEIGHT_BITS = 20


class NothingWeighed(ValueError):
    """Every coefficient is zero."""


def shares_of(coefficients: Sequence[Fraction | float]) -> Floats:
    """Coefficients as shares of their sum.

    Args:
        coefficients: from 0 up, one an indicator.

    Returns:
        As many shares, in the same order, together 1.

    Raises:
        NothingWeighed: all are zero.
    """
    given = np.array([float(one) for one in coefficients])
    if not given.any():
        raise NothingWeighed("all coefficients are zero")
    return np.asarray(given / given.sum())


def coefficient_vectors(
    coefficients: Sequence[Fraction | float], draws: int, generator: np.random.Generator
) -> Floats:
    """Draw coefficient vectors: the first half Dirichlet, the rest independent noise.

    Args:
        coefficients: of the profile, m of them; one that is 0 stays 0.
        draws: how many vectors.
        generator: where chance comes from; seeded by the caller.

    Returns:
        Shape (draws, m), each row adding up to 1.

    Raises:
        NothingWeighed: all coefficients are zero.
    """
    shares = shares_of(coefficients)
    competing = generator.standard_gamma(CONCENTRATION * shares, (draws // 2, shares.size))
    shaken = shares * noise_at(generator.random((draws - draws // 2, shares.size)))
    drawn = np.concatenate((competing, shaken))
    return np.asarray(drawn / drawn.sum(axis=1, keepdims=True))


def noise_at(chance: Floats) -> Floats:
    """Factors from 1 − `NOISE` up to 1 + `NOISE` for chances from 0 to 1, of the same shape."""
    return np.asarray(1 + NOISE * (2 * chance - 1))


def whole_weights(vectors: Floats) -> Whole:
    """Weights in whole parts of 2**`WEIGHT_BITS`, each row adding up to exactly that.

    What rounding down leaves over goes to the largest weight, where it matters least.

    Args:
        vectors: shape (draws, m), from 0 up, each row adding up to 1.
    """
    whole = 1 << WEIGHT_BITS
    weights = np.floor(vectors * whole).astype(np.int64)
    largest = weights.argmax(axis=1)
    weights[np.arange(len(weights)), largest] += whole - weights.sum(axis=1)
    return weights
