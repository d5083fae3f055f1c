"""Everything known of a person on a day, as the page shows it to one reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from parvaneh.access.permissions import Permission as Can
from parvaneh.casework.loading import visible_cases
from parvaneh.casework.models import Case
from parvaneh.casework.procedures import procedure_of, state_of
from parvaneh.frame.pages_environment import latin, say, shown
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1392 import eligibility
from parvaneh.law.directive_1392.person import FIELDS, LEVELS, MILITARY, OCCUPATIONS
from parvaneh.law.ruling import Ruling
from parvaneh.law.values import NoValueInForce
from parvaneh.law.vocabulary import POSTS, SEATS, Term
from parvaneh.registry.loaders import visible_licences, visible_offices, visible_persons
from parvaneh.registry.models import Certificate, Person
from parvaneh.registry.models.persons import CertificateKind, PersonKind
from parvaneh.registry.operations.persons import PERSONAL
from parvaneh.registry.queries import declaration_due, facts_of, values_in_force
from parvaneh.registry.queries.changes import changes_of_person
from parvaneh.registry.queries.licences import licence_state
from parvaneh.site.reader import Reader
from parvaneh.site.registry.as_of import AsOf
from parvaneh.site.registry.changes import by_day, changes_said
from parvaneh.site.registry.words import (
    CERTIFICATES,
    PERSON_KINDS,
    Tagged,
    Verdict,
    left,
    licence_tag,
    post_name,
    verdict,
)

LAST_CHANGES, MOST_ROWS, MOST_CASES = 6, 5, 20
PERSONAL_NAMES = {
    "national_id": msg("National id"),
    "born_on": msg("Day of birth"),
    "mobile": msg("Mobile number"),
}
DETAIL_TERMS: Mapping[str, Term] = {
    **{one.value: term for one, term in MILITARY.items()},
    **{one.value: term for one, term in POSTS.items()},
}
VALID = msg("valid")
RAN_OUT = msg("has run out")
NOT_BEGUN = msg("not valid yet")
NO_END = msg("without an end")
SAYS_NOT = msg("says that the condition is not met")


@dataclass(frozen=True)
class Personal:
    """A personal value: its name and its mask, never itself."""

    field: str
    name: str
    mask: str


@dataclass(frozen=True)
class CertificateSaid:
    """A certificate, and whether it still serves."""

    name: str
    detail: str
    holds: bool
    issuer: str
    starts_on: date
    ends_on: date | None
    tag: Tagged


def person_sheet(reader: Reader, person: Person, when: AsOf) -> dict[str, Any]:
    """What a person's page shows on a day."""
    changes = changes_of_person(person, until=when.until, most=LAST_CHANGES * 4)
    told = changes_said(changes, names_seen=True, subject="person_id", most=MOST_ROWS)
    may = {
        name: visible_persons(reader.acting, to=permission, on=reader.on)
        .filter(pk=person.pk)
        .exists()
        for name, permission in (("reveal", Can.PERSON_REVEAL), ("edit", Can.PERSON_MANAGE))
    }
    past = {"starts_on__lte": when.on}
    certificates = person.certificates.filter(**past).order_by("kind", "-starts_on")
    return {
        "person": person,
        "when": when,
        "may_reveal": may["reveal"] and not when.is_past,
        "may_edit": may["edit"] and not when.is_past,
        "kind": say(PERSON_KINDS[PersonKind(person.kind)]),
        "personal": personal_of(person),
        "personal_rows": [(one.name, latin(one.mask)) for one in personal_of(person)],
        "degrees": _degrees(person, when.on),
        "experiences": list(person.experiences.filter(**past).order_by("-starts_on")),
        "certificates": [certificate_said(one, when.on) for one in certificates],
        "declarations": _declarations(person, when.on),
        "declaration": verdict(_declared(person, when.on)),
        "dismissals": [
            (shown(OCCUPATIONS[one.office]), one.permanent, one.final_on)  # type: ignore[index]  # the enum is its own text
            for one in person.dismissals.order_by("-final_on", "-pk")
        ],
        "posts": _posts(reader, person, when.on),
        "seats": _seats(person, when.on),
        "licences": _licences(reader, person, when.on),
        "eligible": _eligible(person, when.on) if person.kind == PersonKind.NATURAL else [],
        "cases": _cases(reader, person, when),
        "changes": by_day(told[:LAST_CHANGES]),
    }


def personal_of(person: Person) -> list[Personal]:
    """The personal values that are known, masked."""
    return [
        Personal(field, say(PERSONAL_NAMES[field]), str(value))
        for field in PERSONAL
        if (value := getattr(person, field))
    ]


def certificate_said(row: Certificate, on: date) -> CertificateSaid:
    """A certificate in words, warned before and after it runs out."""
    if not row.holds:
        tag = Tagged(say(SAYS_NOT), "bad")
    elif row.starts_on > on:
        tag = Tagged(say(NOT_BEGUN), "plain")
    elif row.ends_on is None:
        tag = Tagged(say(NO_END), "ok")
    elif row.ends_on < on:
        tag = Tagged(say(RAN_OUT), "bad")
    else:
        remaining = left(row.ends_on, on)
        tag = remaining if remaining.tone == "warn" else Tagged(say(VALID), "ok")
    detail = shown(DETAIL_TERMS[row.detail]) if row.detail in DETAIL_TERMS else row.detail
    name = say(CERTIFICATES[CertificateKind(row.kind)])
    return CertificateSaid(name, detail, row.holds, row.issuer, row.starts_on, row.ends_on, tag)


def _degrees(person: Person, on: date) -> list[dict[str, Any]]:
    rows = person.degrees.filter(awarded_on__lte=on).order_by("-awarded_on", "-pk")
    return [
        {
            "level": shown(LEVELS[one.level]),  # type: ignore[index]  # the enum is its own text
            "field": shown(FIELDS[one.field]) if one.field in FIELDS else one.field,
            "institution": one.institution,
            "awarded_on": one.awarded_on,
        }
        for one in rows
    ]


def _declarations(person: Person, on: date) -> list[tuple[date, str]]:
    rows = person.declarations.filter(declared_on__lte=on).order_by("-declared_on")
    return [
        (one.declared_on, shown([OCCUPATIONS[key] for key in one.occupations]))  # type: ignore[index]  # the enum is its own text
        for one in rows
    ]


def _declared(person: Person, on: date) -> Ruling[date] | None:
    try:
        return declaration_due(person, on)
    except NoValueInForce:
        return None


def _posts(reader: Reader, person: Person, on: date) -> list[dict[str, Any]]:
    seen = set(
        visible_offices(reader.acting, to=Can.OFFICE_SEE, on=reader.on)
        .filter(posts__person=person)
        .values_list("pk", flat=True)
    )
    rows = person.posts.filter(starts_on__lte=on).select_related("office").order_by("-starts_on")
    return [
        {
            "post": post_name(one.post),
            "office": one.office.title,
            "code": one.office.code,
            "is_seen": one.office_id in seen,
            "starts_on": one.starts_on,
            "ends_on": one.ends_on,
            "full_time": one.full_time,
            "is_held": one.ends_on is None or one.ends_on >= on,
        }
        for one in rows
    ]


def _seats(person: Person, on: date) -> list[dict[str, Any]]:
    rows = person.holdings.filter(starts_on__lte=on).select_related("body").order_by("-starts_on")
    return [
        {
            "role": shown(SEATS[one.role]) if one.role in SEATS else one.role,
            "body": one.body.title,
            "code": one.body.code,
            "starts_on": one.starts_on,
            "ends_on": one.ends_on,
            "is_held": one.ends_on is None or one.ends_on >= on,
        }
        for one in rows
    ]


def _licences(reader: Reader, person: Person, on: date) -> list[dict[str, Any]]:
    rows = visible_licences(reader.acting, to=Can.LICENCE_SEE, on=reader.on)
    mine = rows.filter(manager=person, starts_on__lte=on).order_by("-starts_on")
    return [
        {
            "number": one.number,
            "office": one.office.title,
            "code": one.office.code,
            "starts_on": one.starts_on,
            "tag": licence_tag(licence_state(one, on)),
        }
        for one in mine.prefetch_related("terms", "suspensions", "steps")
    ]


def _eligible(person: Person, on: date) -> list[tuple[str, Verdict]]:
    """What the directive says of the person for each post (D1392 4 to 8); facts are read once."""
    facts, values = facts_of(person, on), values_in_force()
    told = []
    for post, term in POSTS.items():
        try:
            ruling = eligibility.eligibility(post=post, person=facts, values=values, on=on)
        except NoValueInForce:
            return []
        said = verdict(ruling)
        if said is not None:
            told.append((shown(term), said))
    return told


def _cases(reader: Reader, person: Person, when: AsOf) -> list[dict[str, Any]]:
    """Cases in which the person is a party, as far as the reader may see them."""
    seen = visible_cases(reader.acting, on=reader.on)
    mine: list[Case] = list(
        seen.filter(parties__person=person, opened_at__lte=when.until)
        .distinct()
        .order_by("-opened_at", "-pk")[:MOST_CASES]
    )
    return [
        {
            "number": one.number,
            "procedure": shown(procedure_of(one.procedure).term),
            "state": shown(state_of(procedure_of(one.procedure), one.state)),
            "opened_at": one.opened_at,
            "ended_on": one.ended_on,
        }
        for one in mine
    ]
