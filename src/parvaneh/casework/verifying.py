"""Whether a letter in somebody's hand is one of ours and still stands. Anybody may ask.

A letter is named by its number or code, by the text of its QR code, by its file or the SHA-256 of
its file. The answer says what anybody may know of it (kind, day, number, who issued it) and nothing
of the case, of people or of its content. Files that people gave to a case are never spoken of.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from parvaneh.casework.letter_kinds import LETTER_KINDS, NoSuchLetter
from parvaneh.casework.models import Document, DocumentState
from parvaneh.frame.keyring import keyring
from parvaneh.kit.clock import day_of
from parvaneh.kit.languages import msg
from parvaneh.kit.short_signature import NotGenuine, code_read, public_keys, seal_key
from parvaneh.kit.text import ascii_digits, clean

__all__ = [
    "LetterStands",
    "PublicLetter",
    "Verdict",
    "letter_verified_by_file",
    "letter_verified_by_hash",
    "letter_verified_by_text",
]

LETTER = msg("Letter")
NOT_KNOWN = msg("No letter of ours is known by this.")
NO_NUMBER = msg("This is neither the number of a letter nor the text of its code.")
NO_HASH = msg("This is no SHA-256: 64 digits from 0 to 9 and a to f.")
OTHER_PAPER = msg("The code is signed by us, but it is not that of a letter which stands here.")

_NUMBER = re.compile(r"(\d{4})[/-](\d{1,9})[/-](\d{4})")
_CODE = re.compile(r"d-[0-9a-z]{10}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LONGEST = 1000  # letters of a text that is read at all; a code has some 250


class LetterStands(StrEnum):
    """Where a letter that somebody holds stands."""

    GENUINE = "genuine"
    SUPERSEDED = "superseded"  # genuine, but a later version stands in its place
    WITHDRAWN = "withdrawn"  # genuine once, and taken back
    UNKNOWN = "unknown"  # not ours, changed, or not issued yet


@dataclass(frozen=True)
class PublicLetter:
    """What anybody may know of a letter.

    Attributes:
        number: as printed (``9023/1/1404``: secretariat, running number, Jalali year).
        on: its day.
        kind: code of its kind.
        title: of its kind, a message of the catalogue.
        province: key of the province whose secretariat issued it.
    """

    number: str
    on: date
    kind: str
    title: str
    province: str


@dataclass(frozen=True)
class Verdict:
    """Where a letter stands.

    Attributes:
        stands: genuine, superseded, withdrawn, unknown.
        letter: what is public of it; None where it is unknown.
        later: the letter that stands in its place, where it was superseded.
        why: a message of the catalogue that says why it is unknown; else empty. A `{place}` in it
            is filled from `params`.
        params: of that message.
    """

    stands: LetterStands
    letter: PublicLetter | None = None
    later: PublicLetter | None = None
    why: str = ""
    params: tuple[tuple[str, str], ...] = ()


STANDS = {
    DocumentState.READY: LetterStands.GENUINE,
    DocumentState.SUPERSEDED: LetterStands.SUPERSEDED,
    DocumentState.WITHDRAWN: LetterStands.WITHDRAWN,
}


def letter_verified_by_text(text: str) -> Verdict:
    """Verify a letter by what is typed or read from its paper.

    Args:
        text: its number (digits of any kind, ``/`` or ``-``), its code (``d-…``), or the whole text
            of its QR code, which is verified by its signature first.
    """
    said = ascii_digits(clean(text[:_LONGEST]))
    if "*" in said:
        return _by_signature(said)
    plain = said.replace(" ", "").lower()
    if _CODE.fullmatch(plain):
        return _verdict(_documents().filter(code=plain).first())
    number = _NUMBER.fullmatch(plain)
    if number is None:
        return _unknown(NO_NUMBER)
    unit, running, year = number.groups()
    asked = f"{unit}/{int(running)}/{year}"
    return _verdict(_documents().filter(number=asked).first())


def letter_verified_by_hash(sha256: str) -> Verdict:
    """Verify a letter by the SHA-256 of its file.

    Args:
        sha256: in hexadecimal, of any case.
    """
    wanted = ascii_digits(clean(sha256[:_LONGEST])).replace(" ", "").lower()
    if not _SHA256.fullmatch(wanted):
        return _unknown(NO_HASH)
    return _verdict(_standing_first(wanted))


def letter_verified_by_file(data: bytes) -> Verdict:
    """Verify a letter by its file; of one that is not known it is said whether it was changed.

    Args:
        data: its bytes; they are kept nowhere.
    """
    found = _verdict(_standing_first(hashlib.sha256(data).hexdigest()))
    if found.stands is not LetterStands.UNKNOWN:
        return found
    try:
        seal_key(data, public_keys(keyring()))
    except NotGenuine as why:
        return _unknown(why.message, **why.params)
    return found


def _by_signature(text: str) -> Verdict:
    try:
        said = code_read(text, public_keys(keyring()))
    except NotGenuine as why:
        return _unknown(why.message, **why.params)
    found = _verdict(_documents().filter(number=said.number).first())
    if found.letter is None or (found.letter.on, found.letter.kind) != (said.on, said.kind):
        return _unknown(OTHER_PAPER)
    return found


def _documents() -> QuerySet[Document]:
    return Document.objects.select_related("case")


def _standing_first(sha256: str) -> Document | None:
    """The letter with these bytes; the same bytes may be the content of several documents."""
    found = _documents().filter(content__sha256=sha256).exclude(number="")
    return min(found, key=lambda one: list(STANDS).index(DocumentState(one.state)), default=None)


def _verdict(document: Document | None) -> Verdict:
    # A pending letter is nobody's yet; one withdrawn before its pages were made never was.
    if document is None or not document.number or document.content_id is None:
        return _unknown(NOT_KNOWN)
    stands = STANDS[DocumentState(document.state)]
    later = None
    if stands is LetterStands.SUPERSEDED:
        ready = _documents().filter(series=document.series, state=DocumentState.READY)
        later = ready.exclude(number="").first()
    return Verdict(stands, _public(document), _public(later) if later else None)


def _unknown(why: str, **params: str) -> Verdict:
    return Verdict(LetterStands.UNKNOWN, why=why, params=tuple(params.items()))


def _public(document: Document) -> PublicLetter:
    on, title = day_of(document.made_at), _title(document.kind)
    return PublicLetter(document.number, on, document.kind, title, document.case.province)


def _title(kind: str) -> str:
    try:
        return LETTER_KINDS.of(kind).title
    except NoSuchLetter:
        return LETTER
