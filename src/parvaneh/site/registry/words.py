"""What registry pages say in words: states, days left, names of the law's codes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from parvaneh.access.models import User
from parvaneh.frame.error_pages import Said, reason_said
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1392.procedures import licence_life as life
from parvaneh.law.procedure import states_of
from parvaneh.law.ruling import Ruling, assumptions
from parvaneh.law.vocabulary import POSTS, Actor, Post
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.models.licences import Route
from parvaneh.registry.models.persons import CertificateKind, PersonKind

LICENCE_STATES = {state.key: state for state in states_of(life.PROCEDURE)}
LICENCE_STEPS = {(one.key, one.target.key): one for one in life.STEPS}
TONES = {
    life.ISSUED.key: "note",
    life.ACTIVE.key: "ok",
    life.SUSPENDED.key: "bad",
    life.RENEWAL_DUE.key: "warn",
    life.REVOKED.key: "bad",
    life.EXPIRED.key: "bad",
}
NO_LICENCE = msg("no licence")
BY_THE_PRODUCT = msg("the product itself")
LEFT = msg("{days} days left")
LEFT_ONE = msg("one day left")
LAST_DAY = msg("today is the last day")
OVER = msg("{days} days over")
OVER_ONE = msg("one day over")

ROUTES = {
    Route.ADMINISTRATIVE: msg("administrative"),
    Route.DISCIPLINARY: msg("disciplinary"),
}
PERSON_KINDS = {
    PersonKind.NATURAL: msg("natural person"),
    PersonKind.LEGAL: msg("legal person"),
}
CERTIFICATES = {
    CertificateKind.IRANIAN: msg("Iranian nationality"),
    CertificateKind.CONSTITUTION: msg("commitment to the Constitution"),
    CertificateKind.ISLAM: msg("adherence to Islam"),
    CertificateKind.FREE_OF_ADDICTION: msg("freedom from addiction"),
    CertificateKind.FREE_OF_CRIMINAL_RECORD: msg("no criminal record"),
    CertificateKind.ABLE: msg("physical and mental ability"),
    CertificateKind.MILITARY_SERVICE: msg("military service"),
    CertificateKind.COMPUTER_SKILL: msg("computer skill for a post"),
}


@dataclass(frozen=True)
class Tagged:
    """A word and its tone, as a status tag shows it."""

    text: str
    tone: str


@dataclass(frozen=True)
class Verdict:
    """What the law says of something: whether it is met, why, and on which readings it rests."""

    granted: bool
    reasons: tuple[Said, ...]
    assumes: tuple[str, ...]


def licence_tag(state: str) -> Tagged:
    """The state of a licence; none where no licence stands."""
    if state not in LICENCE_STATES:
        return Tagged(say(NO_LICENCE), "plain")
    return Tagged(shown(LICENCE_STATES[state]), TONES.get(state, "plain"))


def left(last_on: date, today: date) -> Tagged:
    """How many days are left until a last day, in words."""
    days = (last_on - today).days
    if days == 0:
        return Tagged(say(LAST_DAY), "warn")
    if days < 0:
        return Tagged(say(OVER_ONE) if days == -1 else say(OVER, days=-days), "bad")
    tone = "warn" if days <= SOON else "plain"
    return Tagged(say(LEFT_ONE) if days == 1 else say(LEFT, days=days), tone)


SOON = 90


def verdict(ruling: Ruling[Any] | None) -> Verdict | None:
    """A ruling in the reader's words; None where there was no rule."""
    if ruling is None:
        return None
    reasons = tuple(map(reason_said, ruling.reasons))
    return Verdict(ruling.granted, reasons, assumptions(ruling))


def post_name(key: str) -> str:
    """The name of a post."""
    return shown(POSTS[Post(key)])


def actor_name(key: str) -> str:
    """An actor of the law; empty where none is named."""
    return shown(Actor(key)) if key in set(Actor) else ""


def names_of(keys: Iterable[str]) -> Mapping[str, str]:
    """Names of users by the keys under which acts name them; one query for all."""
    codes = {key.removeprefix("user:") for key in keys if key.startswith("user:")}
    rows = User.objects.filter(code__in=codes).values_list("code", "name") if codes else ()
    return {SYSTEM.key: say(BY_THE_PRODUCT)} | {f"user:{code}": name for code, name in rows}
