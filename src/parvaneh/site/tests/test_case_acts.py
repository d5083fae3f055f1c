"""Acts on a case at their pages: done once, refused beside the field, refused when it has moved."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from parvaneh.casework.models import Case, Document, Message, Note, Notice, Recusal, SavedSearch
from parvaneh.casework.procedures import procedure_of
from parvaneh.frame.idempotency_key import FIELD, key_make
from parvaneh.kit.clock import now_utc
from parvaneh.site.tests.cast import OWN, Cast, client_of
from parvaneh.site.work import urls

PDF = b"%PDF-1.7 something"


def user_of(cast: Cast, role: str):
    return next(one.user for one in cast.everybody if one.role == role and one.relation == OWN)


@pytest.fixture
def deputy(cast: Cast) -> Client:
    return client_of(user_of(cast, "provincial_deputy"))


def sent(client: Client, path: str, **form: object):
    client.raise_request_exception = False
    return client.post(path, {FIELD: key_make(now_utc()), **form})


def at(cast: Cast, path: str) -> str:
    return "/en" + path.format(**cast.places)


def test_no_step_of_a_procedure_is_called_like_a_page_of_a_case():
    nouns = {
        str(one.pattern).split("/")[2]
        for one in urls.urlpatterns
        if str(one.pattern).startswith("cases/<str:number>/")
    } - {"<slug:step>", ""}
    from parvaneh.casework.procedures import known_procedures  # noqa: PLC0415

    steps = {step.key for one in known_procedures() for step in one.steps}
    assert not nouns & steps
    assert procedure_of("objection")


def test_a_case_is_given_and_its_receiver_is_told(cast: Cast, deputy):
    to = user_of(cast, "inspector")
    answer = sent(
        deputy, at(cast, "/cases/{case}/assignment/"), version=cast.case.version, to=to.code
    )
    assert answer.status_code == 303
    assert Case.objects.get(pk=cast.case.pk).assigned_to == to
    assert Message.objects.filter(to=to, kind="assigned", channel="app").count() == 1


def test_a_note_is_corrected_by_its_author_alone_and_keeps_what_it_said(cast: Cast, deputy):
    path = at(cast, "/cases/{case}/notes/{note}/")
    page = deputy.get(at(cast, "/cases/{case}/")).content.decode()
    assert path in page
    officer = client_of(user_of(cast, "provincial_staff"))
    assert path not in officer.get(at(cast, "/cases/{case}/")).content.decode()
    assert "یادداشت" in deputy.get(path).content.decode()
    assert sent(deputy, path, version=1, text=" ").status_code == 422
    assert sent(deputy, path, version=1, text="درست").status_code == 303
    assert sent(deputy, path, version=1, text="دیر").status_code == 409
    note = Note.objects.get(code=cast.places["note"])
    assert [one.text for one in note.versions.all()] == ["یادداشت", "درست"]
    assert "Note, changed since" in deputy.get(at(cast, "/cases/{case}/")).content.decode()


def test_what_has_moved_since_it_was_shown_is_not_done(cast: Cast, deputy):
    form = {"version": cast.case.version, "days": "3", "reason": "snow"}
    path = at(cast, "/cases/{case}/limits/{limit}/extend/")
    assert sent(deputy, path, **form).status_code == 303
    assert sent(deputy, path, **form).status_code == 409


def test_a_limit_is_stopped_and_runs_again_with_its_reasons(cast: Cast, deputy):
    path = at(cast, "/cases/{case}/limits/{limit}/")
    assert sent(deputy, f"{path}stop/", version=cast.case.version).status_code == 422
    stop = sent(deputy, f"{path}stop/", version=cast.case.version, reason="waits for a court")
    assert stop.status_code == 303
    page = deputy.get(at(cast, "/cases/{case}/")).content.decode()
    assert "waits for a court" in page
    version = Case.objects.get(pk=cast.case.pk).version
    assert sent(deputy, f"{path}restart/", version=version, reason="it ruled").status_code == 303


def test_too_many_days_are_refused_beside_their_field(cast: Cast, deputy):
    path = at(cast, "/cases/{case}/limits/{limit}/extend/")
    answer = sent(deputy, path, version=cast.case.version, days="۹۹۹۹", reason="x")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_days-error"' in page


def test_a_file_is_given_and_replaced_by_a_later_version(cast: Cast, deputy):
    path = at(cast, "/cases/{case}/files/")
    first = SimpleUploadedFile("receipt.pdf", PDF)
    answer = sent(deputy, path, version=cast.case.version, file=first, visible_to=["applicant"])
    assert answer.status_code == 303
    made = Document.objects.order_by("-id")[0]
    assert made.visible_to == ["applicant"]
    version = Case.objects.get(pk=cast.case.pk).version
    second = SimpleUploadedFile("receipt.pdf", PDF + b"2")
    answer = sent(deputy, path, version=version, file=second, replaces=made.code)
    assert answer.status_code == 303
    made.refresh_from_db()
    assert made.state == "superseded"


def test_a_file_that_is_none_is_refused_beside_its_field(cast: Cast, deputy):
    path = at(cast, "/cases/{case}/files/")
    wrong = SimpleUploadedFile("receipt.pdf", b"MZ not a pdf")
    answer = sent(deputy, path, version=cast.case.version, file=wrong)
    assert answer.status_code == 422
    assert 'id="id_file-error"' in answer.content.decode()


def test_a_letter_is_read_before_it_is_issued(cast: Cast, deputy):
    path = at(cast, "/cases/{case}/letters/")
    form = {"kind": "case.letter", "addressee": "a", "subject": "b", "text": "<b>c</b>"}
    before = Document.objects.count()
    page = deputy.get(path, {**form, "version": cast.case.version}).content.decode()
    assert 'class="letter"' in page
    assert "&lt;b&gt;c" in page
    assert Document.objects.count() == before
    assert sent(deputy, path, version=cast.case.version, **form).status_code == 303
    made = Document.objects.order_by("-id")[0]
    assert (made.kind, made.number != "") == ("case.letter", True)


def test_a_letter_of_ones_own_without_text_is_refused(cast: Cast, deputy):
    path = at(cast, "/cases/{case}/letters/")
    answer = sent(deputy, path, version=cast.case.version, kind="case.letter", addressee="a")
    assert answer.status_code == 422
    assert {"id_subject-error", "id_text-error"} <= set(answer.content.decode().split('"'))


def test_recipients_are_shown_before_a_document_is_served(cast: Cast, deputy):
    path = at(cast, "/documents/{letter}/service/")
    page = deputy.get(path).content.decode()
    assert "متقاضی ۱" in page
    assert sent(deputy, path, version=cast.case.version).status_code == 422
    form = {"version": cast.case.version, "to": ["p-served"], "starts_time": "yes"}
    assert sent(deputy, path, **form).status_code == 303
    assert Notice.objects.filter(document=cast.letter).count() == 1
    assert "p-served" not in deputy.get(path).content.decode()


def test_service_on_paper_without_its_receipt_is_refused_beside_the_field(cast: Cast, deputy):
    path = at(cast, "/notices/{notice}/service/")
    form = {"version": cast.case.version, "proof": "paper", "served_on": "1300/01/01"}
    answer = sent(deputy, path, **form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "art. 12" in page.partition('id="id_served_on-error"')[2][:400]
    assert 'id="id_receipt-error"' in page


def test_a_notice_that_came_back_can_be_sent_anew(cast: Cast, deputy):
    path = at(cast, "/notices/{notice}/return/")
    assert sent(deputy, path, version=cast.case.version, reason="moved").status_code == 303
    assert sent(deputy, path, version=cast.case.version, reason="moved").status_code == 404
    again = deputy.get(at(cast, "/documents/{document}/service/")).content.decode()
    assert "متقاضی ۱" in again


def test_who_declares_a_conflict_loses_the_case(cast: Cast, deputy):
    me = user_of(cast, "provincial_deputy")
    Case.objects.filter(pk=cast.case.pk).update(assigned_to=me)
    form = {"person": me.code, "standing": "recused", "reason": "a cousin"}
    path = at(cast, "/cases/{case}/recusals/")
    assert sent(deputy, path, version=cast.case.version, **form).status_code == 303
    assert Case.objects.get(pk=cast.case.pk).assigned_to is None
    assert Recusal.objects.filter(user=me, ended_at=None).count() == 1
    assert deputy.get(at(cast, "/cases/{case}/examine/")).status_code == 404


def test_a_party_sees_other_parties_masked(cast: Cast):
    manager = client_of(user_of(cast, "office_manager"))
    page = manager.get(at(cast, "/cases/{case}/")).content.decode()
    assert "متقاضی ۱" not in page
    assert "(masked)" in page


def test_steps_taken_together_answer_for_each_case(cast: Cast, deputy):
    path = at(cast, "/cases/together/")
    numbers = [cast.case.number, cast.beside.number, cast.elsewhere.number]
    page = deputy.get(path, {"pick": numbers}).content.decode()
    assert cast.elsewhere.number not in page.partition("<main")[2]
    shown = deputy.get(path, {"pick": numbers, "do": "step-examine"}).content.decode()
    assert "2 of 2" in shown
    answer = sent(deputy, path, pick=numbers, do="step-examine", reason="x")
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "2 of 3 cases are done" in said
    assert "not there, or not for you" in said


def test_a_view_is_kept_opened_and_begun_with(cast: Cast, deputy):
    query = "queue=mine&opened_from=1404/01/01&running=yes"
    form = {"query": query, "name": "mine", "is_default": "on"}
    answer = sent(deputy, "/en/cases/views/", **form)
    assert answer.status_code == 303
    assert "opened_from=1404%2F01%2F01" in answer.headers["Location"]
    kept = SavedSearch.objects.get()
    assert deputy.get("/en/cases/").status_code == 302
    assert deputy.get("/en/cases/?queue=all").status_code == 200
    change = f"/en/cases/views/{kept.code}/"
    assert sent(deputy, change, do="end").status_code == 303
    assert deputy.get("/en/cases/").status_code == 200
    assert sent(deputy, change, do="delete").status_code == 303
    assert not SavedSearch.objects.exists()


def test_a_message_is_read_and_leads_to_what_it_is_about(cast: Cast):
    reader = client_of(cast.addressee)
    found = Message.objects.get(to=cast.addressee, channel="app")
    answer = sent(reader, f"/en/inbox/messages/{found.pk}/")
    assert answer.headers["Location"] == at(cast, "/notices/{notice}/")
    found.refresh_from_db()
    assert found.read_at is not None


def test_ones_own_duties_cannot_be_muted(cast: Cast, deputy):
    path = "/en/inbox/messages/settings/"
    assert sent(deputy, path, muted_kinds=["assigned"]).status_code == 422
    assert sent(deputy, path, muted_kinds=["mention"], muted_until="1420/01/01").status_code == 303
    assert "1420/01/01" in deputy.get(path).content.decode()


@pytest.mark.parametrize("role", ["provincial_deputy", "administrator", "office_manager"])
def test_the_first_page_is_the_readers_own(cast: Cast, role):
    page = client_of(user_of(cast, role)).get("/en/").content.decode()
    said = {
        "provincial_deputy": "Most pressing",
        "administrator": "Your roles show you no cases",
        "office_manager": "My open cases",
    }
    assert said[role] in page
    assert page.count("<h1>") == 1


def test_an_applicant_follows_the_case_and_finds_the_letter_that_waits(cast: Cast):
    page = client_of(cast.addressee).get("/en/").content.decode()
    assert "A document waits for you" in page
    assert 'class="progress"' in page
