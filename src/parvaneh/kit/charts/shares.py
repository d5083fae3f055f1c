"""How many have which grade: one bar for each, from the highest grade to the lowest."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from parvaneh.kit.charts.canvas import WIDTH, Canvas, Caption, along, number
from parvaneh.kit.charts.figure import Figure, Table
from parvaneh.kit.charts.style import grade_class, tile_mark
from parvaneh.kit.languages import gettext, msg, render
from parvaneh.kit.text import decimal_text

ROW = 46.0
BAR = 14.0
LABEL_BASE = 16.0
BAR_TOP = 23.0
TILES_WIDTH = 84.0


@dataclass(frozen=True, slots=True)
class Counted:
    """A grade's name and how many have it; `is_grade` is False for those without a grade."""

    name: str
    count: int
    is_grade: bool = True


def grade_counts(caption: Caption, grades: Sequence[Counted]) -> Figure:
    """A bar for each grade in the order given: its tiles, its count, its share of all grades.

    Args:
        caption: title, description and language.
        grades: from the highest to the lowest; those that are no grade come last and stay grey.

    Returns:
        The figure; all bars share one scale that begins at zero.
    """
    language = caption.language
    graded = sum(each.count for each in grades if each.is_grade)
    most = max((each.count for each in grades), default=0)
    of = sum(each.is_grade for each in grades)
    canvas = Canvas(caption, ROW * len(grades))
    rows = []
    for at, each in enumerate(grades):
        y, look = ROW * at, "spread"
        count, share = number(each.count, language), ""
        told = count
        if each.is_grade:
            look = grade_class(at + 1, of)
            canvas.text(0, y + LABEL_BASE, tile_mark(at + 1, of), look)
            part = Fraction(decimal_text(Fraction(100 * each.count, graded or 1), 1))
            share = number(part, language, 1)
            params = {"count": each.count, "share": part}
            told = render(msg("{count} ({share} percent)"), params, language)
        canvas.text(TILES_WIDTH, y + LABEL_BASE, each.name, "strong" if each.is_grade else "muted")
        canvas.text(WIDTH, y + LABEL_BASE, told, "strong", "end")
        canvas.rect(0, y + BAR_TOP, WIDTH, BAR, "track", opacity=0.4)
        canvas.rect(0, y + BAR_TOP, along(each.count, WIDTH, most), BAR, look)
        rows.append((each.name, count, share))
    names = (msg("grade"), msg("offices"), msg("share in percent"))
    headings = tuple(gettext(name, language) for name in names)
    return Figure(caption.title, canvas.svg(), Table(headings, tuple(rows)), language)
