"""A copy of a table with its faults marked, so that whoever filled it in can mend it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parvaneh.kit.languages import gettext, msg, render
from parvaneh.kit.sheets.parts import Cell, Fault, Row, cell_text
from parvaneh.kit.sheets.writing import Book, Column
from parvaneh.kit.text import Language

FAULTY_FILL = "#f9d4d7"
FAULTY_ROW_FILL = "#fbeced"
LIST_WIDTH = 60


@dataclass(frozen=True, slots=True)
class MarkedSheet:
    """A table to copy: its name, its headings, its rows, and the faults found in it.

    widths: of the columns in characters; by their headings where there are none.
    """

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Row]
    faults: Sequence[Fault]
    widths: tuple[int, ...] = ()


def marked_copy(
    path: Path,
    sheets: Iterable[MarkedSheet],
    language: Language = Language.FA,
    explain: Callable[[Fault, Language], str] | None = None,
) -> None:
    """Write the tables with every faulty cell coloured and noted, and all faults in a last column.

    Cells are copied as text, exactly as they were understood. Faults of no row stand together in a
    row below the headings.

    Args:
        path: the workbook to write.
        sheets: the tables.
        language: of headings and explanations.
        explain: makes a sentence of a fault; `explanation` where it is None.

    Raises:
        OSError: the file cannot be written.
    """
    say = explain or explanation
    with Book(path, language) as book:
        for sheet in sheets:
            _mark(book, sheet, lambda fault: say(fault, language), language)


def explanation(fault: Fault, language: Language) -> str:
    """Say what was found and what is allowed, with the articles that ask for it."""
    allowed = render(fault.allowed, fault.params, language)
    if not fault.found:
        return render(msg("Needed: {allowed}."), {"allowed": Said(allowed)}, language)
    params = {"found": fault.found, "allowed": Said(allowed)}
    return render(msg("Found {found}; needed: {allowed}."), params, language)


@dataclass(frozen=True, slots=True)
class Said:
    """Text that is already in the reader's language and goes into a sentence as it is."""

    text: str

    @property
    def fa(self) -> str:
        """The text."""
        return self.text

    @property
    def en(self) -> str:
        """The text."""
        return self.text


def _mark(book: Book, sheet: MarkedSheet, say: Callable[[Fault], str], language: Language) -> None:
    heading = gettext(msg("Faults"), language)
    widths = sheet.widths or [max(14, len(name) + 2) for name in sheet.columns]
    columns = [Column(name, width=width) for name, width in zip(sheet.columns, widths, strict=True)]
    page = book.sheet(sheet.name, [*columns, Column(heading, width=LIST_WIDTH)])
    by_row: dict[int | None, list[Fault]] = {}
    for fault in sheet.faults:
        by_row.setdefault(fault.row, []).append(fault)
    loose = by_row.pop(None, [])
    if loose:
        page.add([*[None] * len(columns), _listed(loose, say)], [FAULTY_ROW_FILL] * len(columns))
    for row in sheet.rows:
        faults = by_row.pop(row.number, [])
        values = [*_texts(row.cells, len(columns)), _listed(faults, say)]
        notes = _notes(faults, sheet.columns, say)
        fills = [_fill(at, notes, bool(faults)) for at in range(len(columns))]
        page.add(values, fills, [notes.get(at) for at in range(len(columns))])
    # Rows that could not be read at all have faults but no cells.
    for faults in by_row.values():
        page.add([*[None] * len(columns), _listed(faults, say)], [FAULTY_FILL] * len(columns))
    page.filter()


def _texts(cells: Sequence[Cell], width: int) -> list[str | None]:
    given = [cell_text(cell) or None for cell in cells[:width]]
    return given + [None] * (width - len(given))


def _notes(
    faults: Sequence[Fault], columns: tuple[str, ...], say: Callable[[Fault], str]
) -> dict[int, str]:
    """The notes by column; a fault of no known column is told in the last column only."""
    notes: dict[int, str] = {}
    for fault in faults:
        if fault.column in columns:
            at = columns.index(fault.column)
            notes[at] = "\n".join(filter(None, (notes.get(at), say(fault))))
    return notes


def _fill(at: int, notes: Mapping[int, str], is_faulty: bool) -> str | None:  # noqa: FBT001
    if at in notes:
        return FAULTY_FILL
    return FAULTY_ROW_FILL if is_faulty else None


def _listed(faults: Sequence[Fault], say: Callable[[Fault], str]) -> str | None:
    lines = [f"{fault.column}: {say(fault)}" if fault.column else say(fault) for fault in faults]
    return "\n".join(lines) or None
