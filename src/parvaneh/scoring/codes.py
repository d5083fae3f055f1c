"""Codes of offices: their form, and the repair of those that a spreadsheet made into numbers.

A spreadsheet drops leading zeros and writes long codes as 1.2E+11. What is left is mended only if
it can stand for one code of the list of offices and no other.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from parvaneh.kit.languages import msg
from parvaneh.kit.sheets import Cell, cell_text
from parvaneh.scoring.cells import Meaning, Wrong, is_empty, plain
from parvaneh.scoring.columns import ALLOWED, CODE_DIGITS, EMPTY, Type

OWN_FORM = msg("a code of 3 to 12 digits")
AMBIGUOUS = msg("the code as text: as a number it may be any of {codes}")
LISTED = 5

_CODE = re.compile(f"[0-9]{{{CODE_DIGITS[0]},{CODE_DIGITS[1]}}}")
# As a spreadsheet writes numbers: it takes zeros away from the front and adds none.
_NUMBER = re.compile(r"(0|[1-9][0-9]{0,14})(?:\.([0-9]{0,15}))?(?:[eE]\+?([0-9]{1,2}))?")

UNKNOWN = Wrong(ALLOWED[Type.CODE].en)
MISSING = Wrong(EMPTY)
MALFORMED = Wrong(OWN_FORM)


@dataclass(frozen=True, slots=True)
class Repaired:
    """A code that had become a number, and is what the list of offices says it must be."""

    code: str


def is_code(text: str) -> bool:
    """Whether text is 3 to 12 ASCII digits."""
    return _CODE.fullmatch(text) is not None


class CodeList:
    """The codes that there are, and what a cell of another sheet can mean among them."""

    def __init__(self, codes: Iterable[str] | None) -> None:
        """Take the codes; None where the list itself is faulty: then only the form is looked at."""
        self.is_known = codes is not None
        self.codes = frozenset(codes or ())
        by_number: dict[int, list[str]] = {}
        for code in sorted(self.codes):
            by_number.setdefault(int(code), []).append(code)
        self._by_number: Mapping[int, Sequence[str]] = by_number
        self._numbers = sorted(by_number)

    def meaning(self, cell: Cell) -> Meaning:
        """What a cell means.

        Args:
            cell: text, or the number that a spreadsheet made of it.

        Returns:
            The code as text; `Repaired` where the list says uniquely what it was; else `Wrong`.
        """
        if is_empty(cell):
            return MISSING
        text = plain(cell)
        if not self.is_known:
            return text if is_code(text) or _NUMBER.fullmatch(text) else UNKNOWN
        # Text that is a code needs no repair; a number may have lost zeros that make another code.
        if isinstance(cell, str) and text in self.codes:
            return text
        fitting = self._fitting(text)
        if not fitting:
            return UNKNOWN
        if len(fitting) > 1:
            return Wrong(AMBIGUOUS, {"codes": tuple(fitting[:LISTED])})
        return fitting[0] if fitting[0] == text else Repaired(fitting[0])

    def _fitting(self, text: str) -> list[str]:
        """The codes whose number, written as shortly as this one, would look like it."""
        least, most = _range_of(text)
        numbers = self._numbers[
            bisect_left(self._numbers, least) : bisect_right(self._numbers, most)
        ]
        return [code for number in numbers for code in self._by_number[number]]


def own_codes(cells: Sequence[Cell]) -> list[Meaning]:
    """What the cells of the list of offices itself mean.

    A number stands for its own digits, unless another office's code differs from it only by
    leading zeros: then nobody can say which is which.

    Args:
        cells: the column from top to bottom.

    Returns:
        For each its code, or `Wrong`.
    """
    texts = [plain(cell) for cell in cells]
    by_number: dict[int, set[str]] = {}
    for text in texts:
        if is_code(text):
            by_number.setdefault(int(text), set()).add(text)
    return [_own_code(cell, text, by_number) for cell, text in zip(cells, texts, strict=True)]


def _own_code(cell: Cell, text: str, by_number: Mapping[int, set[str]]) -> Meaning:
    if is_empty(cell):
        return MISSING
    if not is_code(text):
        return MALFORMED
    alike = by_number[int(text)]
    if not isinstance(cell, str) and len(alike) > 1:
        return Wrong(AMBIGUOUS, {"codes": tuple(sorted(alike)[:LISTED])})
    return text


def _range_of(text: str) -> tuple[int, int]:
    """The whole numbers that text may stand for; an empty range where it is no whole number.

    ``12345`` and ``12345.0`` stand for themselves. ``1.2E+5`` stands for whatever rounds to it.
    """
    found = _NUMBER.fullmatch(text)
    if found is None:
        return 1, 0
    whole, decimals, power = found[1], (found[2] or ""), int(found[3] or 0)
    value = Fraction(int(whole + decimals), 10 ** len(decimals)) * 10**power
    last_place = Fraction(10**power, 10 ** len(decimals))
    half = last_place / 2 if last_place > 1 else Fraction(0)
    least, most = value - half, value + half
    return -(-least.numerator // least.denominator), most.numerator // most.denominator


def number_text(value: Decimal | float) -> str:
    """A number of a typed column as text that `CodeList` understands."""
    return cell_text(Decimal(repr(value)) if isinstance(value, float) else value)
