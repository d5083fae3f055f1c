"""The pages of a letter, by typst: the source is a file, the data come in as JSON only.

The compiler is kept per process: the fonts are read once, a page then takes some milliseconds. No
font of the system and nothing of the network is used, so the same letter makes the same bytes
everywhere.
"""

import json
import textwrap
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final, cast

import typst

from parvaneh.kit.dates import short_date
from parvaneh.kit.languages import gettext, msg, show
from parvaneh.kit.letters.content import (
    MARKS,
    Bars,
    Block,
    Grade,
    Letter,
    Listing,
    Paragraph,
    Table,
)
from parvaneh.kit.qr_code import qr_svg
from parvaneh.kit.text import Language, persian_digits

SOURCE = Path(__file__).with_name("letter.typ")
FONTS = Path(__file__).parents[1] / "data" / "vazirmatn-33.0.3"
# Level A: tagged, for archives and for screen readers alike; 3: it carries its text as a file.
STANDARD: Final = "a-3a"
SIGNATURE_LINE = 88
WIDEST = 40  # letters; a longer text takes several lines
LABELS = {
    "number": msg("Number"),
    "date": msg("Date"),
    "attachment": msg("Attachment"),
    "subject": msg("Subject"),
    "copies": msg("Copies"),
    "page": msg("Page"),
    "of": msg("of"),
    "qr": msg("Short signature as a QR code"),
}
OPENING = {Language.FA: "بسمه تعالی", Language.EN: "In the Name of God"}
WITHOUT = msg("none")
FULL, EMPTY = "■", "□"


def letter_pdf(letter: Letter) -> bytes:
    """The letter as PDF/A-3a; the same letter always gives the same bytes."""
    made = datetime(letter.on.year, letter.on.month, letter.on.day, tzinfo=UTC)
    found = _compiler().compile(
        format="pdf", sys_inputs=_inputs(letter), pdf_standards=[STANDARD], timestamp=made
    )
    return cast("bytes", found)


def letter_png(letter: Letter, *, ppi: float = 110) -> list[bytes]:
    """The pages of the letter as pictures, for previews and for looking at."""
    found = _compiler().compile(format="png", sys_inputs=_inputs(letter), ppi=ppi)
    return [found] if isinstance(found, bytes) else list(found or ())


def letter_text(letter: Letter) -> str:
    """What the letter says as plain text in logical order, one line for each part."""
    return "\n".join(
        (
            OPENING[letter.language],
            "/".join(letter.number),
            letter.on.isoformat(),
            *letter.sender,
            *letter.addressee,
            letter.subject,
            *(line for block in letter.body for line in _lines(block)),
            *letter.signature,
            *letter.copies,
        )
    )


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(SOURCE, root=SOURCE.parent, font_paths=[FONTS], ignore_system_fonts=True)


def _inputs(letter: Letter) -> dict[str, str]:
    return {"letter": json.dumps(_plain(letter), ensure_ascii=False)}


def _plain(letter: Letter) -> dict[str, object]:
    language = letter.language
    labels = {name: gettext(text, language) for name, text in LABELS.items()}
    number = _digits("/".join(letter.number), language)
    attachments = show(letter.attachments, language) if letter.attachments else ""
    head = (
        ("number", number),
        ("date", short_date(letter.on, language)),
        ("attachment", attachments or gettext(WITHOUT, language)),
    )
    return {
        "language": language.value,
        "labels": labels,
        "number": number,
        "head": [{"label": labels[name], "value": value} for name, value in head],
        "opening": OPENING[language],
        "sender": letter.sender,
        "addressee": letter.addressee,
        "subject": letter.subject,
        "body": [_block(one) for one in letter.body],
        "signature": letter.signature,
        "copies": letter.copies,
        "marks": [gettext(MARKS[one], language) for one in letter.marks],
        "text": letter_text(letter),
        "made": [letter.on.year, letter.on.month, letter.on.day],
        "keywords": [letter.seal.room] if letter.seal.room else [],
        **_sealed(letter, language),
    }


def _sealed(letter: Letter, language: Language) -> dict[str, object]:
    seal = letter.seal
    codes = (
        (msg("Signature"), textwrap.wrap(seal.signature, SIGNATURE_LINE, break_on_hyphens=False)),
        (msg("Checkpoint of the log"), [seal.checkpoint] if seal.checkpoint else []),
    )
    return {
        "qr": qr_svg(seal.signature) if seal.signature else "",
        "foot": [seal.where] if seal.where else [],
        "codes": [
            {"label": gettext(label, language), "lines": lines} for label, lines in codes if lines
        ],
    }


def _block(block: Block) -> dict[str, object]:
    match block:
        case Paragraph(text):
            return {"kind": "paragraph", "text": text}
        case Listing(items):
            return {"kind": "list", "items": items}
        case Table(headings, rows, codes):
            cells = [
                [{"text": cell, "ltr": at in codes} for at, cell in enumerate(row)] for row in rows
            ]
            widths = _widths((headings, *rows))
            return {"kind": "table", "headings": headings, "rows": cells, "widths": widths}
        case Grade(word, place, of, told):
            said = [{"label": label, "value": value} for label, value in told]
            full = of - place + 1
            return {"kind": "grade", "word": word, "full": full, "of": of, "told": said}
        case Bars(headings, rows):
            bars = [
                {"name": name, "gained": gained, "possible": possible, "at": at, "most": most}
                for name, gained, possible, at, most in rows
            ]
            return {"kind": "bars", "headings": headings, "rows": bars}


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Shares of the columns by their longest text; measuring them is slow."""
    return [
        min(max(len(cell) for cell in column), WIDEST) + 4 for column in zip(*rows, strict=True)
    ]


def _lines(block: Block) -> list[str]:
    match block:
        case Paragraph(text):
            return [text]
        case Listing(items):
            return list(items)
        case Table(headings, rows, _):
            return ["\t".join(row) for row in (headings, *rows)]
        case Grade(word, place, of, told):
            tiles = FULL * (of - place + 1) + EMPTY * (place - 1)
            return [f"{word} {tiles}", *(f"{label}: {value}" for label, value in told)]
        case Bars(headings, rows):
            lines = [headings, *((name, gained, possible) for name, gained, possible, *_ in rows)]
            return list(map("\t".join, lines))


def _digits(text: str, language: Language) -> str:
    return persian_digits(text) if language is Language.FA else text
