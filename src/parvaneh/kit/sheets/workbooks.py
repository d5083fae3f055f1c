"""Reading .xlsx workbooks with calamine, after `safety` has let them pass."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import filterfalse, islice, starmap
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
    Row,
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
    rows = _numbered(source)
    number, first = next(rows, (0, ()))
    columns = headings(first, file, number)
    return Sheet(name, file, columns, _fitted(rows, columns, file, len(first)), notices)


def _fitted(
    rows: Iterator[tuple[int, tuple[Cell, ...]]], columns: tuple[str, ...], file: str, width: int
) -> Iterator[Row | Fault]:
    if width == len(columns):
        return starmap(Row, rows)
    return (fitted(cells, columns, file, number) for number, cells in rows)


def _numbered(source: CalamineSheet) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """The rows that are not empty with their workbook numbers, every one from column A."""
    if source.start is None:
        return
    # iter_rows begins at row 1 whatever the first used row is.
    rows, number = source.iter_rows(), 1
    while piece := list(islice(rows, PIECE)):
        before = [(None,) * len(piece)] * source.start[1]
        columns = [*before, *map(_column, zip(*piece, strict=True))]
        numbered = enumerate(zip(*columns, strict=True), number)
        # A column that is full leaves no row empty.
        is_full = any(None not in column for column in columns)
        yield from numbered if is_full else filterfalse(_is_empty, numbered)
        number += len(piece)


def _is_empty(numbered: tuple[int, tuple[Cell, ...]]) -> bool:
    return numbered[1].count(None) == len(numbered[1])


def _column(values: Sequence[Any]) -> Sequence[Cell]:
    """A column of a piece: those of one type, as most are, need not be asked one by one."""
    kinds = {*map(type, values)}
    if kinds == {str} and all(map(str.strip, values)):
        known: dict[str, str] = {}  # words repeat: one object for each is quicker ever after
        return list(map(known.setdefault, values, values))
    if kinds == {float}:
        return list(map(_number, values))
    return [_CELLS[value.__class__](value) for value in values]


def _number(value: float) -> int | Decimal:
    """The number with the fewest digits that a workbook would keep as this float."""
    if value.is_integer() and abs(value) < EXACT_BELOW:
        return int(value)
    return Decimal(repr(value))


def _moment(value: datetime) -> date:
    return value.date() if value.time() == time() else value


def _kept(value: Cell) -> Cell:
    return value


# What a cell of each type becomes; hours and durations, which no column takes, become text.
_CELLS: dict[type, Callable[[Any], Cell]] = {
    str: lambda value: value if value.strip() else None,
    float: _number,
    int: _kept,
    bool: _kept,
    date: _kept,
    datetime: _moment,
    time: str,
    timedelta: str,
}
