"""Workbooks written: read again by a second reader."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pytest

from parvaneh.kit.sheets import (
    Book,
    Column,
    Fault,
    Kind,
    MarkedSheet,
    Row,
    check_workbook,
    marked_copy,
    read_workbook,
)
from parvaneh.kit.text import Language

COLUMNS = [
    Column("کد دفتر\noffice_code", width=12),
    Column("امتیاز", kind=Kind.NUMBER, places=2),
    Column("روز", kind=Kind.DAY),
    Column("رتبه", allowed=("عالی", "خوب"), note="یکی را برگزینید"),
]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "out.xlsx"


def test_a_persian_sheet_runs_right_to_left_with_frozen_headings(path):
    with Book(path) as book:
        book.sheet("دفاتر", COLUMNS, [["0012", Fraction(200, 3), date(2025, 10, 4), "خوب"]])
    sheet = openpyxl.load_workbook(path)["دفاتر"]
    assert sheet.sheet_view.rightToLeft
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].value == "کد دفتر\noffice_code"
    assert [cell.value for cell in sheet[2]] == ["0012", 66.67, "۱۴۰۴/۰۷/۱۲", "خوب"]
    assert sheet["A2"].number_format == "@"
    assert sheet["B2"].number_format == "#,##0.00"
    assert sheet.column_dimensions["A"].width == pytest.approx(12, abs=1)


def test_an_english_sheet_runs_left_to_right(path):
    with Book(path, Language.EN) as book:
        book.sheet("offices", [Column("day", kind=Kind.DAY)], [[date(2025, 10, 4)]])
    sheet = openpyxl.load_workbook(path)["offices"]
    assert not sheet.sheet_view.rightToLeft
    assert sheet["A2"].value == "1404/07/12"


@pytest.mark.parametrize(
    "text", ["=1+1", "+98", "-1", "@SUM(A1)", "{=1}", "http://a", "0012", "1e5"]
)
def test_text_stays_text_whatever_it_begins_with(path, text):
    with Book(path) as book:
        book.sheet("a", [Column("x")], [[text]])
    cell = openpyxl.load_workbook(path)["a"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.hyperlink is None
    check_workbook(path)


def test_what_was_written_is_read_again_under_its_programs_name(path):
    with Book(path) as book:
        page = book.sheet("offices", COLUMNS)
        page.add(["0012", 5, None, ""])
        page.add([True, Decimal("1.25"), None, None])
    (sheet,) = read_workbook(path)
    assert sheet.columns == ("office_code", "امتیاز", "روز", "رتبه")
    assert list(sheet.rows) == [
        Row(2, ("0012", 5, None, None)),
        Row(3, ("true", Decimal("1.25"), None, None)),
    ]


def test_a_float_is_refused(path):
    with Book(path) as book, pytest.raises(TypeError, match="exact"):
        book.sheet("a", [Column("x")], [[0.1]])


def test_lists_are_offered_and_long_ones_stand_on_a_hidden_sheet(path):
    counties = tuple(f"شهرستان شماره {n}" for n in range(100))
    with Book(path) as book:
        book.sheet("a", [*COLUMNS, Column("شهرستان", allowed=counties)])
        book.sheet("b", [Column("شهرستان", allowed=counties[:60])])
    made = openpyxl.load_workbook(path)
    rules = {str(rule.sqref): rule for rule in made["a"].data_validations.dataValidation}
    assert rules["D2:D5001"].formula1 == '"عالی,خوب"'
    assert rules["D2:D5001"].prompt == "یکی را برگزینید"
    assert rules["E2:E5001"].formula1 == "_lists!$A$1:$A$100"
    assert made["b"].data_validations.dataValidation[0].formula1 == "_lists!$B$1:$B$60"
    assert made["_lists"].sheet_state == "hidden"
    assert made["_lists"]["A100"].value == counties[99]
    assert [sheet.name for sheet in read_workbook(path)] == ["a", "b"]


def test_the_same_values_give_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        with Book(tmp_path / name) as book:
            page = book.sheet("x", COLUMNS, [["0012", 1, date(2025, 10, 4), "خوب"]])
            page.filter()
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_streamed_book_reads_like_any_other_and_leaves_nothing_beside_it(path):
    rows = [["0012", Decimal("85.50"), date(2025, 10, 4)], ["0013", 7, True]]
    with Book(path, streaming=True) as book:
        book.sheet("یک", COLUMNS[:3], rows)
        book.sheet("دو", COLUMNS[:3], rows[:1])
    read = openpyxl.load_workbook(path)
    values = [[cell.value for cell in row] for row in read["یک"].iter_rows(min_row=2)]
    assert values == [["0012", 85.5, "۱۴۰۴/۰۷/۱۲"], ["0013", 7, "true"]]
    assert read["دو"].max_row == 2
    assert list(path.parent.iterdir()) == [path]


def test_a_book_that_failed_is_not_written(path):
    with pytest.raises(TypeError), Book(path) as book:
        book.sheet("a", [Column("x")], [[0.1]])
    assert not path.exists()


FAULTS = [
    Fault("a.csv", 3, "score", "101", "a value, not a formula", cites=("D1404 4",)),
    Fault("a.csv", 3, None, "1", "{columns} columns", {"columns": 2}),
    Fault("a.csv", None, None, "", "a file in UTF-8"),
    Fault("a.csv", 9, "code", "", "a value, not a formula"),
]
SAYING = [Row(2, ("0012", 5)), Row(3, ("=1+1", 101))]


def test_a_marked_copy_colours_faulty_cells_and_lists_faults(path):
    marked_copy(path, [MarkedSheet("a", ("code", "score"), SAYING, FAULTS)], Language.EN)
    sheet = openpyxl.load_workbook(path)["a"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values[0] == ["code", "score", "Faults"]
    assert values[1] == [None, None, "Needed: a file in UTF-8."]
    assert values[2] == ["0012", "5", None]
    assert values[3][:2] == ["=1+1", "101"]
    assert values[3][2] == (
        "score: Found 101; needed: a value, not a formula.\nFound 1; needed: 2 columns."
    )
    assert values[4] == [None, None, "code: Needed: a value, not a formula."]
    assert sheet["B4"].comment.text == "Found 101; needed: a value, not a formula."
    assert sheet["A4"].comment is None
    fills = [sheet[cell].fill.start_color.rgb for cell in ("B4", "A4", "A3", "A5")]
    assert fills == ["FFF9D4D7", "FFFBECED", "00000000", "FFF9D4D7"]


def test_a_marked_copy_takes_another_explanation(path):
    sheets = [MarkedSheet("a", ("code", "score"), SAYING, FAULTS[:1])]
    marked_copy(path, sheets, Language.FA, lambda fault, language: f"{fault.row} {language}")
    sheet = openpyxl.load_workbook(path)["a"]
    assert sheet["C3"].value == "score: 3 fa"
    assert sheet.sheet_view.rightToLeft
