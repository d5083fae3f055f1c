"""Spreadsheets and delimited files, read with suspicion and written right to left.

Reading checks the file before anything opens it, says where every fault lies, and never turns a
code into a number. Writing never makes a formula out of text.
"""

from parvaneh.kit.sheets.delimited import CsvForm, csv_form, read_csv
from parvaneh.kit.sheets.marking import MarkedSheet, marked_copy
from parvaneh.kit.sheets.parts import (
    Cell,
    Fault,
    Limits,
    Notice,
    Piece,
    Pieces,
    Row,
    Sheet,
    Unreadable,
    cell_text,
    column_letters,
)
from parvaneh.kit.sheets.safety import check_workbook
from parvaneh.kit.sheets.workbooks import read_workbook
from parvaneh.kit.sheets.writing import Book, Column, Kind

__all__ = [  # noqa: RUF022 - grouped, as a table of contents
    # what is read
    "Cell",
    "CsvForm",
    "Limits",
    "Piece",
    "Pieces",
    "Row",
    "Sheet",
    "cell_text",
    "check_workbook",
    "column_letters",
    "csv_form",
    "read_csv",
    "read_workbook",
    # what is wrong with it
    "Fault",
    "Notice",
    "Unreadable",
    # what is written
    "Book",
    "Column",
    "Kind",
    "MarkedSheet",
    "marked_copy",
]
