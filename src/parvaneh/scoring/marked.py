"""A copy of refused evidence with its errors marked, for whoever has to mend it.

Sheets of a few thousand rows are copied whole: a copy of a workbook can be mended and given again.
Of longer sheets, and of any sheet kept as Parquet, only the rows with listed faults are copied.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from parvaneh.kit.languages import Language, msg, render
from parvaneh.kit.sheets import (
    Cell,
    Fault,
    MarkedSheet,
    Row,
    Sheet,
    Unreadable,
    marked_copy,
    read_csv,
    read_workbook,
)
from parvaneh.kit.sheets.marking import explanation
from parvaneh.law.citation import english_label, persian_label
from parvaneh.scoring.faults import COLUMNS, EvidenceRefused, Faults, as_table, totals_table
from parvaneh.scoring.folders import places_of
from parvaneh.scoring.opened import Format
from parvaneh.scoring.tables import cell_of

LIST = "_faults"
COPIED_WHOLE = 50_000  # rows; a copy of more takes longer than anyone waits
NAME_LENGTH = 31
HEADINGS = (*COLUMNS, msg("how many"))
WIDTHS = (26, 10, 20, 26, 60, 40, 12)


def write_marked(
    path: Path, evidence: Path, refused: EvidenceRefused, language: Language = Language.FA
) -> None:
    """Write a workbook with the faults marked where they stand, and a list of all of them.

    Args:
        path: the .xlsx file to write.
        evidence: what was refused, a folder or a workbook.
        refused: why.
        language: of headings and explanations.

    Raises:
        OSError: the file cannot be written, or the evidence cannot be read any more.
    """
    sheets = [_list(refused, language)]
    by_file: dict[str, list[Fault]] = {}
    for fault in refused.faults:
        by_file.setdefault(fault.file, []).append(fault)
    copied = _of_folder if evidence.is_dir() else _of_workbook
    sheets += copied(evidence, by_file)
    marked_copy(path, sheets, language, _said)


def _said(fault: Fault, language: Language) -> str:
    """What is wrong and which articles say so."""
    label = persian_label if language is Language.FA else english_label
    articles = [label(cite) for cite in fault.cites]
    said = explanation(fault, language)
    between = "؛ " if language is Language.FA else "; "
    return f"{said} ({between.join(articles)})" if articles else said


def _list(refused: EvidenceRefused, language: Language) -> MarkedSheet:
    """All listed faults, then how many there are of each kind."""
    rows: list[tuple[Cell, ...]] = [(*row, None) for row in as_table(refused.faults, language)]
    rows += [
        (file, None, column, None, allowed, None, count)
        for file, column, allowed, count in totals_table(refused, language)
    ]
    columns = tuple(render(heading, {}, language) for heading in HEADINGS)
    numbered = [Row(at, row) for at, row in enumerate(rows, 2)]
    return MarkedSheet(LIST, columns, numbered, (), WIDTHS)


def _of_workbook(path: Path, by_file: Mapping[str, list[Fault]]) -> Iterator[MarkedSheet]:
    sheets = read_workbook(path)
    try:
        for sheet in sheets:
            copy = _copied(sheet, by_file.get(sheet.file, ()), sheet.name)
            if copy is not None:
                yield copy
    except Unreadable:
        # What cannot be opened (a formula, say) cannot be copied: the list says where it stands.
        return


def _of_folder(path: Path, by_file: Mapping[str, list[Fault]]) -> Iterator[MarkedSheet]:
    places, _ = places_of(path, Faults())
    for place in places.values():
        for number, (part, name) in enumerate(zip(place.paths, place.names, strict=True), 1):
            faults = by_file.get(name, [])
            if not faults:
                continue
            title = place.sheet if len(place.paths) == 1 else f"{place.sheet} {number}"
            try:
                is_text = place.format is Format.CSV
                copy = (
                    _copied(read_csv(part), faults, title)
                    if is_text
                    else _of_parquet(part, faults, title)
                )
            except (Unreadable, pa.ArrowException):
                continue
            if copy is not None:
                yield copy


def _copied(sheet: Sheet, faults: Sequence[Fault], title: str) -> MarkedSheet | None:
    """A sheet as it stands; only its faulty rows where it is long, nothing if there are none."""
    rows = (row for row in sheet.rows if isinstance(row, Row))
    first = list(islice(rows, COPIED_WHOLE + 1))
    name = title[:NAME_LENGTH]
    if len(first) <= COPIED_WHOLE:
        return MarkedSheet(name, sheet.columns, first, faults) if sheet.columns else None
    numbers = {fault.row for fault in faults}
    last = max((number for number in numbers if number is not None), default=0)
    chosen = _chosen(first, rows, numbers, last)
    return MarkedSheet(name, sheet.columns, chosen, faults) if faults else None


def _chosen(
    first: Iterable[Row], rest: Iterable[Row], numbers: set[int | None], last: int
) -> Iterator[Row]:
    for rows in (first, rest):
        for row in rows:
            if row.number > last:
                return
            if row.number in numbers:
                yield row


def _of_parquet(path: Path, faults: Sequence[Fault], title: str) -> MarkedSheet:
    numbers = sorted({fault.row for fault in faults if fault.row is not None})
    with pq.ParquetFile(path) as source:
        columns = tuple(source.schema_arrow.names)
        rows = list(_rows_of(source, numbers))
    return MarkedSheet(title[:NAME_LENGTH], columns, rows, faults)


def _rows_of(source: pq.ParquetFile, numbers: Sequence[int]) -> Iterator[Row]:
    """The rows with these numbers (sorted, from 1), a row group at a time."""
    wanted, start = list(numbers), 0
    for batch in source.iter_batches():
        here = [number for number in wanted if number <= start + batch.num_rows]
        wanted = wanted[len(here) :]
        taken = batch.take(pa.array([number - start - 1 for number in here], pa.int64()))
        columns = [map(cell_of, column.to_pylist()) for column in taken.columns]
        yield from map(Row, here, zip(*columns, strict=True))
        start += batch.num_rows
        if not wanted:
            return


__all__ = ["COPIED_WHOLE", "LIST", "write_marked"]
