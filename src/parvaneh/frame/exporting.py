"""Lists as files: a workbook that runs right to left, or CSV, of what the reader may see.

What a file says is what the page says: the same columns, values and masks. Codes are text; a day
has two columns, as people read it and in ISO form. Nothing in a file is ever a formula.
"""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

from parvaneh.frame.keyset import rows_all
from parvaneh.frame.language import language_now
from parvaneh.frame.listing import Asked, Column, Grade, Kind, Listing, Shown, Tag
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.clock import tehran
from parvaneh.kit.dates import short_date
from parvaneh.kit.languages import msg
from parvaneh.kit.sheets import Book
from parvaneh.kit.sheets import Column as SheetColumn
from parvaneh.kit.sheets import Kind as SheetKind
from parvaneh.kit.sheets.writing import Value
from parvaneh.kit.text import decimal_text

MOST = 100_000
ISO = msg("{label} (ISO)")
IN_RIALS = msg("{label} (rials)")
ABOUT = msg("About this file")
TWICE = frozenset({Kind.DAY, Kind.MOMENT})
# What a spreadsheet program takes for the beginning of a formula in CSV.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "|")
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@dataclass(frozen=True)
class Exported:
    """A list as a file: its bytes, how many rows it has, and whether there were more."""

    content: bytes
    rows: int
    is_cut: bool


def listing_exported(
    listing: Listing,
    asked: Asked,
    *,
    form: str,
    about: Sequence[tuple[str, str]] = (),
    most: int = MOST,
) -> Exported:
    """Write what was asked of a list.

    Args:
        listing: the list.
        asked: its rows and their order.
        form: ``xlsx`` or ``csv``.
        about: what a workbook says of itself on its second sheet, as names and values.
        most: no more rows than these.
    """
    found = rows_all(asked.rows, asked.order, among=asked.among, most=most + 1)
    return (_workbook if form == "xlsx" else _csv)(listing, found, about, most)


def rows_exported(
    listing: Listing,
    rows: Iterable[Any],
    *,
    form: str,
    about: Sequence[tuple[str, str]] = (),
    most: int = MOST,
) -> Exported:
    """Write rows that come from no table, such as the values of the law; as `listing_exported`."""
    return (_workbook if form == "xlsx" else _csv)(listing, iter(rows), about, most)


def asked_in_words(shown: Shown) -> str:
    """The filters that were chosen, on one line."""
    return "؛ ".join(f"{one.label}: {one.value}" for one in shown.chips)


def _workbook(
    listing: Listing, found: Iterator[Any], about: Sequence[tuple[str, str]], most: int
) -> Exported:
    columns = [head for column in listing.columns for head in _sheet_columns(column)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        with Book(path, language_now(), streaming=True) as book:
            page = book.sheet(say(listing.title)[:31], columns, frozen=1)
            for row in islice(found, most):
                page.add(_values(listing, row))
            page.filter()
            rows, is_cut = page.rows, next(found, None) is not None
            told = [*about, *_told(rows, is_cut=is_cut)]
            heads = [SheetColumn(say(ABOUT), 24), SheetColumn("", 60, wrapped=True)]
            book.sheet(say(ABOUT)[:31], heads, told)
        return Exported(path.read_bytes(), rows, is_cut)


def _csv(
    listing: Listing,
    found: Iterator[Any],
    about: Sequence[tuple[str, str]],  # noqa: ARG001 - a CSV file has only its rows
    most: int,
) -> Exported:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head.heading for one in listing.columns for head in _sheet_columns(one))
    rows = 0
    for row in islice(found, most):
        writer.writerow([_cell(value) for value in _values(listing, row)])
        rows += 1
    return Exported(text.getvalue().encode("utf-8-sig"), rows, next(found, None) is not None)


CUT = msg("Only the first {count} rows are here; there are more. Choose fewer with the filters.")
ROWS = msg("Rows")
LIMIT = msg("Cut")


def _told(rows: int, *, is_cut: bool) -> list[tuple[str, str]]:
    cut = [(say(LIMIT), say(CUT, count=rows).translate(ISOLATES))] if is_cut else []
    return [(say(ROWS), shown(rows).translate(ISOLATES)), *cut]


def _sheet_columns(column: Column) -> list[SheetColumn]:
    label = say(column.label)
    if column.kind in TWICE:
        iso = say(ISO, label=label).translate(ISOLATES)
        return [SheetColumn(label, 14), SheetColumn(iso, 14)]
    if column.kind is Kind.RIALS:
        return [SheetColumn(say(IN_RIALS, label=label).translate(ISOLATES), 18, SheetKind.NUMBER)]
    is_number = column.kind is Kind.NUMBER
    width = 24 if column.kind is Kind.TEXT else 16
    return [SheetColumn(label, width, SheetKind.NUMBER if is_number else SheetKind.TEXT)]


def _values(listing: Listing, row: Any) -> list[Value]:
    return [
        value for column in listing.columns for value in _written(column.kind, column.value(row))
    ]


def _written(kind: Kind, value: object) -> list[Value]:
    if value is None or value == "":
        return [None, None] if kind in TWICE else [None]
    if kind in TWICE:
        return _day(value)
    if kind in {Kind.NUMBER, Kind.RIALS} and isinstance(value, int | Fraction | Decimal):
        return [value]
    if isinstance(value, Tag | Grade):
        return [value.text.translate(ISOLATES)]
    text = str(value) if isinstance(value, str) or kind in {Kind.CODE, Kind.LATIN} else shown(value)
    return [text.translate(ISOLATES)]


def _day(value: object) -> list[Value]:
    if isinstance(value, datetime):
        there = value.astimezone(tehran())
        day = short_date(there.date(), language_now())
        return [f"{day} {there:%H:%M}", there.isoformat(timespec="seconds")]
    assert isinstance(value, date)
    return [short_date(value, language_now()), value.isoformat()]


def _cell(value: Value) -> str:
    """A value as CSV holds it; text that a program would reckon stays text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    if isinstance(value, Fraction | Decimal):
        return decimal_text(Fraction(value), 6).rstrip("0").rstrip(".")
    return str(value)
