"""Generated sheets as files: CSV, Parquet, or one workbook."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv
from pyarrow import parquet

from parvaneh.kit.dates import short_date
from parvaneh.kit.languages import msg
from parvaneh.kit.progress import Progress
from parvaneh.kit.sheets import Book, Column, Kind
from parvaneh.kit.text import Language
from parvaneh.scoring.columns import Type
from parvaneh.scoring.demo.bulk import PIECE
from parvaneh.scoring.schema import SHEETS

WORKBOOK = "evidence.xlsx"
NOTICE_SHEET = "GENERATED"
# Rows below the heading; a sheet of a workbook has 1,048,576 in all.
MOST_SHEET_ROWS = 1_048_575
ZSTD_LEVEL = 1
ROWS_AT_ONCE = 50_000  # of a workbook, as Python values
# Columns that a workbook holds as numbers, with the decimals shown.
PLACES = {Type.METHOD: 0, Type.ANSWER: 0, Type.WHOLE: 0, Type.SCORE: 4, Type.HOURS: 4}

TOO_MANY_ROWS = msg(
    "A workbook cannot hold the sheet {sheet}: {rows} rows, at most {most}. Choose csv or parquet, "
    "or fewer offices."
)


class Format(StrEnum):
    """The forms in which evidence can be generated."""

    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"


@dataclass(frozen=True)
class Plan:
    """One sheet to be written: how many rows it has, and the rows in pieces."""

    sheet: str
    rows: int
    pieces: Iterable[pa.Table]


class TooManyRows(ValueError):
    """A sheet would not fit into a workbook; `TOO_MANY_ROWS` says so to people."""

    def __init__(self, sheet: str, rows: int) -> None:
        """Keep which sheet, how many rows it would have, and how many it may have."""
        super().__init__(TOO_MANY_ROWS.format(sheet=sheet, rows=rows, most=MOST_SHEET_ROWS))
        self.sheet = sheet
        self.rows = rows
        self.most = MOST_SHEET_ROWS


def fits_or_raise(plans: Iterable[Plan], form: Format) -> None:
    """Refuse a workbook that could not hold its sheets, before anything is written.

    Raises:
        TooManyRows: at the first sheet that does not fit.
    """
    if form is not Format.XLSX:
        return
    for plan in plans:
        if plan.rows > MOST_SHEET_ROWS:
            raise TooManyRows(plan.sheet, plan.rows)


def write_sheets(
    folder: Path, plans: Iterable[Plan], form: Format, told: str, progress: Progress
) -> None:
    """Write the sheets into a folder.

    Args:
        folder: exists and is empty.
        plans: the sheets.
        form: csv, parquet or xlsx.
        told: the notice that a workbook carries as a sheet of its own.
        progress: told the sheet, the rows written so far and how many there will be.
    """
    if form is Format.XLSX:
        with Book(folder / WORKBOOK, streaming=True) as book:
            lines = told.splitlines()
            book.sheet(NOTICE_SHEET, [Column(lines[0], width=100)], [[one] for one in lines[1:]])
            for plan in plans:
                _write_page(book, plan, progress)
        return
    write = _write_csv if form is Format.CSV else _write_parquet
    for plan in plans:
        write(folder, plan, progress)


def _counted(plan: Plan, progress: Progress) -> Iterator[pa.Table]:
    done = 0
    for piece in plan.pieces:
        yield piece
        done += piece.num_rows
        progress(plan.sheet, done, plan.rows)


def _write_parquet(folder: Path, plan: Plan, progress: Progress) -> None:
    writer = None
    try:
        for piece in _counted(plan, progress):
            writer = writer or parquet.ParquetWriter(
                folder / f"{plan.sheet}.parquet",
                piece.schema,
                compression="zstd",
                compression_level=ZSTD_LEVEL,
            )
            writer.write_table(piece, row_group_size=PIECE)
    finally:
        if writer is not None:
            writer.close()


def _write_csv(folder: Path, plan: Plan, progress: Progress) -> None:
    # Nothing generated holds a comma, a quotation mark or a line break; Arrow refuses if it did.
    options = arrow_csv.WriteOptions(include_header=False, quoting_style="none")
    with (folder / f"{plan.sheet}.csv").open("wb") as stream:
        stream.write((",".join(one.key for one in SHEETS[plan.sheet].fields) + "\n").encode())
        for piece in _counted(plan, progress):
            arrow_csv.write_csv(_as_text(piece), stream, options)


def _as_text(piece: pa.Table) -> pa.Table:
    """Days in the Jalali calendar, decimals in their shortest form, words spelt out."""
    return pa.table(
        {
            name: _text_of(column)
            for name, column in zip(piece.column_names, piece.columns, strict=True)
        }
    )


def _with_days_as_text(piece: pa.Table) -> pa.Table:
    return pa.table(
        {
            name: _text_of(column) if pa.types.is_date(column.type) else column
            for name, column in zip(piece.column_names, piece.columns, strict=True)
        }
    )


def _text_of(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_dictionary(column.type):
        return column.cast(pa.string())
    if pa.types.is_date(column.type):
        coded = column.dictionary_encode().unify_dictionaries().combine_chunks()
        names = [short_date(on, Language.EN) for on in coded.dictionary.to_pylist()]
        return pa.chunked_array([pa.array(names, pa.string()).take(coded.indices)])
    if pa.types.is_decimal(column.type):
        return pc.utf8_rtrim(pc.utf8_rtrim(column.cast(pa.string()), "0"), ".")
    return column


def _write_page(book: Book, plan: Plan, progress: Progress) -> None:
    schema = SHEETS[plan.sheet]
    columns = [
        Column(
            f"{one.name.fa}\n{one.key}",
            kind=Kind.NUMBER if one.type in PLACES else Kind.TEXT,
            places=PLACES.get(one.type, 0),
        )
        for one in schema.fields
    ]
    page = book.sheet(plan.sheet, columns)
    for piece in _counted(plan, progress):
        for batch in _with_days_as_text(piece).to_batches(ROWS_AT_ONCE):
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                page.add(row)
