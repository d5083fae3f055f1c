"""From the cells of the small sheets to typed rows, with every fault found on the way."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from parvaneh.kit.languages import msg
from parvaneh.kit.sheets import Cell, Fault, Notice
from parvaneh.law.citation import cites
from parvaneh.law.values import table, value_at
from parvaneh.scoring.cells import Meaning, Reader, Wrong, meanings, plain, reader_of
from parvaneh.scoring.codes import CodeList, Repaired, own_codes
from parvaneh.scoring.columns import Field, Type
from parvaneh.scoring.evidence import (
    Applicability,
    Assessment,
    Office,
    OfficeStatus,
    Record,
    RecordKind,
    SmallEvidence,
    Staff,
    Training,
)
from parvaneh.scoring.faults import Faults
from parvaneh.scoring.row_checks import Law, Typed, check_rows, fault_at
from parvaneh.scoring.schema import OFFICES, SMALL
from parvaneh.scoring.tables import NEEDED_COLUMN, Table

COMPUTED = msg("another criterion: I7 is computed from the records alone")
REPAIRED = msg(
    "{count} office codes had become numbers; the list of offices says what they were. "
    "Format the column as text."
)
NUMBERS = msg(
    "{count} office codes are numbers; zeros at their front are lost if there were any. "
    "Format the column as text."
)
NO_OFFICES = msg("at least one office")

LACKING = Wrong(NEEDED_COLUMN)
_RECORD_PREFIX = "i7"
_RECORD = Wrong(COMPUTED, cites=cites("D1404 4(7)"))


def small_evidence(
    tables: Mapping[str, Table], law: Law, faults: Faults
) -> tuple[SmallEvidence, CodeList, tuple[Notice, ...]]:
    """Check the small sheets and make their rows.

    Args:
        tables: the sheets that there are, by key.
        law: the dated values on the period's last day.
        faults: takes every fault; rows of a sheet with faults are left out, because evidence with
            faults is refused as a whole.

    Returns:
        The rows, the list of offices' codes for the large sheets, and what was accepted that the
        reader should know.
    """
    notices: list[Notice] = []
    offices, codes = _offices(tables.get(OFFICES.key), law, faults, notices)
    rows: dict[str, tuple[Any, ...]] = {OFFICES.key: offices}
    for key in SMALL:
        if key != OFFICES.key:
            rows[key] = _rows(tables.get(key), codes, law, faults, notices)
    files = {key: table.file for key, table in tables.items()}
    return SmallEvidence(**rows, files=files), codes, tuple(notices)


def _offices(
    sheet: Table | None, law: Law, faults: Faults, notices: list[Notice]
) -> tuple[tuple[Office, ...], CodeList]:
    if sheet is None:
        return (), CodeList(None)
    cells = sheet.columns["office_code"]
    typed = _typed(sheet, own_codes(cells), law, faults)
    check_rows(typed, law, faults)
    numbers = sum(not isinstance(cell, str | None) for cell in cells)
    if numbers:
        notices.append(Notice(sheet.file, NUMBERS, {"count": numbers}))
    if not sheet.numbers:
        faults.add(_no_offices(sheet))
    found = [code for code in typed.values["office_code"] if isinstance(code, str)]
    is_whole = len(found) == len(cells) and bool(cells)
    offices = () if faults.has(sheet.file) else _made(typed)
    return tuple(sorted(offices)), CodeList(found if is_whole else None)


def _rows(
    sheet: Table | None, codes: CodeList, law: Law, faults: Faults, notices: list[Notice]
) -> tuple[Any, ...]:
    if sheet is None:
        return ()
    found, _ = meanings(sheet.columns["office_code"], codes.meaning)
    repaired = sum(isinstance(code, Repaired) for code in found)
    if repaired:
        notices.append(Notice(sheet.file, REPAIRED, {"count": repaired}))
        found = [code.code if isinstance(code, Repaired) else code for code in found]
    typed = _typed(sheet, found, law, faults)
    check_rows(typed, law, faults)
    return () if faults.has(sheet.file) else _made(typed)


def _typed(sheet: Table, codes: Sequence[Meaning], law: Law, faults: Faults) -> Typed:
    """Read every column; the codes have been read already."""
    values: dict[str, Sequence[Meaning]] = {}
    for column in sheet.schema.fields:
        if column.key in sheet.lacking:
            # Told once for the whole column, not again in every row.
            values[column.key] = [LACKING] * len(sheet.numbers)
            continue
        if column.type is Type.CODE:
            found = codes
            wrong: Iterable[int] = [at for at, one in enumerate(codes) if isinstance(one, Wrong)]
        else:
            found, wrong = meanings(sheet.columns[column.key], _reader(column, law))
        values[column.key] = found
        for at in wrong:
            meaning = found[at]
            if isinstance(meaning, Wrong):
                faults.add(fault_at(sheet, at, column.key, meaning))
    return Typed(sheet, values)


def _reader(column: Field, law: Law) -> Reader:
    words = None
    if column.words_from:
        words = tuple(table(value_at(law.values, column.words_from, law.on)))
    read = reader_of(column, words)
    return _assessable(read) if column.type is Type.CRITERION else read


def _assessable(read: Reader) -> Reader:
    """A criterion of the record gets a sentence of its own."""

    def meaning(cell: Cell) -> Meaning:
        found = read(cell)
        is_record = isinstance(found, Wrong) and plain(cell).casefold().startswith(_RECORD_PREFIX)
        return _RECORD if is_record else found

    return meaning


def _no_offices(sheet: Table) -> Fault:
    return Fault(sheet.file, None, None, "", NO_OFFICES, cites=sheet.schema.cites)


def _made(typed: Typed) -> tuple[Any, ...]:
    """The rows of a sheet without faults."""
    return tuple(_MAKERS[typed.table.schema.key](typed.values, typed.table.numbers))


def _office_rows(values: Mapping[str, Sequence[Any]], _: Sequence[int]) -> Iterable[Office]:
    return map(
        Office,
        values["office_code"],
        values["title"],
        values["province_code"],
        values["county"],
        values["city"],
        values["licensed_on"],
        map(OfficeStatus, values["status"]),
    )


def _assessment_rows(
    values: Mapping[str, Sequence[Any]], numbers: Sequence[int]
) -> Iterable[Assessment]:
    names = ("office_code", "criterion", "method", "assessed_on", "score", "reference")
    return map(Assessment, *(values[name] for name in names), numbers)


def _staff_rows(values: Mapping[str, Sequence[Any]], numbers: Sequence[int]) -> Iterable[Staff]:
    names = ("office_code", "post", "education", "experience_months", "from", "until")
    return map(Staff, *(values[name] for name in names), numbers)


def _training_rows(
    values: Mapping[str, Sequence[Any]], numbers: Sequence[int]
) -> Iterable[Training]:
    return map(Training, values["office_code"], values["held_on"], values["hours"], numbers)


def _record_rows(values: Mapping[str, Sequence[Any]], numbers: Sequence[int]) -> Iterable[Record]:
    kinds = [RecordKind(kind) for kind in values["kind"]]
    return map(
        Record,
        values["office_code"],
        kinds,
        values["degree"],
        # Only a crime is intentional or not; a spreadsheet says «no» in every other row too.
        (
            intentional if kind is RecordKind.CRIMINAL else None
            for kind, intentional in zip(kinds, values["intentional"], strict=True)
        ),
        values["final_on"],
        values["ruling"],
        map(bool, values["revokes"]),
        (demotion or 0 for demotion in values["demotion"]),
        numbers,
    )


def _applicability_rows(
    values: Mapping[str, Sequence[Any]], numbers: Sequence[int]
) -> Iterable[Applicability]:
    names = ("office_code", "criterion", "applicable", "reason")
    return map(Applicability, *(values[name] for name in names), numbers)


_MAKERS: Mapping[str, Callable[[Mapping[str, Sequence[Any]], Sequence[int]], Iterable[Any]]] = {
    "offices": _office_rows,
    "assessments": _assessment_rows,
    "staff": _staff_rows,
    "training": _training_rows,
    "records": _record_rows,
    "applicability": _applicability_rows,
}
