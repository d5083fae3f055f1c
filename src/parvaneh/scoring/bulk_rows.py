"""The rows of a large sheet, a million at a time, from whatever file they stand in.

Memory is bounded by the piece, not by the file: row groups of Parquet are read apart, so that
several threads can share them; delimited files are streamed.
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq

from parvaneh.kit.sheets.delimited import UTF8
from parvaneh.scoring.columns import Field
from parvaneh.scoring.opened import BulkSource, Format
from parvaneh.scoring.schema import SHEETS
from parvaneh.scoring.tables import damaged

PIECE = 1 << 20  # rows
BLOCK = 1 << 23  # bytes of a delimited file
_TEXT = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True, eq=False)
class Piece:
    """Some rows: their columns by key, each one Arrow array; how many bytes of the sheet they are.

    unfit: rows left out because they do not fit their headings.
    """

    columns: Mapping[str, Any]
    rows: int
    bytes: int
    unfit: int = 0


Pieces = Callable[[], Iterator[Piece]]


def parts_of(source: BulkSource, keys: Sequence[str], idle: Sequence[str] = ()) -> list[Pieces]:
    """A sheet as parts that can be read at the same time.

    Args:
        source: the sheet.
        keys: the columns wanted; those that the sheet lacks are left out.
        idle: columns wanted only to see that nothing in them is wrong; they are not read where a
            file's own statistics say so.

    Returns:
        Functions that read one part each, in the order of the rows.

    Raises:
        Unreadable: a Parquet file that is damaged.
    """
    headings = {key: source.columns[key] for key in (*keys, *idle) if key in source.columns}
    if source.format is Format.TABLE:
        return [partial(_of_table, source, headings)]
    if source.format is Format.CSV:
        return [partial(_of_csv, source, path, headings) for path in source.paths]
    parts: list[Pieces] = []
    for path, file in zip(source.paths, source.names, strict=True):
        parts += _row_groups(_parquet(path, file, headings, source.sheet), idle)
    return parts


# --- Parquet ---------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Parquet:
    """An opened file: the columns wanted and which of them are text; bytes of a row."""

    path: Path
    file: str
    headings: Mapping[str, str]
    fields: Mapping[str, Field]
    metadata: Any
    texts: tuple[str, ...]
    share: float


def _parquet(path: Path, file: str, headings: Mapping[str, str], sheet: str) -> _Parquet:
    try:
        with pq.ParquetFile(path) as opened:
            schema, metadata = opened.schema_arrow, opened.metadata
    except (pa.ArrowException, OSError) as why:
        raise damaged(file, why) from why
    texts = tuple(heading for heading in headings.values() if _is_text(schema.field(heading).type))
    fields = {field.key: field for field in SHEETS[sheet].fields}
    share = path.stat().st_size / max(1, metadata.num_rows)
    return _Parquet(path, file, headings, fields, metadata, texts, share)


def _row_groups(parquet: _Parquet, idle: Sequence[str]) -> Iterator[Pieces]:
    metadata = parquet.metadata
    names = [metadata.schema.column(at).path for at in range(metadata.num_columns)]
    for group in range(metadata.num_row_groups):
        found = metadata.row_group(group)
        wanted = {
            key: heading
            for key, heading in parquet.headings.items()
            if key not in idle
            or not _is_fine(found.column(names.index(heading)), parquet.fields[key])
        }
        yield partial(_of_row_group, parquet, group, wanted)


def _of_row_group(parquet: _Parquet, group: int, wanted: Mapping[str, str]) -> Iterator[Piece]:
    try:
        with pq.ParquetFile(
            parquet.path, metadata=parquet.metadata, read_dictionary=parquet.texts
        ) as opened:
            for batch in opened.iter_batches(
                PIECE, row_groups=[group], columns=list(wanted.values()), use_threads=False
            ):
                arrays = {key: batch.column(heading) for key, heading in wanted.items()}
                yield Piece(arrays, batch.num_rows, round(batch.num_rows * parquet.share))
    except (pa.ArrowException, OSError) as why:
        raise damaged(parquet.file, why) from why


def _is_text(kind: Any) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_dictionary(kind))


def _is_fine(chunk: Any, field: Field) -> bool:
    """Whether a row group's statistics say that a column of whole numbers is within its bounds."""
    found = chunk.statistics
    if found is None or not found.has_min_max or chunk.physical_type not in {"INT32", "INT64"}:
        return False
    least, most = found.min, found.max
    return isinstance(least, int) and field.least <= least and most <= field.most


# --- Delimited files -------------------------------------------------------------------------


class _Unfit:
    """Rows whose cells are too many or too few; those with empty cells too many are kept."""

    def __init__(self, source: BulkSource) -> None:
        self._width = len(source.headings)
        self._delimiter = source.delimiter
        self.kept: list[list[str]] = []
        self.refused = 0

    def __call__(self, row: Any) -> str:
        cells = next(csv.reader([row.text], delimiter=self._delimiter), [])
        if len(cells) > self._width and not any(cells[self._width :]):
            self.kept.append(cells[: self._width])
        else:
            self.refused += 1
        return "skip"

    def piece(self, source: BulkSource, headings: Mapping[str, str]) -> Piece:
        """The rows kept since the last time, and how many were refused."""
        kept, self.kept = self.kept, []
        refused, self.refused = self.refused, 0
        places = {key: source.headings.index(heading) for key, heading in headings.items()}
        columns = {
            key: pa.array([row[at] or None for row in kept], pa.string())
            for key, at in places.items()
        }
        return Piece(columns, len(kept), 0, refused)


def _of_csv(source: BulkSource, path: Path, headings: Mapping[str, str]) -> Iterator[Piece]:
    unfit = _Unfit(source)
    reader = arrow_csv.open_csv(
        path,
        read_options=arrow_csv.ReadOptions(
            column_names=list(source.headings),
            skip_rows_after_names=1,
            block_size=BLOCK,
            # The library passes over a mark at the front by itself, and knows no name for that.
            encoding="utf8" if source.encoding == UTF8 else source.encoding,
        ),
        parse_options=arrow_csv.ParseOptions(
            delimiter=source.delimiter,
            newlines_in_values=_has_quotes(path),
            invalid_row_handler=unfit,
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(headings.values(), _TEXT),
            include_columns=list(headings.values()),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )
    with reader:
        for batch in reader:
            arrays = {key: batch.column(heading) for key, heading in headings.items()}
            yield Piece(arrays, batch.num_rows, BLOCK)
            if unfit.kept or unfit.refused:
                yield unfit.piece(source, headings)
    yield unfit.piece(source, headings)


def _has_quotes(path: Path) -> bool:
    """Whether there is any quotation mark, between which a line may break."""
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            if b'"' in block:
                return True
    return False


# --- Workbooks -------------------------------------------------------------------------------


def _of_table(source: BulkSource, headings: Mapping[str, str]) -> Iterator[Piece]:
    for start in range(0, source.table.num_rows, PIECE):
        piece = source.table.slice(start, PIECE).combine_chunks()
        columns = {key: _array(piece.column(heading)) for key, heading in headings.items()}
        yield Piece(columns, piece.num_rows, 0)


def _array(column: Any) -> Any:
    if isinstance(column, pa.ChunkedArray):
        return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
    return column
