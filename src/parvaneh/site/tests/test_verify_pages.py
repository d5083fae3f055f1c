"""Verifying a letter or a licence: four plain answers, no person, nothing kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from parvaneh.casework.documents import document_bytes, document_pend, document_withdraw
from parvaneh.casework.models import Content, Document
from parvaneh.casework.operations import case_open
from parvaneh.editions.operations import edition_publish
from parvaneh.frame.idempotency_key import FIELD, key_make
from parvaneh.kit.clock import day_of, now_utc
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.operations import licence_suspend
from parvaneh.registry.tests.samples import licence_sample

pytestmark = pytest.mark.django_db


def answer_of(what):
    answer = Client().get("/en/verify/", {"what": what})
    assert answer.status_code == 200
    return answer.content.decode()


def posted(data, name="letter.pdf"):
    client = Client()
    file = SimpleUploadedFile(name, data)
    return client.post("/en/verify/file/", {FIELD: key_make(now_utc()), "file": file})


@pytest.fixture
def licence():
    made = licence_sample()
    edition_publish(by=SYSTEM, at=now_utc())
    return made


def test_a_licence_tells_its_state_today_and_its_office_but_not_its_manager(licence):
    page = answer_of(licence.number)
    assert "This licence stands." in page
    assert f"/en/find/{licence.office.code}/" in page
    assert licence.manager.name not in page
    licence_suspend(
        licence=licence, starts_on=day_of(now_utc()), months=3, ruling="case:1",
        decided_by=Actor.CENTER_HEAD, by=SYSTEM, at=now_utc(),
    )  # fmt: skip
    assert "This licence is suspended" in answer_of(licence.number)


def test_a_licence_is_read_as_people_type_it(licence):
    persian = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
    assert "This licence stands." in answer_of(f" {licence.number.translate(persian)} ")
    assert "This licence stands." in answer_of(licence.number.replace("-", "/"))


def test_a_number_that_no_licence_has_is_said_to_be_none():
    assert "No licence has this number." in answer_of("1404-99999-9")


@pytest.mark.parametrize("what", ["", " ", "x", "*" * 7, "\x00", "9023/1/1404", "ق" * 999])
def test_hostile_text_is_answered_and_no_fault(what):
    assert "is ours and stands" not in answer_of(what)


def test_a_letter_is_told_by_number_code_and_file_and_so_is_that_it_was_taken_back(
    trial, licence, jobs_run_now
):
    case = case_open(
        procedure="trial", subject=f"office:{licence.office.code}", office=licence.office,
        parties=[(licence.manager, Actor.APPLICANT)], by=SYSTEM, at=now_utc(),
    )  # fmt: skip
    letter = document_pend(case=case, kind="case.standing", by=SYSTEM, at=now_utc())
    jobs_run_now()
    letter = Document.objects.get(pk=letter.pk)
    pages = [answer_of(letter.number), answer_of(letter.short_signature)]
    data = document_bytes(letter)
    pages.append(posted(data).content.decode())
    assert all("is ours and stands" in page for page in pages)
    assert not any(licence.manager.name in page for page in pages)
    # The text of a code names its case; it stands in the address, and nowhere else.
    assert not any(case.number in page for page in (pages[0], pages[2]))
    assert pages[1].count(case.number) == 1
    assert (
        "No such letter" in posted(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]).content.decode()
    )
    document_withdraw(document=letter, reason="wrong", by=SYSTEM, at=now_utc())
    assert "was taken back" in answer_of(letter.number)


def test_what_is_too_long_or_no_letter_is_said_beside_the_field():
    assert "error-summary" in answer_of("x" * 2000)
    for data, name in ((b"", "a.pdf"), (b"hello", "a.pdf"), (b"%PDF-1", "a.exe")):
        answer = posted(data, name)
        assert answer.status_code == 422
        assert b"error-summary" in answer.content


def test_a_file_that_is_not_ours_is_unknown_and_kept_nowhere():
    answer = posted(b"%PDF-1.7 not ours")
    assert answer.status_code == 200
    assert "No such letter is known here." in answer.content.decode()
    assert not Content.objects.exists()
