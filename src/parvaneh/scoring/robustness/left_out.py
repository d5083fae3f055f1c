"""What becomes of places and grades when one indicator at a time is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from parvaneh.scoring.measures import Whole
from parvaneh.scoring.robustness.draws import Floats
from parvaneh.scoring.robustness.drivers import places_by


@dataclass(frozen=True, eq=False)
class LeftOut:
    """Of k offices and m indicators: `places` (k, m) without each.

    `shift` and `farthest` (m,): how many places offices move on average and at most. `regraded`
    (m,): how many offices would meet another band, before any demotion.
    """

    places: Whole
    shift: Floats
    farthest: Whole
    regraded: Whole


def left_out(
    scores: Floats, shares: Floats, places: Whole, bounds: Sequence[tuple[Fraction, bool]]
) -> LeftOut:
    """Rank without each indicator in turn, the weight of the others kept in proportion.

    Args:
        scores: (k, m) points.
        shares: (m,) of the coefficients, together 1.
        places: (k,) as the ranking has them.
        bounds: of each band, the highest first: lower bound in points, whether it belongs to it.
    """
    before = _bands(scores @ shares, bounds)
    found, regraded = [], []
    for indicator in range(len(shares)):
        rest = np.delete(shares, indicator)
        # An indicator that alone has weight leaves nothing behind: all totals are equal then.
        rest = rest / rest.sum() if rest.any() else rest
        totals = np.delete(scores, indicator, axis=1) @ rest
        found.append(places_by(totals))
        regraded.append(int((_bands(totals, bounds) != before).sum()))
    moved = np.abs(np.column_stack(found) - places[:, None])
    return LeftOut(
        np.column_stack(found),
        moved.mean(axis=0),
        moved.max(axis=0),
        np.array(regraded, np.int64),
    )


def _bands(totals: Floats, bounds: Sequence[tuple[Fraction, bool]]) -> Whole:
    """How many bands a total falls short of."""
    short = np.zeros(len(totals), np.int64)
    for lower, inclusive in bounds:
        edge = float(lower)
        short += (totals < edge) if inclusive else (totals <= edge)
    return short
