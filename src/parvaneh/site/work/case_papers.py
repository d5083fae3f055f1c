"""Papers of a case: give a file, write a letter (seen before it is issued), withdraw a document."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from parvaneh.access.permissions import Permission
from parvaneh.casework.documents import (
    document_add,
    document_of,
    document_pend,
    document_withdraw,
    documents_of,
    reads_all,
)
from parvaneh.casework.letter_kinds import LETTER_KINDS, Occasion
from parvaneh.casework.loading import visible_cases
from parvaneh.casework.models import Case, Document, DocumentState
from parvaneh.casework.queries import case_of
from parvaneh.casework.uploads import KINDS
from parvaneh.frame.form_fields import ChoiceField, ChoicesField, TextField, UploadField
from parvaneh.frame.pages_environment import say, shown
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.kit.letters import Letter
from parvaneh.kit.text import Language
from parvaneh.law.vocabulary import ACTORS, Actor
from parvaneh.site.document_title import document_title
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.work.case_act import ActPage, CaseForm, ReasonForm, act_answer

FILE = "file"
FREE, STANDING = "case.letter", "case.standing"
LETTERS = {
    FREE: msg("with a text of my own"),
    STANDING: msg("where the case stands (written by the product)"),
}
LONGEST_LETTER = 12_000


class PaperForm(CaseForm):
    """Who among the parties may read a paper, beside those who work on the case."""

    def __init__(self, *args: Any, case: Case, is_staff: bool, **kwargs: Any) -> None:
        """Offer the actors of this case."""
        super().__init__(*args, **kwargs)
        self.actors = _actors(case)
        if is_staff and self.actors:
            self.fields["visible_to"] = ChoicesField(
                label=say(msg("Which parties may read it?")),
                choices=[(one.value, shown(ACTORS[one])) for one in self.actors],
                required=False,
                help_text=say(msg("Tick nobody to keep it inside. Staff of the case read it.")),
            )


class FileForm(PaperForm):
    """A file, and what it replaces."""

    def __init__(self, *args: Any, standing: list[Document], **kwargs: Any) -> None:
        """Ask for the file."""
        super().__init__(*args, **kwargs)
        self.fields["file"] = UploadField(label=say(msg("File")), kinds=KINDS)
        if standing:
            self.fields["replaces"] = ChoiceField(
                label=say(msg("Is it a new version of a document?")),
                choices=[
                    ("", say(msg("no, it is new"))),
                    *((one.code, document_title(one)) for one in standing),
                ],
                look="select",
                required=False,
            )
        self.order_fields(["version", "file", "replaces", "visible_to"])


class LetterForm(PaperForm):
    """A letter: its kind, to whom, about what, and its text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["kind"] = ChoiceField(
            label=say(msg("What kind of letter?")),
            choices=[(key, say(words)) for key, words in LETTERS.items()],
            initial=FREE,
        )
        self.fields["addressee"] = TextField(
            label=say(msg("To whom?")),
            lines=True,
            max_length=400,
            help_text=say(msg("Name and post, each on a line of its own.")),
        )
        self.fields["subject"] = TextField(
            label=say(msg("Subject")),
            max_length=200,
            required=False,
            help_text=say(msg("For a letter with a text of your own.")),
        )
        self.fields["text"] = TextField(
            label=say(msg("Text")), lines=True, max_length=LONGEST_LETTER, required=False
        )
        self.order_fields(["version", "kind", "addressee", "subject", "text", "visible_to"])

    def clean(self) -> dict[str, Any]:
        """See that a letter with a text of its own has one."""
        found = super().clean() or {}
        if found.get("kind") == FREE:
            for name in ("subject", "text"):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, say(msg("A letter needs this")))
        return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def file_add(request: HttpRequest, number: str) -> HttpResponse:
    """Give a file to a case."""
    reader = reader_of(request)
    case = case_of(reader.acting, number, on=reader.on)
    if not may_add(case, reader):
        raise NotThere(number)
    is_staff = reads_all(reader.acting, case, reader.on)
    standing = [
        one
        for one in documents_of(reader.acting, case, on=reader.on)
        if one.state == DocumentState.READY and (is_staff or one.made_by == reader.acting.key)
    ]
    standing = [one for one in standing if not one.number]  # letters of ours are not replaced so
    known = {one.code: one for one in standing}
    made = partial(FileForm, case=case, is_staff=is_staff, standing=standing)

    def add(said: Any) -> Document:
        [file] = said["file"]
        return document_add(
            case=case,
            kind=FILE,
            name=file.name or "",
            data=_bytes(file),
            visible_to=_readers(said, case, reader, is_staff=is_staff),
            replaces=known.get(said.get("replaces", "")),
            by=reader.acting,
            at=reader.at,
        )

    page = ActPage(
        case,
        say(msg("Give a file to the case")),
        say(msg("Give it")),
        (
            say(msg("The file is kept sealed, with its SHA-256, and is never changed.")),
            say(msg("A new version stands beside the older ones; nothing is thrown away.")),
        ),
        anchor="papers",
    )
    return act_answer(request, page, made, add)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letter_new(request: HttpRequest, number: str) -> HttpResponse:
    """Write a letter: read it as it will be, then issue it."""
    reader = reader_of(request)
    case = case_of(reader.acting, number, on=reader.on, to=Permission.NOTICE_SERVE)
    new = partial(LetterForm, case=case, is_staff=True)
    preview: Letter | None = None
    made: Callable[..., LetterForm] = new
    if request.method != "POST" and "kind" in request.GET:
        form = new(request.GET)
        preview = previewed(case, form, reader) if form.is_valid() else None
        made = partial(_same, form)
    page = ActPage(
        case,
        say(msg("Write a letter")),
        say(msg("Issue the letter")),
        anchor="papers",
        template="work/letter_new.html",
        more={"preview": preview},
    )

    def issue(said: Any) -> Document:
        return document_pend(
            case=case,
            kind=said["kind"],
            facts=letter_facts(said),
            visible_to=_readers(said, case, reader, is_staff=True),
            by=reader.acting,
            at=reader.at,
        )

    return act_answer(request, page, made, issue)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def document_off(request: HttpRequest, code: str) -> HttpResponse:
    """Withdraw a document; it stays in the file of the case."""
    reader = reader_of(request)
    found = document_of(reader.acting, code, on=reader.on)
    case = case_of(reader.acting, found.case.number, on=reader.on, to=Permission.NOTICE_SERVE)
    if found.state not in {DocumentState.PENDING, DocumentState.READY}:
        raise NotThere(code)
    page = ActPage(
        case,
        say(msg("Withdraw «{title}»"), title=document_title(found)),
        say(msg("Withdraw it")),
        (
            say(msg("It stays in the file of the case, with your reason.")),
            say(msg("The parties can read it no more.")),
        ),
        look="danger",
        anchor="papers",
    )
    return act_answer(
        request,
        page,
        ReasonForm,
        lambda said: document_withdraw(
            document=found, reason=said["reason"], by=reader.acting, at=reader.at
        ),
    )


def may_add(case: Case, reader: Reader) -> bool:
    """Whether this reader may give files to a case: who acts in it, and who serves its papers."""
    wanted = (Permission.CASE_ACT, Permission.NOTICE_SERVE)
    return case.ended_on is None and any(
        visible_cases(reader.acting, to=one, on=reader.on).filter(pk=case.pk).exists()
        for one in wanted
    )


def letter_facts(said: Mapping[str, Any]) -> dict[str, object]:
    """What a letter says, beside its case, from the form's cleaned values."""
    lines = [one.strip() for one in said["addressee"].splitlines() if one.strip()]
    if said["kind"] == STANDING:
        return {"addressee": lines}
    body = [one.strip() for one in said["text"].splitlines() if one.strip()]
    return {"addressee": lines, "subject": said["subject"], "body": body}


def previewed(case: Case, form: LetterForm, reader: Reader) -> Letter:
    """The letter as it would be, without its number."""
    said = form.cleaned_data
    kind = LETTER_KINDS.of(said["kind"])
    return kind.compose(Occasion(case, letter_facts(said), Language.FA, ("…",), reader.on))


def _same(form: LetterForm, **_: object) -> LetterForm:
    """The form that was filled for the preview."""
    return form


def _actors(case: Case) -> list[Actor]:
    """The actors among whom papers of a case can be shown: its parties, and its office."""
    known = {Actor(one) for one in case.parties.values_list("actor", flat=True)}
    if case.office_id is not None:
        known.add(Actor.MANAGER)
    return [one for one in Actor if one in known]


def _readers(said: Any, case: Case, reader: Reader, *, is_staff: bool) -> list[Actor]:
    if is_staff:
        return [Actor(one) for one in said.get("visible_to", ())]
    mine = case.parties.filter(person__user=reader.acting.user).values_list("actor", flat=True)
    return [Actor(one) for one in mine] or [Actor.MANAGER]


def _bytes(file: "UploadedFile[bytes]") -> bytes:
    return bytes(file.read())
