"""Where a rule stands: stable codes such as ``D1404 4(7)(b)`` or ``D1392 26 n.3``.

A citation is text of one exact form, so it sorts, serialises and compares without help. The
letter inside is always Latin; the Persian letter depends on the directive, because the two texts
letter their items differently.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NewType

Citation = NewType("Citation", str)

# Persian names of the texts we cite. D1392 and D1404 are the directives; B1401 their by-law; CPC
# the Civil Procedure Code of 1379, whose arts 443-445 count days; PC the Penal Code.
SOURCES = {
    "D1392": ("دستورالعمل ۱۳۹۲", "Directive of 1392"),
    "D1404": ("دستورالعمل ۱۴۰۴", "Directive of 1404"),
    "B1401": ("آیین‌نامه اجرایی ۱۴۰۱", "Executive by-law of 1401"),
    "CPC": ("قانون آیین دادرسی مدنی", "Civil Procedure Code"),
    "PC": ("قانون مجازات اسلامی", "Islamic Penal Code"),
}

# The printed order of letters: abjad in 1392, alphabetical in 1404 (law.md, citations).
LETTERS = {"D1392": "ابجدهوزحط", "D1404": "ابپتثجچحخ"}
ALEF = "الف"
ITEM_WORDS = ("بند", "جزء")

_FORM = re.compile(
    r"(?P<source>[A-Z]+\d*) (?P<article>\d+)(?P<items>(?:\((?:\d+|[a-z])\))*)(?: n\.(?P<note>\d+))?"
)
_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@dataclass(frozen=True)
class Parts:
    """A citation taken apart: source, article, items in order, note (0 when none)."""

    source: str
    article: int
    items: tuple[str, ...]
    note: int


def parts_of(text: str) -> Parts:
    """Take a citation apart.

    Args:
        text: a citation such as ``D1404 4(7)(b)``.

    Returns:
        Its parts.

    Raises:
        ValueError: the text is not of the form, or names a source we do not know.
    """
    found = _FORM.fullmatch(text)
    if found is None or found["source"] not in SOURCES:
        message = f"not a citation: {text!r}"
        raise ValueError(message)
    items = tuple(re.findall(r"\(([^)]+)\)", found["items"]))
    return Parts(found["source"], int(found["article"]), items, int(found["note"] or 0))


def cite(text: str) -> Citation:
    """Check the form of a citation and return it as one.

    Raises:
        ValueError: as `parts_of`.
    """
    parts_of(text)
    return Citation(text)


def cites(*texts: str) -> tuple[Citation, ...]:
    """Several citations at once, in the order given."""
    return tuple(cite(text) for text in texts)


def reading_order(citation: str) -> tuple[str, int, tuple[tuple[int, str], ...], int]:
    """Sort key that puts citations in the order of the printed text (4 before 4(2) before 10)."""
    parts = parts_of(citation)
    items = tuple((int(item) if item.isdigit() else 0, item) for item in parts.items)
    return parts.source, parts.article, items, parts.note


def in_reading_order(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """The citations without repetition, in the order of the printed text."""
    return tuple(sorted(set(citations), key=reading_order))


def persian_label(citation: str) -> str:
    """The citation as a Persian reader writes it, with the directive's own letters.

    Example: ``D1404 4(7)(b)`` gives «ماده ۴ بند ۷ جزء ب دستورالعمل ۱۴۰۴».
    """
    parts = parts_of(citation)
    words = [f"ماده {parts.article}"]
    for depth, item in enumerate(parts.items):
        words.append(f"{ITEM_WORDS[depth]} {_persian_item(parts.source, item)}")
    if parts.note:
        words.append(f"تبصره {parts.note}")
    return " ".join((*words, SOURCES[parts.source][0])).translate(_DIGITS)


def english_label(citation: str) -> str:
    """The citation spelt out in English, such as «art. 4(7)(b), Directive of 1404»."""
    parts = parts_of(citation)
    items = "".join(f"({item})" for item in parts.items)
    note = f" note {parts.note}" if parts.note else ""
    return f"art. {parts.article}{items}{note}, {SOURCES[parts.source][1]}"


def _persian_item(source: str, item: str) -> str:
    if item.isdigit():
        return item
    place = ord(item) - ord("a")
    return LETTERS[source][place] if place else ALEF
