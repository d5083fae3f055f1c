"""What pages say of documents and notices: a title, a state, whether something is left to do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from parvaneh.access.acting import Acting
from parvaneh.casework.models import Document, DocumentState, Notice, Proof
from parvaneh.casework.notices import PROOFS, is_unopened
from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg
from parvaneh.site.document_title import document_title

STATES: Mapping[str, tuple[str, str]] = {
    DocumentState.PENDING: (msg("being prepared"), "plain"),
    DocumentState.READY: (msg("in force"), "ok"),
    DocumentState.SUPERSEDED: (msg("replaced by a later version"), "plain"),
    DocumentState.WITHDRAWN: (msg("withdrawn"), "bad"),
}
SERVED, RETURNED, SENT = msg("served"), msg("came back unserved"), msg("sent, not served yet")
TAKEN_BACK = msg("taken back: sent in error")
OPEN_IT = msg("waits for you")


@dataclass(frozen=True)
class Paper:
    """A document in the reader's words. `notice` must be opened first; `is_there` to be read."""

    code: str
    title: str
    number: str
    version: int
    state: str
    tone: str
    made_at: datetime
    size: int
    sha256: str
    is_there: bool
    is_letter: bool
    stands: bool
    notice: str


@dataclass(frozen=True)
class Served:
    """A notice in the reader's words; `is_open` waits for this reader to open it."""

    code: str
    document: str
    title: str
    number: str
    to: str
    state: str
    tone: str
    proof: str
    sent_at: datetime
    viewed_at: datetime | None
    served_on: date | None
    is_open: bool
    is_there: bool


def documents_said(
    documents: Iterable[Document], notices: Sequence[Notice], acting: Acting, on: date
) -> list[Paper]:
    """The documents of a case, as the case page shows them."""
    first = {one.document_id: one.code for one in notices if is_unopened(one, acting, on)}
    return [_paper(one, first.get(one.pk, "")) for one in documents]


def notices_said(notices: Iterable[Notice], acting: Acting, on: date) -> list[Served]:
    """The notices of a case, as the case page shows them."""
    return [notice_said(one, acting, on) for one in notices]


def notice_said(notice: Notice, acting: Acting, on: date) -> Served:
    """A notice in the words of its reader."""
    is_open = is_unopened(notice, acting, on)
    state, tone = _notice_state(notice, is_open=is_open)
    office = notice.office.title if notice.office else ""
    return Served(
        notice.code,
        notice.document.code,
        document_title(notice.document),
        notice.document.number,
        notice.person.name if notice.person else office,
        say(state),
        tone,
        say(PROOFS[Proof(notice.proof)]) if notice.proof else "",
        notice.sent_at,
        notice.viewed_at,
        notice.served_on,
        is_open,
        notice.document.state in {DocumentState.READY, DocumentState.SUPERSEDED},
    )


def file_name(document: Document) -> str:
    """The name under which a document is kept by who downloads it."""
    given = document.name.reveal() if document.name else ""
    return given or f"{document.number.replace('/', '-') or document.code}.pdf"


def _paper(document: Document, notice: str) -> Paper:
    state, tone = STATES[document.state]
    content = document.content
    return Paper(
        document.code,
        document_title(document),
        document.number,
        document.version,
        say(state),
        tone,
        document.made_at,
        -(-content.size // 1024) if content else 0,
        content.sha256 if content else "",
        content is not None,
        bool(document.short_signature),
        document.state == DocumentState.READY,
        notice,
    )


def _notice_state(notice: Notice, *, is_open: bool) -> tuple[str, str]:
    if notice.returned_at:
        return RETURNED, "bad"
    if notice.withdrawn_at:
        return TAKEN_BACK, "bad"
    if is_open:
        return OPEN_IT, "warn"
    return (SERVED, "ok") if notice.served_on else (SENT, "note")
