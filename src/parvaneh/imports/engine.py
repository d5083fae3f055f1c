"""The one path that a check and a run take: cells to values, values to rows, rows to operations.

A check goes all the way and takes everything back; so it finds what a run would find.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, count, repeat
from operator import eq, is_
from typing import cast

from parvaneh.access.permissions import Permission
from parvaneh.imports.columns import (
    WANTED,
    Column,
    Meaning,
    Type,
    each_once,
    meanings,
    reader_of,
    wanted,
    written,
)
from parvaneh.imports.faults import (
    SAMPLES,
    Change,
    Needed,
    Report,
    Wrong,
    needed_said,
    notice_said,
    reason_said,
    shown,
)
from parvaneh.imports.kinds.kind import Came, Items, Kind, Occasion, Outcome
from parvaneh.imports.kinds.reach import offices_within, persons_named
from parvaneh.imports.opening import Opened
from parvaneh.kit.languages import msg
from parvaneh.kit.progress import Progress, silent
from parvaneh.kit.sheets import Cell, cell_text
from parvaneh.law.ruling import Reason
from parvaneh.scoring.cells import Wrong as CodeWrong
from parvaneh.scoring.codes import CodeList, Repaired

NEW = Came.NEW
TOLD_EVERY = 25
REFERENCES = frozenset({Type.OFFICE, Type.PERSON})
ROWS = msg("rows")
TWICE = msg("a row of its own for each: row {row} is of the same")
NUMBERS = msg("{count} codes had become numbers; they were read as the codes that they must be.")
HIDDEN = "••••"


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
    report = Report(rows=len(opened.numbers) + len(opened.beyond), notices=list(opened.notices))
    report.add(opened.beyond)
    items = _items(opened, kind, occasion, report)
    work = kind.work(occasion)
    work.begin(items)
    new = 0
    for done, (number, told) in enumerate(zip(items.numbers, work.each(items), strict=True), 1):
        if not isinstance(told, Outcome):
            report.add(_refused(opened, kind, number, told))
        elif told.came is NEW:
            new += 1
        else:
            _count(report, kind, number, told)
        if not done % TOLD_EVERY:
            progress(ROWS, done, len(items))
    report.new += new
    return report.settle()


def _items(opened: Opened, kind: Kind, occasion: Occasion, report: Report) -> Items:
    """The rows whose cells could all be read, each thing once; all else is told."""
    values: dict[str, Sequence[Meaning]] = {}
    bad: set[int] = set()
    for column in kind.columns:
        cells = opened.cells(column.key)
        values[column.key] = read = _read(column, cells, kind, occasion, report)
        faulty = _needed_at(read)
        bad.update(faulty)
        report.add(_wrong_cells(opened, column, cells, faulty))
    items = Items(opened.numbers, values)
    if bad:
        items = items.where([at not in bad for at in range(len(items))])
    # The last column is the one that most often tells all of them apart.
    if any(len({*_comparable(kind, one, items)}) == len(items) for one in reversed(kind.same_by)):
        return items
    alike = list(zip(*(_comparable(kind, one, items) for one in kind.same_by), strict=True))
    firsts = dict(zip(reversed(alike), reversed(items.numbers), strict=True))
    if len(firsts) == len(items):
        return items
    first = [firsts[one] for one in alike]
    pairs = zip(items.numbers, first, strict=True)
    report.add(_twice(opened, kind, *pair) for pair in pairs if pair[0] != pair[1])
    return items.where(list(map(eq, items.numbers, first)))


def _read(
    column: Column, cells: Sequence[Cell], kind: Kind, occasion: Occasion, report: Report
) -> Sequence[Meaning]:
    """The meaning of every cell of a column; one that is not accepted is `Needed`."""
    if column.type is Type.OFFICE:
        return _offices(column, cells, kind.permission, occasion, report)
    read = meanings(column, cells)
    if column.type is Type.PERSON:
        return _persons(read, column, occasion)
    return read


def _wrong_cells(
    opened: Opened, column: Column, cells: Sequence[Cell], faulty: Mapping[int, Needed]
) -> Iterator[Wrong]:
    cited = tuple(map(str, column.cites))
    for at, needed in faulty.items():
        row = opened.numbers[at]
        found = _shown(column, cells[at])
        address = opened.address(column.key, row)
        yield Wrong(row, column.key, address, found, *needed_said(needed, found), cited)


def _needed_at(read: Sequence[Meaning]) -> dict[int, Needed]:
    """The faulty cells of a column, by their places."""
    is_faulty = map(is_, map(type, read), repeat(Needed))
    return {at: cast("Needed", read[at]) for at in compress(count(), is_faulty)}


def _comparable(kind: Kind, key: str, items: Items) -> Sequence[object]:
    """The values of a column, quick to compare: a thing that was looked up is always the same."""
    read = items.columns[key]
    return list(map(id, read)) if kind.column(key).type in REFERENCES else read


def _twice(opened: Opened, kind: Kind, number: int, first: int) -> Wrong:
    key = next((one for one in kind.same_by if one in opened.places), kind.same_by[0])
    said = needed_said(Needed(TWICE, {"row": first}), "")
    return Wrong(number, key, opened.address(key, number), "", *said)


def _offices(
    column: Column,
    cells: Sequence[Cell],
    permission: Permission,
    occasion: Occasion,
    report: Report,
) -> list[Meaning]:
    """The offices that cells name; a code that became a number is mended where that is certain."""
    offices = {one.code: one for one in offices_within(occasion, permission)}
    codes = CodeList(offices)
    read = reader_of(column)
    unknown = Needed(WANTED[Type.OFFICE])
    mended = 0

    def meaning(cell: Cell) -> Meaning:
        nonlocal mended
        text = read(cell)
        if not isinstance(text, str):
            return text
        if isinstance(cell, str) and text in offices:
            return offices[text]
        found = codes.meaning(cell)
        if isinstance(found, Repaired):
            mended += 1
            return offices[found.code]
        if isinstance(found, CodeWrong):
            return Needed(found.allowed, found.params) if found.params else unknown
        return offices[str(found)]

    told = each_once(cells, meaning)
    if mended:
        report.notices.append(notice_said(NUMBERS, {"count": mended}))
    return told


def _persons(read: Sequence[Meaning], column: Column, occasion: Occasion) -> list[Meaning]:
    texts = {one for one in read if isinstance(one, str)}
    known = persons_named(occasion, Permission.PERSON_SEE, texts) if texts else {}
    unknown = wanted(column)
    return [known.get(one, unknown) if isinstance(one, str) else one for one in read]


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
            found = _shown(kind.column(key), opened.cell(key, number))
        else:
            key = ""
        address = opened.address(key, number) if key else ""
        cited = tuple(map(str, reason.cites))
        yield Wrong(number, key, address, found, *reason_said(reason), cited)


def _shown(column: Column, cell: Cell) -> str:
    if column.private and cell is not None:
        return HIDDEN
    return shown(cell_text(cell))
