"""Two years side by side: who moved, and from which grade to which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from parvaneh.kit.charts.canvas import TOP, WIDTH, Canvas, Caption, along, number
from parvaneh.kit.charts.figure import Figure, Table
from parvaneh.kit.languages import gettext, msg

HEAD = 34.0
HEIGHT = 360.0
SIDE = 170.0
LINE = 18.0
CELL = 62.0
CELL_HEIGHT = 40.0
MATRIX_NAMES = 110.0
# A cell darker than this carries light figures.
DARK_FROM = 0.5
FAINTEST = 0.08


@dataclass(frozen=True, slots=True)
class Mover:
    """One line: a name, and its values in the earlier and in the later year."""

    label: str
    before: Fraction
    after: Fraction


def slope(
    caption: Caption, movers: Sequence[Mover], years: tuple[str, str], top: Fraction = TOP
) -> Figure:
    """A line for each mover from the earlier year's value to the later one's.

    Args:
        caption: title, description and language.
        movers: at most about twenty can be read.
        years: what stands above the two sides.
        top: the end of the scale, which begins at zero.
    """
    height = max(HEIGHT, LINE * len(movers))
    canvas = Canvas(caption, HEAD + height + 20)
    left, right = SIDE, WIDTH - SIDE
    canvas.text(left, 14, years[0], "strong", "middle")
    canvas.text(right, 14, years[1], "strong", "middle")
    for x in (left, right):
        canvas.line((x, HEAD - 10), (x, HEAD + height), "grid")
    sides = ([mover.before for mover in movers], [mover.after for mover in movers])
    heights = [_spread([_height(value, height, top) for value in side]) for side in sides]
    for at, mover in enumerate(movers):
        ends = (_height(mover.before, height, top), _height(mover.after, height, top))
        _draw_mover(canvas, caption, mover, ends, (heights[0][at], heights[1][at]))
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
    for at, grade in enumerate(grades):
        canvas.text(_column(at) + CELL / 2, HEAD - 12, grade, "small strong", "middle")
        canvas.text(0, HEAD + CELL_HEIGHT * (at + 0.5) + 5, grade, "small strong")
    for row, before in enumerate(grades):
        for column, after in enumerate(grades):
            count = counts.get((before, after), 0)
            place = (_column(column), HEAD + CELL_HEIGHT * row)
            _draw_cell(canvas, place, number(count, language), count / most if most else 0.0)
    first = gettext(msg("earlier grade"), language)
    rows = [
        (before, *(number(counts.get((before, after), 0), language) for after in grades))
        for before in grades
    ]
    return Figure(caption.title, canvas.svg(), Table((first, *grades), tuple(rows)), language)


def _height(value: Fraction, height: float, top: Fraction) -> float:
    return HEAD + height - along(value, height, top)


def _spread(heights: Sequence[float]) -> list[float]:
    """Base lines for labels near the given heights, no two closer than a line."""
    order = sorted(range(len(heights)), key=lambda at: heights[at])
    placed = list(heights)
    for before, at in pairwise(order):
        placed[at] = max(placed[at], placed[before] + LINE)
    # What was pushed below the paper goes up again, taking those above along.
    lowest = HEAD + max(HEIGHT, LINE * len(heights))
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
    canvas.text(left - 10, labels[0] + 5, before, "small", "end")
    canvas.text(right + 10, labels[1] + 5, f"{after}  {mover.label}", "small")


def _mover_cells(mover: Mover, caption: Caption) -> tuple[str, str, str]:
    before = number(mover.before, caption.language, 1)
    return mover.label, before, number(mover.after, caption.language, 1)


def _column(at: int) -> float:
    return MATRIX_NAMES + CELL * at


def _draw_cell(canvas: Canvas, place: tuple[float, float], shown: str, share: float) -> None:
    x, y = place
    if share:
        opacity = FAINTEST + (1 - FAINTEST) * share
        canvas.rect(x + 1, y + 1, CELL - 2, CELL_HEIGHT - 2, "cell", opacity=opacity)
    canvas.rect(x + 1, y + 1, CELL - 2, CELL_HEIGHT - 2, "cell-edge")
    look = "inside" if share > DARK_FROM else ("" if share else "muted")
    canvas.text(x + CELL / 2, y + CELL_HEIGHT / 2 + 5, shown, look, "middle")
