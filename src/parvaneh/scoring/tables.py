"""One small sheet as columns of cells, whatever file it came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from parvaneh.kit.languages import msg
from parvaneh.kit.sheets import Cell, Fault, Notice, Sheet, Unreadable
from parvaneh.kit.text import clean
from parvaneh.scoring.columns import Field, SheetSchema
from parvaneh.scoring.faults import Faults, shown

NEEDED_COLUMN = msg("a column named {name}")
ONCE = msg("every heading only once")
UNKNOWN_COLUMNS = msg("columns that this sheet does not have were not read: {columns}")
PARQUET = msg("an undamaged Parquet file")
SHORT_SHEET = msg("at most {most} rows in this sheet")
SHORT_CELLS = msg("cells of a few words")
PLAIN_TYPES = msg("a column of text, numbers, days or yes and no")

# The small sheets are kept in memory as rows; ten thousand offices have less than a million.
MOST_ROWS = 2_000_000
PIECE = 1 << 12
MOST_BYTES = 1 << 28


@dataclass(frozen=True, eq=False)
class Table:
    """A sheet's cells by column key, with the number of each row in its file.

    A column that is missing is full of None; `lacking` are those that may not be missing.
    """

    schema: SheetSchema
    file: str
    numbers: Sequence[int]
    columns: Mapping[str, Sequence[Cell]]
    lacking: frozenset[str] = frozenset()


def placed(
    headings: Sequence[str], schema: SheetSchema, file: str, faults: Faults
) -> tuple[dict[str, int], list[Notice]]:
    """Where each column of a schema stands among a file's headings.

    Args:
        headings: as they stand; capital letters make no difference.
        schema: what is looked for.
        file: for faults and notices.
        faults: takes a fault for every column that is needed and missing.

    Returns:
        The place of every column that is there by its key, and a notice of those that are unknown.
    """
    known = {field.key: field for field in schema.fields}
    places: dict[str, int] = {}
    unknown = []
    for at, heading in enumerate(headings):
        key = clean(heading).casefold()
        if key not in known:
            unknown.append(heading)
        elif key in places:
            faults.add(Fault(file, None, key, shown(heading), ONCE))
        else:
            places[key] = at
    for key, field in known.items():
        if key not in places and not field.absent:
            faults.add(missing(file, field))
    notices = [Notice(file, UNKNOWN_COLUMNS, {"columns": tuple(unknown)})] if unknown else []
    return places, notices


def missing(file: str, field: Field) -> Fault:
    """The fault that a needed column is not there."""
    return Fault(file, None, field.key, "", NEEDED_COLUMN, {"name": field.key}, field.cites)


def table_of_sheet(
    sheet: Sheet, schema: SheetSchema, faults: Faults
) -> tuple[Table, tuple[Notice, ...]]:
    """Read a sheet of a workbook or a delimited file into columns.

    Args:
        sheet: read to its end here.
        schema: its columns.
        faults: takes rows that do not fit their headings, and missing columns.
    """
    places, notices = placed(sheet.columns, schema, sheet.file, faults)
    numbers: list[int] = []
    rows: list[tuple[Cell, ...]] = []
    for row in sheet.rows:
        if isinstance(row, Fault):
            faults.add(row)
        elif len(rows) >= MOST_ROWS:
            faults.add(_too_long(sheet.file, ""))
            break
        else:
            numbers.append(row.number)
            rows.append(row.cells)
    by_place: Sequence[Sequence[Cell]] = list(zip(*rows, strict=True)) if rows else ()
    columns = _columns(schema, places, by_place, len(rows))
    table = Table(schema, sheet.file, numbers, columns, _lacking(schema, places))
    return table, (*sheet.notices, *notices)


def table_of_parquet(
    path: Path, file: str, schema: SheetSchema, faults: Faults
) -> tuple[Table, tuple[Notice, ...]]:
    """Read a small sheet kept as Parquet; rows are numbered from 1.

    Raises:
        Unreadable: no Parquet file, or a damaged one.
        OSError: the file cannot be read.
    """
    found: dict[str, list[Cell]] = {}
    try:
        with pq.ParquetFile(path) as source:
            headings = source.schema_arrow.names
            places, notices = placed(headings, schema, file, faults)
            check_types(source.schema_arrow, places, file, faults)
            rows = source.metadata.num_rows
            if rows > MOST_ROWS:
                raise Unreadable([_too_long(file, str(rows))])
            found = {key: [] for key in places}
            for batch in source.iter_batches(
                PIECE, columns=[headings[at] for at in places.values()]
            ):
                if batch.nbytes > MOST_BYTES:
                    raise Unreadable([Fault(file, None, None, "", SHORT_CELLS)])
                for key, at in places.items():
                    found[key] += map(cell_of, batch.column(headings[at]).to_pylist())
    except (pa.ArrowException, OSError) as why:
        raise damaged(file, why) from why
    columns = {field.key: found.get(field.key, [None] * rows) for field in schema.fields}
    table = Table(schema, file, range(1, rows + 1), columns, _lacking(schema, places))
    return table, tuple(notices)


def damaged(file: str, why: Exception) -> Unreadable:
    """The fault of a Parquet file that its library cannot read."""
    return Unreadable([Fault(file, None, None, shown(why), PARQUET)])


def has_plain_type(kind: Any) -> bool:
    """Whether an Arrow type is one that cells are made of."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return any(
        check(kind)
        for check in (
            pa.types.is_string,
            pa.types.is_large_string,
            pa.types.is_string_view,
            pa.types.is_integer,
            pa.types.is_floating,
            pa.types.is_decimal,
            pa.types.is_boolean,
            pa.types.is_date,
            pa.types.is_null,
        )
    ) or (pa.types.is_timestamp(kind) and kind.tz is None)


def check_types(schema: Any, places: Mapping[str, int], file: str, faults: Faults) -> None:
    """Take a fault for every column of an Arrow schema that is not made of plain cells."""
    for key, at in places.items():
        kind = schema.field(at).type
        if not has_plain_type(kind):
            faults.add(Fault(file, None, key, str(kind), PLAIN_TYPES))


def _too_long(file: str, found: str) -> Fault:
    return Fault(file, None, None, found, SHORT_SHEET, {"most": MOST_ROWS})


def _lacking(schema: SheetSchema, places: Mapping[str, int]) -> frozenset[str]:
    needed = (field.key for field in schema.fields if not field.absent)
    return frozenset(key for key in needed if key not in places)


def _columns(
    schema: SheetSchema,
    places: Mapping[str, int],
    by_place: Sequence[Sequence[Cell]],
    rows: int,
) -> dict[str, Sequence[Cell]]:
    nothing: Sequence[Cell] = (None,) * rows
    return {
        field.key: by_place[places[field.key]] if field.key in places and rows else nothing
        for field in schema.fields
    }


def cell_of(value: Any) -> Cell:
    """A value of a Parquet column as a workbook would have given it."""
    if isinstance(value, float):
        if value != value:  # noqa: PLR0124 - only NaN, an empty cell in this kind of file
            return None
        return int(value) if value.is_integer() else Decimal(repr(value))
    if isinstance(value, str | int | Decimal | date) or value is None:
        return value
    return str(value)
