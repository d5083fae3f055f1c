"""What a sheet is made of, whatever file it came from, and what can be wrong with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean

# A workbook gives int, Decimal (a number in its shortest form), date, bool, text; a delimited
# file only text. None is an empty cell.
Cell = str | int | Decimal | date | bool | None

MEBIBYTE = 1 << 20
LETTERS = 26


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may ask of us before it is refused unopened. Sizes are bytes.

    bytes_unpacked: all parts of a workbook together. ratio: unpacked to packed size of one part,
    looked at only above `ratio_from`. parts: members of the archive. cells: rows times columns of
    the used area of one sheet, which a reader lays out whole. sparse: that area for each cell that
    is really there, looked at only above `sparse_from` cells. line: one line of a delimited file.
    faults: how many faults of one kind are listed.
    """

    bytes_unpacked: int = 2048 * MEBIBYTE
    ratio: int = 250
    ratio_from: int = 16 * MEBIBYTE
    parts: int = 4096
    cells: int = 50_000_000
    sparse: int = 50
    sparse_from: int = 5_000_000
    line: int = MEBIBYTE
    faults: int = 1000


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not accepted: where it stands, what was found, what is allowed.

    file: its name; a sheet of a workbook is ``book.xlsx/sheet``. row: as the reader's program
    numbers it (workbook row, line of a delimited file). column: its heading or letters. allowed:
    an English message with places, filled from `params`. cites: the articles that ask for it.
    """

    file: str
    row: int | None
    column: str | None
    found: str
    allowed: str
    params: Mapping[str, object] = field(default_factory=dict)
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something accepted that the reader should know: an English message and its parameters."""

    file: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)


class Row(NamedTuple):
    """One row: its number in the file, and a cell for every column."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows below one another: the number of each, and the cells of each column."""

    numbers: Sequence[int]
    columns: Sequence[Sequence[Cell]]


class Pieces(Iterator[Row]):
    """The rows of a sheet that is read piece by piece: to be taken as rows, or column by column.

    Whoever needs the columns of a large sheet spares the making of a row for each of its rows.
    """

    def __init__(self, pieces: Iterable[Piece]) -> None:
        """Keep the pieces, which all have the same columns."""
        self.pieces = iter(pieces)
        self._rows = chain.from_iterable(map(_rows_of, self.pieces))

    def __next__(self) -> Row:
        """The next row."""
        return next(self._rows)


def _rows_of(piece: Piece) -> Iterator[Row]:
    return map(Row, piece.numbers, zip(*piece.columns, strict=True))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, its file, its column headings, and its rows, to be read once.

    A row that does not fit the headings comes as a `Fault` in its place. Where all fit, as the file
    is made, `rows` may be `Pieces`.
    """

    name: str
    file: str
    columns: tuple[str, ...]
    rows: Iterator[Row | Fault]
    notices: tuple[Notice, ...] = ()


class Unreadable(Exception):
    """The file as a whole cannot be read; every reason found is in `faults`."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep the faults; there is at least one."""
        super().__init__("; ".join(f"{fault.file}: {fault.allowed}" for fault in faults[:3]))
        self.faults = tuple(faults)


def unreadable(path: Path, found: str, allowed: str, **params: object) -> Unreadable:
    """One fault of a whole file, ready to be raised."""
    return Unreadable([Fault(path.name, None, None, found, allowed, params)])


def cell_text(cell: Cell) -> str:
    """Return a cell as text: numbers in their shortest form, days as ``2025-05-11``, None as ""."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def column_letters(index: int) -> str:
    """Return the letters of a workbook column counted from 0: A, B … Z, AA."""
    letters = ""
    rest = index + 1
    while rest:
        rest, letter = divmod(rest - 1, LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the place of a workbook column, counted from 0; the inverse of `column_letters`."""
    index = 0
    for letter in letters:
        index = index * LETTERS + ord(letter) - ord("A") + 1
    return index - 1


def headings(cells: Sequence[Cell], file: str, row: int) -> tuple[str, ...]:
    """Return the column names of a heading row; of a heading in two lines the last line counts.

    Args:
        cells: the row; empty cells at its end are dropped.
        file: for the faults.
        row: for the faults.

    Raises:
        Unreadable: a heading is empty or stands twice.
    """
    names = [clean((cell_text(cell).splitlines() or [""])[-1]) for cell in cells]
    while names and not names[-1]:
        names.pop()
    faults = [
        Fault(file, row, column_letters(at), "", msg("a heading for every column"))
        for at, name in enumerate(names)
        if not name
    ]
    faults += [
        Fault(file, row, column_letters(at), name, msg("every heading only once"))
        for at, name in enumerate(names)
        if name and name in names[:at]
    ]
    if faults:
        raise Unreadable(faults)
    return tuple(names)


def fitted(cells: Sequence[Cell], columns: Sequence[str], file: str, number: int) -> Row | Fault:
    """Return a row with a cell for every column, or the fault that it has cells beyond them."""
    if len(cells) == len(columns):
        return Row(number, tuple(cells))
    beyond = [at for at in range(len(columns), len(cells)) if cells[at] not in {None, ""}]
    if beyond:
        found = cell_text(cells[beyond[0]])
        allowed = msg("no more than {columns} columns")
        params = {"columns": len(columns)}
        return Fault(file, number, column_letters(beyond[0]), found, allowed, params)
    given = tuple(cells[: len(columns)])
    return Row(number, given + (None,) * (len(columns) - len(given)))
