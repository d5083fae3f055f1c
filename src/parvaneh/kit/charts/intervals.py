"""Values with their uncertainty: provinces side by side, and the places an office may have."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from parvaneh.kit.charts.canvas import TOP, WIDTH, Canvas, Caption, along, number
from parvaneh.kit.charts.figure import Figure, Table
from parvaneh.kit.languages import gettext, msg

ROW = 34.0
HEAD = 26.0
FOOT = 26.0
NAME_WIDTH = 196.0
VALUE_WIDTH = 56.0
SPREAD = 8.0


@dataclass(frozen=True, slots=True)
class Interval:
    """A value between its limits, and on how many it rests (None where that says nothing)."""

    label: str
    low: Fraction
    value: Fraction
    high: Fraction
    n: int | None = None


@dataclass(frozen=True, slots=True)
class _Scale:
    """From which value to which, printed with how many decimals, and where it lies on paper."""

    first: Fraction
    last: Fraction
    places: int

    def x(self, value: Fraction) -> float:
        span = self.last - self.first
        return NAME_WIDTH + along(value - self.first, WIDTH - NAME_WIDTH - VALUE_WIDTH, span)


def province_comparison(
    caption: Caption,
    provinces: Sequence[Interval],
    average: Fraction | None = None,
    top: Fraction = TOP,
    reference: str = "",
) -> Figure:
    """Each province's mean as a dot on a scale from zero, with its interval, the highest first.

    Args:
        caption: title, description and language.
        provinces: means with their intervals and numbers of offices.
        average: the country's, drawn as a line through all rows.
        top: the end of the scale.
        reference: what that line stands for where it is not the national average.
    """
    ordered = sorted(provinces, key=lambda one: (-one.value, one.label))
    scale = _Scale(Fraction(0), top, 1)
    name = reference or gettext(msg("national average"), caption.language)
    line = (name, average) if average is not None else None
    return _strips(caption, ordered, scale, line)


def interval_strip(
    caption: Caption, strips: Sequence[Interval], last: int, first: int = 1
) -> Figure:
    """Places with the interval in which they lie when the coefficients are drawn anew.

    Args:
        caption: title, description and language.
        strips: whole numbers; kept in the order given.
        last: the highest place there is.
        first: the best place.
    """
    return _strips(caption, strips, _Scale(Fraction(first), Fraction(last), 0), None)


def caterpillar(caption: Caption, strips: Sequence[Interval], middle: str) -> Figure:
    """Distances from one middle line, below and above it, each with its interval, in order.

    Args:
        caption: title, description and language.
        strips: distances, the lowest first.
        middle: what the line stands for.
    """
    far = max((max(abs(one.low), abs(one.high)) for one in strips), default=Fraction(1))
    edge = Fraction(max(-(-far // 1), 1))
    return _strips(caption, strips, _Scale(-edge, edge, 1), (middle, Fraction(0)))


def _strips(
    caption: Caption,
    rows: Sequence[Interval],
    scale: _Scale,
    reference: tuple[str, Fraction] | None,
) -> Figure:
    foot = HEAD + ROW * len(rows)
    canvas = Canvas(caption, foot + FOOT)
    start, end = scale.x(scale.first), scale.x(scale.last)
    for at, row in enumerate(rows):
        _draw_strip(canvas, caption, row, scale, HEAD + ROW * (at + 0.5))
    canvas.line((start, foot), (end, foot), "axis")
    for value, x in ((scale.first, start), (scale.last, end)):
        canvas.text(x, foot + 18, number(value, caption.language), "small muted", "middle")
    if reference is not None:
        _draw_reference(canvas, caption, reference, scale, foot)
    return Figure(caption.title, canvas.svg(), _table(caption, rows, scale), caption.language)


def _draw_strip(canvas: Canvas, caption: Caption, row: Interval, scale: _Scale, y: float) -> None:
    low, x, high = scale.x(row.low), scale.x(row.value), scale.x(row.high)
    canvas.line((scale.x(scale.first), y), (scale.x(scale.last), y), "grid")
    canvas.text(0, y + 5, row.label)
    canvas.rect(low, y - SPREAD / 2, high - low, SPREAD, "spread")
    canvas.dot(x, y, "point")
    shown = number(row.value, caption.language, scale.places)
    canvas.text(WIDTH, y + 5, shown, "strong", "end")


def _draw_reference(
    canvas: Canvas,
    caption: Caption,
    reference: tuple[str, Fraction],
    scale: _Scale,
    foot: float,
) -> None:
    name, value = reference
    x = scale.x(value)
    words = f"{name} {number(value, caption.language, scale.places)}"
    canvas.line((x, HEAD - 6), (x, foot), "reference")
    canvas.text(x, HEAD - 12, words, "small", "middle")


def _table(caption: Caption, rows: Sequence[Interval], scale: _Scale) -> Table:
    language = caption.language
    headings = [msg("name"), msg("lowest"), msg("value"), msg("highest"), msg("number")]
    has_n = any(row.n is not None for row in rows)
    names = tuple(gettext(heading, language) for heading in headings)[: 5 if has_n else 4]
    cells = [
        (
            row.label,
            *(number(value, language, scale.places) for value in (row.low, row.value, row.high)),
            "" if row.n is None else number(row.n, language),
        )[: len(names)]
        for row in rows
    ]
    return Table(names, tuple(cells))
