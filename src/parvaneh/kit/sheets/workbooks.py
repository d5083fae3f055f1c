"""Reading .xlsx workbooks with calamine, after `safety` has let them pass."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain, compress, count, islice
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from parvaneh.kit.languages import msg
from parvaneh.kit.sheets.parts import (
    Cell,
    Fault,
    Limits,
    Notice,
    Piece,
    Pieces,
    Sheet,
    Unreadable,
    fitted,
    headings,
    unreadable,
)
from parvaneh.kit.sheets.safety import check_workbook

# Sheets of these names hold our own lists for validation; nobody fills them in.
OWN_MARK = "_"
# Above this a whole number in a workbook is no longer exact (IEEE 754: 15 digits always survive).
EXACT_BELOW = 10**15
PIECE = 4_000  # rows whose cells are looked at together


def read_workbook(path: Path, limits: Limits | None = None) -> Iterator[Sheet]:
    """Read a workbook sheet by sheet; the first row that is not empty holds the headings.

    Numbers come in their shortest form (int, else Decimal), days as dates, codes as text. Rows keep
    their workbook numbers; empty rows are passed over. Hidden sheets are not read; the first sheet
    given carries a notice that names them.

    Args:
        path: an .xlsx file.
        limits: how much it may ask of us.

    Yields:
        The sheets in order; one without any cell has no columns and no rows.

    Raises:
        Unreadable: the file is dangerous, damaged, protected, or carries formulas or macros; or,
            after all other sheets, that some sheets' headings do not stand.
        OSError: the file cannot be read.
    """
    check_workbook(path, limits)
    try:
        book = CalamineWorkbook.from_path(path)
        yield from _sheets(path, book)
    except CalamineError as why:
        raise unreadable(path, str(why), msg("an undamaged workbook")) from why


def _sheets(path: Path, book: CalamineWorkbook) -> Iterator[Sheet]:
    tables = [
        known
        for known in book.sheets_metadata
        if known.typ is SheetTypeEnum.WorkSheet and not known.name.startswith(OWN_MARK)
    ]
    hidden = [known.name for known in tables if known.visible is not SheetVisibleEnum.Visible]
    text = msg("hidden sheets were not read: {sheets}")
    notices = (Notice(path.name, text, {"sheets": hidden}),) if hidden else ()
    faults: list[Fault] = []
    for known in tables:
        if known.name in hidden:
            continue
        file = f"{path.name}/{known.name}"
        try:
            sheet = _sheet(known.name, file, book.get_sheet_by_name(known.name), notices)
        except Unreadable as why:
            faults += why.faults
            continue
        yield sheet
        notices = ()
    if faults:
        raise Unreadable(faults)


def _sheet(name: str, file: str, source: CalamineSheet, notices: tuple[Notice, ...]) -> Sheet:
    pieces = _pieces(source)
    top = next(pieces, Piece((0,), ()))
    first = tuple(column[0] for column in top.columns)
    columns = headings(first, file, top.numbers[0])
    below = Piece(top.numbers[1:], [column[1:] for column in top.columns])
    rows = Pieces(chain([below], pieces) if first else ())
    if len(first) == len(columns):
        return Sheet(name, file, columns, rows, notices)
    fitting = (fitted(cells, columns, file, number) for number, cells in rows)
    return Sheet(name, file, columns, fitting, notices)


def _pieces(source: CalamineSheet) -> Iterator[Piece]:
    """The rows that are not empty with their workbook numbers, every one from column A."""
    if source.start is None:
        return
    # iter_rows begins at row 1 whatever the first used row is.
    rows, number = source.iter_rows(), 1
    while taken := list(islice(rows, PIECE)):
        before = [(None,) * len(taken)] * source.start[1]
        columns = [*before, *map(_column, zip(*taken, strict=True))]
        piece = Piece(range(number, number + len(taken)), columns)
        number += len(taken)
        # A column that is full leaves no row empty.
        if not any(None not in column for column in columns):
            piece = _without_empty(piece)
        if piece.numbers:
            yield piece


def _without_empty(piece: Piece) -> Piece:
    used = [row.count(None) < len(row) for row in zip(*piece.columns, strict=True)]
    columns = [list(compress(column, used)) for column in piece.columns]
    return Piece(list(compress(piece.numbers, used)), columns)


def _column(values: Sequence[Any]) -> Sequence[Cell]:
    """A column of a piece: those of one type, as most are, need not be asked one by one."""
    kinds = {*map(type, values)}
    if kinds == {str}:
        known = dict(zip(values, values, strict=True))
        if all(map(str.strip, known)):  # words repeat: one object for each is quicker ever after
            return list(map(known.__getitem__, values))
    if float not in kinds:
        return [_CELLS[value.__class__](value) for value in values]
    numbers = iter(_numbers([value for value in values if value.__class__ is float]))
    if len(kinds) == 1:
        return list(numbers)
    return [
        next(numbers) if value.__class__ is float else _CELLS[value.__class__](value)
        for value in values
    ]


def _numbers(values: Sequence[float]) -> list[int | Decimal]:
    """Each as the number with the fewest digits that a workbook would keep as this float."""
    is_whole = list(map(float.is_integer, values))
    if not max(map(abs, values)) < EXACT_BELOW:  # or what is no number stands first
        is_whole = [one.is_integer() and abs(one) < EXACT_BELOW for one in values]
    if all(is_whole):
        return list(map(int, values))
    found: list[int | Decimal] = list(map(Decimal, map(repr, values)))
    for at in compress(count(), is_whole):
        found[at] = int(values[at])
    return found


def _moment(value: datetime) -> date:
    return value.date() if value.time() == time() else value


def _kept(value: Cell) -> Cell:
    return value


# What a cell of each other type becomes; hours and durations, which no column takes, become text.
_CELLS: dict[type, Callable[[Any], Cell]] = {
    str: lambda value: value if value.strip() else None,
    int: _kept,
    bool: _kept,
    date: _kept,
    datetime: _moment,
    time: str,
    timedelta: str,
}
