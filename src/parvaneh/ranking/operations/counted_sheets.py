"""Sheets that are counted: survey, services, monitoring, training, staff; never kept row by row.

A file is read and checked whole, by the reader of the evidence itself; all its faults are told at
once. What it brings is kept as whole numbers per office. Answers of a survey come in batches only:
one at a time would betray who gave it.
"""

import csv
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Lies
from parvaneh.frame.language import language_now
from parvaneh.frame.refused import refuse
from parvaneh.kit.clock import day_of
from parvaneh.kit.crypto import sha256_hex
from parvaneh.kit.languages import msg
from parvaneh.kit.sheets import Fault, Sheet, Unreadable, cell_text, read_workbook
from parvaneh.law.citation import cite, cites
from parvaneh.law.ruling import Reason
from parvaneh.ledger.acts import Doer
from parvaneh.ranking.models import Cycle
from parvaneh.ranking.operations.entering import gathering_faults
from parvaneh.ranking.queries.cycles import values_of
from parvaneh.ranking.queries.evidence import register_of
from parvaneh.registry.entering import choice_faults
from parvaneh.registry.models import Batch
from parvaneh.registry.models.evidence import COUNTED
from parvaneh.registry.operations import evidence_import
from parvaneh.registry.reach import reach_of
from parvaneh.scoring.evidence import Office
from parvaneh.scoring.faults import EvidenceRefused, as_table
from parvaneh.scoring.schema import OFFICES
from parvaneh.scoring.sources import open_evidence

CITES = {"counts_give": cites("D1404 8(1)", "D1404 8(4)", "D1404 8(6)")}
MOST_TOLD = 50
LEAST_ANSWERS = 10
SURVEY = "survey"
WORKBOOK = ".xlsx"

GIVEN = msg("This very file was given before; it would count twice.")
NOBODY = msg("No office of this cycle lies within your reach.")
AT_ROW = msg("Row {row}, {column}: found «{found}»; needed: {needed}.")
AT_FILE = msg("{file}: found «{found}»; needed: {needed}.")
MORE = msg("There are {found} faults in all; the first {needed} are told.")
NO_SHEET = msg("The workbook has no sheet named {needed}.")
ONE_BY_ONE = msg(
    "Survey answers come in batches of at least {needed}, so that none can be told from whom it "
    "is; this file has {found}."
)


def counts_give(
    *, cycle: Cycle, sheet: str, name: str, data: bytes, by: Doer, at: datetime
) -> Batch:
    """Count a sheet for a cycle, and keep the counts.

    Args:
        cycle: which gathers evidence.
        sheet: one of `COUNTED`.
        name: of the file, as it was given; a workbook ends in ``.xlsx``.
        data: the file.
        by: who acts; offices beyond their reach are unknown to the file.
        at: the moment.

    Raises:
        Refused: with everything that is wrong, rows of the file too.
    """
    source = f"file:{sha256_hex(data)}"
    refuse(*choice_faults("sheet", sheet, COUNTED), *gathering_faults(cycle), *_known(source))
    offices = _offices(cycle, by, at)
    refuse(*([] if offices else [Reason("file", NOBODY, ())]))
    with tempfile.TemporaryDirectory(prefix="parvaneh-") as kept:
        folder = Path(kept)
        try:
            _laid_out(folder, sheet, name, data, offices)
            opened = open_evidence(folder, period=cycle.period, values=values_of(cycle))
            return evidence_import(opened=opened, period=cycle.period, source=source, by=by, at=at)
        except (EvidenceRefused, Unreadable) as why:
            refuse(*_told(why))
            raise


def _known(source: str) -> list[Reason]:
    known = Batch.objects.filter(source=source, replaced_by=None).exists()
    return [Reason("file", GIVEN, ())] if known else []


def _offices(cycle: Cycle, by: Doer, at: datetime) -> list[Office]:
    known = register_of(cycle).ranked
    if not isinstance(by, Acting):
        return list(known)
    reach = reach_of(by, Permission.EVIDENCE_MANAGE, day_of(at))
    return [one for one in known if reach.covers(Lies(province=one.province, office=one.code))]


def _laid_out(folder: Path, sheet: str, name: str, data: bytes, offices: list[Office]) -> None:
    """Write the file and the list of offices as the folder that the reader takes."""
    headings = [field.key for field in OFFICES.fields]
    rows = (
        (one.code, one.title, one.province, one.county, one.city, one.licensed_on.isoformat(),
         one.status.value)
        for one in offices
    )  # fmt: skip
    _written(folder / "offices.csv", headings, rows)
    target = folder / f"{sheet}.csv"
    if not name.casefold().endswith(WORKBOOK):
        target.write_bytes(data)
    else:
        book = folder / f"_{sheet}{WORKBOOK}"  # passed over by the reader
        book.write_bytes(data)
        found = _sheet_of(book, sheet)
        _written(target, found.columns, _cells(found))
    if sheet == SURVEY:
        _enough(target)


def _sheet_of(book: Path, sheet: str) -> Sheet:
    found = [one for one in read_workbook(book) if one.name.casefold() == sheet]
    if not found:
        refuse(Reason("file", NO_SHEET, (), needed=sheet))
    return found[0]


def _cells(sheet: Sheet) -> Iterable[list[str]]:
    for row in sheet.rows:
        if isinstance(row, Fault):
            raise Unreadable([row])
        yield [cell_text(cell) for cell in row.cells]


def _written(target: Path, headings: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(list(headings))
        writer.writerows(rows)


def _enough(target: Path) -> None:
    found = sum(1 for line in target.read_bytes().splitlines()[1:] if line.strip())
    if found < LEAST_ANSWERS:
        refuse(Reason("file", ONE_BY_ONE, cites("D1404 8(1)"), found=found, needed=LEAST_ANSWERS))


def _told(why: EvidenceRefused | Unreadable) -> list[Reason]:
    rows = as_table(why.faults[:MOST_TOLD], language_now())
    told = [
        Reason(
            "file", AT_ROW if row else AT_FILE, tuple(map(cite, fault.cites)), found=found,
            needed=needed, params={"row": row, "column": column, "file": file},
        )
        for fault, (file, row, column, found, needed, _) in zip(why.faults, rows, strict=False)
    ]  # fmt: skip
    count = sum(why.totals.values()) if isinstance(why, EvidenceRefused) else len(why.faults)
    if count > len(told):
        told.append(Reason("file", MORE, (), found=count, needed=len(told)))
    return told
