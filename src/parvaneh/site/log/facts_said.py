"""What the log says of an event in words: the names of its facts, days, provinces, Kanoons."""

import re
from collections.abc import Mapping
from datetime import date

from parvaneh.access.roles import ROLES
from parvaneh.access.scopes import Scope
from parvaneh.casework.letter_kinds import LETTER_KINDS, NoSuchLetter
from parvaneh.casework.models import Standing, Visibility
from parvaneh.casework.procedures import NoSuchProcedure, procedure_of
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.places import BY_KEY
from parvaneh.law.ruling import Status
from parvaneh.law.vocabulary import ACTORS, POSTS, SEATS, Actor
from parvaneh.registry.models.bodies import BODY_KINDS
from parvaneh.site.event_words import KINDS

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
STEP = "step"
NAMES: Mapping[str, str] = {
    "about": msg("About whom"),
    "actor": msg("Who acts"),
    "approver": msg("Approved by"),
    "changed": msg("Changed rows"),
    "cycle": msg("Ranking of"),
    "days": msg("How many days"),
    "deadline": msg("Time limit"),
    "deadlines_begun": msg("Time limits begun"),
    "deadlines_ended": msg("Time limits ended"),
    "did": msg("What was done"),
    "digest": msg("Hash of the content"),
    "document": msg("Document"),
    "ends_on": msg("Last day"),
    "file": msg("Hash of the file"),
    "first": msg("First"),
    "format": msg("Form of the file"),
    "from": msg("From"),
    "giver": msg("Given by"),
    "key": msg("Key"),
    "kind": msg("Kind"),
    "last": msg("Last"),
    "last_on": msg("Last day"),
    "level": msg("What the public sees"),
    "name": msg("Name"),
    "new": msg("New rows"),
    "note": msg("Note"),
    "number": msg("Number"),
    "occurred_on": msg("Day of the act"),
    "office": msg("Office"),
    "offices": msg("Offices"),
    "on": msg("Day"),
    "partly": msg("Only the good rows"),
    "person": msg("Person"),
    "persons": msg("Persons"),
    "place": msg("Number of the seat"),
    "points": msg("Points of the indicators"),
    "post": msg("Post"),
    "procedure": msg("Procedure"),
    "proof": msg("Proof of service"),
    "proposed_by": msg("Proposed by"),
    "proposer": msg("Proposed by"),
    "province": msg("Province"),
    "reason": msg("Reason"),
    "receiver": msg("Received by"),
    "role": msg("Role"),
    "rows": msg("Rows"),
    "same": msg("Unchanged rows"),
    "scope": msg("Holds for"),
    "scope_key": msg("Where"),
    "seed": msg("Seed"),
    "served_on": msg("Served on"),
    "sha256": msg("Hash of the file"),
    "size": msg("Size"),
    "source": msg("Source"),
    "standing": msg("Standing"),
    "starts_on": msg("First day"),
    "status": msg("Status"),
    "step": msg("Step"),
    "subject": msg("About"),
    "total": msg("Score"),
    "unit": msg("Unit"),
    "until": msg("Until"),
    "user": msg("User"),
    "version": msg("Version"),
    "visibility": msg("Who may read it"),
    "weekdays": msg("Days of the week"),
    "wrong": msg("Faulty rows"),
    "years": msg("Years"),
}


SCOPES = {
    Scope.COUNTRY.value: msg("the whole country"),
    Scope.PROVINCE.value: msg("a province"),
    Scope.KANOON.value: msg("a Kanoon"),
    Scope.OFFICE.value: msg("an office"),
    Scope.CASE.value: msg("a case"),
}
STATUSES = {
    Status.OFFICIAL.value: msg("official"),
    Status.PROVISIONAL.value: msg("provisional"),
    Status.DEMONSTRATION.value: msg("demonstration"),
}
# Where things stand that move by no procedure of the law.
STANDS: Mapping[str, str] = {
    "active": msg("active"),
    "confirmed": msg("confirmed"),
    "declined": msg("declined"),
    "done": msg("done"),
    "failed": msg("failed"),
    "given": msg("given"),
    "inactive": msg("inactive"),
    "new": msg("new"),
    "pending": msg("being prepared"),
    "ready": msg("ready"),
    "superseded": msg("replaced by a later version"),
    "undone": msg("undone"),
    "waiting": msg("waiting"),
    "withdrawn": msg("withdrawn"),
}
# What the codes of a fact of this name are called.
OF_NAME: Mapping[str, Mapping[str, object]] = {
    "kind": {one.value: term for one, term in BODY_KINDS.items()},
    "post": {one.value: term for one, term in POSTS.items()},
    "role": {**SEATS, **{code: role.name for code, role in ROLES.items()}},
    "scope": SCOPES,
    "status": STATUSES,
    "standing": {
        Standing.RECUSED.value: msg("recused"),
        Standing.ABSENT.value: msg("absent"),
        Standing.ABSTAINED.value: msg("abstained"),
    },
    "visibility": {
        Visibility.PRIVATE.value: msg("only its author"),
        Visibility.UNIT.value: msg("the author’s unit"),
        Visibility.PARTIES.value: msg("whoever may see the case"),
    },
}


def fact_name(name: str) -> str:
    """What a fact is called; the name of the record itself where nobody has named it."""
    return say(NAMES[name]) if name in NAMES else name


def fact_said(name: str, value: object, known: Mapping[str, str]) -> str:
    """A fact in words: days, places, people and who acts as people say them, the rest as recorded.

    Args:
        name: of the fact in the record.
        value: what is recorded.
        known: names of the things and states that the event names; see `names`.
    """
    if isinstance(value, Mapping):
        pairs = (f"{word(key, known)}: {fact_said('', one, known)}" for key, one in value.items())
        return shown(list(pairs))
    if isinstance(value, list):
        return shown([fact_said(name, one, known) for one in value])
    if isinstance(value, bool | int):
        return shown(value)
    text = str(value)
    if name == STEP:
        return known.get(f"{STEP}:{text}", text)
    if name == "procedure":
        return _procedure(text)
    words = OF_NAME.get(name, {})
    return _of(words[text]) if text in words else word(text, known)


def word(text: str, known: Mapping[str, str]) -> str:
    """A day, a place, an actor, a kind or a named thing in words; else the text as recorded."""
    if text in set(Actor):
        return shown(ACTORS[Actor(text)])
    if text in known:
        return shown(known[text])
    if text in BY_KEY:
        return shown(BY_KEY[text])
    if ISO_DAY.fullmatch(text):
        return shown(date.fromisoformat(text))
    told = KINDS.get(text) or STANDS.get(text) or _letter(text)
    return say(told) if told else text or "—"


def _of(term: object) -> str:
    return say(term) if isinstance(term, str) else shown(term)


def _letter(kind: str) -> str:
    try:
        return LETTER_KINDS.of(kind).title
    except NoSuchLetter:
        return ""


def _procedure(key: str) -> str:
    try:
        return shown(procedure_of(key).term)
    except NoSuchProcedure:
        return key
