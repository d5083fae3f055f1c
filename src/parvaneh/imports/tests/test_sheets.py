"""What goes out comes in again: templates, exports, and copies with their faults marked."""

import io

import openpyxl
import pytest

from parvaneh.access.acting import Acting
from parvaneh.imports.exporting import kind_export
from parvaneh.imports.kinds.known import KINDS
from parvaneh.imports.operations import opened_of
from parvaneh.imports.sheets import returned_workbook, template_workbook
from parvaneh.imports.tests.sheets import AT, checked, office_row, said, stored, workbook
from parvaneh.kit.languages import Language
from parvaneh.law.vocabulary import Post
from parvaneh.ledger.models import Event
from parvaneh.registry.operations import post_fill
from parvaneh.registry.tests.cast import reader
from parvaneh.registry.tests.samples import DOING, ON, fit_person, licence_sample, office_sample

pytestmark = pytest.mark.django_db
BOTH = tuple(Language)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_template_is_a_sheet_without_rows_of_which_every_column_is_known(kind):
    for language in BOTH:
        data = template_workbook(kind, language)
        _, report = checked(kind.key, data)
        assert [one.en for one in report.faults] == ["Needed: at least one row below the headings."]
        page = openpyxl.load_workbook(io.BytesIO(data))[kind.key]
        assert page.sheet_view.rightToLeft is (language is Language.FA or None)
        assert page.max_column == len(kind.columns)


def test_examples_of_the_columns_are_what_the_columns_take():
    for kind in KINDS.values():
        row = {one.key: one.example for one in kind.columns if one.example}
        _, report = checked(kind.key, workbook([row]))
        wrong = {one.column for one in report.faults if "; needed:" in one.en}
        references = {one.key for one in kind.columns if one.type in {"office", "person"}}
        assert wrong <= references, said(report)


def filled():
    office_sample(
        "0101", title="دفتر یک", phones=["02166000000", "02166000001"],
    )  # fmt: skip
    stored("offices", workbook([office_row("1001", street="کوچه", latitude=35.7, longitude=51.4)]))
    licence = licence_sample()
    post_fill(
        office=licence.office, person=fit_person(Post.CLERK), post=Post.CLERK, starts_on=ON, **DOING
    )
    record = {"office_code": "1001", "kind": "criminal", "ruling": "۱۲/الف", "convicted": "staff",
              "final_on": "1403/02/01", "degree": 5, "intentional": "بله"}  # fmt: skip
    stored("records", workbook([record]))
    score = {"office_code": "1001", "criterion": "I3.a", "method": 3, "assessed_on": "1404/03/01",
             "score": 87.1234}  # fmt: skip
    stored("evidence", workbook([score]))


def test_what_was_exported_changes_nothing_when_it_is_imported():
    filled()
    by = {"by": Acting(reader("department_officer")), "at": AT}
    analyst = {"by": Acting(reader("analyst")), "at": AT}
    for kind in KINDS.values():
        doing = analyst if kind.key == "evidence" else by
        for form in ("xlsx", "csv"):
            for language in BOTH:
                file = kind_export(kind=kind, form=form, language=language, **doing)
                _, report = checked(kind.key, file.content, f"a.{form}", **doing)
                assert said(report) == []
                assert (report.same, report.rows) == (file.rows, file.rows), report.changes
                assert file.rows
    exported = Event.objects.filter(kind="sheet.exported")
    assert exported.count() == len(KINDS) * 4


def test_a_returned_workbook_marks_its_cells_and_can_be_mended_and_given_again():
    rows = [office_row("1001"), {**office_row("1002"), "province": "نارنیا"}]
    one, report = checked("offices", workbook(rows))
    data = returned_workbook(KINDS["offices"], opened_of(one), report, Language.FA)
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book["offices"]
    assert page.sheet_view.rightToLeft
    assert page["C3"].comment is not None
    assert page["C2"].comment is None
    assert "نارنیا" in page["E3"].value
    assert book["_خطاها"]["A2"].value == "C3"
    _, again = checked("offices", data)
    assert [fault.cell for fault in again.faults] == ["C3"]
    page["C3"].value = "تهران"
    out = io.BytesIO()
    book.save(out)
    _, mended = checked("offices", out.getvalue())
    assert mended.counts["new"] == 2
