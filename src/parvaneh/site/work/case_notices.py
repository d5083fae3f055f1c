"""Service of documents: who would get one, sending it, and what became of each notice."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from parvaneh.access.permissions import Permission
from parvaneh.casework.documents import document_of, documents_of
from parvaneh.casework.models import Case, Document, DocumentState, Notice, Proof
from parvaneh.casework.notices import (
    PROOFS,
    Recipient,
    notice_of,
    notice_return,
    notice_send,
    notice_serve,
    notice_withdraw,
    proof_pend,
    recipients_of,
)
from parvaneh.casework.queries import case_of
from parvaneh.frame.form_fields import ChoiceField, ChoicesField, DayField
from parvaneh.frame.pages_environment import cites, say
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.site.document_title import document_title
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.work.case_act import ActPage, CaseForm, ReasonForm, act_answer

CHANNELS = {
    "app": msg("in the product"),
    "email": msg("by e-mail (that it waits, not what it says)"),
    "sms": msg("by SMS (that it waits, not what it says)"),
}
ON_PAPER = msg("only on paper: this addressee does not sign in")
RECORDED = (Proof.PAPER, Proof.DELIVERED)
SERVICE = ("D1404 12",)


class SendForm(CaseForm):
    """On whom a document is served, and whether time runs from it."""

    def __init__(self, *args: Any, known: list[Recipient], **kwargs: Any) -> None:
        """Offer those who may read the document, each with how they would hear of it."""
        super().__init__(*args, **kwargs)
        self.fields["to"] = ChoicesField(
            label=say(msg("On whom?")),
            choices=[(one.code, recipient_name(one)) for one in known],
            hints={one.code: channels_said(one) for one in known},
        )
        self.fields["starts_time"] = ChoiceField(
            label=say(msg("Does the time of the case run from its service?")),
            choices=[
                ("yes", say(msg("yes"))),
                ("no", say(msg("no, it is a copy for information"))),
            ],
            initial="yes",
        )


class ServedForm(CaseForm):
    """How and when a notice was served outside of the product."""

    def __init__(self, *args: Any, papers: list[Document], **kwargs: Any) -> None:
        """Ask for day, proof and receipt."""
        super().__init__(*args, **kwargs)
        self.fields["served_on"] = DayField(label=say(msg("On which day?")))
        self.fields["proof"] = ChoiceField(
            label=say(msg("How is it proven?")),
            choices=[(one.value, say(PROOFS[one])) for one in RECORDED],
        )
        self.fields["receipt"] = ChoiceField(
            label=say(msg("The signed receipt, as a document of this case")),
            choices=[
                ("", say(msg("none"))),
                *((one.code, document_title(one)) for one in papers),
            ],
            look="select",
            required=False,
            help_text=say(msg("Service on paper needs it. Give the file to the case first.")),
        )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def document_send(request: HttpRequest, code: str) -> HttpResponse:
    """Serve a document: the recipients are shown before anything is sent."""
    reader = reader_of(request)
    document, case = _document(reader, code)
    if document.state != DocumentState.READY:
        raise NotThere(code)
    sent = Notice.objects.filter(document=document, returned_at=None, withdrawn_at=None)
    done = {(one.person_id, one.office_id) for one in sent}
    known = [one for one in recipients_of(document) if _key(one) not in done]
    page = ActPage(
        case,
        say(msg("Serve «{title}»"), title=document_title(document)),
        say(msg("Serve it")),
        (
            say(msg("Each of them gets a notice of their own and is told of it at once.")),
            say(msg("It is served when they open it, or when you record a proof of service.")),
        ),
        rests_on=cites(SERVICE),
        anchor="papers",
        template="work/document_send.html",
        more={"known": known, "document": document},
    )
    by_code = {one.code: one for one in known}
    return act_answer(
        request,
        page,
        partial(SendForm, known=known),
        lambda said: notice_send(
            document=document,
            to=[by_code[one] for one in said["to"]],
            starts_time=said["starts_time"] == "yes",
            by=reader.acting,
            at=reader.at,
        ),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def document_proof(request: HttpRequest, code: str) -> HttpResponse:
    """Have the printable proof of service of a document made."""
    reader = reader_of(request)
    document, case = _document(reader, code)
    if not Notice.objects.filter(document=document, served_on__isnull=False).exists():
        raise NotThere(code)
    page = ActPage(
        case,
        say(msg("Proof of service of «{title}»"), title=document_title(document)),
        say(msg("Make the letter")),
        (say(msg("A letter is made that names each addressee, the day and the proof.")),),
        rests_on=cites(SERVICE),
        anchor="papers",
    )
    return act_answer(
        request,
        page,
        CaseForm,
        lambda _: proof_pend(document=document, by=reader.acting, at=reader.at),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_served(request: HttpRequest, code: str) -> HttpResponse:
    """Record that a notice was served outside of the product."""
    reader = reader_of(request)
    notice, case = _unserved(reader, code)
    papers = [one for one in documents_of(reader.acting, case, on=reader.on) if one.content_id]
    known = {one.code: one for one in papers}
    page = ActPage(
        case,
        say(msg("Record service on {whom}"), whom=addressee(notice)),
        say(msg("Record the service")),
        (say(msg("The time limits that the law counts from service begin with that day.")),),
        rests_on=cites(SERVICE),
        anchor="papers",
    )
    return act_answer(
        request,
        page,
        partial(ServedForm, papers=papers),
        lambda said: notice_serve(
            notice=notice,
            proof=Proof(said["proof"]),
            served_on=said["served_on"],
            receipt=known.get(said["receipt"]),
            by=reader.acting,
            at=reader.at,
        ),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_back(request: HttpRequest, code: str) -> HttpResponse:
    """Record that a notice came back unserved."""
    reader = reader_of(request)
    notice, case = _unserved(reader, code)
    page = ActPage(
        case,
        say(msg("The notice to {whom} came back"), whom=addressee(notice)),
        say(msg("Record that it came back")),
        (say(msg("No time runs from it. The document can then be sent anew.")),),
        anchor="papers",
    )
    return act_answer(
        request,
        page,
        ReasonForm,
        lambda said: notice_return(
            notice=notice, reason=said["reason"], by=reader.acting, at=reader.at
        ),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_off(request: HttpRequest, code: str) -> HttpResponse:
    """Take back a notice that was sent in error."""
    reader = reader_of(request)
    notice, case = _unserved(reader, code)
    page = ActPage(
        case,
        say(msg("Take back the notice to {whom}"), whom=addressee(notice)),
        say(msg("Take it back")),
        (say(msg("No time runs from it.")),),
        told=(addressee(notice),),
        look="danger",
        anchor="papers",
    )
    return act_answer(
        request,
        page,
        ReasonForm,
        lambda said: notice_withdraw(
            notice=notice, reason=said["reason"], by=reader.acting, at=reader.at
        ),
    )


def addressee(notice: Notice) -> str:
    """The name of whom a notice is for."""
    return recipient_name(Recipient(notice.person, notice.office))


def recipient_name(one: Recipient) -> str:
    """The name of a recipient."""
    if one.person is not None:
        return one.person.name
    return one.office.title if one.office else ""


def channels_said(one: Recipient) -> str:
    """How a recipient would hear of it."""
    found = [say(CHANNELS[channel]) for channel in one.channels]
    return "، ".join(found) if found else say(ON_PAPER)


def _document(reader: Reader, code: str) -> tuple[Document, Case]:
    document = document_of(reader.acting, code, on=reader.on)
    return document, _served_in(reader, document.case)


def _unserved(reader: Reader, code: str) -> tuple[Notice, Case]:
    notice = notice_of(reader.acting, code, on=reader.on)
    case = _served_in(reader, notice.case)
    if notice.served_on or not notice.stands:
        raise NotThere(code)
    return notice, case


def _served_in(reader: Reader, case: Case) -> Case:
    return case_of(reader.acting, case.number, on=reader.on, to=Permission.NOTICE_SERVE)


def _key(one: Recipient) -> tuple[int | None, int | None]:
    return (one.person.pk if one.person else None, one.office.pk if one.office else None)
