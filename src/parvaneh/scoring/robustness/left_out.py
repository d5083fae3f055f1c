"""What becomes of places and grades when one indicator at a time is left out.

The others keep their coefficients, and with them their proportions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parvaneh.scoring.robustness.draws import Floats, Whole, whole_weights
from parvaneh.scoring.robustness.places import (
    Field,
    Lacking,
    lacking_of,
    places_of,
    shares_with_rounding,
)

NONE = -1


@dataclass(frozen=True, eq=False)
class LeftOut:
    """Of n offices and m indicators, arrays of shape (m, n) and the same with all of them, (n,).

    `places` are 0, and `grades` -1, where leaving out an indicator leaves nothing to weigh. Grades
    number the bands, the highest first, by the total alone; -1 where it meets none.
    """

    places: Whole
    grades: Whole
    own_places: Whole
    own_grades: Whole


def left_out(field: Field, shares: Floats, edges: Sequence[int]) -> LeftOut:
    """Rank without each indicator in turn.

    Args:
        field: n offices, m indicators.
        shares: of the coefficients, together 1, shape (m,).
        edges: for each band, the highest first, the most units that may be lacking.
    """
    rows = np.tile(shares, (len(shares) + 1, 1))
    np.fill_diagonal(rows[1:], 0)
    weighed = rows.sum(axis=1)
    is_left = weighed > 0
    rows[is_left] /= weighed[is_left, None]
    lacking = lacking_of(field, shares_with_rounding(whole_weights(rows[is_left])))
    shape = (len(rows), field.offices)
    places, grades = np.zeros(shape, np.int64), np.full(shape, NONE)
    places[is_left] = places_of(lacking, field.bits)
    grades[is_left] = grades_of(lacking, edges)
    return LeftOut(places[1:], grades[1:], places[0], grades[0])


def grades_of(lacking: Lacking, edges: Sequence[int]) -> Whole:
    """The number of the highest band that each total meets, -1 where none, in the same shape.

    Args:
        lacking: units.
        edges: for each band, the highest first, the most units that may be lacking.
    """
    missed = sum((lacking.astype(np.int64) > edge).astype(np.int64) for edge in edges)
    return np.where(missed < len(edges), missed, NONE)


def demoted(grades: Whole, by: Whole, bands: int) -> Whole:
    """Grades after demotions, never below the lowest; who has none keeps none.

    Args:
        grades: numbers of bands, shape (…, n).
        by: grades ordered, shape (n,).
        bands: how many there are.
    """
    return np.where(grades == NONE, NONE, np.minimum(grades + by, bands - 1))
