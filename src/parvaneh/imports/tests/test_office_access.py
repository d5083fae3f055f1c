"""Access to offices in sheets: read however typed, each fault by its cell, given out again."""

import csv
import io

import openpyxl
import pytest

from parvaneh.access.acting import Acting
from parvaneh.imports.exporting import kind_export
from parvaneh.imports.kinds.known import KINDS
from parvaneh.imports.operations import import_undo, opened_of
from parvaneh.imports.sheets import returned_workbook, template_workbook
from parvaneh.imports.tests.sheets import (
    AT,
    DOING,
    ON,
    checked,
    office_row,
    said,
    stored,
    workbook,
)
from parvaneh.kit.languages import Language
from parvaneh.registry.access_features import AccessFeature
from parvaneh.registry.models import Office, OfficeAccess
from parvaneh.registry.operations.office_access import answer_of
from parvaneh.registry.queries import office_as_of
from parvaneh.registry.tests.cast import reader

pytestmark = pytest.mark.django_db
KIND = KINDS["offices"]


def answers(code):
    access = office_as_of(Office.objects.get(code=code), ON).access
    return {feature: answer_of(row) for feature, row in access.items()}


def test_answers_are_read_however_they_are_typed():
    typed = {
        "step_free_entrance": "بله", "lift_or_ground_floor": " خير ", "accessible_toilet": "YES",
        "parking_near": "بله، به مشاهده\u200cٔ بازرسی", "hearing_loop": "نامعلوم",
        "sign_language": "no-seen",
    }  # fmt: skip
    _, run = stored("offices", workbook([office_row("1001", **typed)]))
    assert (run.stored, said(run.report)) == (True, [])
    assert answers("1001") == {
        "step_free_entrance": "yes", "lift_or_ground_floor": "no", "accessible_toilet": "yes",
        "parking_near": "yes-seen", "sign_language": "no-seen",
    }  # fmt: skip


HOSTILE = (
    *("بله\u202eخیر", "بـــــله؟", "شاید", "=بله", "۱", "بله" * 400, "\u200f\u200fنه", "'; DROP"),
    "بله، به مشاهدهٔ همسایه",
)


def test_hostile_answers_are_each_told_by_their_cell_at_once_and_nothing_is_stored():
    rows = [office_row(str(1001 + at), hearing_loop=text) for at, text in enumerate(HOSTILE)]
    rows.append(office_row("2001", step_free_entrance="maybe", sign_language="خیلی"))
    one, report = checked("offices", workbook(rows))
    told = [(cell, column) for cell, column, _ in said(report)]
    assert told == [
        *((f"E{at}", "hearing_loop") for at in range(2, 2 + len(HOSTILE))),
        (f"F{2 + len(HOSTILE)}", "step_free_entrance"),
        (f"G{2 + len(HOSTILE)}", "sign_language"),
    ]
    assert all("نامعلوم" in fault.fa for fault in report.faults if len(str(fault.found)) < 99)
    assert not OfficeAccess.objects.exists()
    data = returned_workbook(KIND, opened_of(one), report, Language.FA)
    page = openpyxl.load_workbook(io.BytesIO(data))["offices"]
    assert all(page[cell].comment is not None for cell, _ in told)


def test_an_empty_cell_says_nothing_and_not_known_takes_back():
    stored("offices", workbook([office_row("1001", step_free_entrance="yes", parking_near="no")]))
    later = {"starts_on": "1404/02/01"}
    row = office_row("1001", **later, step_free_entrance="نامعلوم", parking_near=None)
    _, run = stored("offices", workbook([row]))
    assert [(one.column, one.before, one.after) for one in run.report.changes] == [
        ("step_free_entrance", "yes", "unknown")
    ]
    assert answers("1001") == {"parking_near": "no"}


def test_what_is_given_out_is_taken_unchanged():
    row = office_row("1001", step_free_entrance="yes-seen", hearing_loop="no")
    stored("offices", workbook([row, office_row("1002")]))
    doing = {"by": Acting(reader("department_officer")), "at": AT}
    for form, language in (("csv", Language.FA), ("xlsx", Language.FA), ("xlsx", Language.EN)):
        made = kind_export(kind=KIND, form=form, language=language, **doing)
        _, report = checked("offices", made.content, f"a.{form}")
        assert report.counts == {"rows": 2, "new": 0, "changed": 0, "same": 2, "wrong": 0}
        if form == "csv":
            lines = list(csv.DictReader(io.StringIO(made.content.decode("utf-8-sig"))))
            assert lines[0]["step_free_entrance"] == "yes-seen"
            assert [lines[1][one] for one in AccessFeature] == [""] * len(AccessFeature)


def test_the_template_asks_for_each_feature_and_an_import_is_taken_back_whole():
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(KIND, Language.FA)))
    cells = {str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line}
    assert all(any(one in cell for cell in cells) for one in AccessFeature)
    one, _ = stored("offices", workbook([office_row("1001", step_free_entrance="yes")]))
    import_undo(given=one, because="پرونده اشتباه بود", **DOING)
    assert not OfficeAccess.objects.exists()
