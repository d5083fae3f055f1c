"""Notices: who would get a document, sending it, and the proof that each of them got it.

The recipients are shown before anything is sent. Service is recorded once, with how it is proven;
its day, not the letter's date, starts the time that the law counts from service (D1404 12).
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from parvaneh.access.acting import Acting
from parvaneh.access.models import User
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import actors, users_acting_as
from parvaneh.access.scopes import Lies, Scope
from parvaneh.casework.clock_changes import service_record
from parvaneh.casework.documents import document_pend, reads_all
from parvaneh.casework.loading import visible_cases
from parvaneh.casework.messages import message_write
from parvaneh.casework.models import Case, Document, DocumentState, Notice, Party, Proof
from parvaneh.casework.models.notices import STANDS
from parvaneh.casework.standing import Doer, day_of
from parvaneh.frame.refused import Conflict, NotThere, refuse
from parvaneh.kit.keys import ID_LETTERS
from parvaneh.kit.text import Language
from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, msg
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import act, event_write
from parvaneh.registry.models import Office, Person

CODE_LETTERS = 10
# Ours: neither directive says who opens what is served on an office. Its manager answers for it.
OPENS_FOR_OFFICE = Actor.MANAGER
CITES = {"served": cites("D1404 12")}

NOT_READY = msg("Only a document that stands is served.")
NOBODY = msg("Name at least one recipient.")
NOT_THEIRS = msg("{found} may not read this document, so it is not served on them.")
NOT_YET = msg("The day of service, {found}, lies in the future.")
BEFORE = msg("The day of service, {found}, lies before the day of sending, {needed}.")
NO_RECEIPT = msg("Service on paper needs the signed receipt as a document of this case.")
NO_REASON = msg("Say why it came back.")
NO_WHY = msg("Say why.")
PROOFS = {
    Proof.VIEWED: msg("opened by the addressee in the product"),
    Proof.DELIVERED: msg("delivery report of the gateway"),
    Proof.PAPER: msg("signed receipt on paper"),
}


@dataclass(frozen=True)
class Recipient:
    """Somebody on whom a document would be served, and by which channels they hear of it."""

    person: Person | None = None
    office: Office | None = None

    @property
    def code(self) -> str:
        """The public code of the person or office."""
        return self.person.code if self.person else self.office.code if self.office else ""

    @property
    def channels(self) -> tuple[str, ...]:
        """How they would hear of it; empty: only on paper. An office hears by its manager."""
        if self.office is not None:
            return ("app",)
        user = self.person.user if self.person else None
        if user is None:
            return ()
        return ("app", *(["email"] if user.email else []), *(["sms"] if user.mobile else []))


def recipients_of(document: Document) -> list[Recipient]:
    """On whom a document can be served: parties who may read it, an office whose manager may."""
    parties = Party.objects.filter(case=document.case_id, actor__in=document.visible_to)
    persons = Person.objects.filter(pk__in=parties.values("person")).order_by("code")
    found = [Recipient(person=one) for one in persons.select_related("user")]
    office = document.case.office
    opens = OPENS_FOR_OFFICE.value in document.visible_to
    return [*found, Recipient(office=office)] if office and opens else found


def notice_send(
    *,
    document: Document,
    to: Sequence[Recipient],
    by: Acting,
    at: datetime,
    starts_time: bool = True,
) -> list[Notice]:
    """Send a document to recipients, each with a notice of their own.

    Args:
        document: one that stands.
        to: some of `recipients_of`, as they were shown to the sender.
        by: who sends; needs the permission to serve where the case lies.
        at: the moment.
        starts_time: whether the time of the case runs from its service.

    Raises:
        NotThere: the sender may not serve documents of this case.
        Refused: with every reason.
    """
    _may_serve(document.case, by, day_of(at))
    refuse(*_faults(document, to))
    with act(by=by, at=at, case=document.case.number):
        notices = [_made(document, one, by, at, starts_time=starts_time) for one in to]
        for notice in notices:
            _say(notice, "sent", facts={"document": document.code})
            _tell(notice, by, at)
    return notices


def notice_view(*, notice: Notice, by: Acting, at: datetime) -> Notice:
    """Note that the addressee has opened the document: the first time only; that is service.

    Raises:
        NotThere: it is not addressed to who opens it, came back, or was withdrawn, it or its
            document.
    """
    is_there = notice.stands and notice.document.state != DocumentState.WITHDRAWN
    if not is_there or not is_addressee(notice, by, day_of(at)):
        raise NotThere(notice.code)
    with act(by=by, at=at, case=notice.case.number):
        first = Notice.objects.filter(STANDS, pk=notice.pk, viewed_at=None)
        if first.update(viewed_at=at):
            _say(notice, "viewed")
            _serve(notice, Proof.VIEWED, day_of(at), by=by, at=at)
    notice.refresh_from_db()
    return notice


def notice_serve(
    *,
    notice: Notice,
    proof: Proof,
    served_on: date,
    by: Acting,
    at: datetime,
    receipt: Document | None = None,
) -> Notice:
    """Record that a notice was served outside of the product.

    Args:
        notice: not served yet.
        proof: how it is proven.
        served_on: the day of service.
        by: who records it.
        at: the moment.
        receipt: the signed receipt, for service on paper.

    Raises:
        NotThere: who records it may not serve documents of this case.
        Refused: with every reason.
        Conflict: it is served already, or was sent back.
    """
    _may_serve(notice.case, by, day_of(at))
    refuse(*_service_faults(notice, proof, served_on, receipt, day_of(at)))
    with act(by=by, at=at, case=notice.case.number):
        if not _serve(notice, proof, served_on, by=by, at=at, receipt=receipt):
            raise Conflict(notice.code)
    notice.refresh_from_db()
    return notice


def notice_return(*, notice: Notice, reason: str, by: Acting, at: datetime) -> None:
    """Record that a notice came back unserved; it can then be sent anew.

    Raises:
        NotThere: who records it may not serve documents of this case.
        Refused: no reason.
        Conflict: it was served, came back or was withdrawn before.
    """
    _may_serve(notice.case, by, day_of(at))
    refuse(*([] if reason.strip() else [Reason("reason", NO_REASON, ())]))
    with act(by=by, at=at, case=notice.case.number):
        found = _unserved(notice)
        found.returned_at, found.returned_by, found.return_reason = at, by.key, reason
        found.save()
        _say(found, "returned", private={"reason": reason})


def notice_withdraw(*, notice: Notice, reason: str, by: Acting, at: datetime) -> None:
    """Take back a notice that was sent in error; what is served already stands.

    Raises:
        NotThere: who withdraws it may not serve documents of this case.
        Refused: no reason.
        Conflict: it was served, came back or was withdrawn before.
    """
    _may_serve(notice.case, by, day_of(at))
    refuse(*([] if reason.strip() else [Reason("reason", NO_WHY, ())]))
    with act(by=by, at=at, case=notice.case.number):
        found = _unserved(notice)
        found.withdrawn_at, found.withdrawn_by, found.withdrawal_reason = at, by.key, reason
        found.save()
        _say(found, "withdrawn", private={"reason": reason})
        # Who was told of it is told that it is void.
        _tell(found, by, at, kind="notice-withdrawn")


def notice_of(acting: Acting, code: str, *, on: date) -> Notice:
    """The notice with a code: for its addressee, and for whoever reads the case's documents.

    Raises:
        NotThere: no such notice, or not for them.
    """
    rows = Notice.objects.select_related("case", "document", "person", "office")
    found = rows.filter(code=code).first()
    if found is None:
        raise NotThere(code)
    if not is_addressee(found, acting, on) and not reads_all(acting, found.case, on):
        raise NotThere(code)
    return found


def notices_of(acting: Acting, case: Case, *, on: date) -> list[Notice]:
    """The notices of a case: all, for those who read its documents; else one's own."""
    rows = Notice.objects.filter(case=case).order_by("id")
    found = list(rows.select_related("document", "person__user", "office"))
    if reads_all(acting, case, on):
        return found
    return [one for one in found if is_addressee(one, acting, on)]


def is_addressee(notice: Notice, by: Acting, on: date) -> bool:
    """Whether a notice is for this reader: to them in person, or to the office that they manage."""
    if by.acts_for is not None:
        return False
    if notice.office is None:
        return notice.person is not None and notice.person.user_id == by.user.pk
    place = Lies(office=notice.office.code)
    return OPENS_FOR_OFFICE in actors(by, place, on)


def is_unopened(notice: Notice, by: Acting, on: date) -> bool:
    """Whether a notice waits for this very reader to open its document."""
    return notice.viewed_at is None and notice.stands and is_addressee(notice, by, on)


def notice_unopened(document: Document, by: Acting, on: date) -> Notice | None:
    """The notice that this reader opens before they read a document; None where there is none."""
    rows = Notice.objects.filter(STANDS, document=document, viewed_at=None)
    waiting = rows.select_related("person", "office")
    return next((one for one in waiting if is_unopened(one, by, on)), None)


def proof_pend(
    *, document: Document, by: Doer, at: datetime, language: Language = Language.FA
) -> Document:
    """Decide on the printable proof of service of a document, one line for each recipient."""
    served = Notice.objects.filter(document=document, served_on__isnull=False)
    lines = [
        {
            "recipient": one.person.code if one.person else one.office.code if one.office else "",
            "document": document.number or document.code,
            "day": one.served_on.isoformat() if one.served_on else "",
            "proof": PROOFS[Proof(one.proof)],
        }
        for one in served.select_related("person", "office").order_by("id")
    ]
    return document_pend(
        case=document.case,
        kind="notice.proof",
        facts={"served": lines},
        language=language,
        by=by,
        at=at,
    )


def _may_serve(case: Case, by: Acting, on: date) -> None:
    may = visible_cases(by, to=Permission.NOTICE_SERVE, on=on)
    if not may.filter(pk=case.pk).exists():
        raise NotThere(case.number)


def _unserved(notice: Notice) -> Notice:
    """The notice, locked, while it is neither served nor come back nor withdrawn."""
    open_ = Notice.objects.select_for_update().filter(STANDS, pk=notice.pk, served_on=None)
    found = open_.first()
    if found is None:
        raise Conflict(notice.code)
    return found


def _faults(document: Document, to: Sequence[Recipient]) -> list[Reason]:
    known = {one.code for one in recipients_of(document)}
    reasons = []
    if document.state != DocumentState.READY:
        reasons.append(Reason("document", NOT_READY, ()))
    if not to:
        reasons.append(Reason("to", NOBODY, ()))
    reasons += [Reason("to", NOT_THEIRS, (), found=one.code) for one in to if one.code not in known]
    return reasons


def _service_faults(
    notice: Notice, proof: Proof, on: date, receipt: Document | None, today: date
) -> list[Reason]:
    reasons = []
    if on > today:
        reasons.append(Reason("served_on", NOT_YET, CITES["served"], found=on))
    if on < (sent := day_of(notice.sent_at)):
        reasons.append(Reason("served_on", BEFORE, CITES["served"], found=on, needed=sent))
    kept = receipt is not None and receipt.case_id == notice.case_id
    if proof == Proof.PAPER and not kept:
        reasons.append(Reason("receipt", NO_RECEIPT, ()))
    return reasons


def code_drawn() -> str:
    """A new code of a notice."""
    return "n-" + "".join(secrets.choice(ID_LETTERS) for _ in range(CODE_LETTERS))


def _made(
    document: Document, to: Recipient, by: Acting, at: datetime, *, starts_time: bool
) -> Notice:
    return Notice.objects.create(
        code=code_drawn(),
        case=document.case,
        document=document,
        person=to.person,
        office=to.office,
        starts_time=starts_time,
        sent_at=at,
        sent_by=by.key,
    )


def _serve(
    notice: Notice,
    proof: Proof,
    on: date,
    *,
    by: Acting,
    at: datetime,
    receipt: Document | None = None,
) -> bool:
    """Record service if nobody has; the running time is then counted from its day."""
    done = Notice.objects.filter(STANDS, pk=notice.pk, served_on=None).update(
        served_on=on, served_at=at, served_by=by.key, proof=proof, receipt=receipt
    )
    if not done:
        return False
    facts = {"served_on": on.isoformat(), "proof": proof.value}
    _say(notice, "served", facts=facts, cites=CITES["served"])
    if notice.starts_time:
        service_record(case=notice.case, served_on=on, by=by, at=at)
    return True


def _tell(notice: Notice, by: Acting, at: datetime, *, kind: str = "notice") -> None:
    message_write(
        to=_readers(notice, day_of(at)),
        kind=kind,
        subject=notice.key,
        occasion=notice.code,
        facts={"document": notice.document.number, "case": notice.case.number},
        by=by,
        at=at,
    )


def _readers(notice: Notice, on: date) -> list[User]:
    """The users who may open a notice."""
    if notice.office is not None:
        return list(users_acting_as(OPENS_FOR_OFFICE, Scope.OFFICE, notice.office.code, on))
    user = notice.person.user if notice.person else None
    return [user] if user else []


def _say(
    notice: Notice,
    did: str,
    *,
    facts: Mapping[str, object] | None = None,
    private: Mapping[str, str] | None = None,
    cites: Sequence[str] = (),
) -> None:
    event_write(
        kind=f"notice.{did}",
        subject=notice.key,
        facts=facts or {},
        private=private or {},
        cites=cites,
    )
