"""The empty workbook that evidence is filled into: right to left, in both languages, with lists."""

from collections.abc import Mapping
from pathlib import Path

from parvaneh.kit.languages import render
from parvaneh.kit.sheets import Book, Column
from parvaneh.kit.text import Language
from parvaneh.law.citation import english_label, persian_label
from parvaneh.law.vocabulary import Term
from parvaneh.scoring.columns import ALLOWED, TYPES, Field, SheetSchema, Type, allowed_params
from parvaneh.scoring.schema import SHEETS

EXPLANATION = "_راهنما"
WORDS = "_words"
NEEDED = Term("لازم", "needed")
OPTIONAL = Term("اختیاری", "optional")
YES_NO = ("بله", "خیر")

_NARROWEST, _WIDEST, _WORDY = 16, 44, 60


def write_template(path: Path) -> None:
    """Write the empty workbook: one sheet for each sheet of the evidence, and an explanation first.

    The last line of every heading is the column's name; that alone is read. Sheets whose names
    begin with an underscore are not read.

    Args:
        path: the .xlsx file to write.

    Raises:
        OSError: the file cannot be written.
    """
    with Book(path, Language.FA) as book:
        _explain(book)
        for sheet in SHEETS.values():
            book.sheet(sheet.key, [_column(field) for field in sheet.fields])
        _name_words(book)


def listed(field: Field) -> tuple[str, ...]:
    """What a column offers in its list; nothing where it takes anything of its type."""
    if field.type is Type.FLAG:
        return YES_NO
    if field.type in {Type.METHOD, Type.ANSWER}:
        return tuple(str(number) for number in range(field.least, field.most + 1))
    return tuple(field.words or ())


def allowed_text(field: Field, language: Language) -> str:
    """What a column takes, in a sentence.

    Args:
        field: its declaration; words are not listed, because their names stand in a list of theirs.
        language: Persian or English.
    """
    if field.type is Type.WORD:
        return _in(Term("واژه‌ای از فهرست", "a word of the list"), language)
    term = ALLOWED[field.type]
    return render(_in(term, language), allowed_params(field), language)


def note_text(field: Field, language: Language) -> str:
    """Whether a column is needed, what it takes, its unit, what else to know, and the articles."""
    label = persian_label if language is Language.FA else english_label
    parts = [
        _in(NEEDED if field.required else OPTIONAL, language),
        allowed_text(field, language),
        _in(field.unit, language) if field.unit else "",
        _in(field.note, language) if field.note else "",
        *map(label, field.cites),
    ]
    return ("؛ " if language is Language.FA else "; ").join(filter(None, parts))


def _column(field: Field) -> Column:
    shown = f"{field.name.fa} · {field.name.en}"
    return Column(
        f"{shown}\n{field.key}",
        width=min(_WIDEST, max(_NARROWEST, len(shown) + 2)),
        allowed=listed(field),
        note=note_text(field, Language.FA),
    )


def _explain(book: Book) -> None:
    headings = ("برگه\nsheet", "ستون\ncolumn", "نام", "name", "گونه\ntype", "توضیح", "explanation")
    wide = {"توضیح": _WORDY, "explanation": _WORDY, "نام": _WIDEST, "name": _WIDEST}
    page = book.sheet(EXPLANATION, [Column(text, wide.get(text, _NARROWEST)) for text in headings])
    for sheet in SHEETS.values():
        page.add(
            [sheet.key, None, sheet.name.fa, sheet.name.en, None, sheet.about.fa, sheet.about.en]
        )
        for field in sheet.fields:
            page.add(_explained(sheet, field))


def _explained(sheet: SheetSchema, field: Field) -> list[str | None]:
    return [
        sheet.key,
        field.key,
        field.name.fa,
        field.name.en,
        TYPES[field.type].fa,
        note_text(field, Language.FA),
        note_text(field, Language.EN),
    ]


def _name_words(book: Book) -> None:
    """The words of every list with their names, such as the provinces of the codes."""
    headings = ("واژه\nword", "نام", "name", "ستون‌ها\ncolumns")
    widths = (_NARROWEST, _WIDEST, _WIDEST, _WORDY)
    page = book.sheet(WORDS, [Column(*pair) for pair in zip(headings, widths, strict=True)])
    for columns, words in lists_of_words():
        for word, term in words.items():
            page.add([word, term.fa, term.en, ", ".join(columns)])


def lists_of_words() -> list[tuple[tuple[str, ...], Mapping[str, Term]]]:
    """Every list of words once, with the columns that take it, such as ``offices.status``."""
    found: dict[tuple[str, ...], tuple[list[str], Mapping[str, Term]]] = {}
    for sheet in SHEETS.values():
        for field in sheet.fields:
            if field.words:
                columns, _ = found.setdefault(tuple(field.words), ([], field.words))
                columns.append(f"{sheet.key}.{field.key}")
    return [(tuple(columns), words) for columns, words in found.values()]


def _in(term: Term, language: Language) -> str:
    return term.fa if language is Language.FA else term.en
