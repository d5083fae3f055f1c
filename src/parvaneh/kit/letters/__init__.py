"""Letters as PDF/A: what a letter says (`Letter`), and its pages (`letter_pdf`)."""

from parvaneh.kit.letters.content import (
    Bars,
    Block,
    Grade,
    Letter,
    Listing,
    Mark,
    Paragraph,
    Seal,
    Table,
)
from parvaneh.kit.letters.pages import letter_pdf, letter_png

__all__ = [
    "Bars",
    "Block",
    "Grade",
    "Letter",
    "Listing",
    "Mark",
    "Paragraph",
    "Seal",
    "Table",
    "letter_pdf",
    "letter_png",
]
