"""Places of all offices under thousands of coefficient vectors, exactly, by sorting whole numbers.

A score becomes the points that are lacking from 100, in whole ten-thousandths (thousandths or
hundredths where there are so many offices that 32 bits would not hold more). Weights are whole
parts of 2**20, so each total is a sum of whole numbers below 2**53: a double holds it exactly, in
whatever order and with however many threads it is added. Lacking points and the office's own number
share one 32-bit word; sorting the words of a draw puts its offices in order, and equal totals,
which stand beside each other, take the same place: 1, 2, 2, 4, as the ranking does it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from parvaneh.scoring.robustness.draws import WEIGHT_BITS, Floats, Whole

Lacking = NDArray[np.uint32]
Places = NDArray[np.uint16]

FULL = 100  # points
KEY_BITS = 32
MOST_OFFICES = (1 << 16) - 1  # a place is kept in 16 bits
# So many totals are worked on at a time that they stay in the processors' cache, and so few draws
# that counting them takes one byte.
BLOCK_CELLS = 1 << 17
BLOCK_DRAWS = 255
# So few multiplications at a time that the linear algebra starts no threads of its own: on a busy
# machine they wait for one another longer than they work.
FEW_PRODUCTS = 1 << 18
UNITS = (10_000, 5_000, 2_000, 1_000, 500, 200, 100)  # to a point: the first that leaves room


@dataclass(frozen=True, eq=False)
class Field:
    """The offices as the draws see them.

    `lacking` has shape (m + 1, n): for each indicator the points lacking, in units, as doubles that
    hold whole numbers; the last row rounds. `unit` is the number of units in a point, `bits` how
    many bits an office's number takes.
    """

    lacking: Floats
    unit: int
    bits: int

    @property
    def offices(self) -> int:
        """How many."""
        return int(self.lacking.shape[1])


@dataclass(frozen=True, eq=False)
class Slab:
    """What is to be drawn at a time: some of the field's offices, ranked among all of them.

    `shares` (draws, m + 1) are from `shares_with_rounding`; `edges` from `edges_of`; `offices` says
    whose places are kept.
    """

    field: Field
    shares: Floats
    edges: tuple[int, ...]
    offices: slice


class Room:
    """The arrays that ranking a block of draws needs, made once: memory is slow to ask for."""

    def __init__(self, draws: int, offices: int) -> None:
        """Make room for so many draws of so many offices."""
        shape = (draws, offices)
        self.totals = np.empty(shape)
        self.lacking = np.empty(shape, np.uint32)
        self.keys = np.empty(shape, np.uint32)
        self.cells = np.empty(shape, np.intp)
        self.marks = np.zeros(shape, np.bool_)
        self.places = np.empty(shape, np.uint16)
        self.numbers = np.arange(offices, dtype=np.uint32)
        in_order = np.arange(1, offices + 1, dtype=np.uint16)
        self.in_order = np.broadcast_to(in_order, shape).reshape(-1)
        self.starts = (np.arange(draws) * offices)[:, None]


def field_of(scores: Floats) -> Field:
    """Prepare scores for any number of draws.

    Args:
        scores: shape (n, m), points from 0 to 100, none missing; n at most `MOST_OFFICES`.

    Raises:
        ValueError: too many offices, or a score that is none.
    """
    count = len(scores)
    if count > MOST_OFFICES:
        raise ValueError(f"{count} offices: at most {MOST_OFFICES} can be drawn")
    if not ((scores >= 0) & (scores <= FULL)).all():
        raise ValueError("a score is missing or not between 0 and 100")
    unit, bits = unit_for(count)
    lacking = FULL * unit - np.floor(scores * unit + 0.5)
    # Totals are rounded half up, so what is lacking is rounded half down.
    rounding = np.full(count, 0.5 - 0.5**WEIGHT_BITS)
    return Field(np.vstack((lacking.T, rounding)), unit, bits)


def unit_for(offices: int) -> tuple[int, int]:
    """How many units make a point, and how many bits the numbers of so many offices take."""
    bits = max(1, (offices - 1).bit_length())
    return next(unit for unit in UNITS if FULL * unit < 1 << (KEY_BITS - bits)), bits


def shares_with_rounding(weights: Whole) -> Floats:
    """Weights as exact binary fractions, with the 1 that takes the rounding row of a field.

    Args:
        weights: shape (draws, m), from `draws.whole_weights`.

    Returns:
        Shape (draws, m + 1).
    """
    return np.hstack((weights * 0.5**WEIGHT_BITS, np.ones((len(weights), 1))))


def lacking_of(field: Field, shares: Floats, room: Room | None = None) -> Lacking:
    """The points that each office lacks in total under each weight vector, in units.

    Args:
        field: n offices, m indicators.
        shares: shape (draws, m + 1), from `shares_with_rounding`.
        room: to work in, for at least so many draws of n offices.

    Returns:
        Shape (draws, n); a view of the room's own if one was given.
    """
    draws = len(shares)
    room = room or Room(draws, field.offices)
    totals, lacking = room.totals[:draws], room.lacking[:draws]
    width = max(1, FEW_PRODUCTS // shares.size)
    for first in range(0, field.offices, width):
        some = slice(first, first + width)
        np.matmul(shares, field.lacking[:, some], out=totals[:, some])
    np.copyto(lacking, totals, casting="unsafe")
    return lacking


def places_of(lacking: Lacking, bits: int, room: Room | None = None) -> Places:
    """Places in each row: 1 for what lacks least, equal ones alike.

    Args:
        lacking: shape (draws, n), each below 2**(`KEY_BITS` - bits).
        bits: with n at most 2**bits.
        room: to work in, for at least so many draws of n offices.

    Returns:
        Shape (draws, n); a view of the room's places if one was given.
    """
    draws, count = lacking.shape
    room = room or Room(draws, count)
    keys, cells, ties = room.keys[:draws], room.cells[:draws], room.marks[:draws]
    np.left_shift(lacking, np.uint32(bits), out=keys)
    np.bitwise_or(keys, room.numbers, out=keys)
    keys.sort(axis=1)
    np.bitwise_and(keys, np.uint32((1 << bits) - 1), out=cells, casting="unsafe")
    np.add(cells, room.starts[:draws], out=cells)
    np.right_shift(keys, np.uint32(bits), out=keys)
    ties[:, 0] = False
    np.equal(keys[:, 1:], keys[:, :-1], out=ties[:, 1:])
    places = room.places[:draws]
    flat, flat_cells = places.reshape(-1), cells.reshape(-1)
    flat[flat_cells] = room.in_order[: draws * count]
    tied = np.flatnonzero(ties)
    if tied.size:
        flat[flat_cells[tied]] = flat[flat_cells[_first_of_run(tied)]]
    return places


def edges_of(bounds: Sequence[tuple[Fraction, bool]], unit: int) -> tuple[int, ...]:
    """For each band the most units that a total may lack to meet it; below 0 where none can.

    Args:
        bounds: lower bound in points, and whether the bound itself belongs to the band.
        unit: of the field.
    """
    edges = []
    for lower, inclusive in bounds:
        exact = (FULL - lower) * unit
        most = exact.numerator // exact.denominator
        edges.append(most if inclusive or most < exact else most - 1)
    return tuple(edges)


def count_met(met: Whole, lacking: Lacking, edges: Sequence[int], room: Room) -> None:
    """Add to the counts how many of these draws meet each band.

    Args:
        met: shape (bands, n).
        lacking: shape (draws, n), of the room's draws.
        edges: for each band the most units that may be lacking (`edges_of`).
        room: to work in.
    """
    marks = room.marks[: len(lacking), : lacking.shape[1]]
    for band, edge in enumerate(edges):
        if edge >= 0:
            np.less_equal(lacking, np.uint32(edge), out=marks)
            # As bytes and in at most 255 rows: the sum of each column fits a byte.
            met[band] += np.add.reduce(marks.view(np.uint8), axis=0, dtype=np.uint8)


def block_of(field: Field) -> int:
    """How many draws to rank at a time: their room stays in a processor's own cache."""
    return max(1, min(BLOCK_DRAWS, BLOCK_CELLS // field.offices))


def _first_of_run(tied: NDArray[np.intp]) -> NDArray[np.intp]:
    """For each tied position the one before its run of ties, where the shared place stands."""
    begins = np.flatnonzero(np.diff(tied, prepend=-2) != 1)
    lengths = np.diff(begins, append=tied.size)
    return np.repeat(tied[begins] - 1, lengths)
