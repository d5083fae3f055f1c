"""Charts of one office, a row for each item: points gained, and where points went."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from parvaneh.kit.charts.canvas import TOP, WIDTH, Canvas, Caption, along, number
from parvaneh.kit.charts.figure import Figure, Table
from parvaneh.kit.languages import gettext, msg

ROW = 46.0
BAR = 14.0
LABEL_BASE = 16.0
BAR_TOP = 23.0
LEGEND = 30.0
NOT_ASSESSED = msg("not assessed")


@dataclass(frozen=True, slots=True)
class Bar:
    """One item: its name, points gained (None where not assessed), points available, a median."""

    label: str
    gained: Fraction | None
    available: Fraction = TOP
    median: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """Points that went: for what, how many, and the article that takes them."""

    label: str
    lost: Fraction
    article: str = ""


def horizontal_bars(
    caption: Caption,
    bars: Sequence[Bar],
    median_name: str = "",
    places: int = 1,
    *,
    in_order: bool = False,
) -> Figure:
    """Points gained in colour over those available in grey, the most gained first.

    Args:
        caption: title, description and language.
        bars: the items; those not assessed come last, without a bar.
        median_name: what the tick stands for, such as the province's median; "" where none is.
        places: decimals of the labels.
        in_order: keep the order given, such as that of years.

    Returns:
        The figure; all bars share one scale that begins at zero.
    """
    ordered = list(bars)
    if not in_order:
        ordered.sort(key=lambda bar: (bar.gained is None, -(bar.gained or 0), bar.label))
    top = max((bar.available for bar in bars), default=TOP)
    has_legend = bool(median_name) and any(bar.median is not None for bar in bars)
    canvas = Canvas(caption, ROW * len(bars) + (LEGEND if has_legend else 0))
    for at, bar in enumerate(ordered):
        _draw_bar(canvas, caption, bar, (ROW * at, top, places))
    if has_legend:
        _draw_legend(canvas, ROW * len(bars), median_name)
    headings = [msg("item"), msg("points gained"), msg("points available")]
    names = [gettext(heading, caption.language) for heading in headings]
    names += [median_name] if has_legend else []
    rows = [_bar_cells(bar, caption, places)[: len(names)] for bar in ordered]
    return Figure(caption.title, canvas.svg(), Table(tuple(names), tuple(rows)), caption.language)


def waterfall(
    caption: Caption, losses: Sequence[Loss], total: Fraction, start: Fraction = TOP
) -> Figure:
    """From a full score down to the total: each loss takes its part, with the article beside it.

    Args:
        caption: title, description and language.
        losses: in the order of the articles.
        total: what remains; it must be the start less every loss.
        start: the full score.

    Raises:
        ValueError: the losses do not lead from the start to the total.
    """
    if start - sum(loss.lost for loss in losses) != total:
        raise ValueError("the losses do not add up to the difference of start and total")
    language = caption.language
    canvas = Canvas(caption, ROW * (len(losses) + 2))
    first, last = gettext(msg("full score"), language), gettext(msg("total"), language)
    _draw_step(canvas, 0, (first, number(start, language, 1)), (0, along(start, WIDTH, start)))
    level = start
    for at, loss in enumerate(losses, 1):
        label = f"{loss.label} · {loss.article}" if loss.article else loss.label
        level -= loss.lost
        span = (along(level, WIDTH, start), along(loss.lost, WIDTH, start))
        words = (label, number(-loss.lost, language, 1))
        _draw_step(canvas, ROW * at, words, span, "lost")
        canvas.line((span[0], ROW * at + BAR_TOP), (span[0], ROW * (at + 1) + BAR_TOP), "axis")
    end = (0, along(total, WIDTH, start))
    _draw_step(canvas, ROW * (len(losses) + 1), (last, number(total, language, 1)), end)
    headings = (msg("item"), msg("article"), msg("points lost"))
    rows = [(loss.label, loss.article, number(loss.lost, language, 1)) for loss in losses]
    rows.append((last, "", number(total, language, 1)))
    names = tuple(gettext(heading, language) for heading in headings)
    return Figure(caption.title, canvas.svg(), Table(names, tuple(rows)), language)


def _draw_bar(
    canvas: Canvas, caption: Caption, bar: Bar, place: tuple[float, Fraction, int]
) -> None:
    y, top, places = place
    canvas.text(0, y + LABEL_BASE, bar.label)
    if bar.gained is None:
        words = gettext(NOT_ASSESSED, caption.language)
        canvas.text(WIDTH, y + LABEL_BASE, words, "muted", "end")
    else:
        shown = number(bar.gained, caption.language, places)
        canvas.text(WIDTH, y + LABEL_BASE, shown, "strong", "end")
    canvas.rect(0, y + BAR_TOP, along(bar.available, WIDTH, top), BAR, "track")
    canvas.rect(0, y + BAR_TOP, along(bar.gained or 0, WIDTH, top), BAR, "gained")
    if bar.median is not None:
        x = along(bar.median, WIDTH, top)
        canvas.line((x, y + BAR_TOP - 4), (x, y + BAR_TOP + BAR + 4), "median")


def _draw_legend(canvas: Canvas, y: float, words: str) -> None:
    canvas.line((4, y + 8), (4, y + 24), "median")
    canvas.text(14, y + 21, words, "small muted")


def _draw_step(
    canvas: Canvas,
    y: float,
    words: tuple[str, str],
    span: tuple[float, float],
    look: str = "gained",
) -> None:
    canvas.text(0, y + LABEL_BASE, words[0])
    canvas.text(WIDTH, y + LABEL_BASE, words[1], "strong haloed", "end")
    canvas.rect(0, y + BAR_TOP, WIDTH, BAR, "track", opacity=0.4)
    canvas.rect(span[0], y + BAR_TOP, span[1], BAR, look)


def _bar_cells(bar: Bar, caption: Caption, places: int) -> tuple[str, ...]:
    language = caption.language
    gained = gettext(NOT_ASSESSED, language)
    if bar.gained is not None:
        gained = number(bar.gained, language, places)
    median = "" if bar.median is None else number(bar.median, language, places)
    return bar.label, gained, number(bar.available, language, places), median
