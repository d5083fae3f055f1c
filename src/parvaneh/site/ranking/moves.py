"""Who moved between two results, in words: each with its cause, and by province."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from parvaneh.frame.listing import Grade
from parvaneh.kit.charts import tile_mark
from parvaneh.scoring.compare import Comparison, Move, steps
from parvaneh.scoring.report.movement import causes
from parvaneh.scoring.report.voice import Voice

MOST = 100


class Moved(NamedTuple):
    """One office that moved."""

    code: str
    title: str
    province: str
    before: Grade | None
    after: Grade | None
    change: Fraction | None
    places: int | None
    cause: str


class ProvinceMoved(NamedTuple):
    """How the offices of a province moved."""

    name: str
    up: int
    same: int
    down: int
    before: Fraction | None
    after: Fraction | None


class Steps(NamedTuple):
    """How many rose, kept their grade, fell; how many are new or gone."""

    up: int
    same: int
    down: int
    came: int
    left: int


def steps_said(comparison: Comparison) -> Steps:
    """How many went which way."""
    counted = steps(comparison)
    return Steps(
        sum(count for step, count in counted.items() if step > 0),
        counted[0],
        sum(count for step, count in counted.items() if step < 0),
        len(comparison.came),
        len(comparison.left),
    )


def moves_said(movers: Sequence[Move], voice: Voice, most: int = MOST) -> list[Moved]:
    """The offices that moved most, those that changed their grade first."""
    return [
        Moved(
            move.after.office,
            move.after.title or move.before.title,
            voice.province(move.after.province or move.before.province),
            _grade(move.before.grade, voice),
            _grade(move.after.grade, voice),
            move.change,
            move.places,
            causes(move.cause, voice),
        )
        for move in movers[:most]
    ]


def provinces_said(comparison: Comparison, voice: Voice) -> list[ProvinceMoved]:
    """Each province with how its offices moved, those with the most moves first."""
    found = [
        ProvinceMoved(
            voice.province(one.province),
            one.up,
            one.same,
            one.down,
            one.mean_before,
            one.mean_after,
        )
        for one in comparison.provinces
    ]
    return sorted(found, key=lambda one: -(one.up + one.down))


def _grade(key: str, voice: Voice) -> Grade | None:
    mark = voice.grade(key)
    if not mark.tiles:
        return None
    of = len(mark.tiles)
    place = next(at for at in range(1, of + 1) if tile_mark(at, of) == mark.tiles)
    return Grade(mark.word, place, of)
