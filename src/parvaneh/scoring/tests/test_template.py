"""The empty workbook: right to left, in both languages, with lists, and read back as it is."""

from datetime import date

import openpyxl
import pytest

from parvaneh.kit.sheets import read_workbook
from parvaneh.kit.text import Language
from parvaneh.scoring.columns import Type
from parvaneh.scoring.rows import NO_OFFICES
from parvaneh.scoring.schema import SHEETS, field_of
from parvaneh.scoring.template import EXPLANATION, WORDS, listed, note_text, write_template
from parvaneh.scoring.tests.written import opened, refused


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    file = tmp_path_factory.mktemp("template") / "evidence.xlsx"
    write_template(file)
    return file


def test_every_sheet_is_read_back_with_its_columns_and_no_rows(path):
    found = {sheet.name: (sheet.columns, list(sheet.rows)) for sheet in read_workbook(path)}
    assert found == {
        key: (tuple(field.key for field in sheet.fields), []) for key, sheet in SHEETS.items()
    }


def test_an_empty_template_lacks_only_its_offices(path):
    (fault,) = refused(path).faults
    assert (fault.file, fault.allowed) == ("evidence.xlsx/offices", NO_OFFICES)


def test_sheets_run_from_right_to_left_below_bilingual_headings(path):
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[0] == EXPLANATION
    for key, schema in SHEETS.items():
        page = book[key]
        assert page.sheet_view.rightToLeft
        assert page.freeze_panes == "A2"
        for cell, field in zip(page[1], schema.fields, strict=True):
            assert cell.value == f"{field.name.fa} · {field.name.en}\n{field.key}"


def test_columns_with_words_offer_lists_and_codes_are_text(path):
    page = openpyxl.load_workbook(path)["assessments"]
    rules = {str(rule.sqref).split(":")[0]: rule for rule in page.data_validations.dataValidation}
    assert rules["B2"].type == "list"
    assert rules["C2"].formula1 == '"1,2,3,4,5,6"'
    assert "ماده ۸" in rules["C2"].prompt
    assert page.column_dimensions["A"].width >= 16


def test_the_explanation_says_everything_of_every_column(path):
    page = openpyxl.load_workbook(path)[EXPLANATION]
    rows = {(row[0], row[1]): row for row in page.iter_rows(min_row=2, values_only=True)}
    for key, schema in SHEETS.items():
        for field in schema.fields:
            assert rows[key, field.key][5] == note_text(field, Language.FA)
    words = openpyxl.load_workbook(path)[WORDS]
    assert ("IR-07", "فارس", "Fars", "offices.province_code") in set(
        words.iter_rows(values_only=True)
    )


def test_what_is_offered_is_accepted(tmp_path, path):
    """The first word of every list, typed into the template, makes right evidence."""
    book = openpyxl.load_workbook(path)
    given = {
        Type.CODE: "0101",
        Type.TEXT: "متن",
        Type.DAY: "۱۴۰۴/۰۱/۰۱",
        Type.SCORE: "۹۰٫۵",
        Type.WHOLE: "0",
        Type.HOURS: "1",
    }
    for key, schema in SHEETS.items():
        for at, field in enumerate(schema.fields, 1):
            offered = listed(field)
            book[key].cell(2, at).value = offered[0] if offered else given[field.type]
    last = len(SHEETS["records"].fields)
    book["records"].cell(2, 3).value = "1"
    book["records"].cell(2, last).value = "2"
    filled = tmp_path / "filled.xlsx"
    book.save(filled)
    found = opened(filled)
    assert found.sheets == set(SHEETS)
    assert found.small.training[0].on == date(2025, 3, 21)
    assert found.small.records[0].demotion == 2
    assert listed(field_of("survey", "a")) == ("1", "2", "3", "4", "5")
