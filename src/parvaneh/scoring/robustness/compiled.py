"""The draws with compiled loops around the sorting: the same numbers as `drawing`, sooner.

Needs the optional extra ``fast``. What numpy does in a dozen passes over a block happens here in
one pass before the sorting and one after it.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numba import njit
from numpy.typing import NDArray

from parvaneh.scoring.robustness.draws import Whole
from parvaneh.scoring.robustness.places import (
    Lacking,
    Places,
    Room,
    Slab,
    block_of,
    count_met,
    lacking_of,
)
from parvaneh.scoring.robustness.threads import in_parts

TURNED_DRAWS, TURNED_OFFICES = 64, 64  # at a time


def fill(places: Places, met: Whole, slab: Slab, tell: Callable[[int], None]) -> None:
    """As `drawing.fill`."""
    field, shares = slab.field, slab.shares
    block = block_of(field)

    def work(part: int, first: int, last: int) -> None:
        room = Room(block, field.offices)
        for start in range(first, last, block):
            stop = min(start + block, last)
            keys = room.keys[: stop - start]
            lacking = lacking_of(field, shares[start:stop], room)
            count_met(met[part], lacking[:, slab.offices], slab.edges, room)
            _lay(keys, lacking, field.bits)
            keys.sort(axis=1)
            _take(places[start:stop], slab.offices.start, keys, field.bits)
            if part == 0:
                tell(stop - first)

    in_parts(work, len(shares), len(met))


def spread(places: Places, at: Sequence[int], most: int, threads: int) -> Whole:
    """As `drawing.spread`."""
    found = np.empty((places.shape[1], len(at)), np.int64)
    where = np.array(at, np.int64)

    def work(_part: int, first: int, last: int) -> None:
        _stand(places[:, first:last], where, most, found[first:last])

    in_parts(work, places.shape[1], threads)
    return found


def _laid(keys: Lacking, lacking: Lacking, bits: int) -> None:
    """Lacking points and office number of each draw as keys."""
    shift = np.uint32(bits)
    for draw in range(len(lacking)):
        for office in range(lacking.shape[1]):
            keys[draw, office] = (lacking[draw, office] << shift) | np.uint32(office)


def _taken(places: Places, first: int, keys: Lacking, bits: int) -> None:
    """From sorted keys to places, equal totals alike; `first` is the slab's first office."""
    mask = np.uint32((1 << bits) - 1)
    shift = np.uint32(bits)
    last = first + places.shape[1]
    for draw in range(len(keys)):
        place, before = 1, keys[draw, 0] >> shift
        for at in range(keys.shape[1]):
            key = keys[draw, at]
            total = key >> shift
            place = place if total == before else at + 1
            before = total
            office = np.int64(key & mask)
            if first <= office < last:
                places[draw, office - first] = place


def _stood(places: Places, at: Whole, most: int, found: Whole) -> None:
    """Turn a few offices' places so that they lie together, count them, read off what is asked."""
    draws, count = places.shape
    turned = np.empty((TURNED_OFFICES, draws), np.uint16)
    counts = np.empty(most + 1, np.int32)
    for first in range(0, count, TURNED_OFFICES):
        some = min(TURNED_OFFICES, count - first)
        for start in range(0, draws, TURNED_DRAWS):
            for office in range(some):
                for draw in range(start, min(start + TURNED_DRAWS, draws)):
                    turned[office, draw] = places[draw, first + office]
        for office in range(some):
            counts[:] = 0
            for place in turned[office]:
                counts[place] += 1
            _read(counts, at, found[first + office])


def _reading(counts: NDArray[np.int32], at: Whole, found: Whole) -> None:
    """The places at the sorted positions in `at`, then how many stand at most at its last entry."""
    up_to, position, top = 0, 0, at[-1]
    found[-1] = 0
    for place in range(len(counts)):
        up_to += counts[place]
        while position < len(at) - 1 and up_to > at[position]:
            found[position] = place
            position += 1
        if place <= top:
            found[-1] = up_to


def _fast(function: Callable[..., None]) -> Callable[..., None]:
    """Compiled when first called, without the interpreter's lock; kept on disk where one may."""
    try:
        made = njit(nogil=True, cache=True)(function)
    except RuntimeError:  # nowhere to keep it
        made = njit(nogil=True)(function)
    compiled: Callable[..., None] = made
    return compiled


_lay = _fast(_laid)
_take = _fast(_taken)
_read = _fast(_reading)
_stand = _fast(_stood)
