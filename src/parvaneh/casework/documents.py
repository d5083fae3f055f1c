"""Documents of cases: letters that wait to be rendered, files that were given, their versions.

`document_pend` decides on a letter within an act and numbers it; after the commit one generic job
makes its pages, seals and signs them. However often that job is begun, the letter is made once.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import connection
from django.db.models import Q, QuerySet

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import actors, allows, grants_of, reach_of
from parvaneh.access.roles import ROLES
from parvaneh.casework.contents import content_keep, content_read
from parvaneh.casework.letter_kinds import LETTER_KINDS, Occasion
from parvaneh.casework.models import Case, Content, Document, DocumentState, Party
from parvaneh.casework.standing import Doer, day_of, lies
from parvaneh.casework.uploads import PDF, upload_checked
from parvaneh.frame.jobs import enqueue, job
from parvaneh.frame.keyring import key_in_use
from parvaneh.frame.refused import Conflict, NotThere, refuse
from parvaneh.kit.clock import now_utc
from parvaneh.kit.keys import ID_LETTERS, Purpose
from parvaneh.kit.languages import gettext
from parvaneh.kit.letters import Letter, Mark, Seal, letter_pdf
from parvaneh.kit.letters.pages import letter_text
from parvaneh.kit.places import COUNTRY
from parvaneh.kit.short_signature import ROOM, Statement, code_signed, file_sealed
from parvaneh.kit.text import Language
from parvaneh.law.jalali import parts
from parvaneh.law.ruling import Reason, msg
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM, act, event_write
from parvaneh.ledger.checkpoints import latest
from parvaneh.registry.queries import is_demonstration

CODE_LETTERS = 10
NOBODY: frozenset[Actor] = frozenset()
# Kinds of letters that an act gives rise to, each with its facts.
Letters = Mapping[str, Mapping[str, object]]
NO_LETTERS: Letters = {}
# The secretariats: 9000 is the Center's, the province's number is added for a province.
CENTER_UNIT = 9000
WHERE = msg("To check this letter, read its code or give its file to parvaneh document verify.")
NO_REASON = msg("Say why.")
NOT_STANDING = msg("Only a document that stands can be withdrawn or followed by a version.")

_NEXT = """
INSERT INTO casework_lettercounter (unit, year, last) VALUES (%(unit)s, %(year)s, %(many)s)
ON CONFLICT (unit, year) DO UPDATE SET last = casework_lettercounter.last + %(many)s RETURNING last
"""


def document_pend(
    *,
    case: Case,
    kind: str,
    by: Doer,
    at: datetime,
    facts: Mapping[str, object] | None = None,
    visible_to: Iterable[Actor] = NOBODY,
    language: Language = Language.FA,
    replaces: Document | None = None,
) -> Document:
    """Decide on a letter: it has its number now, and its pages soon after the commit.

    Args:
        case: the case.
        kind: code of its `LetterKind`.
        by: who decides on it.
        at: the moment; its day is the letter's date.
        facts: what the letter needs beside the case, as JSON values; kept sealed.
        visible_to: the actors among the parties who may read it.
        language: of the letter.
        replaces: the version that it supersedes once it is ready.

    Raises:
        NoSuchLetter: the kind is not known.
        Refused: `replaces` does not stand any more.
    """
    LETTER_KINDS.of(kind)
    with act(by=by, at=at, case=case.number):
        document = _next_version(case, kind, replaces, visible_to)
        _pend(document, facts or {}, language, by, at)
    return document


def documents_pend(
    *, case: Case, letters: Letters, visible_to: Iterable[Actor], by: Doer, at: datetime
) -> list[Document]:
    """Decide on the letters that the running act gives rise to, in their order.

    The act is the caller's: a savepoint for each letter would be two more round trips.
    """
    for kind in letters:
        LETTER_KINDS.of(kind)
    readers = frozenset(visible_to)
    found = []
    for kind, facts in letters.items():
        document = _next_version(case, kind, None, readers)
        _pend(document, facts, Language.FA, by, at)
        found.append(document)
    return found


def document_add(
    *,
    case: Case,
    kind: str,
    name: str,
    data: bytes,
    by: Doer,
    at: datetime,
    visible_to: Iterable[Actor] = NOBODY,
    replaces: Document | None = None,
) -> Document:
    """Add a file that somebody gives to a case.

    Args:
        case: the case.
        kind: what it is, as a code of the process (``identity-card``).
        name: its name as given; it is cleaned and kept sealed.
        data: its bytes; judged by themselves.
        by: who gives it.
        at: the moment.
        visible_to: the actors among the parties who may read it.
        replaces: the version that it supersedes.

    Raises:
        Refused: with every reason against the file.
    """
    upload, reasons = upload_checked(name, data)
    refuse(*reasons)
    with act(by=by, at=at, case=case.number):
        document = _next_version(case, kind, replaces, visible_to)
        _supersede(document)
        document.state = DocumentState.READY
        document.name = upload.name
        document.content = content_keep(data, upload.media_type)
        document.made_at, document.made_by, document.ready_at = at, by.key, at
        document.save(force_insert=True)
        tell(document, "added", after=document.state, sha256=document.content.sha256)
    return document


def document_withdraw(*, document: Document, reason: str, by: Doer, at: datetime) -> None:
    """Withdraw a document: it stays in the file of the case, with why; parties read it no more.

    Raises:
        Refused: no reason, or it does not stand.
        Conflict: it changed meanwhile.
    """
    reasons = [] if reason.strip() else [Reason("reason", NO_REASON, ())]
    if document.state not in {DocumentState.PENDING, DocumentState.READY}:
        reasons.append(Reason("document", NOT_STANDING, ()))
    refuse(*reasons)
    with act(by=by, at=at, case=document.case.number):
        before = document.state
        found = Document.objects.select_for_update().filter(pk=document.pk, state=before).first()
        if found is None:
            raise Conflict(document.code)
        found.state = DocumentState.WITHDRAWN
        found.withdrawn_at, found.withdrawn_by, found.withdrawal_reason = at, by.key, reason
        found.save()
        tell(found, "withdrawn", before=before, after=found.state, private={"reason": reason})


def document_of(acting: Acting, code: str, *, on: date) -> Document:
    """The document with a code, for whoever may read it.

    Raises:
        NotThere: no such document, or not for them; both look the same.
    """
    document = Document.objects.select_related("case", "content").filter(code=code).first()
    if document is None or not _readable(acting, document.case, on).filter(code=code).exists():
        raise NotThere(code)
    return document


def documents_of(acting: Acting, case: Case, *, on: date) -> list[Document]:
    """The documents of a case that somebody may read, in the order in which they were made."""
    return list(_readable(acting, case, on).select_related("content").defer("content__box"))


def reads_all(acting: Acting, case: Case, on: date) -> bool:
    """Whether somebody reads every document of a case, internal ones too: staff where it lies."""
    return any(
        grant.role in ROLES
        and ROLES[grant.role].staff
        and Permission.DOCUMENT_SEE in allows(grant)
        and reach_of([grant]).covers(lies(case))
        for grant in grants_of(acting, on)
    )


def document_bytes(document: Document) -> bytes:
    """The content of a document that has one.

    Raises:
        NotThere: it is still pending.
    """
    if document.content_id is None:
        raise NotThere(document.code)
    return content_read(Content.objects.get(pk=document.content_id))


@job(queue="letters")
def document_render(*, document: str) -> None:
    """Make the pages of a pending letter, seal and sign them; once, however often it is begun."""
    found = Document.objects.select_related("case").filter(code=document, state="pending").first()
    if found is None:
        return
    pdf, signature = rendered(found)
    at = now_utc()
    with act(by=SYSTEM, at=at, case=found.case.number):
        content = content_keep(pdf, PDF)
        _supersede(found)
        made = Document.objects.filter(pk=found.pk, state="pending").update(
            state=DocumentState.READY, content=content, ready_at=at, short_signature=signature
        )
        # Withdrawn meanwhile, or made by a worker that was only thought dead.
        if not made:
            raise Conflict(found.code)
        tell(found, "rendered", before="pending", after="ready", sha256=content.sha256)


def rendered(document: Document) -> tuple[bytes, str]:
    """The sealed pages of a letter, and its short signature."""
    letter = _letter(document)
    key = key_in_use(Purpose.SIGNING)
    statement = Statement(
        document.number,
        letter.on,
        document.kind,
        document.case.number,
        hashlib.sha256(letter_text(letter).encode()).hexdigest(),
    )
    signature = code_signed(statement, key)
    where = gettext(WHERE, letter.language)
    seal = Seal(signature, _checkpoint(), where, ROOM)
    return file_sealed(letter_pdf(replace(letter, seal=seal)), key), signature


def _letter(document: Document) -> Letter:
    facts = json.loads(document.facts.reveal() or "{}")
    occasion = Occasion(
        document.case,
        facts,
        Language(document.language),
        tuple(document.number.split("/")),
        day_of(document.made_at),
    )
    letter = LETTER_KINDS.of(document.kind).compose(occasion)
    marks = {Mark(one) for one in facts.get("marks", ())}
    if is_demonstration():
        marks.add(Mark.DEMONSTRATION)
    return replace(letter, marks=tuple(one for one in Mark if one in marks))


def code_drawn() -> str:
    """A new code of a document."""
    return "d-" + "".join(secrets.choice(ID_LETTERS) for _ in range(CODE_LETTERS))


def _checkpoint() -> str:
    """Origin, size and root of the log's last checkpoint, on one line: each reader is a witness."""
    found = latest()
    return " ".join(found.text.splitlines()[:3]) if found else ""


def _next_version(
    case: Case, kind: str, replaces: Document | None, visible_to: Iterable[Actor]
) -> Document:
    code = code_drawn()
    document = Document(case=case, code=code, kind=kind, series=code, visible_to=sorted(visible_to))
    if replaces is not None:
        standing = replaces.state == DocumentState.READY and replaces.case_id == case.pk
        refuse(*([] if standing else [Reason("replaces", NOT_STANDING, ())]))
        versions = Document.objects.select_for_update().filter(series=replaces.series)
        document.series = replaces.series
        document.version = max(one.version for one in versions) + 1
    return document


def _pend(
    document: Document, facts: Mapping[str, object], language: Language, by: Doer, at: datetime
) -> None:
    """Number, write and have rendered a letter, within the running act."""
    [document.number] = letter_numbers_next(document.case.province, day_of(at), 1)
    document.state = DocumentState.PENDING
    document.language = language.value
    document.facts = json.dumps(dict(facts), ensure_ascii=False)
    document.made_at, document.made_by = at, by.key
    document.save(force_insert=True)
    tell(document, "pended", after=document.state, number=document.number)
    enqueue(document_render, document=document.code)


def _supersede(document: Document) -> None:
    earlier = Document.objects.filter(series=document.series, version__lt=document.version)
    for one in earlier.filter(state=DocumentState.READY):
        Document.objects.filter(pk=one.pk).update(state=DocumentState.SUPERSEDED)
        tell(one, "superseded", before="ready", after="superseded", by_document=document.code)


def _readable(acting: Acting, case: Case, on: date) -> QuerySet[Document]:
    """Everything, for staff where the case lies; for parties and their offices what is theirs."""
    documents = Document.objects.filter(case=case)
    if reads_all(acting, case, on):
        return documents
    parts_taken = set(actors(acting, lies(case), on))
    if acting.acts_for is None:
        theirs = Party.objects.filter(case=case, person__user=acting.user)
        parts_taken |= {Actor(one) for one in theirs.values_list("actor", flat=True)}
    given = Q(state__in=(DocumentState.READY, DocumentState.SUPERSEDED))
    return documents.filter(given, visible_to__overlap=sorted(parts_taken))


def letter_numbers_next(province: str, on: date, many: int) -> list[str]:
    """Take the next numbers of a province's secretariat, in the running transaction."""
    unit = str(CENTER_UNIT + int(province.removeprefix(COUNTRY.key).removeprefix("-") or 0))
    year = parts(on)[0]
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, {"unit": unit, "year": year, "many": many})
        ((last,),) = cursor.fetchall()
    return [f"{unit}/{number}/{year}" for number in range(last - many + 1, last + 1)]


def tell(
    document: Document,
    did: str,
    *,
    after: str,
    before: str = "",
    private: Mapping[str, str] | None = None,
    **facts: object,
) -> None:
    """Tell in the running act what was done to a document."""
    event_write(
        kind=f"document.{did}",
        subject=document.key,
        before=before,
        after=after,
        facts={"kind": document.kind, "version": document.version, **facts},
        private=private or {},
    )
