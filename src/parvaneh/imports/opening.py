"""From the bytes of a file to the cells of one sheet, or to all that is wrong with the file."""

import codecs
import hashlib
import tempfile
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from parvaneh.imports.columns import Column
from parvaneh.imports.faults import Needed, Wrong, file_wrong, needed_said, notice_said
from parvaneh.kit.languages import msg
from parvaneh.kit.sheets import (
    Cell,
    Fault,
    Limits,
    Piece,
    Pieces,
    Row,
    Sheet,
    Unreadable,
    column_letters,
    read_csv,
    read_workbook,
)
from parvaneh.kit.text import search_key
from parvaneh.law.vocabulary import Term

MEBIBYTE = 1 << 20
LIMITS = Limits(bytes_unpacked=512 * MEBIBYTE, cells=10_000_000)
LARGEST = 30 * MEBIBYTE
MOST_ROWS = 500_000
ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0"
FAULTS_HEADING = (search_key("خطاها"), search_key("Faults"))

TOO_LARGE = msg("a file of at most {most} bytes")
ONE_SHEET = msg("one sheet only, or one that is called {name}")
KNOWN_COLUMN = msg("only the columns of the template; this is none of them")
ALL_COLUMNS = msg("a column {column}")
COLUMN_ONCE = msg("every column only once")
TOO_MANY_ROWS = msg("at most {most} rows in one file")
NO_ROWS = msg("at least one row below the headings")
AS_UTF16 = msg("The file was read as UTF-16.")


class Unopened(Exception):
    """The file cannot be read as a sheet of this kind; `faults` says why, all at once."""

    def __init__(self, faults: Iterable[Wrong]) -> None:
        """Keep the faults."""
        super().__init__("the file cannot be read")
        self.faults = tuple(faults)


@dataclass
class Opened:
    """The cells of a sheet, column by column, with the number of each row.

    `places` tells the place of each known column in the file; `beyond` are rows that could not be
    laid under the headings.
    """

    name: str
    sha256: str
    headings: tuple[str, ...]
    places: dict[str, int]
    numbers: list[int] = field(default_factory=list)
    columns: Sequence[Sequence[Cell]] = ()
    beyond: list[Wrong] = field(default_factory=list)
    notices: list[tuple[str, str]] = field(default_factory=list)

    def cells(self, key: str) -> Sequence[Cell]:
        """The cells of a column from top to bottom; empty ones where the file lacks it."""
        at = self.places.get(key)
        return [None] * len(self.numbers) if at is None else self.columns[at]

    def cell(self, key: str, row: int) -> Cell:
        """The cell of a column in a row, by the row's own number."""
        place = self.places.get(key)
        at = bisect_left(self.numbers, row)
        return None if place is None else self.columns[place][at]

    def address(self, key: str, row: int) -> str:
        """The address of a cell, such as ``C17``; empty where the file lacks the column."""
        at = self.places.get(key)
        return "" if at is None else f"{column_letters(at)}{row}"


def sheet_opened(
    name: str, data: bytes, *, sheet: str, title: Term, columns: Sequence[Column]
) -> Opened:
    """Read a file of one kind.

    Args:
        name: the file's name, as it was given.
        data: its bytes; they decide what it is, not its name.
        sheet: key of the sheet's kind.
        title: the name of the kind, by which a sheet of a workbook may be called too.
        columns: the columns of the kind.

    Raises:
        Unopened: with everything that is wrong with the file as a whole.
    """
    if len(data) > LARGEST:
        raise _unopened(TOO_LARGE, most=LARGEST)
    sha256 = hashlib.sha256(data).hexdigest()
    with tempfile.TemporaryDirectory() as folder:
        ending, data, notices = _form(data)
        path = Path(folder) / f"{Path(name).stem[:60] or 'sheet'}{ending}"
        path.write_bytes(data)
        try:
            found = _chosen(path, ending, sheet, title)
            opened = _laid_out(found, columns)
        except Unreadable as why:
            raise Unopened(map(file_wrong, why.faults)) from why
    opened.sha256 = sha256
    opened.notices += notices
    return opened


def _form(data: bytes) -> tuple[str, bytes, list[tuple[str, str]]]:
    """The ending by which the file is read, its bytes, and what to tell of it."""
    if data.startswith((ZIP, OLE)):
        return ".xlsx", data, []
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return ".csv", data.decode("utf-16").encode(), [notice_said(AS_UTF16)]
        except UnicodeError:
            pass  # refused by the reader, which says what it wants
    return ".csv", data, []


@dataclass(frozen=True)
class _Taken:
    """A sheet whose cells were all read; `beyond` are the rows that do not fit its headings."""

    sheet: Sheet
    numbers: list[int]
    columns: Sequence[Sequence[Cell]]
    beyond: Sequence[Fault] = ()


def _chosen(path: Path, ending: str, key: str, title: Term) -> _Taken:
    """The one sheet that is meant, with its cells read."""
    if ending == ".csv":
        return _taken(read_csv(path, LIMITS))
    wanted = {search_key(one) for one in (key, title.fa, title.en)}
    found = [_taken(one) for one in read_workbook(path, LIMITS) if one.columns]
    named = [one for one in found if search_key(one.sheet.name) in wanted]
    if len(named or found) != 1:
        raise _unopened(ONE_SHEET, name=key)
    return (named or found)[0]


def _taken(sheet: Sheet) -> _Taken:
    if isinstance(sheet.rows, Pieces):
        return _put_together(sheet, sheet.rows.pieces)
    found = list(islice(sheet.rows, MOST_ROWS + 1))
    if len(found) > MOST_ROWS:
        raise _unopened(TOO_MANY_ROWS, most=MOST_ROWS)
    rows = [one for one in found if isinstance(one, Row)]
    columns = list(zip(*(row.cells for row in rows), strict=True))
    beyond = [one for one in found if isinstance(one, Fault)]
    return _Taken(sheet, [row.number for row in rows], columns, beyond)


def _put_together(sheet: Sheet, pieces: Iterable[Piece]) -> _Taken:
    numbers: list[int] = []
    columns: list[list[Cell]] = [[] for _ in sheet.columns]
    for piece in pieces:
        numbers += piece.numbers
        if len(numbers) > MOST_ROWS:
            raise _unopened(TOO_MANY_ROWS, most=MOST_ROWS)
        for column, cells in zip(columns, piece.columns, strict=True):
            column.extend(cells)
    return _Taken(sheet, numbers, columns)


def _laid_out(taken: _Taken, columns: Sequence[Column]) -> Opened:
    sheet = taken.sheet
    places, faults = _placed(sheet.columns, columns)
    beyond = [file_wrong(one) for one in taken.beyond]
    if not faults and not taken.numbers and not beyond:
        faults.append(_wrong(Needed(NO_ROWS)))
    if faults:
        raise Unopened(faults)
    notices = [notice_said(one.message, one.params) for one in sheet.notices]
    numbers, cells = taken.numbers, taken.columns
    return Opened(sheet.name, "", sheet.columns, places, numbers, cells, beyond, notices)


def _placed(
    headings: Sequence[str], columns: Sequence[Column]
) -> tuple[dict[str, int], list[Wrong]]:
    """Where each column stands, and what is wrong with the headings."""
    keys = {
        search_key(name): column.key
        for column in columns
        for name in (column.key, column.name.fa, column.name.en)
    }
    places: dict[str, int] = {}
    faults = []
    for at, heading in enumerate(headings):
        key = keys.get(search_key(heading))
        cell = f"{column_letters(at)}1"
        if key is None:
            if search_key(heading) not in FAULTS_HEADING:
                faults.append(_wrong(Needed(KNOWN_COLUMN), heading, cell))
        elif key in places:
            faults.append(_wrong(Needed(COLUMN_ONCE), heading, cell))
        else:
            places[key] = at
    missing = (one for one in columns if one.required and one.key not in places)
    faults += [_wrong(Needed(ALL_COLUMNS, {"column": one.key})) for one in missing]
    return places, faults


def _wrong(needed: Needed, found: str = "", cell: str = "") -> Wrong:
    return Wrong(1 if cell else None, "", cell, found, *needed_said(needed, found))


def _unopened(phrase: str, **params: object) -> Unopened:
    return Unopened([_wrong(Needed(phrase, params))])
