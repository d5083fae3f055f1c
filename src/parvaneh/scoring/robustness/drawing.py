"""All draws: the interval of places of each office, its grades, how often it is among the first.

The draws are worked off in blocks that fit a processor's caches, by as many threads as there are
processors; numpy works outside the interpreter's lock. The places of every draw are kept, two bytes
each, until the intervals are known; if that would be too much, a slab of offices is finished at a
time and the draws are ranked again for the next. With the optional extra ``fast`` a compiled loop
does the same (`compiled`); both give the same numbers, whatever the threads.
"""

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from parvaneh.kit.languages import msg
from parvaneh.kit.progress import Progress, silent
from parvaneh.scoring.robustness.draws import Whole
from parvaneh.scoring.robustness.places import (
    Field,
    Places,
    Room,
    Slab,
    block_of,
    count_met,
    lacking_of,
    places_of,
    shares_with_rounding,
)
from parvaneh.scoring.robustness.threads import cores, in_parts

# Places of all draws are kept until the intervals are known: at most so many bytes at a time.
CEILING = 200_000_000

COMPILED_FROM = 100_000_000  # totals
# What is turned from draw by draw to office by office at a time, and counted.
TURNED_DRAWS, TURNED_OFFICES = 256, 64
# Nine draws of ten lie between these; where that falls between two draws, the outer one is taken.
LOW, HIGH = Fraction(5, 100), Fraction(95, 100)

DRAWING = msg("ranking under other coefficients")


@dataclass(frozen=True, eq=False)
class Drawn:
    """What so many draws say of n offices and g bands, the highest first.

    `low`, `median` and `high` are places, shape (n,); `top` (n,) counts draws among the first;
    `grades` (n, g) counts draws in each band by the total alone, before any demotion.
    """

    draws: int
    low: Whole
    median: Whole
    high: Whole
    top: Whole
    grades: Whole


def drawn_places(
    field: Field,
    weights: Whole,
    edges: Sequence[int],
    top: int,
    *,
    threads: int | None = None,
    compiled: bool | None = None,
    progress: Progress = silent,
) -> Drawn:
    """Rank all offices under all weight vectors.

    Args:
        field: n offices, m indicators.
        weights: shape (draws, m), from `draws.whole_weights`; at least one draw.
        edges: for each band, the highest first, the most units that may be lacking
            (`places.edges_of`).
        top: places up to this one are counted.
        threads: as many as this process may use if None; the result is the same.
        compiled: whether to use the compiled loop; if None, where it is installed and there are
            so many totals that it repays its loading.
        progress: told the draws done.

    Raises:
        ImportError: the compiled loop was asked for and is not installed.
    """
    threads = threads or cores()
    fill_with, spread_with = fill, spread
    if compiled is None:
        compiled = len(weights) * field.offices >= COMPILED_FROM and is_compiled_here()
    if compiled:
        from parvaneh.scoring.robustness import compiled as loops  # noqa: PLC0415 - optional

        fill_with, spread_with = loops.fill, loops.spread
    draws, count = len(weights), field.offices
    shares = shares_with_rounding(weights)
    width = max(1, min(count, CEILING // (np.dtype(np.uint16).itemsize * draws)))
    parts = []

    def tell(done: int) -> None:
        progress(DRAWING, min(done * threads, draws), draws)

    for first in range(0, count, width):
        last = min(first + width, count)
        places = np.empty((draws, last - first), np.uint16)
        met = np.zeros((threads, len(edges), last - first), np.int64)
        fill_with(places, met, Slab(field, shares, tuple(edges), slice(first, last)), tell)
        found = spread_with(places, (*positions(draws), top), count, threads)
        parts.append((*found.T, _per_grade(met.sum(axis=0))))
    return Drawn(draws, *(np.concatenate(part) for part in zip(*parts, strict=True)))


def positions(draws: int) -> tuple[int, int, int]:
    """Where low, median and high stand among the sorted places of so many draws, from 0.

    Of two middle ones the median is the better place.
    """
    last = draws - 1
    return int(last * LOW), last // 2, -int(-last * HIGH // 1)


def is_compiled_here() -> bool:
    """Whether the optional extra ``fast`` is installed."""
    return importlib.util.find_spec("numba") is not None


def fill(places: Places, met: Whole, slab: Slab, tell: Callable[[int], None]) -> None:
    """Write the places of a slab's offices in every draw, and how often each meets each band.

    Args:
        places: takes the places, shape (draws, offices of the slab).
        met: takes the counts, shape (threads, bands, offices of the slab); as many threads work.
        slab: what to draw.
        tell: told now and then how many draws one of the threads has done.
    """
    field, shares = slab.field, slab.shares
    block = block_of(field)

    def work(part: int, first: int, last: int) -> None:
        room = Room(block, field.offices)
        for start in range(first, last, block):
            stop = min(start + block, last)
            lacking = lacking_of(field, shares[start:stop], room)
            places[start:stop] = places_of(lacking, field.bits, room)[:, slab.offices]
            count_met(met[part], lacking[:, slab.offices], slab.edges, room)
            if part == 0:
                tell(stop - first)

    in_parts(work, len(shares), len(met))


def _per_grade(met: Whole) -> Whole:
    """From how often each band is met to how often it is the highest one met, shape (n, g)."""
    return np.diff(met, axis=0, prepend=0).T


def spread(places: Places, at: Sequence[int], most: int, threads: int) -> Whole:
    """The places at given positions of each office's sorted draws; last, draws among the first.

    Args:
        places: shape (draws, offices), each from 1 to `most`.
        at: positions from 0, and at the end the place up to which an office is among the first.
        most: the last place there is.
        threads: how many.

    Returns:
        Shape (offices, len(at)).
    """
    *where, top = at
    found = np.empty((places.shape[1], len(at)), np.int64)

    def work(_part: int, first: int, last: int) -> None:
        for office, up_to in enumerate(counted(places[:, first:last], most), start=first):
            found[office, :-1] = up_to.searchsorted(where, side="right")
            found[office, -1] = up_to[min(top, most)]

    in_parts(work, places.shape[1], threads)
    return found


def counted(places: Places, most: int) -> Iterator[Whole]:
    """For each office how many draws give it at most the place 0, 1, 2 … `most`.

    Args:
        places: shape (draws, offices), each from 1 to `most`.
        most: the last place there is.
    """
    draws, count = places.shape
    for first in range(0, count, TURNED_OFFICES):
        slab = places[:, first : first + TURNED_OFFICES]
        turned = np.empty(slab.shape[::-1], np.uint16)
        for start in range(0, draws, TURNED_DRAWS):
            turned[:, start : start + TURNED_DRAWS] = slab[start : start + TURNED_DRAWS].T
        for row in turned:
            up_to = np.bincount(row, minlength=most + 1)
            yield up_to.cumsum(out=up_to)
