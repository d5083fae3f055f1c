"""Opening evidence: a folder of delimited or Parquet files, or one workbook, becomes right rows.

Small sheets are read and checked here, all of their faults at once. Large ones are only looked at
as files; their rows are checked in the pass that reduces them, and looked at here only if the
evidence has faults anyway, so that one run tells them all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from parvaneh.kit.crypto import sha256_file
from parvaneh.kit.languages import msg
from parvaneh.kit.progress import Progress, silent
from parvaneh.kit.sheets import (
    Cell,
    Fault,
    Notice,
    Sheet,
    Unreadable,
    cell_text,
    csv_form,
    read_csv,
    read_workbook,
)
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.values import Values
from parvaneh.scoring.bulk_faults import list_faults
from parvaneh.scoring.evidence import InputFile
from parvaneh.scoring.faults import Faults
from parvaneh.scoring.folders import Place, needed, places_of, slip, unread
from parvaneh.scoring.opened import ROW, BulkSource, Format, Opened
from parvaneh.scoring.row_checks import Law
from parvaneh.scoring.rows import small_evidence
from parvaneh.scoring.schema import OFFICES, SHEETS, field_of
from parvaneh.scoring.tables import (
    Table,
    check_types,
    damaged,
    placed,
    table_of_parquet,
    table_of_sheet,
)

EVIDENCE = msg("a folder of .csv or .parquet files, or one .xlsx workbook")
SAME_COLUMNS = msg("the same columns as in the first part")
HASHING = msg("taking the hashes of the files")
READING = msg("reading the sheets")
WORKBOOK = ".xlsx"


class _Reading:
    """What has been read so far."""

    def __init__(self) -> None:
        self.faults = Faults()
        self.tables: dict[str, Table] = {}
        self.bulk: dict[str, BulkSource] = {}
        self.notices: list[Notice] = []
        self.given: set[str] = set()


def open_evidence(
    path: Path, *, period: Period, values: Values, progress: Progress = silent
) -> Opened:
    """Read evidence and check everything but the rows of its large sheets.

    Args:
        path: a folder of .csv or .parquet files, or one .xlsx workbook.
        period: the evaluation period; the values in force on its last day say what is allowed.
        values: the dated values.
        progress: told what is being done.

    Returns:
        The small sheets as rows, the large ones as sources, the hashes of the files, and notices.

    Raises:
        EvidenceRefused: with every fault found, those in the rows of the large sheets too.
        NoValueInForce: a value is asked for on a day before the directive.
        OSError: a file cannot be read.
    """
    reading = _Reading()
    if path.is_dir():
        files = _read_folder(path, reading, progress)
    elif path.is_file() and path.suffix.casefold() == WORKBOOK:
        files = {path.name: path}
        _read_workbook(path, reading, progress)
    else:
        reading.faults.add(Fault(path.name, None, None, path.suffix, EVIDENCE))
        raise reading.faults.refused()
    faults = reading.faults
    law = Law(values, period.last)
    if OFFICES.key not in reading.given:
        faults.add(needed(path.name, OFFICES.key))
    small, codes, notices = small_evidence(reading.tables, law, faults)
    if faults:
        for source in reading.bulk.values():
            list_faults(source, codes, faults, progress)
        raise faults.refused()
    return Opened(
        small=small,
        bulk=reading.bulk,
        inputs=_hashed(files, progress),
        notices=(*reading.notices, *notices),
        sheets=frozenset({*reading.tables, *reading.bulk}),
        codes=codes,
    )


def _read_folder(path: Path, reading: _Reading, progress: Progress) -> dict[str, Path]:
    places, notices = places_of(path, reading.faults)
    reading.notices += notices
    reading.given |= set(places)
    for done, place in enumerate(places.values()):
        progress(READING, done, len(places))
        try:
            _read_place(place, reading)
        except Unreadable as why:
            reading.faults.add_all(why.faults)
    return {
        name: part
        for place in places.values()
        for name, part in zip(place.names, place.paths, strict=True)
    }


def _read_place(place: Place, reading: _Reading) -> None:
    schema = SHEETS[place.sheet]
    if schema.bulk:
        parts = [
            _bulk_part(place, name, path, reading)
            for name, path in zip(place.names, place.paths, strict=True)
        ]
        reading.bulk[place.sheet] = _joined(place, parts, reading.faults)
        return
    (path,) = place.paths
    if place.format is Format.CSV:
        table, notices = table_of_sheet(read_csv(path), schema, reading.faults)
    else:
        table, notices = table_of_parquet(path, place.file, schema, reading.faults)
    reading.tables[place.sheet] = table
    reading.notices += notices


def _bulk_part(place: Place, name: str, path: Path, reading: _Reading) -> BulkSource:
    """One file of a large sheet, looked at as a file."""
    schema, faults = SHEETS[place.sheet], reading.faults
    source = BulkSource(place.sheet, name, place.format, (path,), (name,), {})
    source = replace(source, bytes=path.stat().st_size)
    if place.format is Format.CSV:
        form = csv_form(path)
        places, notices = placed(form.columns, schema, name, faults)
        reading.notices += (*form.notices, *notices)
        headings, source = form.columns, replace(source, delimiter=form.delimiter)
        source = replace(source, encoding=form.encoding)
    else:
        try:
            found: Any = pq.read_schema(path)
        except (pa.ArrowException, OSError) as why:
            raise damaged(name, why) from why
        headings = tuple(found.names)
        places, notices = placed(headings, schema, name, faults)
        reading.notices += notices
        check_types(found, places, name, faults)
    columns = {key: headings[at] for key, at in places.items()}
    return replace(source, headings=headings, columns=columns)


def _joined(place: Place, parts: list[BulkSource], faults: Faults) -> BulkSource:
    """The parts of a large sheet as one source."""
    first = parts[0]
    for part in parts[1:]:
        form = (part.headings, part.delimiter, part.encoding)
        if form != (first.headings, first.delimiter, first.encoding):
            faults.add(Fault(part.file, None, None, "", SAME_COLUMNS))
    total = sum(part.bytes for part in parts)
    return replace(first, paths=place.paths, names=place.names, bytes=total)


def _read_workbook(path: Path, reading: _Reading, progress: Progress) -> None:
    others: list[str] = []
    try:
        for done, sheet in enumerate(read_workbook(path)):
            progress(READING, done, 0)
            reading.notices += sheet.notices
            key = sheet.name.strip().casefold()
            reading.given.add(key)
            if key in SHEETS:
                _read_sheet(key, replace(sheet, notices=()), reading)
            elif not slip(path.name, sheet.name, reading.faults):
                others.append(sheet.name)
    except Unreadable as why:
        reading.faults.add_all(why.faults)
        reading.given.add(OFFICES.key)  # nobody knows: what could not be read may have been there
    if others:
        reading.notices.append(unread(path.name, others))


def _read_sheet(key: str, sheet: Sheet, reading: _Reading) -> None:
    table, notices = table_of_sheet(sheet, SHEETS[key], reading.faults)
    reading.notices += notices
    if SHEETS[key].bulk:
        reading.bulk[key] = _source_of_table(table)
    else:
        reading.tables[key] = table


def _source_of_table(table: Table) -> BulkSource:
    """A large sheet of a workbook: at most a million rows, kept as text."""
    keys = [key for key, cells in table.columns.items() if not _is_absent(table, key, cells)]
    texts = {
        key: pa.array([_text(cell, key) for cell in table.columns[key]], pa.string())
        for key in keys
    }
    kept = pa.table({**texts, ROW: pa.array(table.numbers, pa.int64())})
    return BulkSource(
        table.schema.key,
        table.file,
        Format.TABLE,
        (),
        (),
        {key: key for key in keys},
        headings=tuple(keys),
        table=kept,
    )


def _is_absent(table: Table, key: str, cells: Sequence[Cell]) -> bool:
    return field_of(table.schema.key, key).absent and all(cell is None for cell in cells)


def _text(cell: Cell, key: str) -> str | None:
    """A cell of a workbook as a delimited file would carry it."""
    if cell is None:
        return None
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    # As a code a number may have lost zeros, which text has not: it must still look like one.
    is_number = key == "office_code" and isinstance(cell, int) and not isinstance(cell, bool)
    return f"{cell}.0" if is_number else cell_text(cell)


def _hashed(files: Mapping[str, Path], progress: Progress) -> tuple[InputFile, ...]:
    found = []
    for done, (name, path) in enumerate(sorted(files.items())):
        progress(HASHING, done, len(files))
        found.append(InputFile(name, path.stat().st_size, sha256_file(path)))
    return tuple(found)
