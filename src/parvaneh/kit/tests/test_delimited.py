"""Delimited files: encodings, delimiters, damage, and size."""

import csv
import io
import resource

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvaneh.kit.sheets import Fault, Limits, Row, Unreadable, csv_form, read_csv

TEXT = "office_code,title\n0012,دفتر یک\n0013,\n"


@pytest.fixture
def file(tmp_path):
    def write(content, encoding="utf-8"):
        path = tmp_path / "offices.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


def refusal(path, limits=None):
    with pytest.raises(Unreadable) as caught:
        read_csv(path, limits)
    (fault,) = caught.value.faults
    return fault


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_is_read_with_and_without_mark_and_without_notice(file, encoding):
    sheet = read_csv(file(TEXT, encoding))
    assert (sheet.name, sheet.file) == ("offices", "offices.csv")
    assert sheet.columns == ("office_code", "title")
    assert sheet.notices == ()
    assert list(sheet.rows) == [Row(2, ("0012", "دفتر یک")), Row(3, ("0013", None))]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(file, end):
    rows = list(read_csv(file(TEXT.replace("\n", end))).rows)
    assert [row.number for row in rows] == [2, 3]


def test_cp1256_is_read_with_a_notice(file):
    sheet = read_csv(file("office_code,title\n0012,دفتر كار پژوهش گنجي\n", "cp1256"))
    assert [notice.message for notice in sheet.notices] == [
        "read as Windows-1256; save it as UTF-8"
    ]
    assert next(sheet.rows).cells[1] == "دفتر كار پژوهش گنجي"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-16"),
        b"office_code,title\n1," + "Büro é à ç ö ß".encode("latin-1") + b"\n",
        ("office_code,title\n" + "1,دفتر خدمات\n" * 50).encode() + b"2,\xff\n",
        ("office_code,title\n" + "1,دفتر خدمات\n" * 50).encode()[:-2],
    ],
)
def test_other_encodings_are_refused(file, content):
    assert refusal(file(content)).allowed in {"a file in UTF-8", "text without NUL bytes, in UTF-8"}


def test_utf16_without_mark_is_refused_by_its_nul_bytes(file):
    assert refusal(file(TEXT, "utf-16-le")).found == "NUL"


def test_a_nul_byte_is_found_with_its_line(file):
    fault = refusal(file(b"a,b\n1,2\n3,\x004\n"))
    assert (fault.row, fault.found) == (3, "NUL")


def test_a_nul_byte_after_the_first_mebibyte_is_found(file):
    fault = refusal(file(b"a,b\n" + b"1,2\n" * 500_000 + b"\0\n"))
    assert fault.row == 500_002


def test_bytes_of_cp1256_far_inside_the_file_are_noticed(file):
    content = b"a,b\n" + b"1,2\n" * 500_000 + "3,قم\n".encode("cp1256")
    assert csv_form(file(content)).encoding == "cp1256"


def test_a_letter_across_two_blocks_is_still_utf8(file):
    for padding in range(3):
        content = b"a,b\n" + b"x" * ((1 << 20) - 5 - padding) + ",قم\n".encode()
        assert csv_form(file(content), Limits(line=1 << 22)).encoding == "utf-8-sig"


@pytest.mark.parametrize(("mark", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_semicolons_and_tabs_are_accepted_with_a_notice(file, mark, word):
    sheet = read_csv(file(TEXT.replace(",", mark)))
    assert word in sheet.notices[0].message
    assert sheet.columns == ("office_code", "title")
    assert next(sheet.rows) == Row(2, ("0012", "دفتر یک"))


@pytest.mark.parametrize("mark", ["،", "؛", "|"])
def test_other_delimiters_are_refused_by_name(file, mark):
    fault = refusal(file(TEXT.replace(",", mark)))
    assert (fault.found, fault.row, fault.allowed) == (mark, 1, "commas between the columns")


def test_one_column_needs_no_delimiter(file):
    assert read_csv(file("office_code\n0012\n")).columns == ("office_code",)


def test_a_quoted_delimiter_does_not_count(file):
    assert read_csv(file('"a;b;c",d\n1,2\n')).columns == ("a;b;c", "d")


@pytest.mark.parametrize(
    ("content", "allowed"),
    [
        (b"", "a file that is not empty"),
        (b"\n\n", "a heading row first"),
        (b"\xef\xbb\xbf", "a heading row first"),
        (b"a,,c\n", "a heading for every column"),
        (b"a,b,a\n", "every heading only once"),
    ],
)
def test_a_file_without_standing_headings_is_refused(file, content, allowed):
    assert refusal(file(content)).allowed == allowed


def test_headings_alone_are_a_table_without_rows(file):
    assert list(read_csv(file("a,b\n")).rows) == []
    assert list(read_csv(file("a,b")).rows) == []


def test_headings_are_cleaned_and_trailing_empty_ones_dropped(file):
    assert read_csv(file(" \u200fکد , عنوان ,,\n")).columns == ("کد", "عنوان")


def test_empty_lines_are_passed_over_and_numbers_stay_those_of_the_file(file):
    rows = list(read_csv(file('a,b\n\n1,2\n,\n"3\n3",4\n5,6\n')).rows)
    assert [row.number for row in rows] == [3, 5, 7]
    assert rows[1].cells == ("3\n3", "4")


def test_rows_too_short_and_too_long_are_faults_in_their_place(file):
    short, row, long = read_csv(file("a,b\n1\n1,2\n1,2,3\n")).rows
    assert (short.row, short.found, dict(short.params)) == (2, "1", {"columns": 2})
    assert row == Row(3, ("1", "2"))
    assert (long.row, long.column, long.found) == (4, "C", "3")


def test_trailing_empty_cells_are_no_fault(file):
    assert list(read_csv(file("a,b\n1,2,,\n")).rows) == [Row(2, ("1", "2"))]


def test_an_open_quotation_mark_is_a_fault_where_it_begins(file):
    rows = list(read_csv(file('a,b\n1,2\n3,"4\n5,6\n')).rows)
    assert rows[0] == Row(2, ("1", "2"))
    (fault,) = rows[1:]
    assert isinstance(fault, Fault)
    assert fault.row == 3
    assert fault.allowed == "quotation marks in pairs, doubled inside a cell"


def test_an_open_quotation_mark_in_a_large_file_does_not_take_it_into_memory(file):
    rows = list(read_csv(file('a,b\n"1,2\n' + "3,4\n" * 200_000)).rows)
    assert [row.row for row in rows] == [2]


def test_text_after_a_closed_quotation_mark_is_a_fault(file):
    (fault,) = read_csv(file('a,b\n"1"x,2\n')).rows
    assert fault.row == 2


def test_a_line_that_is_too_long_is_a_fault_without_being_read_whole(file):
    limits = Limits(line=100)
    rows = list(read_csv(file("a,b\n1,2\n" + "x" * 500 + ",2\n"), limits).rows)
    assert rows[0] == Row(2, ("1", "2"))
    assert (rows[1].row, dict(rows[1].params)) == (3, {"limit": 100})
    assert refusal(file("x" * 500), limits).row == 1


@pytest.mark.slow
def test_a_huge_file_needs_no_more_memory_than_a_small_one(tmp_path):
    path = tmp_path / "huge.csv"
    block = b"0012,5,1404/07/12\n" * 60_000
    with path.open("wb") as stream:
        stream.write(b"office_code,a,answered_on\n")
        for _ in range(60):
            stream.write(block)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(1 for _ in read_csv(path).rows) == 3_600_000
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert after - before < 30_000  # kilobytes; the file has 65 megabytes


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=8))
def test_whatever_was_written_is_read_again(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([["a", "b", "c"], *rows])
    path.write_bytes(text.getvalue().encode())
    expected = [tuple(cell or None for cell in row) for row in rows if any(c.strip() for c in row)]
    assert [row.cells for row in read_csv(path).rows] == expected


def test_headings_in_two_lines_are_known_by_their_last_line(tmp_path):
    path = tmp_path / "survey.csv"
    path.write_bytes('\ufeff"کد دفتر\noffice_code","الف\na"\n012,5\n'.encode())
    assert csv_form(path).columns == ("office_code", "a")
    sheet = read_csv(path)
    assert sheet.columns == ("office_code", "a")
    assert list(sheet.rows) == [Row(4, ("012", "5"))]


def test_a_heading_whose_quotation_mark_is_never_closed_ends_in_one_fault(tmp_path):
    path = tmp_path / "survey.csv"
    path.write_text('office_code,"a\n012,5\n', encoding="utf-8")
    assert [type(row) for row in read_csv(path).rows] == [Fault]
