"""The rows of large sheets: which are wrong, where, and how many."""

import random
import tracemalloc
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from parvaneh.scoring import bulk_faults
from parvaneh.scoring.bulk_faults import NOT_ABOVE, list_faults
from parvaneh.scoring.cells import Wrong, reader_of
from parvaneh.scoring.codes import CodeList
from parvaneh.scoring.faults import Faults
from parvaneh.scoring.schema import SHEETS
from parvaneh.scoring.tests.written import HEADINGS, folder, opened, places, workbook

CODES = CodeList(["0101", "0102", "2301"])
GOOD = "0101,1404/01/01,5,4,,1"
CELLS = {
    "office_code": ["0101", "۲۳۰۱", "102", "9999", "", "x"],
    "answered_on": ["1404/01/01", "2025-01-01", "۱۴۰۴/۱/۱", "1404/13/01", "", "1200/01/01"],
    "a": ["1", "۵", "", "6", "3.0", "2.5", "no"],
}


def found(source, codes=CODES):
    faults = Faults()
    list_faults(source, codes, faults)
    return faults


def where(faults):
    return [(one.file, one.row, one.column, one.found) for one in faults.listed()]


@pytest.fixture(params=[1 << 16, 7])
def piece(request, monkeypatch):
    """Whole files in one piece, and in pieces of a few rows."""
    monkeypatch.setattr(bulk_faults, "PIECE", request.param)


def test_right_rows_have_no_faults(tmp_path, piece):
    source = opened(folder(tmp_path, survey=f"{GOOD}\n" * 20)).bulk["survey"]
    assert not found(source)


def test_every_wrong_cell_is_listed_where_it_stands(tmp_path, piece):
    picked = random.Random(4)  # noqa: S311 - no secret
    rows = [[picked.choice(cells) for cells in CELLS.values()] for _ in range(60)]
    text = "office_code,answered_on,a,b,c,d\n"
    expected = []
    readers = {
        key: reader_of(one) for key, one in zip(CELLS, SHEETS["survey"].fields, strict=False)
    }
    readers["office_code"] = CODES.meaning
    for number, row in enumerate(rows, 2):
        text += ",".join([*row, "1", "", ""]) + "\n"
        expected += [
            ("survey.csv", number, key, cell)
            for (key, read), cell in zip(readers.items(), row, strict=True)
            if isinstance(read(cell), Wrong)
        ]
    source = opened(folder(tmp_path, survey=text)).bulk["survey"]
    faults = found(source)
    assert where(faults) == sorted(expected)
    assert sum(faults.totals.values()) == len(expected)


def test_lines_are_counted_as_an_editor_counts_them(tmp_path, piece):
    text = f'{HEADINGS["services"]}\n\n\n0101,1404/01/01,"a\nb",5,0,0,0\n,,,,,,\n0101,x,,,0,0,0\n'
    source = opened(folder(tmp_path, services=text)).bulk["services"]
    assert where(found(source)) == [("services.csv", 7, "served_on", "x")]


def test_rows_that_do_not_fit_are_listed_with_the_rest(tmp_path, piece):
    text = f"{GOOD}\n0101,1404/01/01\n{GOOD},7\n9999,1404/01/01,,,,"
    source = opened(folder(tmp_path, survey=text)).bulk["survey"]
    assert [fault[1:3] for fault in where(found(source))] == [
        (3, None), (4, "G"), (5, "office_code")
    ]  # fmt: skip


def test_a_thousand_of_each_kind_are_listed_and_all_are_counted(tmp_path, piece):
    rows = "9999,1404/01/01,7,,,\n" * 1500 + "0101,x,1,,,\n"
    faults = found(opened(folder(tmp_path, survey=rows)).bulk["survey"])
    assert sorted(faults.totals.values()) == [1, 1500, 1500]
    listed = faults.listed()
    assert len(listed) == 2001
    assert {one.row for one in listed} == {*range(2, 1002), 1502}


def test_a_system_is_not_up_for_longer_than_it_is_due(tmp_path, piece):
    rows = (
        "0101,1404/01/01,cctv,1440,1440\n0101,1404/01/01,cctv,1441,1440\n"
        "0101,1404/01/01,cctv,x,1440\n0101,1404/01/01,cctv,5,\n"
    )
    faults = found(opened(folder(tmp_path, monitoring=rows)).bulk["monitoring"])
    assert where(faults) == [
        ("monitoring.csv", 3, "minutes_up", "1441"),
        ("monitoring.csv", 4, "minutes_up", "x"),
        ("monitoring.csv", 5, "minutes_due", ""),
    ]
    assert NOT_ABOVE in {kind.allowed for kind in faults.totals}


def test_parquet_rows_are_numbered_from_one_over_all_row_groups(tmp_path, piece):
    count = 50
    days = pa.array([date(2025, 1, 1)] * count)
    table = pa.table(
        {
            "office_code": pa.array(["0101"] * 49 + ["9999"]).dictionary_encode(),
            "answered_on": days,
            "a": pa.array([1] * 30 + [9] + [None] * 19, pa.int8()),
            "b": pa.array([5.0] * 40 + [float("nan")] * 9 + [0.5]),
            "c": pa.array([True] + [None] * 49),
            "d": pa.nulls(count),
        }
    )
    pq.write_table(table, folder(tmp_path) / "survey.parquet", row_group_size=20)
    assert where(found(opened(tmp_path).bulk["survey"])) == [
        ("survey.parquet", 1, "c", "true"),
        ("survey.parquet", 31, "a", "9"),
        ("survey.parquet", 50, "b", "0.5"),
        ("survey.parquet", 50, "office_code", "9999"),
    ]


def test_parts_are_told_apart(tmp_path):
    folder(tmp_path)
    (tmp_path / "survey").mkdir()
    for number in (1, 2):
        content = f"{HEADINGS['survey']}\n{GOOD}\n0101,x,,,,\n"
        (tmp_path / "survey" / f"part-{number}.csv").write_text(content)
    assert where(found(opened(tmp_path).bulk["survey"])) == [
        ("survey/part-1.csv", 3, "answered_on", "x"),
        ("survey/part-2.csv", 3, "answered_on", "x"),
    ]


def test_a_large_sheet_of_a_workbook_is_looked_at_too(tmp_path, piece):
    office = ["0101", "ت", "IR-01", "", "", date(2020, 1, 1), "active"]
    rows = [["0101", date(2025, 1, 1), 5, 5, 5, 5]] * 8 + [[9999, "x", 1.5, None, "۷", True]]
    path = workbook(tmp_path, offices=[office], survey=rows)
    assert where(found(opened(path).bulk["survey"])) == [
        ("evidence.xlsx/survey", 10, "a", "1.5"),
        ("evidence.xlsx/survey", 10, "answered_on", "x"),
        ("evidence.xlsx/survey", 10, "c", "۷"),
        ("evidence.xlsx/survey", 10, "d", "true"),
        ("evidence.xlsx/survey", 10, "office_code", "9999.0"),
    ]


def test_rows_of_large_sheets_are_told_when_small_ones_are_wrong_too(tmp_path):
    path = folder(tmp_path, survey="0101,x,,,,", training="0101,x,3")
    assert [place[0] for place in places(path)] == ["survey.csv", "training.csv"]


@pytest.mark.slow
def test_memory_is_that_of_a_piece_and_not_of_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(bulk_faults, "PIECE", 1000)
    source = opened(folder(tmp_path, survey=f"{GOOD}\n" * 20_000)).bulk["survey"]
    found(source)
    tracemalloc.start()
    found(source)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000
