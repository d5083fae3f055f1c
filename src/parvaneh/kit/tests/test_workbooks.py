"""Workbooks read: values, numbers of rows, and every kind of dangerous file."""

import io
import struct
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
import xlsxwriter

from parvaneh.kit.sheets import (
    Fault,
    Limits,
    Row,
    Unreadable,
    cell_text,
    check_workbook,
    column_letters,
    read_workbook,
)
from parvaneh.kit.sheets.parts import column_index

DAY = datetime(2025, 10, 4)  # noqa: DTZ001 - a workbook's days have no zone


@pytest.fixture
def book(tmp_path):
    """Write a workbook with a function that fills it; returns its path."""

    def write(fill):
        path = tmp_path / "book.xlsx"
        with xlsxwriter.Workbook(str(path)) as made:
            fill(made)
        return path

    return write


def offices(made):
    sheet = made.add_worksheet("offices")
    sheet.write_row(2, 0, ["کد\noffice_code", "title", "score"])
    sheet.write_row(3, 0, ["0012", "دفتر", 12.0])
    sheet.write_row(5, 0, [12, "x", 0.1])


def rewrite(path, change):
    """The same archive with `change(name, content)` applied to every part; None drops it."""
    old = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return path


def refusal(path, limits=None):
    with pytest.raises(Unreadable) as caught:
        check_workbook(path, limits)
    with pytest.raises(Unreadable):
        list(read_workbook(path, limits))
    return caught.value.faults


def test_rows_keep_their_workbook_numbers_and_codes_their_zeros(book):
    (sheet,) = read_workbook(book(offices))
    assert sheet.name == "offices"
    assert sheet.file == "book.xlsx/offices"
    assert sheet.columns == ("office_code", "title", "score")
    assert list(sheet.rows) == [Row(4, ("0012", "دفتر", 12)), Row(6, (12, "x", Decimal("0.1")))]


def test_a_number_written_with_seventeen_digits_is_the_one_that_was_typed(book):
    path = rewrite(
        book(offices), lambda _, content: content.replace(b"0.1<", b"0.10000000000000001<")
    )
    (sheet,) = read_workbook(path)
    assert list(sheet.rows)[1].cells[2] == Decimal("0.1")


def test_a_table_that_begins_beside_column_a_is_told(book):
    with pytest.raises(Unreadable) as caught:
        list(read_workbook(book(lambda made: made.add_worksheet("a").write_row(2, 1, ["x", "y"]))))
    assert caught.value.faults == (Fault("book.xlsx/a", 3, "A", "", "a heading for every column"),)


def test_values_come_as_text_int_shortest_decimal_day_or_nothing(book):
    def fill(made):
        sheet = made.add_worksheet("all")
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        hour = made.add_format({"num_format": "hh:mm"})
        sheet.write_row(0, 0, ["a", "b", "c", "d", "e", "f", "g"])
        sheet.write_row(4, 0, ["0012", 12, 0.1, 1e20, True])
        sheet.write_datetime(4, 5, DAY, day)
        sheet.write_number(5, 0, 0.25, hour)
        sheet.write_string(5, 1, "  ")
        sheet.write_datetime(5, 5, DAY.replace(hour=7), day)
        sheet.write_number(6, 2, 1e-7)

    (sheet,) = read_workbook(book(fill))
    first, second, third = sheet.rows
    assert first == Row(
        5, ("0012", 12, Decimal("0.1"), Decimal("1e20"), True, date(2025, 10, 4), None)
    )
    assert isinstance(first.cells[1], int)
    assert second == Row(6, ("06:00:00", None, None, None, None, DAY.replace(hour=7), None))
    assert cell_text(third.cells[2]) == "0.0000001"
    assert [cell_text(cell) for cell in first.cells] == [
        "0012", "12", "0.1", "100000000000000000000", "true", "2025-10-04", "",
    ]  # fmt: skip
    assert cell_text(second.cells[5]) == "2025-10-04T07:00:00"


def test_cells_beyond_the_headings_are_a_fault_of_their_row(book):
    def fill(made):
        sheet = made.add_worksheet("a")
        sheet.write_row(0, 0, ["x"])
        sheet.write_row(1, 0, [1, None, 7])
        sheet.write_row(2, 0, [2])

    (sheet,) = read_workbook(book(fill))
    fault, row = sheet.rows
    assert (fault.row, fault.column, fault.found, dict(fault.params)) == (
        2,
        "C",
        "7",
        {"columns": 1},
    )
    assert row == Row(3, (2,))


@pytest.mark.parametrize(
    ("row", "faults"),
    [
        (["a", "", "c"], [("B", "", "a heading for every column")]),
        (["a", "كد", "کد"], [("C", "کد", "every heading only once")]),
    ],
)
def test_headings_that_do_not_stand_are_refused(book, row, faults):
    path = book(lambda made: made.add_worksheet("a").write_row(0, 0, row))
    with pytest.raises(Unreadable) as caught:
        list(read_workbook(path))
    assert [(f.column, f.found, f.allowed) for f in caught.value.faults] == faults


def test_sheets_come_in_order_an_empty_one_without_columns_and_hidden_ones_are_named(book):
    def fill(made):
        offices(made)
        made.add_worksheet("empty")
        made.add_worksheet("secret").hide()
        made.add_worksheet("_lists").hide()
        chart = made.add_chart({"type": "bar"})
        chart.add_series({"values": "=offices!$C$4:$C$6"})
        made.add_chartsheet("chart").set_chart(chart)

    sheets = list(read_workbook(book(fill)))
    assert [sheet.name for sheet in sheets] == ["offices", "empty"]
    assert sheets[1].columns == ()
    assert list(sheets[1].rows) == []
    (notice,) = sheets[0].notices
    assert dict(notice.params) == {"sheets": ["secret"]}


def test_every_formula_is_found_with_its_cell(book):
    def fill(made):
        sheet = made.add_worksheet("نمره")
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_formula("B2", "=1+1", None, 2)
        sheet.write_array_formula("AA7:AA8", "{=A1:A2}", None, 1)
        made.add_worksheet("clean").write_string(0, 0, "=x<f>")
        made.add_worksheet("second").write_formula("C3", "=A1", None, 1)

    faults = refusal(book(fill))
    assert [(f.file, f.row, f.column) for f in faults] == [
        ("book.xlsx/نمره", 2, "B"),
        ("book.xlsx/نمره", 7, "AA"),
        ("book.xlsx/second", 3, "C"),
    ]
    assert {f.allowed for f in faults} == {"a value, not a formula"}


def test_a_formula_under_a_namespace_prefix_is_found(book):
    def change(name, content):
        if name != "xl/worksheets/sheet1.xml":
            return content
        text = content.decode().replace("<worksheet xmlns=", "<s:worksheet xmlns:s=")
        for tag in ("sheetData", "row", "c", "v", "worksheet"):
            text = text.replace(f"<{tag} ", f"<s:{tag} ").replace(f"<{tag}>", f"<s:{tag}>")
            text = text.replace(f"</{tag}>", f"</s:{tag}>")
        return text.replace("<s:v>0</s:v>", "<s:f>1</s:f><s:v>0</s:v>").encode()

    path = book(lambda made: made.add_worksheet("a").write(0, 0, "a"))
    (fault,) = refusal(rewrite(path, change))
    assert (fault.row, fault.column) == (1, "A")


def test_only_so_many_formulas_are_listed(book):
    def fill(made):
        sheet = made.add_worksheet("a")
        for row in range(20):
            sheet.write_formula(row, 0, "=1", None, 1)

    assert len(refusal(book(fill), Limits(faults=7))) == 7


@pytest.mark.slow
def test_a_formula_across_the_border_of_two_pieces_is_found(book):
    def fill(made):
        sheet = made.add_worksheet("a")
        for row in range(30_000):
            sheet.write_number(row, 0, row)
        sheet.write_formula(30_000, 0, "=1", None, 1)

    def change_for(padding):
        return lambda name, content: (
            content.replace(b"<sheetData>", b" " * padding + b"<sheetData>")
            if name.endswith("sheet1.xml")
            else content
        )

    path = book(fill)
    whole = path.read_bytes()
    content = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
    at = content.index(b"<f>")
    for shift in range(1, 5):
        path.write_bytes(whole)
        rewrite(path, change_for(-(at + shift) % (1 << 18)))
        assert refusal(path)[0].row == 30_001


def test_a_bomb_is_refused_by_what_it_unpacks_to(book):
    bomb = b"0" * (40 << 20)
    path = rewrite(book(offices), lambda name, content: bomb if "theme" in name else content)
    assert path.stat().st_size < 1 << 20
    (fault,) = refusal(path)
    assert fault.found == "xl/theme/theme1.xml"
    assert "times its size" in fault.allowed
    (fault,) = refusal(path, Limits(bytes_unpacked=1 << 20))
    assert fault.allowed.startswith("at most {limit} bytes")
    assert fault.params["limit"] == 1 << 20


def test_a_bomb_that_declares_a_small_size_is_refused(book):
    bomb = b"0" * (40 << 20)
    path = rewrite(book(offices), lambda name, content: bomb if "theme" in name else content)
    true_size = struct.pack("<I", len(bomb))
    path.write_bytes(path.read_bytes().replace(true_size, struct.pack("<I", 100)))
    assert sum(m.file_size for m in zipfile.ZipFile(path).infolist()) < 1 << 20
    (fault,) = refusal(path)
    assert "times its size" in fault.allowed


def test_a_part_that_lies_about_its_size_is_refused_even_when_small(book):
    path = rewrite(book(offices), lambda name, content: b"7" * 777 if "theme" in name else content)
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", 777), struct.pack("<I", 776)))
    assert refusal(path)[0].allowed == "an undamaged workbook"


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        (
            lambda _, content: content.replace(
                b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'
            ),
            "XML without a document type declaration",
        ),
        (
            lambda name, content: (
                content.decode().replace("UTF-8", "UTF-16").encode("utf-16")
                if "sheet1" in name
                else content
            ),
            "XML in UTF-8",
        ),
        (
            lambda _, content: content.replace(b'"UTF-8"', b'"UTF-7"'),
            "XML in UTF-8",
        ),
        (
            lambda name, content: content if name != "xl/workbook.xml" else content[:-9],
            "an undamaged workbook",
        ),
        (
            lambda name, content: None if name == "xl/workbook.xml" else content,
            "an undamaged workbook",
        ),
    ],
)
def test_hidden_dangerous_and_broken_xml_is_refused(book, change, allowed):
    assert refusal(rewrite(book(offices), change))[0].allowed == allowed


def test_macros_are_refused(book, tmp_path):
    path = book(offices)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf")
    assert refusal(path)[0].allowed == "a workbook without macros"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_stands_twice_is_refused(book):
    path = book(offices)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<worksheet/>")
    assert refusal(path)[0].allowed == "every part of the workbook only once"


def test_too_many_parts_are_refused(book):
    assert refusal(book(offices), Limits(parts=3))[0].params == {"limit": 3}


@pytest.mark.parametrize(
    ("content", "allowed"),
    [
        (b"", "a file that is not empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an .xlsx workbook without a password"),
        (b"office_code,title\n", "an .xlsx workbook"),
        (b"PK\x03\x04 and no more", "an undamaged workbook"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path, content, allowed):
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    assert [f.allowed for f in refusal(path)] == [allowed]


def test_an_encrypted_part_is_refused(book):
    path = book(offices)
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(bytes(content))
    assert refusal(path)[0].allowed == "a workbook without a password"


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_column_letters(index, letters):
    assert column_letters(index) == letters
    assert column_index(letters) == index


@pytest.mark.slow
@pytest.mark.parametrize("place", ["XFD1048576", "A1048576", "XFD400", "ZZ99999", "A200000"])
def test_two_cells_far_apart_are_refused_before_the_sheet_is_laid_out(book, place):
    def fill(made):
        sheet = made.add_worksheet("a")
        sheet.write("B1", "a")
        sheet.write(place, "b")

    (fault,) = refusal(book(fill), Limits(sparse_from=100_000))
    assert fault.found == "xl/worksheets/sheet1.xml"
    assert "close together" in fault.allowed


@pytest.mark.parametrize(
    "form", [b"r='A200000'", b'r ="A200000"', b'r\t="A200000"', b'r= "A200000"']
)
def test_an_address_written_in_another_way_is_seen_too(book, form):
    def fill(made):
        made.add_worksheet("a").write_row(0, 0, ["a"] * 60)
        made.get_worksheet_by_name("a").write("A200000", "b")

    path = rewrite(book(fill), lambda _, content: content.replace(b'r="A200000"', form))
    assert "close together" in refusal(path, Limits(sparse_from=1000))[0].allowed


def test_an_area_above_the_limit_is_refused_however_full(book):
    def fill(made):
        sheet = made.add_worksheet("a")
        for column in range(120):
            sheet.write_row(0, 0, range(120))
            sheet.write(1, column, 1)

    path = book(fill)
    check_workbook(path)
    assert "close together" in refusal(path, Limits(cells=200))[0].allowed


def test_a_wide_and_a_long_sheet_are_read(book):
    def fill(made):
        sheet = made.add_worksheet("wide")
        sheet.write_row(0, 0, [f"c{n}" for n in range(300)])
        sheet.write_row(1, 0, range(300))
        long = made.add_worksheet("long")
        long.write(0, 0, "a")
        long.write(200_005, 0, 1)

    wide, long = read_workbook(book(fill))
    assert len(next(wide.rows).cells) == 300
    assert next(long.rows) == Row(200_006, (1,))


def test_a_sheet_whose_headings_do_not_stand_hides_no_other_sheet(book):
    def fill(made):
        made.add_worksheet("first").write_row(0, 0, ["a", "a"])
        made.add_worksheet("second").write_row(0, 0, ["a", "b"])

    sheets = read_workbook(book(fill))
    assert next(sheets).name == "second"
    with pytest.raises(Unreadable) as caught:
        next(sheets)
    assert [fault.file for fault in caught.value.faults] == ["book.xlsx/first"]
