"""Sheets are checked cell by cell, stored as one act, and told as one event."""

import io
from datetime import date

import openpyxl
import pytest

from parvaneh.frame.refused import Refused
from parvaneh.imports.models import Import
from parvaneh.imports.operations import import_check, import_run, report_kept
from parvaneh.imports.tests.sheets import (
    DOING,
    checked,
    delimited,
    given,
    office_row,
    said,
    stored,
    workbook,
)
from parvaneh.ledger.models import Event
from parvaneh.registry.models import Assessment, Office, OfficeAddress, Person, Post, Record
from parvaneh.registry.tests.samples import fit_person, national_id, office_sample

pytestmark = pytest.mark.django_db


def test_offices_are_checked_without_a_trace_then_stored_as_one_event():
    rows = [office_row("1001", street="خیابان ۱", phones="02166000000"), office_row("0002")]
    one, report = checked("offices", workbook(rows))
    assert report.counts == {"rows": 2, "new": 2, "changed": 0, "same": 0, "wrong": 0}
    assert not Office.objects.exists()
    assert not Event.objects.exists()
    run = import_run(given=one, partly=False, **DOING)
    assert run.stored
    assert set(Office.objects.values_list("code", flat=True)) == {"1001", "0002"}
    event = Event.objects.get()
    assert (event.kind, event.subject) == ("import.stored", one.key)
    assert Import.objects.get().state == "done"


def test_every_fault_has_its_cell_and_nothing_is_stored():
    rows = [
        office_row("1001"),
        {**office_row("1002"), "province": "نارنیا"},
        {**office_row("x7"), "starts_on": "1403/13/01"},
        office_row("1001"),
        {**office_row("1003"), "phones": "abc"},
    ]
    one, report = checked("offices", workbook(rows))
    assert report.counts["wrong"] == 4
    assert [(cell, column) for cell, column, _ in said(report)] == [
        ("C3", "province"),
        ("D4", "starts_on"),
        ("A5", "code"),
        ("E6", "phones"),
    ]
    with pytest.raises(Refused):
        import_run(given=one, partly=False, **DOING)
    assert not Office.objects.exists()
    assert import_run(given=one, partly=True, **DOING).stored
    assert Office.objects.get().code == "1001"


def test_a_known_office_changes_only_where_the_sheet_differs():
    office_sample("1001", title="دفتر 1001")
    row = office_row("1001", starts_on=date(2025, 1, 1), street="کوچه ۲", title=None)
    _, run = stored("offices", workbook([{**row, "title": "دفتر 1001"}]))
    assert run.report.changed == 1
    assert [(one.column, one.after) for one in run.report.changes] == [("street", "کوچه ۲")]
    assert OfficeAddress.objects.get().street == "کوچه ۲"
    _, again = checked("offices", workbook([{**row, "title": "دفتر 1001"}]))
    assert again.counts["same"] == 1


def test_people_posts_licences_records_and_evidence_follow_one_another():
    office = office_sample("1001")
    person = {
        "name": "شخص ۱", "national_id": national_id(7), "province": "تهران",
        "born_on": "1360/02/02", "sex": "زن", "degree": "master", "degree_field": "law",
        "degree_on": "1389/01/01", "conditions_from": "1392/03/01", "computer_for": "clerk",
        "related_from": "1389/01/01", "related_to": "1398/12/01", "declared_on": "1392/04/01",
    }  # fmt: skip
    manager = {**person, "national_id": national_id(8), "computer_for": "manager"}
    _, run = stored("people", workbook([person, manager]))
    assert (run.stored, run.report.faults) == (True, [])
    assert Person.objects.count() == 2
    post = {"office_code": "1001", "person": national_id(7), "post": "کارمند دفتری",
            "starts_on": "1403/01/01"}  # fmt: skip
    _, run = stored("posts", workbook([post]))
    assert (run.stored, said(run.report)) == (True, [])
    licence = {"office_code": "1001", "manager": national_id(8), "starts_on": "1403/01/01",
               "months": 36, "due_months": 3, "proposed_by": "شورا", "decided_by": "رئیس مرکز",
               "opened_on": "1403/01/15"}  # fmt: skip
    _, run = stored("licences", workbook([licence]))
    assert (run.stored, said(run.report)) == (True, [])
    assert Post.objects.count() == 2
    record = {"office_code": 1001, "kind": "انتظامی", "ruling": "12", "final_on": "1403/02/01",
              "ruled_on": "1403/01/20", "convicted": "مدیر", "degree": 2}  # fmt: skip
    one, run = stored("records", workbook([record]))
    assert (run.stored, said(run.report)) == (True, [])
    assert Record.objects.get().source == one.key
    score = {"office_code": "1001", "criterion": "I3.a", "method": 3, "assessed_on": "1404/03/01",
             "score": 87.5, "reference": "r-1"}  # fmt: skip
    _, run = stored("evidence", workbook([score]))
    assert (run.stored, said(run.report)) == (True, [])
    assert Assessment.objects.get().score == 875_000
    kinds = Event.objects.filter(subject__startswith="import:").values_list("kind", flat=True)
    assert list(kinds) == ["import.stored"] * 5
    assert office.assessments.count() == 1


def test_the_law_is_asked_of_every_row():
    office_sample("1001")
    fit_person()
    post = {"office_code": "1001", "person": Person.objects.get().code, "post": "legal_expert",
            "starts_on": "1403/01/01"}  # fmt: skip
    _, report = checked("posts", workbook([{**post, "post": "manager"}, post]))
    assert [one.cell for one in report.faults if one.column == "post"] == ["C2"]
    assert all(one.cites for one in report.faults)


def test_delimited_files_in_several_encodings_say_the_same():
    row = office_row("۱۰۰۱", title="دفتر يك")
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1256"):
        if encoding == "cp1256":
            row = {**row, "code": "1001"}
        _, report = checked("offices", delimited([row], encoding), "a.csv")
        assert report.counts["new"] == 1, said(report)


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"a\0b", b"code\n"]
)
def test_a_file_that_cannot_be_read_is_a_fault_like_any_other(data):
    one, report = checked("offices", data)
    assert report.faults
    assert report_kept(Import.objects.get(pk=one.pk)).faults == report.faults


def test_a_formula_is_refused_by_its_cell():
    book = openpyxl.Workbook()
    book.active.append(["code", "title", "province", "starts_on"])
    book.active.append(["1001", "=1+1", "IR-23", "1403/01/01"])
    out = io.BytesIO()
    book.save(out)
    _, report = checked("offices", out.getvalue())
    assert [one.cell for one in report.faults] == ["B2"]


def test_what_is_stored_is_not_checked_again():
    one, _ = stored("offices", workbook([office_row("1001")]))
    with pytest.raises(Refused):
        import_check(given=one, **DOING)
    with pytest.raises(Refused):
        import_run(given=one, partly=True, **DOING)
    assert given("offices", workbook([office_row("1001")])).state == "given"
