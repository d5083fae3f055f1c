"""Sheets that go out: the template to fill in, the export of the same shape, the marked copy."""

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from parvaneh.imports.columns import Column, Type, wanted, written
from parvaneh.imports.faults import Report, Wrong
from parvaneh.imports.kinds.kind import Kind
from parvaneh.imports.opening import Opened
from parvaneh.kit.languages import Language, gettext, msg, render
from parvaneh.kit.sheets import Book, Cell, Fault, MarkedSheet, Row, marked_copy
from parvaneh.kit.sheets import Column as Heading
from parvaneh.kit.sheets.writing import Value
from parvaneh.law.citation import english_label, persian_label
from parvaneh.law.vocabulary import Term

COPIED_WHOLE = 50_000
NARROW, WIDE, WORDY = 14, 44, 60
GUIDE = {Language.FA: "_راهنما", Language.EN: "_guide"}
FAULTS = {Language.FA: "_خطاها", Language.EN: "_faults"}
YES_NO = {Language.FA: ("بله", "خیر"), Language.EN: ("yes", "no")}
JOINED = {Language.FA: "؛ ", Language.EN: "; "}
# Marks of direction help a page and hinder a sheet, where text is looked for and compared.
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))

NEEDED, OPTIONAL = msg("needed"), msg("optional")
EXAMPLE = msg("for example {example}")
GUIDE_HEADINGS = (
    msg("Column"), msg("Name"), msg("Needed"), msg("What it takes"), msg("Example"),
    msg("Also"), msg("articles"),
)  # fmt: skip
FAULT_HEADINGS = (msg("Cell"), msg("Column"), msg("Found"), msg("What is wrong"), msg("articles"))


def template_workbook(kind: Kind, language: Language) -> bytes:
    """An empty workbook of a kind: headings, lists of allowed values, notes, and a guide."""

    def fill(book: Book) -> None:
        book.sheet(kind.key, _headings(kind, language, with_lists=True))
        _guide(book, kind, language)

    return _book(language, fill)


def export_workbook(
    kind: Kind, rows: Iterable[Sequence[object]], language: Language
) -> tuple[bytes, int]:
    """Rows as a workbook that an import takes, and how many they were."""
    count = 0

    def fill(book: Book) -> None:
        nonlocal count
        page = book.sheet(kind.key, _headings(kind, language), frozen=1)
        for row in rows:
            page.add([_value(*pair, language) for pair in zip(kind.columns, row, strict=True)])
        page.filter()
        count = page.rows

    return _book(language, fill, streaming=True), count


def export_csv(kind: Kind, rows: Iterable[Sequence[object]]) -> tuple[bytes, int]:
    """Rows as CSV that an import takes: keys of columns, words by their codes, ISO days."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(column.key for column in kind.columns)
    count = 0
    for row in rows:
        writer.writerow(written(*pair) for pair in zip(kind.columns, row, strict=True))
        count += 1
    return out.getvalue().encode("utf-8-sig"), count


def returned_workbook(
    kind: Kind, opened: Opened | None, report: Report, language: Language
) -> bytes:
    """The given sheet with every faulty cell coloured and noted, and all faults in a last column.

    Of very long sheets only the rows with faults are copied.

    Args:
        kind: of the import.
        opened: the sheet; None where the file could not be read: then only the list remains.
        report: what was found.
        language: of what is said.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "returned.xlsx"
        marked_copy(path, _marked(kind, opened, report, language), language, _explained)
        return path.read_bytes()


def articles(cites: Iterable[str], language: Language) -> str:
    """Articles as a reader of the language names them."""
    label = persian_label if language is Language.FA else english_label
    return JOINED[language].join(map(label, cites))


def _book(language: Language, fill: Callable[[Book], None], *, streaming: bool = False) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.xlsx"
        with Book(path, language, streaming=streaming) as book:
            fill(book)
        return path.read_bytes()


def _headings(kind: Kind, language: Language, *, with_lists: bool = False) -> list[Heading]:
    return [
        Heading(
            f"{_in(column.name, language)}\n{column.key}",
            width=min(WIDE, max(NARROW, len(_in(column.name, language)) + 4, len(column.key) + 4)),
            allowed=_listed(column, language) if with_lists else (),
            note=_note(column, language) if with_lists else "",
        )
        for column in kind.columns
    ]


def _listed(column: Column, language: Language) -> tuple[str, ...]:
    if column.type is Type.FLAG:
        return YES_NO[language]
    return tuple(_in(term, language) for term in column.words.values())


def _note(column: Column, language: Language) -> str:
    example = {"example": column.example}
    parts = [
        gettext(NEEDED if column.required else OPTIONAL, language),
        "" if column.words else _takes(column, language),
        _in(column.note, language) if column.note else "",
        _plain(render(EXAMPLE, example, language)) if column.example else "",
        articles(map(str, column.cites), language),
    ]
    return JOINED[language].join(filter(None, parts))


def _guide(book: Book, kind: Kind, language: Language) -> None:
    widths = (NARROW, 24, NARROW, WORDY, 24, WIDE, 24)
    names = (gettext(one, language) for one in GUIDE_HEADINGS)
    heads = [Heading(name, width, wrapped=True) for name, width in zip(names, widths, strict=True)]
    page = book.sheet(GUIDE[language], heads)
    for column in kind.columns:
        page.add(
            [
                column.key,
                _in(column.name, language),
                gettext(NEEDED if column.required else OPTIONAL, language),
                _takes(column, language),
                column.example,
                _in(column.note, language) if column.note else "",
                articles(map(str, column.cites), language),
            ]
        )


def _takes(column: Column, language: Language) -> str:
    needed = wanted(column)
    return _plain(render(needed.phrase, needed.params, language))


def _value(column: Column, value: object, language: Language) -> Value:
    """A value for a reader; what is read from it again is the same value."""
    if value is None:
        return None
    term = column.words.get(value) if isinstance(value, str) else None
    if term is not None:
        return _in(term, language)
    if isinstance(value, bool):
        return YES_NO[language][not value]
    if isinstance(value, date):
        return value
    if isinstance(value, int | Decimal):
        return written(column, value)
    return written(column, value) or None


def _marked(
    kind: Kind, opened: Opened | None, report: Report, language: Language
) -> list[MarkedSheet]:
    sheets = []
    if opened is not None:
        rows = _rows(opened, report)
        headings = opened.headings
        by_key = {key: headings[at] for key, at in opened.places.items()}
        faults = [_fault(one, by_key.get(one.column), language) for one in report.faults]
        sheets.append(MarkedSheet(kind.key, headings, rows, faults))
    lines = [_line(at, one, kind, language) for at, one in enumerate(report.faults, 2)]
    names = tuple(gettext(one, language) for one in FAULT_HEADINGS)
    widths = (NARROW, 24, 30, WORDY, 24)
    sheets.append(MarkedSheet(FAULTS[language], names, lines, (), widths))
    return sheets


def _rows(opened: Opened, report: Report) -> list[Row]:
    rows = list(map(Row, opened.numbers, zip(*opened.columns, strict=True)))
    if len(rows) <= COPIED_WHOLE:
        return rows
    wrong = {one.row for one in report.faults}
    return [row for row in rows if row.number in wrong]


def _fault(one: Wrong, heading: str | None, language: Language) -> Fault:
    cited = articles(one.cites, language)
    said = _plain(one.said(language)) + (f" ({cited})" if cited else "")
    return Fault("", one.row, heading, said, "")


def _explained(fault: Fault, language: Language) -> str:
    del language  # it was said in the reader's language before
    return fault.found


def _line(at: int, one: Wrong, kind: Kind, language: Language) -> Row:
    names = {column.key: _in(column.name, language) for column in kind.columns}
    cells: tuple[Cell, ...] = (
        one.cell or (None if one.row is None else str(one.row)),
        names.get(one.column) or None,
        one.found or None,
        _plain(one.said(language)),
        articles(one.cites, language) or None,
    )
    return Row(at, cells)


def _plain(text: str) -> str:
    return text.translate(ISOLATES)


def _in(term: Term, language: Language) -> str:
    return term.fa if language is Language.FA else term.en
