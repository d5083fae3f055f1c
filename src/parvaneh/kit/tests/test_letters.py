"""Letters: what a second reader finds in the file, in both languages."""

import hashlib
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import segno

from parvaneh.kit.letters import Letter, Listing, Mark, Paragraph, Seal, Table, letter_pdf
from parvaneh.kit.letters.pages import (
    FONTS,
    letter_png,
    letter_text,
)
from parvaneh.kit.qr_code import QR_MASK, QUIET, qr_svg
from parvaneh.kit.short_signature import ROOM
from parvaneh.kit.text import ZWNJ, Language, persian_digits

FA = Letter(
    Language.FA,
    ("9023", "1042", "1405"),
    date(2026, 11, 22),
    ("قوهٔ قضاییه", "معاونت خدمات"),
    ("مدیر محترم دفتر ۱۲۰۰۴۱۵",),
    "تصمیم دربارهٔ اعتراض",
    (
        Paragraph("با احترام، اعتراض شمارهٔ ۱۴۰۵/۱۲/۳۴۵۶ بررسی شد و نتیجه اعلام می‌شود."),
        Listing(("شاخص «رضایت‌مندی» اصلاح می‌شود.", "پرونده مختومه می‌شود.")),
        Table(("شاخص", "کد"), (("رضایت‌مندی", "I-2"),), frozenset({1})),
    ),
    ("نام امضاکننده", "معاون خدمات"),
    attachments=2,
    copies=("بایگانی",),
    marks=(Mark.DEMONSTRATION,),
    seal=Seal(signature="PARVANEH1*" + "A7" * 110, checkpoint="parvaneh/log 12 abc=", room=ROOM),
)
EN = replace(
    FA,
    language=Language.EN,
    sender=("Services Deputy",),
    addressee=("Manager of office 1200415",),
    subject="Decision on the objection",
    body=(Paragraph("The objection was heard."), Listing(("First.", "Second."))),
    signature=("deputy_1",),
    copies=("Archive",),
)


def read(letter: Letter) -> str:
    return pypdfium2.PdfDocument(letter_pdf(letter))[0].get_textpage().get_text_bounded()


def as_read(text: str) -> str:
    """Text as PDFium gives it: it turns right-to-left lines round, ligatures and brackets too."""
    swapped = text.replace("لا", "ال").replace("هٔ", "ٔه")
    return swapped.translate(str.maketrans("«»", "»«"))


@pytest.fixture(scope="module")
def page() -> str:
    return read(FA)


def test_persian_text_is_read_in_logical_order_with_its_joiners(page):
    for words in ("نتیجه اعلام می‌شود", "پرونده مختومه می‌شود", "مدیر محترم دفتر ۱۲۰۰۴۱۵"):
        assert as_read(words) in page
    assert ZWNJ in page


def test_a_number_of_three_parts_keeps_its_order(page):
    assert persian_digits("9023/1042/1405") in page
    assert persian_digits("1405/09/01") in page


def test_the_parts_stand_in_the_order_of_an_iranian_letter(page):
    parts = (
        FA.sender[1],
        "بسمه تعالی",
        "مدیر محترم دفتر",
        "تصمیم",
        "با احترام",
        "نام امضاکننده",
        "بایگانی",
    )
    places = [page.index(as_read(one)) for one in parts]
    assert places == sorted(places)


def test_the_mark_of_a_demonstration_is_printed(page):
    assert as_read("نمایشی") in page
    assert "Demonstration" in read(EN)


def test_signature_and_checkpoint_are_printed():
    shown = re.sub(r"\s", "", read(EN))
    assert FA.seal.signature in shown
    assert "parvaneh/log12abc=" in shown


def test_the_english_letter_says_the_same_in_english():
    text = read(EN)
    for words in ("In the Name of God", "Number:", "9023/1042/1405", "Subject: Decision", "Copies"):
        assert words in text


def test_the_exact_text_is_attached():
    [attached] = [
        document.get_attachment(0)
        for document in [pypdfium2.PdfDocument(letter_pdf(FA))]
        if document.count_attachments() == 1
    ]
    assert bytes(attached.get_data()).decode() == letter_text(FA)
    assert attached.get_name() == "letter.txt"


def test_the_file_claims_an_archive_standard_and_has_room_for_a_seal():
    data = letter_pdf(FA)
    assert b"<pdfaid:part>3</pdfaid:part>" in data
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in data
    assert ROOM.encode() in data


def test_the_same_letter_makes_the_same_bytes():
    assert letter_pdf(FA) == letter_pdf(FA)


def test_a_long_letter_runs_over_pages_and_counts_them():
    long = replace(FA, body=FA.body[:1] * 40)
    pages = pypdfium2.PdfDocument(letter_pdf(long))
    assert len(pages) > 1
    assert persian_digits(str(len(pages))) in pages[0].get_textpage().get_text_bounded()
    assert len(letter_png(long, ppi=20)) == len(pages)


def test_hostile_text_is_printed_as_text():
    hostile = '#panic("x") $1/0$ <b> \\ "quoted" [x] @ref'
    text = read(replace(EN, subject=hostile, body=(Paragraph(hostile),)))
    assert "#panic(" in text
    assert "$1/0$" in text


def test_only_the_font_that_is_kept_is_used():
    assert b"Vazirmatn-Regular" in letter_pdf(FA)
    fonts = set(re.findall(rb"/FontName/[A-Z]{6}\+([A-Za-z-]+)", letter_pdf(FA)))
    assert fonts == {b"Vazirmatn-Regular", b"Vazirmatn-Bold"}


def test_the_font_files_are_those_that_origin_names():
    origin = (FONTS / "ORIGIN.md").read_text(encoding="utf-8")
    named = dict(re.findall(r"\| `([^`]+)` \| `[^`]+` \| ([0-9a-f]{64}) \|", origin))
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in Path(FONTS).iterdir()
        if path.name != "ORIGIN.md" and not path.name.startswith("Vazirmatn-pages")  # ours
    }
    assert found == named


def test_the_drawn_code_holds_every_dark_module_and_no_other():
    code = segno.make(FA.seal.signature, error="m", boost_error=False, micro=False, mask=QR_MASK)
    dark = {(x, y) for y, row in enumerate(code.matrix) for x, bit in enumerate(row) if bit}
    drawn = {
        (int(x) + step - QUIET, int(y) - QUIET)
        for x, y, run in re.findall(r"M(\d+) (\d+)\.5h(\d+)", qr_svg(FA.seal.signature))
        for step in range(int(run))
    }
    assert drawn == dark
