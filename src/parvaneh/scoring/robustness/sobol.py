"""Sobol' shares: how much of what varies in an output is owed to each of its factors.

The first-order share of a factor is what would be gone from the variance, on average, if the factor
were known; its total share is what would remain if all others were known. Their difference is
interplay. From two independent samples A and B of N rows, and for each factor a third in which A
has that factor's values from B, both follow:

- first order: mean of f(B) · (f(A_B) − f(A)), over the variance. A. Saltelli, P. Annoni,
  I. Azzini, F. Campolongo, M. Ratto, S. Tarantola, Variance based sensitivity analysis of model
  output, Computer Physics Communications 181 (2010), Table 2 (b);
- total: half the mean of (f(A) − f(A_B))², over the variance. M. J. W. Jansen, Analysis of variance
  designs for model output, Computer Physics Communications 117 (1999); the same table, (f).

The variance is that of A and B together. A factor may be a group of several numbers: they change
together. Estimates are random: their bounds come from drawing rows again with replacement (the
bootstrap, G. E. B. Archer, A. Saltelli, I. M. Sobol', Journal of Statistical Computation and
Simulation 58, 1997).
"""

from dataclasses import dataclass

import numpy as np

from parvaneh.scoring.robustness.draws import Floats

AGAIN = 1_000  # times that rows are drawn again
LOW, HIGH = 0.05, 0.95  # nine estimates of ten lie between


@dataclass(frozen=True, eq=False)
class Shares:
    """First-order and total shares of d factors, each array of shape (d,)."""

    first: Floats
    total: Floats


@dataclass(frozen=True, eq=False)
class Outputs:
    """What a model gave: `a` and `b` of shape (N,), `mixed` (d, N): A with one factor from B."""

    a: Floats
    b: Floats
    mixed: Floats


def shares_of(outputs: Outputs) -> Shares:
    """Estimate the shares; all zero where the output never varies.

    Args:
        outputs: of at least two rows.
    """
    ones = np.ones((1, len(outputs.a)))
    first, total = _estimates(outputs, ones)
    return Shares(first[0], total[0])


def centred(outputs: Outputs) -> Outputs:
    """Outputs less their mean: the shares are the same, their first-order estimates steadier."""
    mean = np.concatenate((outputs.a, outputs.b)).mean()
    return Outputs(outputs.a - mean, outputs.b - mean, outputs.mixed - mean)


def bounds_of(outputs: Outputs, generator: np.random.Generator) -> tuple[Shares, Shares]:
    """The 5 % and 95 % bounds of the estimates, by drawing rows again.

    Args:
        outputs: of at least two rows.
        generator: where chance comes from.
    """
    rows = len(outputs.a)
    times = generator.multinomial(rows, np.full(rows, 1 / rows), AGAIN)
    low, high = np.quantile(_estimates(outputs, times.astype(np.float64)), (LOW, HIGH), axis=1)
    return Shares(*low), Shares(*high)


def half_of(outputs: Outputs) -> Outputs:
    """The first half of the rows: how far its shares lie from those of all shows convergence."""
    rows = max(2, len(outputs.a) // 2)
    return Outputs(outputs.a[:rows], outputs.b[:rows], outputs.mixed[:, :rows])


def _estimates(outputs: Outputs, times: Floats) -> tuple[Floats, Floats]:
    """Shares where each row counts so many times; shapes (repetitions, d) from (repetitions, N)."""
    a, b, mixed = outputs.a, outputs.b, outputs.mixed
    rows = times.sum(axis=1)
    mean = times @ (a + b) / (2 * rows)
    squares = times @ (a * a + b * b)
    variance = (squares - 2 * rows * mean**2) / (2 * rows - 1)
    first = times @ (b * (mixed - a)).T / rows[:, None]
    total = times @ ((a - mixed) ** 2).T / (2 * rows[:, None])
    # What never varies is owed to nobody; cancellation may leave a trace of a variance.
    varies = variance > np.finfo(np.float64).eps * (1 + mean**2)
    divisor = np.where(varies, variance, np.inf)[:, None]
    return first / divisor, total / divisor
