"""Documents: letters rendered once, files judged, versions, and who may read them."""

import re
from dataclasses import replace

import pypdfium2
import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from parvaneh.access.scopes import Scope
from parvaneh.casework import documents
from parvaneh.casework.contents import content_keep, content_read
from parvaneh.casework.documents import (
    document_add,
    document_bytes,
    document_of,
    document_pend,
    document_render,
    document_withdraw,
    documents_of,
)
from parvaneh.casework.letter_kinds import LETTER_KINDS, LetterKind, NoSuchLetter
from parvaneh.casework.models import Content, Document
from parvaneh.casework.tests.conftest import AT, ON, acting
from parvaneh.frame.keyring import keyring
from parvaneh.frame.refused import NotThere, Refused
from parvaneh.kit.letters import Mark
from parvaneh.kit.sealing import NotSealedHere
from parvaneh.kit.short_signature import NotGenuine, code_read, public_keys, seal_key
from parvaneh.law.ruling import blocking
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM
from parvaneh.ledger.models import Event
from parvaneh.registry.tests.cast import demonstration_marked

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 a file of the applicant"
APPLICANT = {Actor.APPLICANT}


def pended(case, **more):
    return document_pend(case=case, kind="case.standing", by=SYSTEM, at=AT, **more)


def added(case, data=PDF, name="کارت.pdf", **more):
    return document_add(case=case, kind="card", name=name, data=data, by=SYSTEM, at=AT, **more)


def reasons(refused):
    return [one.key for one in blocking(refused.value.ruling)]


def events(kind):
    return Event.objects.filter(kind=kind).count()


def test_a_letter_waits_with_its_number_and_is_rendered_by_the_job(case, jobs_run_now):
    document = pended(case)
    assert (document.state, document.number) == ("pending", "9023/1/1404")
    assert jobs_run_now() >= 1
    document.refresh_from_db()
    assert document.state == "ready"
    assert document_bytes(document).startswith(b"%PDF-")


def test_numbers_of_letters_have_no_gaps(case):
    with pytest.raises(KeyError), transaction.atomic():
        pended(case)
        raise KeyError
    assert [pended(case).number for _ in range(2)] == ["9023/1/1404", "9023/2/1404"]


def test_a_letter_is_rendered_once_however_often_its_job_is_begun(case, monkeypatch):
    document = pended(case)
    document_render(document=document.code)
    first = Document.objects.get(pk=document.pk)
    document_render(document=document.code)
    assert Document.objects.get(pk=document.pk).content_id == first.content_id
    assert events("document.rendered") == 1


def test_a_second_worker_that_was_thought_dead_changes_nothing(case, monkeypatch):
    document = pended(case)
    whole = documents.rendered

    def slow(found):
        made = whole(found)
        monkeypatch.setattr(documents, "rendered", whole)
        document_render(document=document.code)
        return made

    monkeypatch.setattr(documents, "rendered", slow)
    with pytest.raises(documents.Conflict):
        document_render(document=document.code)
    assert events("document.rendered") == 1


def test_the_file_and_the_printed_code_verify_with_the_public_key_alone(case, jobs_run_now):
    document = pended(case)
    jobs_run_now()
    document.refresh_from_db()
    keys, data = public_keys(keyring()), document_bytes(document)
    assert seal_key(data, keys) in keys
    said = code_read(document.short_signature, keys)
    assert (said.number, said.on, said.case) == ("9023/1/1404", ON, case.number)
    with pytest.raises(NotGenuine):
        seal_key(data[:-20] + b"0" + data[-19:], keys)


def test_the_letter_says_where_the_case_stands_and_carries_its_code(case, jobs_run_now):
    document = pended(case, language=documents.Language.EN)
    jobs_run_now()
    document.refresh_from_db()
    page = pypdfium2.PdfDocument(document_bytes(document))[0].get_textpage().get_text_bounded()
    assert case.number in page
    assert document.short_signature in re.sub(r"\s", "", page)


def test_facts_and_content_are_sealed_in_the_database(case, jobs_run_now):
    document = pended(case, facts={"addressee": ["planted_value_1"]})
    jobs_run_now()
    added(case, b"%PDF-planted_value_2")
    with connection.cursor() as cursor:
        for table in ("casework_document", "casework_documentevent", "casework_content"):
            cursor.execute(f"SELECT row_to_json(t)::text FROM {table} t")  # noqa: S608
            text = "".join(row for (row,) in cursor.fetchall())
            assert "planted_value" not in text
            assert b"planted_value".hex() not in text
    assert "planted_value_1" in Document.objects.get(pk=document.pk).facts.reveal()


def test_a_kind_that_nobody_knows_is_refused_at_once(case):
    with pytest.raises(NoSuchLetter):
        document_pend(case=case, kind="unknown", by=SYSTEM, at=AT)


def test_two_kinds_of_one_code_are_refused():
    one = LETTER_KINDS.of("case.standing")
    LETTER_KINDS.add(one)
    with pytest.raises(ValueError, match=r"case\.standing"):
        LETTER_KINDS.add(replace(one, title="another"))
    assert isinstance(one, LetterKind)


def test_the_same_bytes_are_kept_once(case):
    first, second = added(case), added(case)
    assert first.content_id == second.content_id
    assert Content.objects.count() == 1
    assert document_bytes(second) == PDF


def test_content_that_was_moved_or_changed_is_not_given(case):
    one, other = content_keep(PDF, "application/pdf"), content_keep(PDF + b"2", "application/pdf")
    one.box = other.box
    with pytest.raises(NotSealedHere):
        content_read(one)


def test_content_is_never_changed_or_deleted(case):
    content = content_keep(PDF, "application/pdf")
    for change in (content.delete, content.save):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("", PDF, ["name"]),
        ("a.pdf", b"", ["file"]),
        ("a.exe", b"MZ\x90", ["file"]),
        ("a.png", PDF, ["name"]),
        ("", b"", ["name", "file"]),
        ("a.docx", b"PK\x03\x04 no zip", ["file"]),
        ("a.pdf", PDF + bytes(10_000_000), ["file"]),
    ],
)
def test_a_bad_file_is_refused_with_every_reason(case, name, data, wanted):
    with pytest.raises(Refused) as refused:
        added(case, data, name)
    assert reasons(refused) == wanted
    assert not Document.objects.exists()
    assert not Content.objects.exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\folder\\کارت ملی.pdf", "کارت ملی.pdf"),
        ("../../etc/\u202efdp.exe.pdf", "fdp.exe.pdf"),
        ("a\u2066b\x00<>.pdf", "ab.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_cleaned_of_what_misleads(case, given, kept):
    found = added(case, name=given).name.reveal()
    assert found == kept


def test_a_later_version_supersedes_the_earlier_when_it_stands(case, jobs_run_now):
    first = pended(case)
    jobs_run_now()
    first.refresh_from_db()
    second = pended(case, replaces=first)
    assert Document.objects.get(pk=first.pk).state == "ready"
    jobs_run_now()
    states = Document.objects.filter(series=first.series).values_list("version", "state")
    assert list(states) == [(1, "superseded"), (2, "ready")]
    assert second.version == 2
    with pytest.raises(Refused):
        pended(case, replaces=Document.objects.get(pk=first.pk))


def test_the_database_refuses_two_standing_versions(case):
    first = added(case)
    twin = Document.objects.get(pk=first.pk)
    twin.pk, twin.code, twin.version = None, "d-twin", 2
    twin.name = "x.pdf"
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_a_document_is_withdrawn_with_a_reason_and_no_longer_read_by_parties(
    case, applicant, deputy
):
    document = added(case, visible_to=APPLICANT)
    with pytest.raises(Refused):
        document_withdraw(document=document, reason=" ", by=deputy, at=AT)
    document_withdraw(document=document, reason="به اشتباه", by=deputy, at=AT)
    assert documents_of(applicant, case, on=ON) == []
    assert [one.state for one in documents_of(deputy, case, on=ON)] == ["withdrawn"]
    with pytest.raises(Refused):
        document_withdraw(
            document=Document.objects.get(pk=document.pk), reason="x", by=deputy, at=AT
        )


def test_a_letter_withdrawn_before_its_pages_were_made_is_not_rendered(case, jobs_run_now):
    document = pended(case)
    document_withdraw(document=document, reason="x", by=SYSTEM, at=AT)
    jobs_run_now()
    assert Document.objects.get(pk=document.pk).content_id is None


def test_a_party_reads_what_is_theirs_and_nothing_internal(case, applicant, jobs_run_now):
    internal, theirs = pended(case), pended(case, visible_to=APPLICANT)
    others = pended(case, visible_to={Actor.COMPLAINANT})
    assert documents_of(applicant, case, on=ON) == []  # nothing before its pages are made
    jobs_run_now()
    assert [one.code for one in documents_of(applicant, case, on=ON)] == [theirs.code]
    for hidden in (internal, others):
        with pytest.raises(NotThere):
            document_of(applicant, hidden.code, on=ON)


@pytest.mark.parametrize(
    ("role", "scope"), [("office_manager", Scope.OFFICE), ("applicant", Scope.CASE)]
)
def test_a_role_of_a_party_opens_nothing_internal(case, role, scope):
    internal = added(case)
    actor = Actor.MANAGER if scope == Scope.OFFICE else Actor.APPLICANT
    theirs = added(case, PDF + b"2", visible_to={actor})
    key = case.office.code if scope == Scope.OFFICE else case.number
    reader = acting("reader_1", role, scope, key)
    assert [one.code for one in documents_of(reader, case, on=ON)] == [theirs.code]
    with pytest.raises(NotThere):
        document_of(reader, internal.code, on=ON)


def test_a_letter_of_a_demonstration_says_so(case, monkeypatch):
    letters = []

    def kept(letter):
        letters.append(letter)
        return whole(letter)

    whole = documents.letter_pdf
    monkeypatch.setattr(documents, "letter_pdf", kept)
    documents.rendered(pended(case))
    demonstration_marked()
    documents.rendered(pended(case, facts={"marks": ["provisional"]}))
    assert [one.marks for one in letters] == [(), (Mark.PROVISIONAL, Mark.DEMONSTRATION)]


def test_staff_read_all_where_the_case_lies_and_nothing_elsewhere(case, deputy, deputy_elsewhere):
    document = pended(case)
    assert document_of(deputy, document.code, on=ON).code == document.code
    with pytest.raises(NotThere):
        document_of(deputy_elsewhere, document.code, on=ON)
    assert documents_of(deputy_elsewhere, case, on=ON) == []
