"""What the log says of an event in words: the names of its facts, days, provinces, Kanoons."""

import re
from collections.abc import Mapping
from datetime import date

from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.places import BY_KEY
from parvaneh.law.vocabulary import ACTORS, Actor

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
NAMES: Mapping[str, str] = {
    "actor": msg("Who acts"),
    "approver": msg("Approved by"),
    "days": msg("How many days"),
    "document": msg("Document"),
    "ends_on": msg("Last day"),
    "format": msg("Form of the file"),
    "from": msg("From"),
    "giver": msg("Given by"),
    "key": msg("Key"),
    "kind": msg("Kind"),
    "number": msg("Number"),
    "occurred_on": msg("Day of the act"),
    "office": msg("Office"),
    "on": msg("Day"),
    "person": msg("Person"),
    "place": msg("Number of the seat"),
    "procedure": msg("Procedure"),
    "proof": msg("Proof of service"),
    "proposer": msg("Proposed by"),
    "province": msg("Province"),
    "reason": msg("Reason"),
    "receiver": msg("Received by"),
    "role": msg("Role"),
    "rows": msg("Rows"),
    "served_on": msg("Served on"),
    "source": msg("Source"),
    "starts_on": msg("First day"),
    "status": msg("Status"),
    "step": msg("Step"),
    "subject": msg("About"),
    "until": msg("Until"),
    "user": msg("User"),
    "version": msg("Version"),
    "years": msg("Years"),
}


def fact_name(name: str) -> str:
    """What a fact is called; the name of the record itself where nobody has named it."""
    return say(NAMES[name]) if name in NAMES else name


def fact_said(value: object) -> str:
    """A fact in words: days, places and who acts as people say them, the rest as recorded."""
    if isinstance(value, list):
        return shown([fact_said(one) for one in value])
    if isinstance(value, bool | int):
        return shown(value)
    return _word(str(value))


def _word(text: str) -> str:
    if text in BY_KEY:
        return shown(BY_KEY[text])
    if text in set(Actor):
        return shown(ACTORS[Actor(text)])
    if ISO_DAY.fullmatch(text):
        return shown(date.fromisoformat(text))
    return text or "—"
