"""Ten thousand coefficient tables over a whole country: ours beside sorting and scikit-criteria.

The limit is merely sorting the scores: `np.sort` over the same matrix of totals, in 32-bit words as
ours are, and in doubles as a matrix product gives them. The peer evaluates one table at a
time (its weights replaced, the weighted sum evaluated, which ranks); that is timed over a few
tables and multiplied.
"""

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import skcriteria
from skcriteria.agg.simple import WeightedSumModel

from bench.contest import Time, best_of
from bench.out import Out
from parvaneh.scoring.robustness.drawing import drawn_places, is_compiled_here
from parvaneh.scoring.robustness.draws import Floats, coefficient_vectors, whole_weights
from parvaneh.scoring.robustness.places import (
    Places,
    edges_of,
    field_of,
    lacking_of,
    places_of,
    shares_with_rounding,
)

DRAWS = 10_000
OFFICES = (2_000, 10_000)
PEER_DRAWS = 50
SORTED_DRAWS = 500
COEFFICIENTS = (12, 18, 10, 8, 8, 10, 12, 6, 8, 8)
BANDS = tuple((Fraction(lower), lower == 0) for lower in (85, 70, 50, 0))
NUMPY, COMPILED = "ours, NumPy only", "ours, compiled"
OURS = (NUMPY, COMPILED)
WORDS, DOUBLES = "limit: sorting the scores, 32-bit words", "limit: sorting the scores, doubles"
PEER = "peer: scikit-criteria, one table at a time"
NOTE = (
    "{draws:,} coefficient tables: the interval of places, the grades and the top 20 of every "
    "office. Best of several runs, taking turns; scikit-criteria timed over {peer} tables and "
    "sorting over {sorted}, both then scaled. Goals at 2,000 offices: 60 times scikit-criteria "
    "with NumPy only, 150 times compiled, at most 2.5 times merely sorting."
)
CLOSE = 0.5  # places, on average: ours are by rounded totals, the peer's by doubles


@dataclass(frozen=True, eq=False)
class Country:
    """Offices, their scores and the tables; `vectors` add up to 1."""

    scores: Floats
    vectors: Floats


def run(out: Out) -> None:
    """Compare for both numbers of offices."""
    rows = [row for offices in OFFICES for row in _rows(offices, _times(out, offices))]
    header = ("offices", "what", "s", "CPU s", "it / NumPy only", "it / compiled")
    notes = [NOTE.format(draws=DRAWS, peer=PEER_DRAWS, sorted=SORTED_DRAWS)]
    out.table("Robustness of the places", header, rows, notes)


def country(offices: int) -> Country:
    """Generated scores around 70 points, and tables around uneven coefficients."""
    draw = np.random.default_rng(7)
    scores = np.clip(draw.normal(70, 14, (offices, len(COEFFICIENTS))), 0, 100)
    return Country(scores, coefficient_vectors(COEFFICIENTS, DRAWS, draw))


def _times(out: Out, offices: int) -> dict[str, Time]:
    there = country(offices)
    field, weights = field_of(there.scores), whole_weights(there.vectors)
    edges = edges_of(BANDS, field.unit)
    words = lacking_of(field, shares_with_rounding(weights[:SORTED_DRAWS]))
    doubles = there.vectors[:SORTED_DRAWS] @ there.scores.T
    _check(there, places_of(words[:1], field.bits)[0])

    def ours(*, compiled: bool) -> Callable[[], object]:
        return lambda: drawn_places(field, weights, edges, 20, compiled=compiled)

    sides: dict[str, Callable[[], object]] = {NUMPY: ours(compiled=False)}
    if is_compiled_here():
        sides[COMPILED] = ours(compiled=True)
    sides[WORDS] = lambda: np.sort(words, axis=1)
    sides[DOUBLES] = lambda: np.sort(doubles, axis=1)
    sides[PEER] = _peer(there)
    found = best_of(sides, out.runs)
    scale = {WORDS: DRAWS / SORTED_DRAWS, DOUBLES: DRAWS / SORTED_DRAWS, PEER: DRAWS / PEER_DRAWS}
    times = {
        name: Time(time.wall * scale.get(name, 1), time.cpu * scale.get(name, 1))
        for name, time in found.items()
    }
    for name, one in times.items():
        out.say(f"  {offices} {name}: {one.wall:.3f} s, CPU {one.cpu:.3f} s")
    return times


def _peer(there: Country) -> Callable[[], Any]:
    """Evaluate some tables; returns what the last one gave."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        matrix = skcriteria.mkdm(there.scores, [max] * len(COEFFICIENTS), weights=COEFFICIENTS)
    model = WeightedSumModel()

    def evaluate() -> Any:
        for vector in there.vectors[:PEER_DRAWS]:
            last = model.evaluate(matrix.replace(weights=vector))
        return last

    return evaluate


def _check(there: Country, places: Places) -> None:
    """Both sides do the same: the places under the first table agree."""
    first = Country(there.scores, there.vectors[:1])
    ranks = _peer(first)().rank_
    apart = np.abs(ranks.astype(int) - places.astype(int)).mean()
    assert apart < CLOSE, f"places differ by {apart} on average"


def _rows(offices: int, times: Mapping[str, Time]) -> list[tuple[str, ...]]:
    rows = []
    for name, it in times.items():
        ratios = ["" if name in OURS else _ratio(it, times.get(ours)) for ours in OURS]
        rows.append((f"{offices:,}", name, f"{it.wall:.3f}", f"{it.cpu:.3f}", *ratios))
    return rows


def _ratio(it: Time, ours: Time | None) -> str:
    return "" if ours is None else f"{it.wall / ours.wall:.2f} ({it.cpu / ours.cpu:.2f} by CPU)"
