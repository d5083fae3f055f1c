"""What a cell means under its column, or what it should have been.

Cells are read once for each distinct value of a column: half a million assessments hold some
hundreds of days and a few thousand scores.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from parvaneh.kit.dates import GREGORIAN_YEARS, NotADay, parse_date
from parvaneh.kit.sheets import Cell, cell_text
from parvaneh.kit.text import DECIMAL_SEPARATOR, ZWJ, ZWNJ, ascii_digits, clean
from parvaneh.law.citation import Citation
from parvaneh.scoring.columns import (
    ALLOWED,
    DECIMALS,
    EMPTY,
    FLAGS,
    LONGEST_TEXT,
    Field,
    Type,
    allowed_params,
)
from parvaneh.scoring.evidence import SCALE

_WHOLE = re.compile(r"(-?\d+)(?:\.0*)?")
_NUMBER = re.compile(r"(-?)(\d+)(?:\.(\d*))?")
_LONGEST_NUMBER = 30
_INVISIBLE = f"{ZWNJ}{ZWJ} "


@dataclass(frozen=True, slots=True, eq=False)
class Wrong:
    """A cell that is not accepted: what would have been, and the articles that ask for it."""

    allowed: str
    params: Mapping[str, object] = field(default_factory=dict)
    cites: tuple[Citation, ...] = ()


# The meaning of a cell: a value of the column's type, None where it is empty, or what is wrong.
Meaning = object
Reader = Callable[[Cell], Meaning]


def plain(cell: Cell) -> str:
    """A cell as cleaned text with ASCII digits, ``.`` before decimals and an ASCII minus."""
    if isinstance(cell, str) and cell.isascii() and cell.isprintable():
        return cell.strip()
    text = ascii_digits(clean(cell_text(cell)))
    return text.replace(DECIMAL_SEPARATOR, ".").replace("\u2212", "-")


def is_empty(cell: Cell) -> bool:
    """Whether there is nothing to be seen in a cell."""
    if not isinstance(cell, str):
        return cell is None
    if cell.isascii() and cell.isprintable():
        return not cell.strip()
    return not clean(cell).strip(_INVISIBLE)


def reader_of(column: Field, words: Iterable[str] | None = None) -> Reader:
    """How cells of a column are read; codes of offices are read by `codes.CodeList` instead.

    Args:
        column: its declaration.
        words: what is allowed instead of the words it declares (dated ones).

    Returns:
        A function from a cell to its value: text, day, whole number, score or hours in
        ten-thousandths, yes or no; None where it is empty; `Wrong` where it is not accepted.
    """
    allowed = tuple(column.words or ()) if words is None else tuple(words)
    wrong = wrong_in(column, allowed)
    read = _READERS[column.type](column, {word.casefold(): word for word in allowed}, wrong)
    nothing: Meaning = "" if column.type is Type.TEXT else None
    if column.required:
        nothing = Wrong(EMPTY, cites=column.cites)

    def meaning(cell: Cell) -> Meaning:
        if isinstance(cell, str) and len(cell) > LONGEST_TEXT:
            return wrong
        return nothing if is_empty(cell) else read(cell)

    return meaning


def wrong_in(column: Field, words: Iterable[str] | None = None) -> Wrong:
    """What is said of a cell that its column does not accept."""
    return Wrong(ALLOWED[column.type].en, allowed_params(column, words), column.cites)


def meanings(cells: Sequence[Cell], read: Reader) -> tuple[list[Meaning], list[int]]:
    """Read a column: each distinct cell once.

    Args:
        cells: the column from top to bottom.
        read: what a cell means.

    Returns:
        The meanings in the same order, and the places (counted from 0) of what is wrong.
    """
    keys: Sequence[object] = cells
    if not set(map(type, cells)) <= {str, type(None)}:
        # 1, True and Decimal(1) are equal, and yet not the same cell.
        keys = [(cell.__class__, cell) for cell in cells]
    known = {key: read(cell) for key, cell in dict(zip(keys, cells, strict=True)).items()}
    found = [known[key] for key in keys]
    if not any(isinstance(meaning, Wrong) for meaning in known.values()):
        return found, []
    return found, [at for at, meaning in enumerate(found) if isinstance(meaning, Wrong)]


def scaled(text: str, *, least: int, most: int) -> int | None:
    """A number in ten-thousandths, or None if it is none, is out of bounds or has more decimals.

    Args:
        text: as `plain` gives it.
        least: the smallest allowed, not scaled.
        most: the largest allowed, not scaled.
    """
    found = _NUMBER.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
    if found is None:
        return None
    decimals = (found[3] or "").rstrip("0")
    if len(decimals) > DECIMALS:
        return None
    value = int(found[2]) * SCALE + int(decimals.ljust(DECIMALS, "0"))
    value = -value if found[1] else value
    return value if least * SCALE <= value <= most * SCALE else None


def whole(text: str, *, least: int, most: int) -> int | None:
    """A whole number (``3``, or ``3.0`` as programs write it), or None if it is none in bounds."""
    found = _WHOLE.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
    if found is None:
        return None
    value = int(found[1])
    return value if least <= value <= most else None


def day(cell: Cell) -> date | None:
    """The day that a cell holds, or None; a moment without a zone is its day.

    Text may be Jalali or Gregorian, by its year. A cell that is itself a day is Gregorian already.
    """
    if isinstance(cell, date):
        found = cell.date() if isinstance(cell, datetime) else cell
        return found if found.year in GREGORIAN_YEARS else None
    try:
        return parse_date(cell_text(cell))
    except NotADay:
        return None


def flag(cell: Cell) -> bool | None:
    """Yes or no, or None if the cell says neither."""
    return FLAGS.get(plain(cell).casefold().removesuffix(".0"))


def _texts(_: Field, __: Mapping[str, str], ___: Wrong) -> Reader:
    return lambda cell: clean(cell_text(cell))


def _words(_: Field, words: Mapping[str, str], wrong: Wrong) -> Reader:
    return lambda cell: words.get(plain(cell).casefold(), wrong)


def _exact_words(_: Field, words: Mapping[str, str], wrong: Wrong) -> Reader:
    exact = frozenset(words.values())

    def meaning(cell: Cell) -> Meaning:
        text = plain(cell)
        return text if text in exact else wrong

    return meaning


def _days(_: Field, __: Mapping[str, str], wrong: Wrong) -> Reader:
    return lambda cell: day(cell) or wrong


def _wholes(column: Field, _: Mapping[str, str], wrong: Wrong) -> Reader:
    def meaning(cell: Cell) -> Meaning:
        value = whole(plain(cell), least=column.least, most=column.most)
        return wrong if value is None else value

    return meaning


def _scaled(column: Field, _: Mapping[str, str], wrong: Wrong) -> Reader:
    def meaning(cell: Cell) -> Meaning:
        value = scaled(plain(cell), least=column.least, most=column.most)
        return wrong if value is None else value

    return meaning


def _flags(_: Field, __: Mapping[str, str], wrong: Wrong) -> Reader:
    def meaning(cell: Cell) -> Meaning:
        value = flag(cell)
        return wrong if value is None else value

    return meaning


_READERS: Mapping[Type, Callable[[Field, Mapping[str, str], Wrong], Reader]] = {
    Type.CODE: _texts,
    Type.TEXT: _texts,
    Type.PROVINCE: _exact_words,
    Type.DAY: _days,
    Type.CRITERION: _words,
    Type.METHOD: _wholes,
    Type.SCORE: _scaled,
    Type.ANSWER: _wholes,
    Type.WHOLE: _wholes,
    Type.HOURS: _scaled,
    Type.FLAG: _flags,
    Type.WORD: _words,
}
