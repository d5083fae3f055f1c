"""The chapter of the guide on the evidence, in both languages, written from the schema.

``python -m parvaneh.scoring.evidence_guide docs/guide`` writes both files; a test keeps them fresh.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from parvaneh.kit.text import Language
from parvaneh.law.citation import Citation, english_label, persian_label
from parvaneh.law.vocabulary import Term
from parvaneh.scoring.columns import TYPES, Field, SheetSchema, Type
from parvaneh.scoring.schema import SHEETS
from parvaneh.scoring.template import NEEDED, OPTIONAL, allowed_text, lists_of_words

TITLE = Term("شواهد رتبه‌بندی", "Evidence for the ranking")
WRITTEN = Term(
    "این فصل از خود برنامه ساخته شده است؛ آن را دستی ویرایش نکنید.",
    "This chapter is written by the program itself; do not edit it.",
)
FILES = Term("پرونده‌ها", "Files")
RULES: tuple[Term, ...] = (
    Term(
        "شواهد یک پوشه از پرونده‌های CSV یا Parquet است، یا یک کارپوشه اکسل (xlsx) با همین "
        "برگه‌ها. نام هر پرونده یا برگه در ستون اول جدول زیر است؛ تنها برگه `offices` لازم است. "
        "یک برگه بزرگ می‌تواند پوشه‌ای هم‌نام با چند بخش باشد.",
        "Evidence is a folder of `.csv` or `.parquet` files, or one `.xlsx` workbook with the same "
        "sheets. Each file or sheet has the name given below; only `offices` is needed. A large "
        "sheet may be a folder of that name with several parts.",
    ),
    Term(
        "برگه‌ای که نیست یعنی شواهد آن نیست (سنجش‌ناپذیر، نه صفر)؛ مگر `records` که نبودش یعنی "
        "محکومیتی نیست. برگه‌ای که تنها عنوان ستون‌ها را دارد هیچ سطری ندارد.",
        "A sheet that is absent is missing evidence (not assessable, not zero); an absent "
        "`records` means that there are no convictions. A sheet with headings alone has no rows.",
    ),
    Term(
        "پرونده متنی UTF-8 است با ویرگول میان ستون‌ها. Windows-1256، نقطه‌ویرگول و جهش (Tab) با "
        "یادآوری پذیرفته می‌شوند. عنوان ستون می‌تواند چند سطر داشته باشد؛ سطر آخر آن خوانده می‌شود.",
        "Text files are UTF-8 with commas between the columns. Windows-1256, semicolons and tabs "
        "are accepted with a notice. A heading may have several lines; the last one is read.",
    ),
    Term(
        "کد دفتر ۳ تا ۱۲ رقم است و صفرهای آغازش نگه داشته می‌شود. کدی که صفحه‌گسترده به عدد تبدیل "
        "کرده است تنها اگر در فهرست دفترها به یک کد برسد اصلاح می‌شود، و یادآوری می‌شود.",
        "An office code has 3 to 12 digits and keeps its leading zeros. A code that a spreadsheet "
        "made into a number is mended, with a notice, only if the list of offices has one code "
        "that it can stand for.",
    ),
    Term(
        "رقم‌ها می‌توانند فارسی، عربی یا لاتین باشند و جداکننده اعشار `.` یا `٫`. «ي» و «ك» عربی "
        "فارسی می‌شوند. فرمول پذیرفته نیست.",
        "Digits may be Persian, Arabic or Latin, and the decimal separator `.` or `٫`. Arabic ي "
        "and ك become Persian. Formulas are refused.",
    ),
    Term(
        "سطرهای بیرون از دوره خطا نیستند: نادیده می‌مانند و شمرده می‌شوند. سطرهای یکسان همه به "
        "شمار می‌آیند؛ دفتر تکراری و شمول متناقض خطا هستند.",
        "Rows outside the period are no errors: they are ignored and counted. Identical rows all "
        "count; a duplicate office and contradictory applicability are errors.",
    ),
    Term(
        "همه خطاها با هم گفته می‌شوند: پرونده، سطر، ستون، آنچه بود، آنچه باید باشد، ماده. "
        "`parvaneh template FILE.xlsx` کارپوشه خالی با فهرست‌ها می‌سازد.",
        "All errors are told at once: file, row, column, what was found, what is allowed, article. "
        "`parvaneh template FILE.xlsx` writes an empty workbook with lists.",
    ),
)
SHEET_LIST = Term("برگه‌ها", "Sheets")
WORD_LISTS = Term("فهرست واژه‌ها", "Lists of words")
HEADINGS: tuple[Term, ...] = (
    Term("ستون", "Column"),
    Term("نام", "Name"),
    Term("گونه", "Type"),
    Term("لازم؟", "Needed?"),
    Term("مجاز", "Allowed"),
    Term("یکا", "Unit"),
    Term("ماده", "Article"),
    Term("یادداشت", "Note"),
)
SHEET_HEADINGS: tuple[Term, ...] = (
    Term("برگه", "Sheet"),
    Term("نام", "Name"),
    Term("لازم؟", "Needed?"),
    Term("هر سطر", "What it holds"),
    Term("ماده", "Article"),
)
WORD_HEADINGS: tuple[Term, ...] = (Term("واژه", "Word"), Term("نام", "Name"))


def evidence_guide(language: Language) -> str:
    """The chapter in one language, as Markdown."""
    lines = list(_lines(language))
    if language is Language.FA:
        lines = ['<div dir="rtl">', "", *lines, "", "</div>"]
    return "\n".join(lines) + "\n"


def _lines(language: Language) -> Iterator[str]:
    yield from (f"# {_in(TITLE, language)}", "", _in(WRITTEN, language), "")
    yield from (f"## {_in(FILES, language)}", "")
    for rule in RULES:
        yield f"- {_in(rule, language)}"
    yield from ("", f"## {_in(SHEET_LIST, language)}", "")
    yield from _table(
        SHEET_HEADINGS, (_sheet_row(one, language) for one in SHEETS.values()), language
    )
    for sheet in SHEETS.values():
        yield from ("", f"### `{sheet.key}`: {_in(sheet.name, language)}", "")
        yield from (f"{_in(sheet.about, language)}.", "")
        yield from _table(HEADINGS, [_field_row(one, language) for one in sheet.fields], language)
    yield from ("", f"## {_in(WORD_LISTS, language)}")
    for columns, words in lists_of_words():
        yield from ("", _joined((f"`{column}`" for column in columns), language), "")
        rows = [(f"`{word}`", _in(term, language)) for word, term in words.items()]
        yield from _table(WORD_HEADINGS, rows, language)


def _sheet_row(sheet: SheetSchema, language: Language) -> Sequence[str]:
    return (
        f"`{sheet.key}`",
        _in(sheet.name, language),
        _in(NEEDED if sheet.required else OPTIONAL, language),
        _in(sheet.about, language),
        _articles(sheet.cites, language),
    )


def _field_row(field: Field, language: Language) -> Sequence[str]:
    return (
        f"`{field.key}`",
        _in(field.name, language),
        _in(TYPES[field.type], language),
        _in(NEEDED if field.required else OPTIONAL, language),
        _allowed(field, language),
        _in(field.unit, language) if field.unit else "",
        _articles(field.cites, language),
        _in(field.note, language) if field.note else "",
    )


def _allowed(field: Field, language: Language) -> str:
    if field.type is Type.WORD:
        return _joined((f"`{word}`" for word in field.words or ()), language)
    return allowed_text(field, language)


def _joined(texts: Iterable[str], language: Language) -> str:
    return ("، " if language is Language.FA else ", ").join(texts)


def _articles(cites: Sequence[Citation], language: Language) -> str:
    label = persian_label if language is Language.FA else english_label
    return ("؛ " if language is Language.FA else "; ").join(map(label, cites))


def _table(
    headings: Sequence[Term], rows: Iterable[Sequence[str]], language: Language
) -> Iterator[str]:
    yield _row([_in(term, language) for term in headings])
    yield _row(["---"] * len(headings))
    for row in rows:
        yield _row(row)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _in(term: Term, language: Language) -> str:
    return term.fa if language is Language.FA else term.en


def file_name(language: Language) -> str:
    """The chapter's file in the guide."""
    return f"evidence.{language.value}.md"


def main(arguments: Sequence[str]) -> None:
    """Write both chapters into a folder."""
    for language in Language:
        path = Path(arguments[0]) / file_name(language)
        path.write_text(evidence_guide(language), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
