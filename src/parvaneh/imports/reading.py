"""The rows of a sheet as values: part by part, each thing once, with all that is wrong with them.

What a kind looks up beforehand is read ahead, for all rows; the rest when its part comes.
"""

from collections.abc import Iterator, Mapping, Sequence
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
)
from parvaneh.imports.faults import Needed, Report, Wrong, needed_said, notice_said, shown
from parvaneh.imports.kinds.kind import Items, Kind, Occasion
from parvaneh.imports.kinds.reach import offices_within, persons_named
from parvaneh.imports.opening import Opened
from parvaneh.kit.languages import msg
from parvaneh.kit.sheets import Cell, cell_text
from parvaneh.scoring.cells import Wrong as CodeWrong
from parvaneh.scoring.codes import CodeList, Repaired

REFERENCES = frozenset({Type.OFFICE, Type.PERSON})
TWICE = msg("a row of its own for each: row {row} is of the same")
NUMBERS = msg("{count} codes had become numbers; they were read as the codes that they must be.")
HIDDEN = "••••"

Values = dict[str, Sequence[Meaning]]


class Reading:
    """Reads one sheet for one import; what is wrong goes into the report."""

    def __init__(self, opened: Opened, kind: Kind, occasion: Occasion, report: Report) -> None:
        """Read nothing yet."""
        self._opened, self._kind, self._occasion, self._report = opened, kind, occasion, report
        self._whole: Values = {}
        self._once = _Once(opened, kind, report)
        self._mended = 0

    def ahead(self) -> Items:
        """What the kind looks up beforehand, of the rows in which all of that could be read."""
        opened, kind = self._opened, self._kind
        for column in kind.columns:
            if kind.ahead is None or column.key in kind.ahead:
                self._whole[column.key] = self._read(column, opened.cells(column.key))
        items = Items(opened.numbers, dict(self._whole))
        return _without(items, {at for one in self._whole.values() for at in _needed_at(one)})

    def parts(self) -> Iterator[Items]:
        """The rows whose cells could all be read, each thing once; all else is told."""
        total = len(self._opened.numbers)
        size = self._kind.part_rows or max(total, 1)
        for start in range(0, total, size):
            yield self._once.firsts(self._part(slice(start, start + size)))

    def ended(self) -> Report:
        """The report, once all is read."""
        if self._mended:
            self._report.notices.append(notice_said(NUMBERS, {"count": self._mended}))
        return self._report

    def _part(self, rows: slice) -> Items:
        values: Values = {}
        bad: set[int] = set()
        numbers = self._opened.numbers[rows]
        for column in self._kind.columns:
            cells = self._opened.cells(column.key)[rows]
            whole = self._whole.get(column.key)
            read = self._read(column, cells) if whole is None else whole[rows]
            values[column.key] = read
            faulty = _needed_at(read)
            bad.update(faulty)
            self._report.add(self._wrong_cells(column, cells, numbers, faulty))
        return _without(Items(numbers, values), bad)

    def _read(self, column: Column, cells: Sequence[Cell]) -> Sequence[Meaning]:
        """The meaning of every cell of a column; one that is not accepted is `Needed`."""
        if column.type is Type.OFFICE:
            return self._offices_of(column, cells)
        read = meanings(column, cells)
        if column.type is Type.PERSON:
            return _persons(read, column, self._occasion)
        return read

    def _wrong_cells(
        self,
        column: Column,
        cells: Sequence[Cell],
        numbers: Sequence[int],
        faulty: Mapping[int, Needed],
    ) -> Iterator[Wrong]:
        cited = tuple(map(str, column.cites))
        for at, needed in faulty.items():
            row = numbers[at]
            found = cell_shown(column, cells[at])
            address = self._opened.address(column.key, row)
            yield Wrong(row, column.key, address, found, *needed_said(needed, found), cited)

    def _offices_of(self, column: Column, cells: Sequence[Cell]) -> list[Meaning]:
        """The offices that cells name; a code that became a number is mended where it is sure."""
        known = offices_within(self._occasion, self._kind.permission)
        offices = {one.code: one for one in known}
        codes = CodeList(offices)
        read = reader_of(column)
        unknown = Needed(WANTED[Type.OFFICE])

        def meaning(cell: Cell) -> Meaning:
            text = read(cell)
            if not isinstance(text, str):
                return text
            if isinstance(cell, str) and text in offices:
                return offices[text]
            found = codes.meaning(cell)
            if isinstance(found, Repaired):
                self._mended += 1
                return offices[found.code]
            if isinstance(found, CodeWrong):
                return Needed(found.allowed, found.params) if found.params else unknown
            return offices[str(found)]

        return each_once(cells, meaning)


class _Once:
    """Keeps the first row of each thing, part after part; the others are told."""

    def __init__(self, opened: Opened, kind: Kind, report: Report) -> None:
        self._opened, self._kind, self._report = opened, kind, report
        self._before: list[Items] = []
        # The last column is the one that most often tells all of them apart.
        self._telling = list(reversed(kind.same_by))
        self._seen: dict[str, set[object]] = {one: set() for one in kind.same_by}
        self._rows: dict[tuple[object, ...], int] = {}

    def firsts(self, items: Items) -> Items:
        """The rows of a part of which there was none before."""
        if self._telling and self._told_apart(items):
            self._before.append(items)
            return items
        for one in self._before:
            self._rows |= dict(zip(self._alike(one), one.numbers, strict=True))
        self._before = []
        alike = self._alike(items)
        for key, number in zip(alike, items.numbers, strict=True):
            self._rows.setdefault(key, number)
        first = [self._rows[one] for one in alike]
        pairs = zip(items.numbers, first, strict=True)
        self._report.add(self._twice(*pair) for pair in pairs if pair[0] != pair[1])
        return items.where(list(map(eq, items.numbers, first)))

    def _told_apart(self, items: Items) -> bool:
        """Whether one column alone is enough so far: the first part chooses which."""
        for key in list(self._telling):
            values = {*_comparable(self._kind, key, items)}
            seen = self._seen[key]
            if len(values) == len(items) and seen.isdisjoint(values):
                seen |= values
                self._telling = [key]
                return True
            self._telling.remove(key)
        return False

    def _alike(self, items: Items) -> list[tuple[object, ...]]:
        columns = (_comparable(self._kind, one, items) for one in self._kind.same_by)
        return list(zip(*columns, strict=True))

    def _twice(self, number: int, first: int) -> Wrong:
        kind, opened = self._kind, self._opened
        key = next((one for one in kind.same_by if one in opened.places), kind.same_by[0])
        said = needed_said(Needed(TWICE, {"row": first}), "")
        return Wrong(number, key, opened.address(key, number), "", *said)


def cell_shown(column: Column, cell: Cell) -> str:
    """What stood in a cell, as a report may say it."""
    if column.private and cell is not None:
        return HIDDEN
    return shown(cell_text(cell))


def _without(items: Items, bad: set[int]) -> Items:
    return items.where([at not in bad for at in range(len(items))]) if bad else items


def _needed_at(read: Sequence[Meaning]) -> dict[int, Needed]:
    """The faulty cells of a column, by their places."""
    is_faulty = map(is_, map(type, read), repeat(Needed))
    return {at: cast("Needed", read[at]) for at in compress(count(), is_faulty)}


def _comparable(kind: Kind, key: str, items: Items) -> Sequence[object]:
    """The values of a column, quick to compare: a thing that was looked up is always the same."""
    read = items.columns[key]
    return list(map(id, read)) if kind.column(key).type in REFERENCES else read


def _persons(read: Sequence[Meaning], column: Column, occasion: Occasion) -> list[Meaning]:
    texts = {one for one in read if isinstance(one, str)}
    known = persons_named(occasion, Permission.PERSON_SEE, texts) if texts else {}
    unknown = wanted(column)
    return [known.get(one, unknown) if isinstance(one, str) else one for one in read]
