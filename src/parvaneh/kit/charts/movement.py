"""Two years side by side: who moved, and from which grade to which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from parvaneh.kit.charts.canvas import WIDTH, Canvas, Caption, along, number
from parvaneh.kit.charts.figure import Figure, Table
from parvaneh.kit.languages import gettext, msg

HEAD = 34.0
HEIGHT = 360.0
SIDE = 170.0
LINE = 18.0
LEADER = 22.0
STEP = 5
WIDEST_CELL = 96.0
CELL_HEIGHT = 40.0
MATRIX_NAMES = 110.0
# Cells are faint up to this share of the fullest and strong above it: in between neither dark nor
# light figures would have the contrast of 4.5 that text needs, in either theme.
STRONG_FROM = 0.6


@dataclass(frozen=True, slots=True)
class Mover:
    """One line: a name, and its values in the earlier and in the later year."""

    label: str
    before: Fraction
    after: Fraction


def slope(caption: Caption, movers: Sequence[Mover], years: tuple[str, str]) -> Figure:
    """A line for each mover from the earlier year's value to the later one's.

    Lines, unlike bars, need no zero: the scale spans the values, in steps of five.

    Args:
        caption: title, description and language.
        movers: at most about twenty can be read.
        years: what stands above the two sides.
    """
    height = max(HEIGHT, LINE * len(movers))
    canvas = Canvas(caption, HEAD + height + 20)
    left, right = SIDE, WIDTH - SIDE
    for x, year in zip((left, right), years, strict=True):
        canvas.text(x, 14, year, "strong", "middle")
        canvas.line((x, HEAD - 10), (x, HEAD + height), "grid")
    low, high = _limits([value for mover in movers for value in (mover.before, mover.after)])
    before = [HEAD + height - along(mover.before - low, height, high - low) for mover in movers]
    after = [HEAD + height - along(mover.after - low, height, high - low) for mover in movers]
    labels = (_spread(before, height), _spread(after, height))
    for at, mover in enumerate(movers):
        ends = (before[at], after[at])
        _draw_mover(canvas, caption, mover, ends, (labels[0][at], labels[1][at]))
    rows = tuple(_mover_cells(mover, caption) for mover in movers)
    names = (gettext(msg("name"), caption.language), *years)
    return Figure(caption.title, canvas.svg(), Table(names, rows), caption.language)


def transition_matrix(
    caption: Caption, grades: Sequence[str], counts: Mapping[tuple[str, str], int]
) -> Figure:
    """How many went from each grade to each: the earlier in rows, the later in columns.

    Args:
        caption: title, description and language.
        grades: from the highest to the lowest.
        counts: by (earlier, later); what is missing is none.
    """
    language = caption.language
    most = max(counts.values(), default=0)
    canvas = Canvas(caption, HEAD + CELL_HEIGHT * len(grades) + 4)
    width = min(WIDEST_CELL, (WIDTH - MATRIX_NAMES) / max(len(grades), 1))
    for at, grade in enumerate(grades):
        canvas.text(MATRIX_NAMES + width * (at + 0.5), HEAD - 12, grade, "small strong", "middle")
        canvas.text(0, HEAD + CELL_HEIGHT * (at + 0.5) + 5, grade, "small strong")
    for row, before in enumerate(grades):
        for column, after in enumerate(grades):
            count = counts.get((before, after), 0)
            box = (MATRIX_NAMES + width * column, HEAD + CELL_HEIGHT * row, width)
            _draw_cell(canvas, box, number(count, language), count / most if most else 0.0)
    first = gettext(msg("earlier grade"), language)
    rows = [
        (before, *(number(counts.get((before, after), 0), language) for after in grades))
        for before in grades
    ]
    return Figure(caption.title, canvas.svg(), Table((first, *grades), tuple(rows)), language)


def _limits(values: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """The multiples of a step below and above all values, never the same."""
    low = min(values, default=Fraction(0)) // STEP * STEP
    high = -(-max(values, default=Fraction(0)) // STEP) * STEP
    return Fraction(low), Fraction(max(high, low + STEP))


def _spread(heights: Sequence[float], paper: float) -> list[float]:
    """Heights for labels near the given ones, no two closer than a line, all on the paper."""
    order = sorted(range(len(heights)), key=lambda at: heights[at])
    placed = list(heights)
    for before, at in pairwise(order):
        placed[at] = max(placed[at], placed[before] + LINE)
    # What was pushed below the paper goes up again, taking those above along.
    lowest = HEAD + paper
    for at in reversed(order):
        placed[at] = min(placed[at], lowest)
        lowest = placed[at] - LINE
    return placed


def _draw_mover(
    canvas: Canvas,
    caption: Caption,
    mover: Mover,
    ends: tuple[float, float],
    labels: tuple[float, float],
) -> None:
    moved = (mover.after > mover.before) - (mover.after < mover.before)
    look = {1: "up", 0: "same", -1: "down"}[moved]
    left, right = SIDE, WIDTH - SIDE
    canvas.line((left, ends[0]), (right, ends[1]), look)
    canvas.dot(left, ends[0], f"{look}-mark", 4)
    canvas.dot(right, ends[1], f"{look}-mark", 4)
    before = number(mover.before, caption.language, 1)
    after = number(mover.after, caption.language, 1)
    canvas.line((left - 5, ends[0]), (left - LEADER, labels[0]), "leader")
    canvas.line((right + 5, ends[1]), (right + LEADER, labels[1]), "leader")
    canvas.text(left - LEADER - 4, labels[0] + 4, before, "small", "end")
    canvas.text(right + LEADER + 4, labels[1] + 4, f"{after} · {mover.label}", "small")


def _mover_cells(mover: Mover, caption: Caption) -> tuple[str, str, str]:
    before = number(mover.before, caption.language, 1)
    return mover.label, before, number(mover.after, caption.language, 1)


def _draw_cell(canvas: Canvas, box: tuple[float, float, float], shown: str, share: float) -> None:
    x, y, width = box
    is_strong = share > STRONG_FROM
    if share:
        opacity = 0.6 + 0.4 * share if is_strong else 0.1 + 0.65 * share
        canvas.rect(x + 1, y + 1, width - 2, CELL_HEIGHT - 2, "cell", opacity=opacity)
    canvas.rect(x + 1, y + 1, width - 2, CELL_HEIGHT - 2, "cell-edge")
    look = "inside" if is_strong else ("" if share else "muted")
    canvas.text(x + width / 2, y + CELL_HEIGHT / 2 + 5, shown, look, "middle")
