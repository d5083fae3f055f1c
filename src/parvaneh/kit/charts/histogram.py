"""All offices at once: how many have which score, with the lines of the bands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from parvaneh.kit.charts.canvas import TOP, WIDTH, Canvas, Caption, along, number
from parvaneh.kit.charts.figure import Figure, Table
from parvaneh.kit.charts.style import grade_class, tile_mark
from parvaneh.kit.languages import gettext, msg

HEAD = 44.0
HEIGHT = 220.0
FOOT = 44.0
GAP = 2.0
# Above so many bars their counts would touch one another.
MOST_LABELLED = 24


@dataclass(frozen=True, slots=True)
class Bin:
    """How many lie from `low` up to, but not including, `high`; the last takes its end too."""

    low: Fraction
    high: Fraction
    count: int


@dataclass(frozen=True, slots=True)
class Band:
    """A grade: its name, and the score from which it reaches upwards."""

    name: str
    lower: Fraction


def bins_of(values: Iterable[Fraction], width: int = 5, top: Fraction = TOP) -> tuple[Bin, ...]:
    """Count exact values from 0 to `top` into bins of one width.

    Args:
        values: none below 0 or above `top`.
        width: of a bin, in points; `top` must be a multiple of it.
        top: the highest value possible.

    Raises:
        ValueError: a value lies outside, or the width does not divide `top`.
    """
    bins, rest = divmod(top, width)
    if rest:
        raise ValueError(f"bins of {width} do not fill {top}")
    counts = [0] * int(bins)
    for value in values:
        if not 0 <= value <= top:
            raise ValueError(f"outside 0 to {top}: {value}")
        counts[min(int(value // width), len(counts) - 1)] += 1
    return tuple(
        Bin(Fraction(at * width), Fraction((at + 1) * width), count)
        for at, count in enumerate(counts)
    )


def histogram_with_bands(caption: Caption, bins: Sequence[Bin], bands: Sequence[Band]) -> Figure:
    """Bars of counts, coloured by the band they lie in, with a line where each band begins.

    Args:
        caption: title, description and language.
        bins: side by side, from the lowest.
        bands: from the highest grade to the lowest.

    Returns:
        The figure; its table gives every bin.
    """
    top = bins[-1].high if bins else TOP
    most = max((each.count for each in bins), default=0)
    canvas = Canvas(caption, HEAD + HEIGHT + FOOT)
    base = HEAD + HEIGHT
    for each in bins:
        x, end = along(each.low, WIDTH, top), along(each.high, WIDTH, top)
        height = along(each.count, HEIGHT - 18, most)
        look = _look(each, bands)
        canvas.rect(x + GAP / 2, base - height, end - x - GAP, height, look)
        if each.count and len(bins) <= MOST_LABELLED:
            shown = number(each.count, caption.language)
            canvas.text((x + end) / 2, base - height - 5, shown, "small muted", "middle")
    canvas.line((0, base), (WIDTH, base), "axis")
    _draw_bands(canvas, caption, bands, top)
    return Figure(caption.title, canvas.svg(), _table(caption, bins), caption.language)


def _look(each: Bin, bands: Sequence[Band]) -> str:
    """The colour of the band that holds the bin's middle."""
    middle = (each.low + each.high) / 2
    for place, band in enumerate(bands, 1):
        if middle >= band.lower:
            return grade_class(place, len(bands))
    return "gained"


def _draw_bands(canvas: Canvas, caption: Caption, bands: Sequence[Band], top: Fraction) -> None:
    """A line at each lower bound, the bound beneath it, the grade's tiles and name above."""
    base = HEAD + HEIGHT
    upper = top
    for place, band in enumerate(bands, 1):
        x, end = along(band.lower, WIDTH, top), along(upper, WIDTH, top)
        if band.lower > 0:
            canvas.line((x, HEAD - 8), (x, base + 6), "bound")
        _draw_bound(canvas, caption, band.lower, x)
        canvas.text((x + end) / 2, 14, band.name, "strong", "middle")
        tiles = tile_mark(place, len(bands))
        look = f"small {grade_class(place, len(bands))}"
        canvas.text((x + end) / 2, 31, tiles, look, "middle")
        upper = band.lower
    _draw_bound(canvas, caption, top, WIDTH)
    words = gettext(msg("total score"), caption.language)
    canvas.text(WIDTH / 2, base + 40, words, "small muted", "middle")


def _draw_bound(canvas: Canvas, caption: Caption, value: Fraction, x: float) -> None:
    anchor = {0.0: "start", WIDTH: "end"}.get(x, "middle")
    shown = number(value, caption.language)
    y = HEAD + HEIGHT + 20
    if anchor == "start":
        canvas.text(x, y, shown, "small")
    elif anchor == "end":
        canvas.text(x, y, shown, "small", "end")
    else:
        canvas.text(x, y, shown, "small", "middle")


def _table(caption: Caption, bins: Sequence[Bin]) -> Table:
    language = caption.language
    names = (msg("from score"), msg("to score"), msg("offices"))
    rows = [(each.low, each.high, each.count) for each in bins]
    return Table(
        tuple(gettext(name, language) for name in names),
        tuple(tuple(number(value, language) for value in row) for row in rows),
    )
