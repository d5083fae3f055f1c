"""What a column of an imported sheet takes: declared once, read by checks, templates and guides."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from parvaneh.imports.faults import Needed
from parvaneh.kit.languages import msg
from parvaneh.kit.places import PROVINCES
from parvaneh.kit.sheets import Cell, cell_text
from parvaneh.kit.text import clean, search_key
from parvaneh.law.citation import Citation
from parvaneh.law.vocabulary import Term
from parvaneh.scoring.cells import day, flag, is_empty, plain, scaled, whole
from parvaneh.scoring.columns import DECIMALS, EMPTY, LONGEST_TEXT


class Type(StrEnum):
    """What a column holds, and so what its cells become."""

    CODE = "code"  # text of digits and letters, never a number
    OFFICE = "office"  # code of an office in the register
    PERSON = "person"  # national id, or the code of a person in the register
    TEXT = "text"
    DAY = "day"
    WORD = "word"
    PROVINCE = "province"
    WHOLE = "whole"
    SCORE = "score"  # in ten-thousandths
    DECIMAL = "decimal"
    FLAG = "flag"
    LIST = "list"  # several values with commas between them


WANTED: Mapping[Type, str] = {
    Type.CODE: msg("a code of letters and digits, kept as text"),
    Type.OFFICE: msg("the code of an office within your reach"),
    Type.PERSON: msg("the national id or the code of a person within your reach"),
    Type.TEXT: msg("text of at most {longest} characters"),
    Type.DAY: msg(
        "a day as year, month, day; years 1300 to 1499 are Jalali, 1900 to 2100 Gregorian"
    ),
    Type.WORD: msg("one of: {words}"),
    Type.PROVINCE: msg("the name of a province, or its code from IR-00 to IR-30"),
    Type.WHOLE: msg("a whole number from {least} to {most}"),
    Type.SCORE: msg("a number from 0 to 100 with at most four decimals"),
    Type.DECIMAL: msg("a number with at most six decimals"),
    Type.FLAG: msg("yes or no (or بله, خیر, true, false, 1, 0)"),
    Type.LIST: msg("one or several, with commas between them"),
}
PROVINCE_WORDS: Mapping[str, Term] = {one.key: Term(one.fa, one.en, ()) for one in PROVINCES}
_CODE = re.compile(r"[!-~]+")  # all that ASCII has to be seen, and no space
_ALIASES = {search_key(name): one.key for one in PROVINCES for name in one.aliases}
_SEPARATORS = str.maketrans("،;؛\n", ",,,,")
MOST_DECIMALS = 6
MOST_POINTS = 100
SCALE = Decimal(10**DECIMALS)
MOST_SCORE = MOST_POINTS * 10**DECIMALS
# Values of these differ from row to row: to look for those that are alike takes longer.
UNLIKE = frozenset({Type.CODE, Type.DECIMAL})
NO_WORDS: Mapping[str, Term] = {}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    Attributes:
        key: what stands in the last line of its heading.
        name: for people; a heading may hold it too.
        required: whether every row must have a value.
        words: what is allowed, with the name of each; a cell may hold either.
        least: the smallest whole number.
        most: the largest.
        example: what the template shows.
        cites: the articles that ask for it.
        note: what else to know.
        private: a personal value: never repeated in a message, nor in a preview.
    """

    key: str
    name: Term
    type: Type = Type.TEXT
    required: bool = False
    words: Mapping[Any, Term] = field(default_factory=dict)
    least: int = 0
    most: int = 0
    example: str = ""
    cites: tuple[Citation, ...] = ()
    note: Term | None = None
    private: bool = False


Meaning = object
Reader = Callable[[Cell], Meaning]


def wanted(column: Column) -> Needed:
    """What a column takes, as a phrase and its parameters."""
    named = column.words if column.type is Type.WORD else NO_WORDS
    params: dict[str, object] = {
        "words": tuple(named.values()),
        "longest": LONGEST_TEXT,
        "least": column.least,
        "most": column.most,
    }
    phrase = WANTED[column.type]
    return Needed(phrase, {key: one for key, one in params.items() if f"{{{key}}}" in phrase})


def reader_of(column: Column) -> Reader:
    """How the cells of a column are read.

    Returns:
        A function from a cell to its value: text, day, number, word, yes or no, or a list; None
        where the cell is empty; a `Needed` where it is not accepted.
    """
    wrong = wanted(column)
    read = _READERS[column.type](column)
    nothing = Needed(EMPTY) if column.required else None

    def meaning(cell: Cell) -> Meaning:
        if cell.__class__ is not Decimal:  # a number is never too long, nor empty
            if isinstance(cell, str) and len(cell) > LONGEST_TEXT:
                return wrong
            if is_empty(cell):
                return nothing
        found = read(cell)
        return wrong if found is None else found

    return meaning


def meanings(column: Column, cells: Sequence[Cell]) -> Sequence[Meaning]:
    """Read a column from top to bottom, each distinct cell once where many are alike."""
    kinds = {*map(type, cells)}
    if column.type is Type.CODE and kinds == {str} and _are_codes_already(cells):
        return cells
    read = reader_of(column)
    if column.type is Type.SCORE:
        return _scores_read(cells, read)
    if column.type in UNLIKE:
        return list(map(read, cells))
    return each_once(cells, read)


def each_once(cells: Sequence[Cell], read: Reader) -> list[Meaning]:
    """Read a column from top to bottom, each distinct cell once."""
    keys = _keys_of(cells)
    known = {key: read(cell) for key, cell in dict(zip(keys, cells, strict=True)).items()}
    return list(map(known.__getitem__, keys))


def _keys_of(cells: Sequence[Cell]) -> Sequence[object]:
    """What tells the cells of a column apart: 1, True and Decimal(1) are equal, and not alike."""
    if len({*map(type, cells)} - {type(None)}) > 1:
        return list(zip(map(type, cells), cells, strict=True))
    return cells


def province_key(text: str) -> str | None:
    """The key of a province by its key or one of its names; None where it is none."""
    return _word_index(PROVINCE_WORDS).get(search_key(text)) or _ALIASES.get(search_key(text))


def _are_codes_already(cells: Sequence[Any]) -> bool:
    """Whether reading these texts as codes would change nothing."""
    is_fitting = all(cells) and max(map(len, cells)) <= LONGEST_TEXT
    return is_fitting and bool(_CODE.fullmatch("".join(cells)))


def _codes(_: Column) -> Reader:
    return lambda cell: plain(cell).replace(" ", "")


def _texts(_: Column) -> Reader:
    return lambda cell: clean(cell_text(cell))


def _words(column: Column) -> Reader:
    known = _word_index(column.words)
    return lambda cell: known.get(search_key(plain(cell)))


def _provinces(_: Column) -> Reader:
    return lambda cell: province_key(plain(cell))


def _days(_: Column) -> Reader:
    return day


def _wholes(column: Column) -> Reader:
    return lambda cell: whole(plain(cell), least=column.least, most=column.most)


def _scores(_: Column) -> Reader:
    return lambda cell: scaled(plain(cell), least=0, most=MOST_POINTS)


def _scores_read(cells: Sequence[Cell], read: Reader) -> list[Meaning]:
    """Scores as `read` reads them; most cells of a workbook are numbers, and need no text."""
    return [
        value
        if isinstance(cell, Decimal)
        and (value := int(moved := cell * SCALE)) == moved
        and 0 <= value <= MOST_SCORE
        else read(cell)
        for cell in cells
    ]


def _decimals(_: Column) -> Reader:
    def meaning(cell: Cell) -> Decimal | None:
        try:
            found = Decimal(plain(cell))
        except InvalidOperation:
            return None
        exponent = found.as_tuple().exponent
        is_fine = isinstance(exponent, int) and exponent >= -MOST_DECIMALS and abs(found) < 1000  # noqa: PLR2004 - degrees
        return found if is_fine else None

    return meaning


def _flags(_: Column) -> Reader:
    return flag


def _lists(_: Column) -> Reader:
    def meaning(cell: Cell) -> tuple[str, ...] | None:
        parts = (clean(one) for one in plain(cell).translate(_SEPARATORS).split(","))
        return tuple(one for one in parts if one) or None

    return meaning


def _word_index(words: Mapping[str, Term]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, term in words.items():
        for name in (key, term.fa, term.en):
            found.setdefault(search_key(name), key)
    return found


_READERS: Mapping[Type, Callable[[Column], Reader]] = {
    Type.CODE: _codes,
    Type.OFFICE: _codes,
    Type.PERSON: _codes,
    Type.TEXT: _texts,
    Type.DAY: _days,
    Type.WORD: _words,
    Type.PROVINCE: _provinces,
    Type.WHOLE: _wholes,
    Type.SCORE: _scores,
    Type.DECIMAL: _decimals,
    Type.FLAG: _flags,
    Type.LIST: _lists,
}


def written(column: Column, value: object) -> str:
    """A value as a sheet holds it, so that reading it gives the same value again."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column.type is Type.SCORE and isinstance(value, int):
        return format(Decimal(value).scaleb(-DECIMALS).normalize(), "f")
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(map(str, value))
    return str(value)
