"""The country as 31 squares: a map that needs no shapes of others, and never the only way.

Each province has a square of the same size near where it lies; east is on the right in either
language, for a map is not read as a line is. What a square says stands in it as text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parvaneh.kit.charts.canvas import WIDTH, Canvas, Caption
from parvaneh.kit.charts.figure import Figure, Table
from parvaneh.kit.languages import gettext, msg, show
from parvaneh.kit.places import BY_KEY, PROVINCES
from parvaneh.kit.text import Language

# Column from the west and row from the north, ours: neighbours touch where they can.
PLACES: Mapping[str, tuple[int, int]] = {
    "IR-04": (0, 0), "IR-03": (1, 0), "IR-24": (2, 0),
    "IR-12": (0, 1), "IR-19": (1, 1), "IR-01": (2, 1), "IR-02": (4, 1), "IR-27": (5, 1),
    "IR-28": (6, 1),
    "IR-05": (0, 2), "IR-13": (1, 2), "IR-26": (2, 2), "IR-30": (3, 2), "IR-23": (4, 2),
    "IR-20": (5, 2), "IR-09": (6, 2),
    "IR-16": (0, 3), "IR-15": (1, 3), "IR-00": (2, 3), "IR-25": (3, 3), "IR-10": (4, 3),
    "IR-21": (5, 3), "IR-29": (6, 3),
    "IR-06": (1, 4), "IR-14": (2, 4), "IR-17": (3, 4), "IR-07": (4, 4), "IR-08": (5, 4),
    "IR-11": (6, 4),
    "IR-18": (3, 5), "IR-22": (4, 5),
}  # fmt: skip
COLUMNS = 1 + max(column for column, _ in PLACES.values())
ROWS = 1 + max(row for _, row in PLACES.values())
SIDE = WIDTH / COLUMNS
GAP = 3.0
SHORT_FA = {
    "IR-03": "آذ. شرقی",
    "IR-04": "آذ. غربی",
    "IR-09": "خ. رضوی",
    "IR-11": "سیستان",
    "IR-14": "چهارمحال",
    "IR-17": "کهگیلویه",
    "IR-28": "خ. شمالی",
    "IR-29": "خ. جنوبی",
}
SHORT_EN = {
    "IR-03": "E. Azerb.",
    "IR-04": "W. Azerb.",
    "IR-05": "Kermansh.",
    "IR-02": "Mazand.",
    "IR-09": "Razavi Kh.",
    "IR-11": "Sistan",
    "IR-14": "Chaharm.",
    "IR-17": "Kohgiluyeh",
    "IR-22": "Hormozg.",
    "IR-28": "N. Khor.",
    "IR-29": "S. Khor.",
}


@dataclass(frozen=True, slots=True)
class Square:
    """What a province's square says: a short word in it, the whole in the table; its look."""

    province: str
    short: str
    whole: str
    look: str = "track"


def province_squares(caption: Caption, squares: Sequence[Square], heading: str) -> Figure:
    """A map of squares, with its table.

    Args:
        caption: title, description and language.
        squares: one for each province; one that is missing stays empty.
        heading: what the table calls what a square says.
    """
    language = caption.language
    known = {one.province: one for one in squares}
    canvas = Canvas(caption, SIDE * ROWS)
    for province in PROVINCES:
        column, row = PLACES[province.key]
        # The canvas runs from where reading begins; the map does not.
        x = SIDE * (COLUMNS - 1 - column if language is Language.FA else column)
        y, one = SIDE * row, known.get(province.key)
        canvas.rect(x + GAP, y + GAP, SIDE - 2 * GAP, SIDE - 2 * GAP, one.look if one else "track")
        canvas.text(x + SIDE / 2, y + SIDE * 0.45, _short(province.key, language), "tiny", "middle")
        if one:
            canvas.text(x + SIDE / 2, y + SIDE * 0.75, one.short, "tiny strong", "middle")
    headings = (gettext(msg("province"), language), heading)
    rows = tuple(
        (show(one, language), known[one.key].whole if one.key in known else "") for one in PROVINCES
    )
    return Figure(caption.title, canvas.svg(), Table(headings, rows), language)


def _short(key: str, language: Language) -> str:
    short = SHORT_FA if language is Language.FA else SHORT_EN
    return short.get(key) or show(BY_KEY[key], language)
