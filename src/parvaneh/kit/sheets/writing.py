"""Writing .xlsx workbooks: right to left, headings frozen, codes as text, never a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import xlsxwriter

from parvaneh.kit.dates import short_date
from parvaneh.kit.sheets.parts import cell_text
from parvaneh.kit.text import Language, decimal_text

Value = str | int | Fraction | Decimal | date | bool | None

FONT = "Vazirmatn"
HEADING_FILL = "#114081"
HEADING_INK = "#ffffff"
# A workbook that is written twice from the same values has the same bytes.
_CREATED = datetime(2025, 1, 1, tzinfo=UTC)
# Lists longer than this do not fit into a cell's own rule and stand on a hidden sheet.
_LONGEST_LIST = 255
_LISTS = "_lists"
# The format for text: what is typed into such a cell later stays text, leading zeros too.
_TEXT_FORMAT = "@"
_HEADING_HEIGHT = 36  # room for two lines, in points
_LINE_HEIGHT = 16
_ROW_HEIGHT = 18  # the usual fifteen points cut Persian letters
_RIGHT_TO_LEFT = 2  # by the number that the format gives it
_A4 = 9  # the same
_MOST_UPRIGHT = 6  # more columns than these are printed across
FILLED_ROWS = 5000


class Kind(StrEnum):
    """How a column's values are written: text also for codes and days, which never reckon."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    heading: what stands above it; a second line may carry its name for programs. width: in
    characters. places: decimals of a number. allowed: values offered in a list. note: shown when a
    cell is chosen. wrapped: whether long text goes on in a further line of its cell.
    """

    heading: str
    width: int = 14
    kind: Kind = Kind.TEXT
    places: int = 0
    allowed: tuple[str, ...] = ()
    note: str = ""
    wrapped: bool = False


class Book:
    """A workbook being written; use it in a ``with`` block, rows in order, sheet after sheet."""

    def __init__(
        self, path: Path, language: Language = Language.FA, *, streaming: bool = False
    ) -> None:
        """Begin a workbook.

        Args:
            path: where it is written when the block ends.
            language: Persian sheets run right to left and show Persian days.
            streaming: keep no row in memory once it is written; for very long sheets, which then
                offer no lists. Rows wait in files beside `path`.
        """
        self._language = language
        self._book = xlsxwriter.Workbook(
            str(path),
            {
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "constant_memory": streaming,
                "tmpdir": str(path.parent) if streaming else None,
            },
        )
        self._book.set_properties({"created": _CREATED.replace(tzinfo=None)})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._lists: Any = None
        self._lists_used = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._book.close()

    def sheet(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Value]] = (),
        *,
        frozen: int = 0,
    ) -> "Page":
        """Add a sheet with its headings and rows; it prints on A4, headings on every page.

        Args:
            name: at most 31 characters, without brackets, slashes, colon, asterisk, question mark.
            columns: from the right in Persian.
            rows: a value for every column; more can be added with `Page.add`.
            frozen: how many of the first columns stay in sight beside the headings.
        """
        page = Page(self, self._book.add_worksheet(name), columns, self._language, frozen)
        for row in rows:
            page.add(row)
        return page

    def format(self, **properties: object) -> Any:
        """A cell format; equal ones are made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({"font_name": FONT, **properties})
        return self._formats[key]

    def list_source(self, allowed: Sequence[str]) -> list[str] | str:
        """What a validation list is taken from: its values, or a range on the hidden sheet."""
        if len(",".join(allowed)) <= _LONGEST_LIST:
            return list(allowed)
        if self._lists is None:
            self._lists = self._book.add_worksheet(_LISTS)
            self._lists.hide()
        column = self._lists_used
        self._lists_used += 1
        for row, value in enumerate(allowed):
            self._lists.write_string(row, column, value)
        letters = xlsxwriter.utility.xl_col_to_name(column)
        return f"={_LISTS}!${letters}$1:${letters}${len(allowed)}"


class Page:
    """One sheet of a `Book` that takes rows in order."""

    def __init__(
        self,
        book: Book,
        sheet: Any,
        columns: Sequence[Column],
        language: Language,
        frozen: int = 0,
    ) -> None:
        """Write the headings, freeze them, set widths, lists and the printed page."""
        self._book, self._sheet, self._columns = book, sheet, tuple(columns)
        self._language = language
        self.rows = 0
        if language is Language.FA:
            sheet.right_to_left()
        sheet.freeze_panes(1, frozen)
        sheet.set_paper(_A4)
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
        if len(self._columns) > _MOST_UPRIGHT:
            sheet.set_landscape()
        sheet.set_default_row(_ROW_HEIGHT)
        sheet.set_row(0, _heading_height(self._columns))
        heading = book.format(
            bold=True,
            bg_color=HEADING_FILL,
            font_color=HEADING_INK,
            text_wrap=True,
            valign="vcenter",
        )
        self._looks = [
            book.format(**_format_of(column, self._language)) for column in self._columns
        ]
        for at, column in enumerate(self._columns):
            sheet.write_string(0, at, column.heading, heading)
            sheet.set_column(at, at, column.width, self._looks[at])
            self._validate(at, column)

    def add(
        self,
        values: Sequence[Value],
        fills: Sequence[str | None] = (),
        comments: Sequence[str | None] = (),
    ) -> None:
        """Write the next row.

        Args:
            values: one for every column; None leaves a cell empty.
            fills: a background colour such as ``#f2f0ec`` for a cell, or None.
            comments: a note on a cell, or None.

        Raises:
            TypeError: a float, which is not exact.
        """
        self.rows += 1
        for at, value in enumerate(values):
            fill = fills[at] if at < len(fills) else None
            self._write(self.rows, at, value, fill)
        for at, comment in enumerate(comments):
            if comment:
                self._sheet.write_comment(self.rows, at, comment, {"x_scale": 2, "y_scale": 1.5})

    def filter(self) -> None:
        """Offer filters on the headings; call it after the last row."""
        if self.rows:
            self._sheet.autofilter(0, 0, self.rows, len(self._columns) - 1)

    def _write(self, row: int, at: int, value: Value, fill: str | None) -> None:
        if fill is None and at < len(self._looks):
            look = self._looks[at]
        else:
            column = self._columns[at] if at < len(self._columns) else Column("")
            look = self._book.format(
                **_format_of(column, self._language), **({"bg_color": fill} if fill else {})
            )
        if isinstance(value, float):
            raise TypeError(f"a float is not exact: {value!r}")
        if value is None or value == "":
            self._sheet.write_blank(row, at, None, look)
        elif isinstance(value, str):
            self._sheet.write_string(row, at, value, look)
        elif isinstance(value, bool | date):
            self._sheet.write_string(row, at, self._text(value), look)
        else:
            self._sheet.write_number(row, at, float(self._number(at, value)), look)

    def _number(self, at: int, value: int | Fraction | Decimal) -> int | str:
        if isinstance(value, int):
            return value
        places = self._columns[at].places if at < len(self._columns) else 0
        return decimal_text(Fraction(value), places)

    def _text(self, value: bool | date) -> str:  # noqa: FBT001 - a cell may hold yes or no
        if isinstance(value, date) and not isinstance(value, datetime):
            return short_date(value, self._language)
        return cell_text(value)

    def _validate(self, at: int, column: Column) -> None:
        rule: dict[str, Any] = {"validate": "any"}
        if column.allowed:
            rule = {"validate": "list", "source": self._book.list_source(column.allowed)}
        if column.note:
            rule["input_message"] = column.note[:_LONGEST_LIST]
        if len(rule) > 1:
            self._sheet.data_validation(1, at, FILLED_ROWS, at, rule)


def _heading_height(columns: Sequence[Column]) -> int:
    """Room for the heading that needs the most lines in its column's width."""
    lines = (
        sum(-(-len(line) // column.width) for line in column.heading.splitlines())
        for column in columns
    )
    return max(_HEADING_HEIGHT, _LINE_HEIGHT * max(lines, default=0) + 4)


def _format_of(column: Column, language: Language) -> dict[str, object]:
    if column.kind is Kind.NUMBER:
        return {"num_format": "#,##0" + ("." + "0" * column.places if column.places else "")}
    look: dict[str, object] = {"num_format": _TEXT_FORMAT}
    if language is Language.FA:
        # A cell that begins with a sign or a digit would else be laid out from the left.
        look["reading_order"] = _RIGHT_TO_LEFT
    if column.wrapped:
        look |= {"text_wrap": True, "valign": "top"}
    return look
