"""Notes on cases: private, for the author's unit, or for everybody who may see the case.

What the primary board writes for itself the Council does not read, nor the other way round.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet

from parvaneh.access.acting import Acting
from parvaneh.access.models import User
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import allows, grants_of
from parvaneh.access.scopes import Scope
from parvaneh.casework.loading import case_of
from parvaneh.casework.messages import message_write
from parvaneh.casework.models import Case, Note, NoteVersion, Visibility
from parvaneh.casework.standing import day_of, lies
from parvaneh.casework.units import unit_of
from parvaneh.frame.refused import Conflict, NotThere, Refused, refuse
from parvaneh.kit.text import clean
from parvaneh.law.ruling import Reason, msg, ruled
from parvaneh.ledger.acts import act, event_write

LONGEST = 20_000
EMPTY = msg("A note says something.")
TOO_LONG = msg("A note has at most {needed} characters; this one has {found}.")
NO_UNIT = msg("You hold no role here, so there is no unit that could read your note.")

# Somebody spoken of in a note, by their code.
MENTION = re.compile(r"(?<![\w@])@([a-z0-9][a-z0-9_-]{1,30})", re.IGNORECASE)


@dataclass(frozen=True)
class Written:
    """A note as its reader sees it."""

    code: str
    author: User
    visibility: str
    is_draft: bool
    version: int
    text: str
    written_at: datetime
    written_by: str


def note_write(
    *,
    case: Case,
    text: str,
    visibility: Visibility,
    by: Acting,
    at: datetime,
    is_draft: bool = False,
    unit: str = "",
) -> Note:
    """Write a note on a case.

    Args:
        case: loaded for the writer.
        text: plain text; ``@code`` mentions a user.
        visibility: who may read it.
        by: who writes.
        at: the moment.
        is_draft: whether only its author reads it for now.
        unit: which of the writer's units reads it, where they are in several; the first by default.

    Raises:
        Refused: an empty or overlong text, or no unit to show it to.
    """
    said = _checked(text)
    shown_to = _unit(case, by, day_of(at), unit) if visibility == Visibility.UNIT else ""
    with act(by=by, at=at, case=case.number):
        note = Note.objects.create(
            case=case,
            code=secrets.token_hex(8),
            author=by.user,
            visibility=visibility,
            unit=shown_to,
            is_draft=is_draft,
            written_at=at,
            written_by=by.key,
        )
        _version(note, said, by, at)
        _say("case.note-written", case, note)
        _tell(note, said, by, at)
    return note


def note_edit(
    *,
    note: Note,
    text: str,
    by: Acting,
    at: datetime,
    publish: bool = False,
) -> Note:
    """Write a new version of one's own note; the older ones stay.

    Raises:
        NotThere: it is another's.
        Refused: an empty or overlong text.
        Conflict: it has been edited meanwhile.
    """
    if note.author != by.user:
        raise NotThere(note.code)
    said = _checked(text)
    with act(by=by, at=at, case=note.case.number):
        kept = Note.objects.filter(pk=note.pk, version=note.version)
        draft = note.is_draft and not publish
        if not kept.update(version=F("version") + 1, is_draft=draft):
            raise Conflict(note.code)
        note.refresh_from_db()
        _version(note, said, by, at)
        _say("case.note-edited", note.case, note)
        _tell(note, said, by, at)
    return note


def note_of(acting: Acting, case: Case, code: str, on: date) -> Note:
    """The note of a code, if its reader may read it.

    Raises:
        NotThere: no such note on this case, or not for them.
    """
    found = _readable(case, acting, on).filter(code=code).select_related("case", "author").first()
    if not found:
        raise NotThere(code)
    return found


def notes_for(case: Case, acting: Acting, on: date) -> list[Written]:
    """The notes of a case that somebody may read, with what they say now, the latest first."""
    rows = _readable(case, acting, on).filter(versions__number=F("version"))
    rows = rows.select_related("author").annotate(said=F("versions__text")).order_by("-id")
    return [
        Written(
            row.code,
            row.author,
            row.visibility,
            row.is_draft,
            row.version,
            row.said,
            row.written_at,
            row.written_by,
        )
        for row in rows
    ]


def mentioned(text: str) -> frozenset[str]:
    """Codes that a text mentions; whether there is such a user is asked elsewhere."""
    return frozenset(code.lower() for code in MENTION.findall(text))


def users_mentioned(note: Note, text: str, on: date) -> list[User]:
    """The users whom a note mentions and who may read it: a mention shows nobody a case."""
    codes = mentioned(text)
    if not codes:
        return []
    found = User.objects.filter(code__in=codes, is_active=True).exclude(pk=note.author.pk)
    return [user for user in found if _may_read(note, Acting(user), on)]


def units_of(case: Case, acting: Acting, on: date) -> list[str]:
    """The units to which somebody belongs where a case lies."""
    where = lies(case)
    held = {
        Scope.COUNTRY: "",
        Scope.PROVINCE: where.province,
        Scope.KANOON: where.kanoon,
        Scope.OFFICE: where.office,
        Scope.CASE: where.case,
    }
    return list(
        dict.fromkeys(
            unit_of(grant)
            for grant in grants_of(acting, on)
            if held[Scope(grant.scope)] == grant.scope_key
            and Permission.NOTE_INTERNAL_SEE in allows(grant)
        )
    )


def _readable(case: Case, acting: Acting, on: date) -> QuerySet[Note]:
    ready = Q(is_draft=False)
    open_to = Q(visibility=Visibility.PARTIES)
    open_to |= Q(visibility=Visibility.UNIT, unit__in=units_of(case, acting, on))
    # A draft and a private note are the author's own, and are not lent with a delegation.
    mine = Q(author=acting.user) if acting.acts_for is None else Q(pk__in=())
    return Note.objects.filter(mine | (ready & open_to), case=case)


def _may_read(note: Note, acting: Acting, on: date) -> bool:
    try:
        case_of(acting, note.case.number, on=on)
    except NotThere:
        return False
    return _readable(note.case, acting, on).filter(pk=note.pk).exists()


def _unit(case: Case, by: Acting, on: date, wanted: str) -> str:
    units = units_of(case, by, on)
    if not units or (wanted and wanted not in units):
        raise Refused(ruled([Reason("unit", NO_UNIT, ())]))
    return wanted or units[0]


def _checked(text: str) -> str:
    said = "\n".join(map(clean, text.splitlines())).strip()
    if not said:
        refuse(Reason("text", EMPTY, ()))
    if len(said) > LONGEST:
        refuse(Reason("text", TOO_LONG, (), found=len(said), needed=LONGEST))
    return said


def _version(note: Note, text: str, by: Acting, at: datetime) -> None:
    NoteVersion.objects.create(
        note=note, number=note.version, text=text, written_at=at, written_by=by.key
    )


def _tell(note: Note, text: str, by: Acting, at: datetime) -> None:
    """Tell the mentioned, each once for one note however often it is edited; none of a draft."""
    to = [] if note.is_draft else users_mentioned(note, text, day_of(at))
    if to:
        message_write(
            to=to,
            kind="mention",
            subject=note.case.key,
            occasion=note.code,
            facts={"case": note.case.number},
            by=by,
            at=at,
        )


def _say(kind: str, case: Case, note: Note) -> None:
    # Not what it says, not even as a commitment: a draft is its author's alone.
    event_write(
        kind=kind,
        subject=case.key,
        facts={"note": note.code, "visibility": note.visibility, "version": note.version},
    )
