"""What a change either way would do: for each item a bar to both sides, the widest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from parvaneh.kit.charts.canvas import WIDTH, Canvas, Caption, along, number
from parvaneh.kit.charts.figure import Figure, Table
from parvaneh.kit.languages import gettext, msg

ROW = 46.0
BAR = 14.0
LABEL_BASE = 16.0
BAR_TOP = 23.0
HEAD = 26.0
EDGE = 44.0  # for the figures beside the bars


@dataclass(frozen=True, slots=True)
class Swing:
    """One item: how much happens when it is made smaller, and when it is made larger."""

    label: str
    less: Fraction
    more: Fraction


def tornado(caption: Caption, swings: Sequence[Swing], sides: tuple[str, str]) -> Figure:
    """A bar to each side of one middle line, the items that do most at the top.

    Args:
        caption: title, description and language.
        swings: nothing below zero.
        sides: what the bars of the beginning and of the end of a line stand for.

    Returns:
        The figure; both sides share one scale that begins at the middle line.
    """
    ordered = sorted(swings, key=lambda one: (-max(one.less, one.more), one.label))
    most = max((max(one.less, one.more) for one in ordered), default=Fraction(0))
    middle, room = WIDTH / 2, WIDTH / 2 - EDGE
    canvas = Canvas(caption, HEAD + ROW * len(ordered))
    canvas.text(middle - 8, 14, sides[0], "small muted", "end")
    canvas.text(middle + 8, 14, sides[1], "small muted")
    for at, one in enumerate(ordered):
        y = HEAD + ROW * at
        less, more = along(one.less, room, most), along(one.more, room, most)
        canvas.text(0, y + LABEL_BASE, one.label)
        canvas.rect(middle - less, y + BAR_TOP, less, BAR, "lost")
        canvas.rect(middle, y + BAR_TOP, more, BAR, "gained")
        shown = [number(value, caption.language) for value in (one.less, one.more)]
        canvas.text(middle - less - 6, y + BAR_TOP + 12, shown[0], "small", "end")
        canvas.text(middle + more + 6, y + BAR_TOP + 12, shown[1], "small")
    canvas.line((middle, HEAD - 4), (middle, HEAD + ROW * len(ordered)), "axis")
    headings = (gettext(msg("item"), caption.language), *sides)
    rows = tuple(
        (one.label, *(number(value, caption.language) for value in (one.less, one.more)))
        for one in ordered
    )
    return Figure(caption.title, canvas.svg(), Table(headings, rows), caption.language)
