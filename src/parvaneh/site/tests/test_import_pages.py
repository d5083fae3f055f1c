"""From an empty template to stored rows and back, as an officer's browser goes."""

import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from parvaneh.frame.idempotency_key import FIELD, key_make
from parvaneh.imports.kinds.known import KINDS
from parvaneh.imports.models import Import
from parvaneh.imports.tests.sheets import office_row, workbook
from parvaneh.kit.clock import now_utc
from parvaneh.registry.models import Office
from parvaneh.registry.tests.cast import reader
from parvaneh.site.tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return client_of(reader("department_officer"))


def sent(client, path, **form):
    return client.post(path, {**form, FIELD: key_make(now_utc())})


def given(client, rows, name="a.xlsx"):
    file = SimpleUploadedFile(name, workbook(rows))
    response = sent(client, "/imports/new/offices/", file=file)
    assert response.status_code == 303, response.content.decode()
    return response.headers["Location"]


def test_a_sheet_is_given_looked_at_stored_and_taken_back(officer):
    assert "offices-template" in officer.get("/imports/templates/offices/").headers[
        "Content-Disposition"
    ]  # fmt: skip
    place = given(officer, [office_row("1001"), office_row("1002")])
    page = officer.get(place).content.decode()
    assert "فایل درست است" in page
    assert not Office.objects.exists()
    assert officer.get(f"{place}store/").status_code == 200
    assert sent(officer, f"{place}store/").headers["Location"] == place
    assert Office.objects.count() == 2
    assert officer.get(f"{place}store/").status_code == 404
    assert sent(officer, f"{place}undo/").status_code == 422
    assert sent(officer, f"{place}undo/", because="اشتباه").status_code == 303
    assert not Office.objects.exists()
    assert "بازگردانده" in officer.get(place).content.decode()


def test_faults_are_shown_by_cell_and_only_good_rows_are_stored_when_confirmed(officer):
    place = given(officer, [office_row("1001"), {**office_row("1002"), "province": "نارنیا"}])
    page = officer.get(place).content.decode()
    assert re.search(r"<bdi[^>]*>C3</bdi>", page)
    assert "نارنیا" in page
    returned = officer.get(f"{place}returned/")
    assert returned.content.startswith(b"PK")
    assert sent(officer, f"{place}store/").status_code == 422
    assert sent(officer, f"{place}store/", confirmed="on").status_code == 303
    assert Office.objects.get().code == "1001"


def test_a_large_sheet_waits_for_a_job(officer, jobs_run_now, monkeypatch):
    monkeypatch.setitem(KINDS, "offices", replace(KINDS["offices"], at_once=1))
    place = given(officer, [office_row("1001"), office_row("1002")])
    assert 'http-equiv="refresh"' in officer.get(place).content.decode()
    jobs_run_now()
    assert Import.objects.get().state == "checked"
    sent(officer, f"{place}store/")
    assert Import.objects.get().state == "ordered"
    jobs_run_now()
    assert Import.objects.get().state == "done"
    assert Office.objects.count() == 2


def test_nobody_sees_imports_of_kinds_that_they_may_not_import(officer):
    place = given(officer, [office_row("1001")])
    analyst = client_of(reader("analyst"))
    assert analyst.get(place).status_code == 404
    assert analyst.get("/imports/new/offices/").status_code == 404
    assert "/imports/new/offices/" not in analyst.get("/imports/").content.decode()
    assert client_of(reader("auditor")).get("/imports/").status_code == 404
