"""The workbook: right to left, the numbers of the ranking, codes as text, never a formula."""

import zipfile
from dataclasses import replace
from fractions import Fraction

import openpyxl
import pytest

from parvaneh.kit.places import BY_KEY
from parvaneh.kit.text import Language, decimal_text
from parvaneh.scoring.report.tests.pages import facts_of
from parvaneh.scoring.report.workbook import write_workbook
from parvaneh.scoring.tests.samples import sample_summary

CODE, TITLE, STATUS, GRADE, TOTAL, PLACE, FIRST_SCORE = 0, 1, 5, 6, 7, 8, 10


@pytest.fixture(scope="module")
def facts():
    return facts_of(offices=60)


@pytest.fixture(scope="module")
def book(facts, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "results.xlsx"
    write_workbook(path, facts)
    return openpyxl.load_workbook(path)


def rows_of(sheet):
    return list(sheet.iter_rows(min_row=2, values_only=True))


def written(facts, path, language=Language.FA):
    write_workbook(path, facts, language)
    return openpyxl.load_workbook(path)


def test_sheets_run_from_the_right_and_are_named_in_persian(facts, book):
    names = book.sheetnames
    assert names[:4] == ["همه نتایج", "شایسته تقدیر", "پایین‌تر از میانگین کشوری", "بدون رتبه"]
    assert names[4:-1] == [BY_KEY[one.key].fa for one in facts.provinces]
    assert names[-1] == "درباره این رتبه‌بندی"
    assert all(sheet.sheet_view.rightToLeft for sheet in book)


def test_headings_are_persian_with_the_english_beneath_and_stay_in_sight(book):
    sheet = book.worksheets[0]
    assert sheet["A1"].value == "کد\ncode"
    assert sheet["K1"].value == "قانون‌مداری\nI1"
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.print_title_rows == "$1:$1"


def test_every_office_has_a_row_with_the_numbers_of_its_result(facts, book):
    rows = rows_of(book.worksheets[0])
    assert [row[CODE] for row in rows] == [row.office.code for row in facts.rows]
    for shown, row in zip(rows, facts.rows, strict=True):
        result = row.result
        if result.total is None:
            assert (shown[TOTAL], shown[PLACE], shown[GRADE]) == (None, None, None)
            continue
        assert Fraction(str(shown[TOTAL])) == Fraction(decimal_text(result.total, 4))
        assert shown[PLACE] == result.place
        assert facts.band(result.grade)[1].fa in shown[GRADE]
        scores = shown[FIRST_SCORE : FIRST_SCORE + 10]
        for cell, score in zip(scores, result.indicators, strict=True):
            assert Fraction(str(cell)) == Fraction(decimal_text(score, 2))


def test_codes_are_text_and_scores_are_numbers(book):
    sheet = book.worksheets[0]
    assert {cell.data_type for cell in sheet["A"][1:]} == {"s"}
    assert {cell.data_type for cell in sheet["H"][1:] if cell.value is not None} == {"n"}
    assert sheet["H2"].number_format == "#,##0.0000"


def test_lists_hold_the_offices_that_the_ranking_names(facts, book):
    _, honoured, below, ungraded = (rows_of(sheet) for sheet in book.worksheets[:4])
    assert sorted(row[CODE] for row in honoured) == list(facts.ranking.honoured)
    assert [row[PLACE] for row in honoured] == sorted(row[PLACE] for row in honoured)
    assert [row[CODE] for row in below] == list(facts.ranking.below_average)
    assert [row[CODE] for row in ungraded] == [row.office.code for row in facts.ungraded]
    assert all(row[-1] for row in ungraded)


def test_provinces_together_hold_every_office_once(facts, book):
    codes = [row[CODE] for sheet in book.worksheets[4:-1] for row in rows_of(sheet)]
    assert sorted(codes) == [row.office.code for row in facts.rows]


def test_the_last_sheet_says_that_the_ranking_is_provisional(book):
    told = "\n".join(str(cell) for row in rows_of(book.worksheets[-1]) for cell in row)
    assert "موقت: رتبه‌بندی رسمی نیست" in told
    assert "جدول ماده ۷ در نسخه در دسترس نیست" in told
    assert "cd" * 32 in told


def test_hostile_text_stays_text(tmp_path):
    hostile = ['=HYPERLINK("x","y")', "+1+1", "@SUM(A1)", "-2", "{=1}", "\u202e=1", "ftp" + "://a"]
    summary = sample_summary(len(hostile))
    pairs = zip(summary.offices, hostile, strict=True)
    offices = tuple(replace(office, title=title, city=title) for office, title in pairs)
    path = tmp_path / "results.xlsx"
    read = written(facts_of(replace(summary, offices=offices)), path)
    titles = [row[TITLE] for row in rows_of(read.worksheets[0])]
    assert titles == hostile
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheets = b"".join(part for name, part in parts.items() if "worksheets" in name)
    assert b"<f>" not in sheets
    assert b"<hyperlink" not in sheets
    assert not [name for name in parts if "externalLink" in name]


def test_unknown_provinces_get_names_that_a_sheet_may_have(tmp_path):
    summary = sample_summary(4)
    names = ["a" * 40, "a" * 41, "[b]:*?/\\c", "''"]
    pairs = zip(summary.offices, names, strict=True)
    offices = tuple(replace(office, province=name) for office, name in pairs)
    read = written(facts_of(replace(summary, offices=offices)), tmp_path / "results.xlsx")
    assert sorted(read.sheetnames[4:-1]) == sorted(["a" * 31, "a" * 29 + " 2", "bc", "برگه"])


def test_the_english_workbook_runs_from_the_left(facts, tmp_path):
    read = written(facts, tmp_path / "results.xlsx", Language.EN)
    assert read.sheetnames[0] == "All results"
    assert not read.worksheets[0].sheet_view.rightToLeft
    assert read.worksheets[0]["A1"].value == "code"


def test_no_office_makes_a_workbook(tmp_path):
    read = written(facts_of(offices=0), tmp_path / "results.xlsx")
    assert len(read.sheetnames) == 5
    assert rows_of(read.worksheets[0]) == []


def test_the_same_ranking_gives_the_same_bytes(facts, tmp_path):
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    write_workbook(one, facts)
    write_workbook(two, facts)
    with zipfile.ZipFile(one) as first, zipfile.ZipFile(two) as second:
        names = first.namelist()
        assert {name: first.read(name) for name in names} == {
            name: second.read(name) for name in names
        }
