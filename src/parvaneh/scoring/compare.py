"""What changed between two runs: who moves, by how much, and what moves them.

The change of a total is taken apart exactly into what other coefficients did and what each
indicator did; the parts add up to the change. A product of coefficient and score that changes in
both is shared evenly between the two (each takes effect at the mean of the other's two values), so
the answer does not depend on which is thought to change first.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from parvaneh.law.directive_1404.art07_grades import Band
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.scoring.outcome import INDICATOR_CODES, Entry, Outcome

ZERO = Fraction(0)
HALF = Fraction(1, 2)
# A table of results is rounded to six decimals: a difference so small says nothing.
ROUNDING = Fraction(1, 100_000)
NONE = ""  # the grade of an office that has none


class Kind(StrEnum):
    """What moved an office most."""

    INDICATOR = "indicator"
    COEFFICIENTS = "coefficients"
    BANDS = "bands"
    DEMOTION = "demotion"
    STATUS = "status"
    NOTHING = "nothing"


class Source(StrEnum):
    """What lies behind the change of an indicator."""

    EVIDENCE = "evidence"
    POLICY = "policy"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an office moved most: `indicator` names it where the kind is one, `effect` in points."""

    kind: Kind
    indicator: str = ""
    effect: Fraction = ZERO
    source: Source = Source.UNKNOWN


@dataclass(frozen=True, slots=True)
class Move:
    """One office in both runs.

    `change` is that of the total, None unless both have one; `by_coefficients` and the ten of
    `by_indicator` add up to it. `grades` counts grades gained (below zero: lost), `places` places
    gained; None where one run gave none.
    """

    before: Entry
    after: Entry
    change: Fraction | None
    by_coefficients: Fraction
    by_indicator: tuple[Fraction, ...]
    grades: int | None
    places: int | None
    cause: Cause


@dataclass(frozen=True, slots=True)
class ProvinceChange:
    """The offices of a province: how many went up, stayed and went down a grade, and the means.

    Only offices with a grade in both runs are counted; the means are over those with a total in
    both, None where there is none.
    """

    province: str
    up: int
    same: int
    down: int
    mean_before: Fraction | None
    mean_after: Fraction | None


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A dated value that was another in the other run; None where one run does not name it."""

    key: str
    before: object
    after: object


@dataclass(frozen=True)
class Comparison:
    """Two runs side by side. `grades` lists grade keys from the highest, then "" for none."""

    before: Outcome
    after: Outcome
    moves: tuple[Move, ...]
    came: tuple[str, ...]
    left: tuple[str, ...]
    grades: tuple[str, ...]
    names: Mapping[str, Band]
    transitions: Mapping[tuple[str, str], int]
    provinces: tuple[ProvinceChange, ...]
    values_changed: tuple[ValueChange, ...]
    bands_changed: bool

    @property
    def movers(self) -> tuple[Move, ...]:
        """The offices whose grade changed or came or went, the most grades and points first."""
        moved = [move for move in self.moves if move.before.grade != move.after.grade]
        return tuple(sorted(moved, key=_weight))


def compared(before: Outcome, after: Outcome) -> Comparison:
    """Compare two runs, office by office.

    Args:
        before: the earlier run, or the one with the first profile.
        after: the other.

    Returns:
        Everything that changed. Grades are told apart by key; an office is followed by its code.
    """
    is_rounded = before.coefficients is None or after.coefficients is None
    ladder = _Ladder(before.bands, after.bands, ROUNDING if is_rounded else ZERO)
    weights = _weights(before, after)
    shared = sorted(before.entries.keys() & after.entries.keys())
    moves = tuple(
        _move(before.entries[code], after.entries[code], ladder, weights) for code in shared
    )
    listed = [*ladder.places, NONE]
    return Comparison(
        before=before,
        after=after,
        moves=moves,
        came=tuple(sorted(after.entries.keys() - before.entries.keys())),
        left=tuple(sorted(before.entries.keys() - after.entries.keys())),
        grades=tuple(listed),
        names=ladder.names,
        transitions=Counter((move.before.grade, move.after.grade) for move in moves),
        provinces=tuple(_provinces(moves)),
        values_changed=tuple(_values_changed(before.values, after.values)),
        bands_changed=ladder.changed,
    )


def steps(comparison: Comparison) -> Counter[int]:
    """How many offices gained (above zero) or lost so many grades; those graded in both runs."""
    return Counter(move.grades for move in comparison.moves if move.grades is not None)


class _Ladder:
    """Where each grade of either run stands, the highest at 0."""

    def __init__(
        self, before: Iterable[Band], after: Iterable[Band], noise: Fraction = ZERO
    ) -> None:
        old, new = tuple(before), tuple(after)
        everyone = {band.key: band for band in (*old, *new)}
        ordered = sorted(everyone.values(), key=lambda band: (-band.lower, band.inclusive))
        self.names: Mapping[str, Band] = everyone
        self.places = {band.key: place for place, band in enumerate(ordered)}
        self.changed = old != new
        self.noise = noise
        self._new = new

    def gained(self, before: str, after: str) -> int | None:
        """Grades gained from one to another; None where either is none or unknown."""
        if before not in self.places or after not in self.places:
            return None
        return self.places[before] - self.places[after]

    def lets_move(self, move: "_Totals") -> bool:
        """Whether the old total alone, under the new bands, already has the new grade."""
        met = [
            band
            for band in self._new
            if move.before > band.lower or (band.inclusive and move.before == band.lower)
        ]
        return self.changed and bool(met) and met[0].key == move.grade


@dataclass(frozen=True, slots=True)
class _Totals:
    before: Fraction
    grade: str


Weights = tuple[tuple[Fraction, ...], tuple[Fraction, ...]]


def _weights(before: Outcome, after: Outcome) -> Weights:
    """The share of each indicator in either run; a run that does not tell borrows the other's."""
    even = (Fraction(1),) * len(INDICATOR_CODES)
    first = before.coefficients or after.coefficients or even
    second = after.coefficients or first
    return _shares(first), _shares(second)


def _shares(coefficients: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    whole = sum(coefficients)
    return tuple(coefficient / whole for coefficient in coefficients)


def _move(before: Entry, after: Entry, ladder: _Ladder, weights: Weights) -> Move:
    change = None
    by_indicator = (ZERO,) * len(INDICATOR_CODES)
    by_coefficients = ZERO
    if before.total is not None and after.total is not None:
        change = after.total - before.total
        by_indicator = _effects(before, after, weights)
        # What no indicator did was done by other coefficients: an identity where both runs tell
        # their coefficients, and else all that can be said.
        by_coefficients = change - sum(by_indicator)
    gained = None
    if before.place is not None and after.place is not None:
        gained = before.place - after.place
    move = Move(
        before=before,
        after=after,
        change=change,
        by_coefficients=by_coefficients,
        by_indicator=by_indicator,
        grades=ladder.gained(before.grade, after.grade),
        places=gained,
        cause=Cause(Kind.NOTHING),
    )
    return replace(move, cause=_cause(move, ladder))


def _effects(before: Entry, after: Entry, weights: Weights) -> tuple[Fraction, ...]:
    old, new = weights
    return tuple(
        ZERO if first is None or second is None else (second - first) * (less + more) * HALF
        for first, second, less, more in zip(
            before.indicators, after.indicators, old, new, strict=True
        )
    )


def _cause(move: Move, ladder: _Ladder) -> Cause:
    before, after = move.before, move.after
    if before.total is None or after.total is None:
        return Cause(Kind.STATUS if before.status != after.status else Kind.NOTHING)
    if before.grade != after.grade:
        if before.demoted_by != after.demoted_by:
            return Cause(Kind.DEMOTION)
        if RankStatus.INITIAL in {before.status, after.status} and before.status != after.status:
            return Cause(Kind.STATUS)
        if ladder.lets_move(_Totals(before.total, after.grade)):
            return Cause(Kind.BANDS)
    return _largest(move, ladder.noise)


def _largest(move: Move, noise: Fraction) -> Cause:
    """The part of the change that is the largest; the first of equals in the directive's order."""
    parts = [*zip(INDICATOR_CODES, move.by_indicator, strict=True), (NONE, move.by_coefficients)]
    code, effect = max(parts, key=lambda part: abs(part[1]))
    if abs(effect) <= noise:
        return Cause(Kind.NOTHING)
    if not code:
        return Cause(Kind.COEFFICIENTS, effect=effect)
    return Cause(Kind.INDICATOR, code, effect, _source(move, INDICATOR_CODES.index(code)))


def _source(move: Move, at: int) -> Source:
    if not move.before.evidence or not move.after.evidence:
        return Source.UNKNOWN
    same = move.before.evidence[at] == move.after.evidence[at]
    return Source.POLICY if same else Source.EVIDENCE


def _weight(move: Move) -> tuple[int, Fraction, str]:
    grades = -abs(move.grades) if move.grades is not None else 0
    return grades, -abs(move.change or ZERO), move.after.office


def _provinces(moves: Iterable[Move]) -> Iterable[ProvinceChange]:
    by_province: dict[str, list[Move]] = {}
    for move in moves:
        by_province.setdefault(move.after.province or move.before.province, []).append(move)
    for province, there in sorted(by_province.items()):
        steps = [move.grades for move in there if move.grades is not None]
        totals = [
            (move.before.total, move.after.total)
            for move in there
            if move.before.total is not None and move.after.total is not None
        ]
        yield ProvinceChange(
            province=province,
            up=sum(step > 0 for step in steps),
            same=sum(step == 0 for step in steps),
            down=sum(step < 0 for step in steps),
            mean_before=_mean([before for before, _ in totals]),
            mean_after=_mean([after for _, after in totals]),
        )


def _mean(values: list[Fraction]) -> Fraction | None:
    return sum(values, ZERO) / len(values) if values else None


def _values_changed(
    before: Mapping[str, object], after: Mapping[str, object]
) -> Iterable[ValueChange]:
    if not before or not after:
        return
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            yield ValueChange(key, before.get(key), after.get(key))
