"""The copy of refused evidence in which the errors are marked."""

from datetime import date

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from parvaneh.kit.text import Language
from parvaneh.scoring import marked
from parvaneh.scoring.marked import LIST, write_marked
from parvaneh.scoring.tests.written import folder, refused, workbook

OFFICE = ["0101", "ت", "IR-01", "", "", date(2020, 1, 1), "active"]


def copy_of(evidence, tmp_path, language=Language.EN):
    path = tmp_path / "errors.xlsx"
    write_marked(path, evidence, refused(evidence), language)
    return openpyxl.load_workbook(path)


def rows(page):
    return list(page.iter_rows(min_row=2, values_only=True))


def test_faults_are_listed_and_marked_where_they_stand(tmp_path):
    path = folder(
        tmp_path,
        training="0101,1404/01/01,3\n0101,1404/13/01,-3\n0101,1404/01/02,4\n",
        survey="0101,1404/01/01,6,,,\n",
    )
    book = copy_of(path, tmp_path)
    assert book.sheetnames == [LIST, "survey", "training"]
    page = book["training"]
    assert [row[:3] for row in rows(page)] == [
        ("0101", "1404/01/01", "3"), ("0101", "1404/13/01", "-3"), ("0101", "1404/01/02", "4")
    ]  # fmt: skip
    assert page["C3"].fill.start_color.rgb != page["C2"].fill.start_color.rgb
    assert "from 0 to" in page["C3"].comment.text
    assert "art. 4(6)(b), Directive of 1404" in page["D3"].value
    first = rows(book[LIST])[0]
    assert first[:4] == ("survey.csv", "2", "a", "6")
    assert first[5] == "D1404 4(2)(a)"


def test_totals_stand_below_the_list(tmp_path):
    book = copy_of(folder(tmp_path, training="0101,1404/01/01,-3\n" * 1200), tmp_path)
    found = rows(book[LIST])
    assert len(found) == 1001
    assert found[-1][0] == "training.csv"
    assert found[-1][-2] == "1200"


def test_a_workbook_is_copied_with_its_right_sheets(tmp_path):
    path = workbook(tmp_path, offices=[OFFICE], training=[["0101", date(2025, 1, 1), -3]])
    book = copy_of(path, tmp_path, Language.FA)
    assert book.sheetnames == [LIST, "offices", "training"]
    assert book["training"].sheet_view.rightToLeft
    assert rows(book["offices"])[0][:3] == ("0101", "ت", "IR-01")


def test_of_long_sheets_the_faulty_rows_are_copied(tmp_path, monkeypatch):
    monkeypatch.setattr(marked, "COPIED_WHOLE", 10)
    good = "0101,1404/01/01,3\n"
    path = folder(tmp_path, training=f"{good * 5}0101,x,3\n{good * 20}0101,1404/01/01,y\n{good}")
    found = rows(copy_of(path, tmp_path)["training"])
    assert [row[:3] for row in found] == [("0101", "x", "3"), ("0101", "1404/01/01", "y")]
    assert all(row[3] for row in found)


def test_of_parquet_the_bad_rows_are_copied(tmp_path):
    table = pa.table(
        {
            "office_code": ["0101"] * 30 + ["9999"],
            "held_on": [date(2025, 1, 1)] * 31,
            "hours": [1.0] * 9 + [-1.0] + [2.5] * 21,
        }
    )
    pq.write_table(table, folder(tmp_path) / "training.parquet", row_group_size=8)
    found = rows(copy_of(tmp_path, tmp_path)["training"])
    assert [row[:3] for row in found] == [
        ("0101", "2025-01-01", "-1"), ("9999", "2025-01-01", "2.5")
    ]  # fmt: skip


def test_what_cannot_be_opened_is_only_listed(tmp_path):
    path = folder(tmp_path, training=b"\0", survey=b"")
    (tmp_path / "records.parquet").write_bytes(b"x")
    book = copy_of(path, tmp_path)
    assert book.sheetnames == [LIST]
    assert {row[0] for row in rows(book[LIST])} == {"training.csv", "survey.csv", "records.parquet"}
    damaged = tmp_path / "evidence.xlsx"
    damaged.write_bytes(b"PK\x03\x04")
    assert copy_of(damaged, tmp_path).sheetnames == [LIST]


def test_parts_have_sheets_of_their_own(tmp_path):
    folder(tmp_path)
    (tmp_path / "survey").mkdir()
    for number in (1, 2):
        text = "office_code,answered_on,a,b,c,d\n0101,x,,,,\n"
        (tmp_path / "survey" / f"{number}.csv").write_text(text)
    (tmp_path / "training.csv").write_text("office_code,held_on,hours\n0101,x,1\n")
    assert copy_of(tmp_path, tmp_path).sheetnames == [LIST, "survey 1", "survey 2", "training"]
