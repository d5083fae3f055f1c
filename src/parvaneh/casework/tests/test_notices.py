"""Notices: shown before sending, served once, with proof, and read by nobody else."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from parvaneh.access.scopes import Scope
from parvaneh.casework.documents import document_add, document_pend, document_withdraw
from parvaneh.casework.models import Message, Notice, Proof
from parvaneh.casework.notices import (
    Recipient,
    notice_of,
    notice_return,
    notice_send,
    notice_serve,
    notice_view,
    notice_withdraw,
    notices_of,
    proof_pend,
    recipients_of,
)
from parvaneh.casework.tests.conftest import AT, ON, acting
from parvaneh.frame.refused import Conflict, NotThere, Refused
from parvaneh.law.ruling import blocking
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM
from parvaneh.ledger.models import Event

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=2)


@pytest.fixture
def document(case):
    return document_add(
        case=case,
        kind="decision",
        name="a.pdf",
        data=b"%PDF-1",
        visible_to={Actor.APPLICANT, Actor.MANAGER},
        by=SYSTEM,
        at=AT,
    )


@pytest.fixture
def notice(document, deputy, person):
    [made] = notice_send(document=document, to=[Recipient(person=person)], by=deputy, at=AT)
    return made


def test_the_recipients_are_the_parties_who_may_read_it_and_the_office(document, person, office):
    assert [one.code for one in recipients_of(document)] == [person.code, office.code]


def test_an_office_is_served_only_with_what_its_manager_may_read(case, deputy, office):
    theirs = document_add(
        case=case,
        kind="decision",
        name="a.pdf",
        data=b"%PDF-1",
        visible_to={Actor.APPLICANT},
        by=SYSTEM,
        at=AT,
    )
    with pytest.raises(Refused):
        notice_send(document=theirs, to=[Recipient(office=office)], by=deputy, at=AT)


def test_the_first_view_by_its_manager_serves_an_office(document, office, deputy):
    manager, other = (
        acting(f"m-{code}", "office_manager", Scope.OFFICE, code)
        for code in (office.code, "2300002")
    )
    [sent] = notice_send(document=document, to=[Recipient(office=office)], by=deputy, at=AT)
    assert [one.to for one in Message.objects.filter(channel="app")] == [manager.user]
    for stranger in (other, deputy, acting("clerk", "office_staff", Scope.OFFICE, office.code)):
        with pytest.raises(NotThere):
            notice_view(notice=sent, by=stranger, at=LATER)
    assert notice_of(manager, sent.code, on=ON) == sent
    seen = notice_view(notice=sent, by=manager, at=LATER)
    assert (seen.served_on, seen.proof) == (LATER.date(), "viewed")


def test_sending_tells_the_addressee_and_the_log(notice, person):
    assert Event.objects.filter(kind="notice.sent", subject=notice.key).count() == 1
    [message] = Message.objects.filter(to=person.user, channel="app")
    assert message.is_direct


def test_whoever_has_no_right_to_serve_sends_nothing(document, applicant, person):
    with pytest.raises(NotThere):
        notice_send(document=document, to=[Recipient(person=person)], by=applicant, at=AT)


def test_sending_is_refused_with_every_reason(case, deputy, person):
    pending = document_pend(case=case, kind="case.standing", by=SYSTEM, at=AT)
    with pytest.raises(Refused) as refused:
        notice_send(document=pending, to=[Recipient(person=person)], by=deputy, at=AT)
    assert [one.key for one in blocking(refused.value.ruling)] == ["document", "to"]
    with pytest.raises(Refused):
        notice_send(document=pending, to=[], by=deputy, at=AT)


def test_the_same_document_is_not_sent_twice_to_one_person(document, deputy, person, notice):
    with pytest.raises(IntegrityError), transaction.atomic():
        notice_send(document=document, to=[Recipient(person=person)], by=deputy, at=AT)


def test_the_first_view_by_the_addressee_is_service_and_the_next_changes_nothing(notice, applicant):
    seen = notice_view(notice=notice, by=applicant, at=LATER)
    assert (seen.viewed_at, seen.served_on, seen.proof) == (LATER, LATER.date(), "viewed")
    again = notice_view(notice=notice, by=applicant, at=LATER + timedelta(days=9))
    assert (again.viewed_at, again.served_on) == (LATER, LATER.date())
    assert Event.objects.filter(kind="notice.served").count() == 1


def test_a_view_by_somebody_else_is_no_service(notice, deputy):
    with pytest.raises(NotThere):
        notice_view(notice=notice, by=deputy, at=LATER)
    assert Notice.objects.get(pk=notice.pk).served_on is None


def test_service_on_paper_needs_its_receipt(case, notice, deputy):
    with pytest.raises(Refused) as refused:
        notice_serve(notice=notice, proof=Proof.PAPER, served_on=ON, by=deputy, at=LATER)
    assert [one.key for one in blocking(refused.value.ruling)] == ["receipt"]
    receipt = document_add(
        case=case, kind="receipt", name="r.pdf", data=b"%PDF-r", by=deputy, at=LATER
    )
    served = notice_serve(
        notice=notice, proof=Proof.PAPER, served_on=ON, by=deputy, at=LATER, receipt=receipt
    )
    assert served.proof == "paper"
    with pytest.raises(Conflict):
        notice_serve(notice=notice, proof=Proof.DELIVERED, served_on=ON, by=deputy, at=LATER)


@pytest.mark.parametrize("days", [-1, 3])
def test_a_day_of_service_before_sending_or_in_the_future_is_refused(notice, deputy, days):
    on = ON + timedelta(days=days)
    with pytest.raises(Refused) as refused:
        notice_serve(notice=notice, proof=Proof.DELIVERED, served_on=on, by=deputy, at=LATER)
    [why] = blocking(refused.value.ruling)
    assert (why.key, why.cites) == ("served_on", ("D1404 12",))


def test_what_came_back_is_not_served_and_can_be_sent_anew(document, notice, deputy, applicant):
    with pytest.raises(Refused):
        notice_return(notice=notice, reason="", by=deputy, at=LATER)
    notice_return(notice=notice, reason="نشانی نادرست", by=deputy, at=LATER)
    with pytest.raises(Conflict):
        notice_serve(notice=notice, proof=Proof.DELIVERED, served_on=ON, by=deputy, at=LATER)
    with pytest.raises(NotThere):
        notice_view(notice=notice_of(applicant, notice.code, on=ON), by=applicant, at=LATER)
    to = [Recipient(person=notice.person)]
    assert len(notice_send(document=document, to=to, by=deputy, at=LATER)) == 1


def test_a_notice_sent_in_error_is_taken_back_and_its_reader_is_told(
    document, notice, deputy, applicant
):
    with pytest.raises(Refused):
        notice_withdraw(notice=notice, reason=" ", by=deputy, at=LATER)
    with pytest.raises(NotThere):
        notice_withdraw(notice=notice, reason="x", by=applicant, at=LATER)
    notice_withdraw(notice=notice, reason="به اشتباه", by=deputy, at=LATER)
    assert Message.objects.filter(to=applicant.user, kind="notice-withdrawn").exists()
    void = notice_of(applicant, notice.code, on=ON)
    with pytest.raises(NotThere):
        notice_view(notice=void, by=applicant, at=LATER)
    with pytest.raises(Conflict):
        notice_serve(notice=void, proof=Proof.DELIVERED, served_on=ON, by=deputy, at=LATER)
    to = [Recipient(person=notice.person)]
    assert len(notice_send(document=document, to=to, by=deputy, at=LATER)) == 1


def test_what_is_served_stands(notice, applicant, deputy):
    notice_view(notice=notice, by=applicant, at=LATER)
    with pytest.raises(Conflict):
        notice_withdraw(notice=notice, reason="x", by=deputy, at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(withdrawn_at=LATER, withdrawn_by="user:x")


def test_a_withdrawn_document_is_not_opened(document, notice, applicant, deputy):
    document_withdraw(document=document, reason="x", by=deputy, at=LATER)
    with pytest.raises(NotThere):
        notice_view(notice=notice_of(applicant, notice.code, on=ON), by=applicant, at=LATER)


def test_the_database_refuses_service_without_its_proof(notice):
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(served_on=ON)


def test_notices_are_read_by_their_addressee_and_where_the_case_lies(
    case, notice, applicant, deputy, deputy_elsewhere
):
    for reader in (applicant, deputy):
        assert [one.code for one in notices_of(reader, case, on=ON)] == [notice.code]
    assert notices_of(deputy_elsewhere, case, on=ON) == []
    with pytest.raises(NotThere):
        notice_of(deputy_elsewhere, notice.code, on=ON)


def test_proof_of_service_is_a_letter_with_a_line_for_each_recipient(
    document, notice, applicant, jobs_run_now
):
    notice_view(notice=notice, by=applicant, at=LATER)
    letter = proof_pend(document=document, by=SYSTEM, at=LATER)
    assert notice.person.code in letter.facts.reveal()
    jobs_run_now()
    letter.refresh_from_db()
    assert letter.state == "ready"
