"""Columns of a batch as arrays of small whole numbers; what is wrong in them has one number too.

Cells are looked up once for each distinct value, whatever the column's type. Typed columns (bytes
with the answers, days, bits with yes and no) are taken as they lie in memory; only where something
in them is out of bounds are their values looked at one by one.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from parvaneh.kit.sheets import Cell
from parvaneh.scoring.cells import Meaning, Wrong, reader_of
from parvaneh.scoring.codes import CodeList, Repaired
from parvaneh.scoring.columns import Field
from parvaneh.scoring.tables import cell_of

WRONG = -1  # in every array that a function of this module returns
EPOCH = date(1970, 1, 1).toordinal()
# Days that need no second look: those of the years that `kit.dates` takes for Gregorian.
FIRST_DAY = date(1900, 1, 1).toordinal() - EPOCH
LAST_DAY = date(2100, 12, 31).toordinal() - EPOCH
MOST_ANSWER = 5
REMEMBERED = 100_000  # distinct cells of a column whose meaning is kept

Array = Any  # of pyarrow, which has no types
Numbers = NDArray[Any]
Find = Callable[[Cell], Meaning]


def cells_of(values: Array) -> list[Cell]:
    """The values of an Arrow array as cells of a sheet."""
    try:
        found = values.to_pylist()
    except UnicodeDecodeError:
        found = [
            None if one is None else one.decode(errors="replace")
            for one in values.cast(pa.binary()).to_pylist()
        ]
    return [cell_of(one) for one in found]


def as_coded(column: Array) -> Array:
    """A column as a dictionary and indices into it."""
    if pa.types.is_dictionary(column.type):
        return column
    return column.dictionary_encode()


def indices_of(coded: Array) -> NDArray[np.int64]:
    """Where each row's value stands in the dictionary; empty cells stand just behind its end."""
    indices = coded.indices
    if indices.null_count:
        indices = indices.fill_null(len(coded.dictionary))
    found: Numbers = indices.to_numpy(zero_copy_only=False)
    return found.astype(np.int64, copy=False)


class Known:
    """What cells of one column mean, remembered as whole numbers."""

    def __init__(self, find: Find, number: Callable[[Any], int] = int) -> None:
        """Take what finds a meaning, and what makes a number of one that is right."""
        self._find = find
        self._number = number
        self._seen: dict[tuple[type, Cell], int] = {}

    def number(self, cell: Cell) -> int:
        """The number of a cell, or `WRONG`."""
        key = (cell.__class__, cell)  # 1, True and Decimal(1) are equal, and not the same cell
        if key not in self._seen:
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            meaning = self._find(cell)
            self._seen[key] = WRONG if isinstance(meaning, Wrong) else self._number(meaning)
        return self._seen[key]

    def numbers(self, column: Array) -> Numbers:
        """The number of each row."""
        coded = as_coded(column)
        table = [self.number(cell) for cell in cells_of(coded.dictionary)]
        return np.array([*table, self.number(None)], dtype=np.int64)[indices_of(coded)]


class Offices(Known):
    """Codes of offices as places in the sorted list of them."""

    def __init__(self, codes: CodeList) -> None:
        """Take the list of codes; where it is not known, every right code has place 0."""
        self.repaired = 0  # rows whose code had become a number
        self._sorted = sorted(codes.codes)
        self._place = {code: at for at, code in enumerate(self._sorted)}
        self._values = pa.array(self._sorted, pa.string())
        super().__init__(codes.meaning, self._place_of)

    def places(self, column: Array) -> tuple[NDArray[np.int64], Numbers]:
        """The place of each entry of the column's dictionary, the empty cell last; the indices."""
        coded = as_coded(column)
        dictionary = coded.dictionary
        table = np.full(len(dictionary) + 1, WRONG, dtype=np.int64)
        if pa.types.is_string(dictionary.type):
            exact = pc.index_in(dictionary, value_set=self._values)
            table[:-1] = exact.fill_null(WRONG).to_numpy(zero_copy_only=False)
        strange = np.flatnonzero(table[:-1] == WRONG)
        mended = []
        for at, cell in zip(strange, cells_of(dictionary.take(pa.array(strange))), strict=True):
            table[at] = self.number(cell)
            if self._is_repaired(cell):
                mended.append(at)
        indices = coded.indices
        is_plain = indices.null_count == 0 and indices.type == pa.int32()
        entries = indices.to_numpy() if is_plain else indices_of(coded)
        if mended:
            self.repaired += int(np.count_nonzero(np.isin(entries, mended)))
        return table, entries

    def _is_repaired(self, cell: Cell) -> bool:
        return isinstance(self._find(cell), Repaired)

    def _place_of(self, meaning: Meaning) -> int:
        code = meaning.code if isinstance(meaning, Repaired) else str(meaning)
        return self._place.get(code, 0)


class Days(Known):
    """Days as numbers of days since 1970; `WRONG_DAY` where there is none."""

    WRONG_DAY = np.iinfo(np.int32).min

    def __init__(self, field: Field) -> None:
        """Take the column."""
        super().__init__(reader_of(field), lambda day: day.toordinal())

    def days(self, column: Array) -> Numbers:
        """The day of each row."""
        if pa.types.is_timestamp(column.type):
            column = column.cast(pa.date32(), safe=False)
        if pa.types.is_date32(column.type) and column.null_count == 0:
            plain: Numbers = column.cast(pa.int32()).to_numpy()
            if not len(plain) or (plain.min() >= FIRST_DAY and plain.max() <= LAST_DAY):
                return plain
        ordinals = self.numbers(column)
        return np.where(ordinals == WRONG, self.WRONG_DAY, ordinals - EPOCH)


class Wholes(Known):
    """Whole numbers from 0; none is 0 where there may be none."""

    def __init__(self, field: Field) -> None:
        """Take the column."""
        super().__init__(reader_of(field), lambda number: number or 0)
        self._bounds = (field.least, field.most)

    def numbers(self, column: Array) -> Numbers:
        """The number of each row."""
        if pa.types.is_integer(column.type) and column.null_count == 0 and len(column):
            plain: Numbers = column.to_numpy()
            if plain.min() >= self._bounds[0] and plain.max() <= self._bounds[1]:
                return plain.astype(np.int64, copy=False)
        return super().numbers(column)


class Answers(Known):
    """Answers 1 to 5, and 0 where there is none."""

    def __init__(self, field: Field) -> None:
        """Take the column."""
        super().__init__(reader_of(field), lambda answer: answer or 0)

    def answers(self, column: Array) -> tuple[NDArray[np.uint8], bool]:
        """The answer of each row, and whether any is wrong."""
        small = as_bytes(column)
        if small is not None:
            plain = bytes_of(small)
            given = np.count_nonzero(plain)
            if given == len(plain) - column.null_count and plain.max(initial=0) <= MOST_ANSWER:
                return plain, False
        numbers = self.numbers(column)
        return numbers.astype(np.uint8), bool((numbers == WRONG).any())


class Flags(Known):
    """Yes as 1, no as 0."""

    def __init__(self, field: Field) -> None:
        """Take the column."""
        super().__init__(reader_of(field))

    def flags(self, column: Array) -> tuple[NDArray[np.uint8], bool]:
        """The flag of each row, and whether any is wrong or missing."""
        if pa.types.is_boolean(column.type) and column.null_count == 0:
            return bits_of(column.buffers()[1], column.offset, len(column)), False
        numbers = self.numbers(column)
        return numbers.astype(np.uint8), bool((numbers == WRONG).any())


def as_bytes(column: Array) -> Array | None:
    """A column of whole numbers as one-byte numbers; None if it is none or they do not fit."""
    if not pa.types.is_integer(column.type):
        return None
    if column.type.bit_width == 8:  # noqa: PLR2004 - bits in a byte
        return column
    try:
        return column.cast(pa.int8())
    except pa.ArrowInvalid:
        return None


def bytes_of(column: Array) -> NDArray[np.uint8]:
    """A column of one-byte numbers, 0 where it is empty; negative ones look large."""
    valid, data = column.buffers()
    start = column.offset
    plain: NDArray[np.uint8] = np.frombuffer(data, np.uint8)[start : start + len(column)]
    # What lies under an empty cell is anything: it is multiplied away.
    return plain * bits_of(valid, start, len(column)) if column.null_count else plain


def bits_of(buffer: Any, start: int, length: int) -> NDArray[np.uint8]:
    """Packed bits as one byte each."""
    first = start // 8
    packed = np.frombuffer(buffer, np.uint8)[first : (start + length + 7) // 8]
    return np.unpackbits(packed, bitorder="little")[start - first * 8 :][:length]
