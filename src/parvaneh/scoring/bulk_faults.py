"""The second look at a large sheet, only when the first found that something is wrong with it.

It goes through the rows in their order, a piece at a time, with the same readers as the small
sheets, lists the first faults of each kind and counts them all.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from parvaneh.kit.languages import msg
from parvaneh.kit.progress import Progress, silent
from parvaneh.kit.sheets import Cell, Fault, Row, Unreadable, cell_text, read_csv
from parvaneh.law.citation import Citation, cites
from parvaneh.scoring.cells import Meaning, Reader, Wrong, reader_of
from parvaneh.scoring.codes import CodeList
from parvaneh.scoring.columns import MOST_COUNT, Field, Type
from parvaneh.scoring.faults import FaultKind, Faults, shown
from parvaneh.scoring.opened import ROW, BulkSource, Format
from parvaneh.scoring.schema import SHEETS
from parvaneh.scoring.tables import cell_of, damaged, has_plain_type

PIECE = 1 << 16
CHECKING = msg("listing what is wrong")
MOST_KNOWN = 1 << 20  # distinct cells of a column whose meaning is remembered


@dataclass(frozen=True, slots=True)
class RowCheck:
    """A demand on whole rows: the number in `column` is not above the one in `limit`."""

    column: str
    limit: str
    allowed: str
    cites: tuple[Citation, ...]


NOT_ABOVE = msg("not more minutes up than minutes due")
ROW_CHECKS: Mapping[str, tuple[RowCheck, ...]] = {
    "monitoring": (RowCheck("minutes_up", "minutes_due", NOT_ABOVE, cites("D1404 4(3)(b)")),),
}


@dataclass(frozen=True, eq=False)
class _Piece:
    """Some rows: the file they stand in, their numbers, their columns by key as Arrow arrays."""

    file: str
    numbers: Sequence[int] | NDArray[np.int64]
    columns: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class _Column:
    """A column of a piece: its distinct cells, their meanings, each row's place among them."""

    cells: list[Cell]
    meanings: list[Meaning]
    places: NDArray[np.int64]

    def numbers(self, otherwise: int) -> NDArray[np.int64]:
        """The whole number of each row, or something else where there is none."""
        known = [one if isinstance(one, int) else otherwise for one in self.meanings]
        return np.array(known, np.int64)[self.places]


def list_faults(
    source: BulkSource, codes: CodeList, faults: Faults, progress: Progress = silent
) -> None:
    """Find every fault in the rows of a large sheet.

    Args:
        source: the sheet.
        codes: the codes of the offices.
        faults: takes the first of each kind and their totals.
        progress: told how many rows were looked at.
    """
    # Free text that nothing is computed from is not read at all.
    fields = {
        field.key: field
        for field in SHEETS[source.sheet].fields
        if field.required or field.type is not Type.TEXT
    }
    readers = {key: _Known(field, codes) for key, field in fields.items()}
    done = 0
    for piece in _pieces(source, faults):
        values = {
            key: _check(piece, fields[key], readers[key], column, faults)
            for key, column in piece.columns.items()
            if key in fields
        }
        _check_rows(source.sheet, piece, values, faults)
        done += len(piece.numbers)
        progress(CHECKING, done, 0)


class _Known:
    """A column's reader that remembers what cells mean."""

    def __init__(self, field: Field, codes: CodeList) -> None:
        self._read: Reader = codes.meaning if field.type is Type.CODE else reader_of(field)
        self._known: dict[tuple[type, Cell], Meaning] = {}

    def __call__(self, cell: Cell) -> Meaning:
        key = (cell.__class__, cell)
        if key not in self._known:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[key] = self._read(cell)
        return self._known[key]


def _check(
    piece: _Piece, field: Field, read: Callable[[Cell], Meaning], column: Any, faults: Faults
) -> _Column:
    """Read a column of a piece and tell what is wrong with it."""
    encoded = column.dictionary_encode()
    cells = [*(cell_of(value) for value in encoded.dictionary.to_pylist()), None]
    places = encoded.indices.fill_null(len(cells) - 1).to_numpy(zero_copy_only=False)
    found = [read(cell) for cell in cells]
    wrong = {at: meaning for at, meaning in enumerate(found) if isinstance(meaning, Wrong)}
    for allowed in {meaning.allowed for meaning in wrong.values()}:
        asked = [at for at, meaning in wrong.items() if meaning.allowed == allowed]
        rows = np.flatnonzero(np.isin(places, asked))
        if len(rows):
            listed = (
                _fault(piece, field.key, row, cells[places[row]], wrong[places[row]])
                for row in rows.tolist()
            )
            faults.add_counted(listed, FaultKind(piece.file, field.key, allowed), len(rows))
    return _Column(cells, found, places)


def _check_rows(sheet: str, piece: _Piece, columns: Mapping[str, _Column], faults: Faults) -> None:
    for check in ROW_CHECKS.get(sheet, ()):
        if check.column not in columns or check.limit not in columns:
            continue
        found = columns[check.column]
        rows = np.flatnonzero(found.numbers(-1) > columns[check.limit].numbers(MOST_COUNT))
        if len(rows):
            wrong = Wrong(check.allowed, cites=check.cites)
            listed = (
                _fault(piece, check.column, row, found.cells[found.places[row]], wrong)
                for row in rows.tolist()
            )
            kind = FaultKind(piece.file, check.column, check.allowed)
            faults.add_counted(listed, kind, len(rows))


def _fault(piece: _Piece, column: str, row: int, cell: Cell, wrong: Wrong) -> Fault:
    number, found = int(piece.numbers[row]), shown(cell_text(cell))
    return Fault(piece.file, number, column, found, wrong.allowed, wrong.params, wrong.cites)


def _pieces(source: BulkSource, faults: Faults) -> Iterator[_Piece]:
    if source.format is Format.TABLE:
        yield from _pieces_of_table(source)
    for path, file in zip(source.paths, source.names, strict=False):
        try:
            if source.format is Format.CSV:
                yield from _pieces_of_csv(path, file, source, faults)
            elif source.format is Format.PARQUET:
                yield from _pieces_of_parquet(path, file, source)
        except Unreadable as why:
            faults.add_all(replace(fault, file=file) for fault in why.faults)


def _pieces_of_table(source: BulkSource) -> Iterator[_Piece]:
    for start in range(0, source.table.num_rows, PIECE):
        piece = source.table.slice(start, PIECE).combine_chunks()
        numbers = piece.column(ROW).to_numpy()
        columns = {key: _array(piece.column(name)) for key, name in source.columns.items()}
        yield _Piece(source.file, numbers, columns)


def _pieces_of_csv(path: Path, file: str, source: BulkSource, faults: Faults) -> Iterator[_Piece]:
    sheet = read_csv(path)
    places = {
        key: sheet.columns.index(name)
        for key, name in source.columns.items()
        if name in sheet.columns  # a part may have other columns than the first: told already
    }
    while read := list(islice(sheet.rows, PIECE)):
        faults.add_all(replace(fault, file=file) for fault in read if isinstance(fault, Fault))
        rows = [row for row in read if isinstance(row, Row)]
        columns = list(zip(*(row.cells for row in rows), strict=True))
        if rows:
            arrays = {key: pa.array(columns[at], pa.string()) for key, at in places.items()}
            yield _Piece(file, [row.number for row in rows], arrays)


def _pieces_of_parquet(path: Path, file: str, source: BulkSource) -> Iterator[_Piece]:
    done = 0
    try:
        with pq.ParquetFile(path) as opened:
            schema = opened.schema_arrow
            plain = {
                key: name
                for key, name in source.columns.items()
                if name in schema.names and has_plain_type(schema.field(name).type)
            }
            for batch in opened.iter_batches(PIECE, columns=list(plain.values())):
                numbers = np.arange(done + 1, done + 1 + batch.num_rows)
                done += batch.num_rows
                columns = {key: batch.column(name) for key, name in plain.items()}
                yield _Piece(file, numbers, columns)
    except (pa.ArrowException, OSError) as why:
        raise damaged(file, why) from why


def _array(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
