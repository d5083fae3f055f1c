"""The one path that a check and a run take: cells to values, values to rows, rows to operations.

A check goes all the way and takes everything back; so it finds what a run would find.
"""

from collections.abc import Iterable, Iterator

from parvaneh.imports.columns import written
from parvaneh.imports.faults import SAMPLES, Change, Report, Wrong, reason_said
from parvaneh.imports.kinds.kind import Came, Kind, Occasion, Outcome
from parvaneh.imports.opening import Opened
from parvaneh.imports.reading import HIDDEN, Reading, cell_shown
from parvaneh.kit.languages import msg
from parvaneh.kit.progress import Progress, silent
from parvaneh.law.ruling import Reason

NEW = Came.NEW
TOLD_EVERY = 25
ROWS = msg("rows")


def worked_through(
    opened: Opened, kind: Kind, occasion: Occasion, progress: Progress = silent
) -> Report:
    """Carry out the rows of a sheet; the caller's act keeps or takes back what was written.

    Args:
        opened: the sheet's cells.
        kind: what its rows are.
        occasion: who imports, when, under which code.
        progress: told how many rows are done.

    Returns:
        What came of every row, with every fault.
    """
    total = len(opened.numbers)
    report = Report(rows=total + len(opened.beyond), notices=list(opened.notices))
    report.add(opened.beyond)
    reading = Reading(opened, kind, occasion, report)
    often = TOLD_EVERY if kind.part_rows is None else total + 1
    done = new = 0
    with kind.work(occasion) as work:
        work.begin(reading.ahead())
        for items in reading.parts():
            work.rest()  # a part was still being stored while this one was read
            progress(ROWS, done, total)
            outcomes = zip(items.numbers, work.each(items), strict=True)
            for number, told in outcomes:
                done += 1
                if not isinstance(told, Outcome):
                    report.add(_refused(opened, kind, number, told))
                elif told.came is NEW:
                    new += 1
                else:
                    _count(report, kind, number, told)
                if not done % often:
                    progress(ROWS, done, total)
    report.new += new
    return reading.ended().settle()


def _count(report: Report, kind: Kind, number: int, outcome: Outcome) -> None:
    setattr(report, outcome.came.value, getattr(report, outcome.came.value) + 1)
    if outcome.came is not Came.CHANGED or len(report.changes) >= SAMPLES:
        return
    for key, before, after in outcome.changes:
        column = kind.column(key)
        old, new = (HIDDEN,) * 2 if column.private else (
            written(column, before), written(column, after)
        )  # fmt: skip
        report.changes.append(Change(number, outcome.subject, key, old, new))


def _refused(opened: Opened, kind: Kind, number: int, reasons: Iterable[Reason]) -> Iterator[Wrong]:
    keys = {column.key for column in kind.columns}
    for reason in reasons:
        key = kind.places.get(reason.key, reason.key)
        found = ""
        if key in keys:
            found = cell_shown(kind.column(key), opened.cell(key, number))
        else:
            key = ""
        address = opened.address(key, number) if key else ""
        cited = tuple(map(str, reason.cites))
        yield Wrong(number, key, address, found, *reason_said(reason), cited)
