"""Persons are made; what they show is entered; a personal value is revealed with a reason."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime

from parvaneh.access.models import User
from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Lies
from parvaneh.frame.fields import indexes
from parvaneh.frame.refused import conflict_if_refused
from parvaneh.kit import identities
from parvaneh.kit.clock import day_of
from parvaneh.law.citation import cites
from parvaneh.law.directive_1392.person import Level, Occupation
from parvaneh.law.ruling import msg
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.registry.entering import Typed
from parvaneh.registry.models import (
    Certificate,
    Declaration,
    Degree,
    Dismissal,
    Experience,
    Person,
)
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.models.persons import DETAILS, NATIONAL_ID, CertificateKind, PersonKind
from parvaneh.registry.operations.facts import fact_follow
from parvaneh.registry.permitted import permitted

NAME_LENGTH = 120
TEXT_LENGTH = 200
REASON_LENGTH = 1000
CODE_LETTERS = "23456789bcdfghjkmnpqrstvwxz"
CODE_RANDOM = 10
EARLIEST_BIRTH = date(1900, 1, 1)
PERSONAL = ("national_id", "born_on", "mobile")
PROHIBITIONS = cites("D1392 8(1)", "D1392 8(2)", "D1392 8(3)", "D1392 8(4)")

BAD_NATIONAL_ID = msg("This is not a valid national id; check the digits.")
ID_TAKEN = msg("A person with this national id is known already.")
BAD_MOBILE = msg("A mobile number is 09 and nine digits more.")
BAD_BIRTH = msg("The day of birth lies in the future or too long ago.")
FUTURE = msg("This day lies in the future: {found}.")
NO_DETAIL = msg("This certificate says nothing further.")
NOT_PERSONAL = msg("This is not a personal field: {found}.")


def person_make(
    *,
    name: str,
    national_id: str,
    province: str,
    kind: str = PersonKind.NATURAL,
    born_on: date | None = None,
    man: bool | None = None,
    mobile: str = "",
    user: User | None = None,
    by: Doer,
    at: datetime,
) -> Person:
    """Enter a person.

    Args:
        name: given name and family name, or the name of the legal entity.
        national_id: the national id as typed; digits of three sets, zeros may be missing.
        province: key of the province of registration.
        kind: natural or legal.
        born_on: day of birth.
        man: whether a man, of whom military service is asked (D1392 4(6)); None if not known.
        mobile: mobile number as typed.
        user: the user who the person is.
        by: who enters it; needs `PERSON_MANAGE` in the province.
        at: when.

    Raises:
        Refused: with everything that is wrong.
        Conflict: somebody entered the same person just now.
    """
    permitted(by, Permission.PERSON_MANAGE, Lies(province=province), at)
    typed = Typed()
    name = typed.text("name", name, longest=NAME_LENGTH)
    typed.choice("kind", kind, PersonKind.values)
    typed.province("province", province)
    read = identities.legal_id if kind == PersonKind.LEGAL else identities.national_id
    number = typed.number("national_id", national_id, read, BAD_NATIONAL_ID)
    phone = typed.number("mobile", mobile, identities.mobile, BAD_MOBILE, optional=True)
    if born_on is not None and not EARLIEST_BIRTH <= born_on <= day_of(at):
        typed.fault("born_on", BAD_BIRTH)
    if number and person_by_national_id(number) is not None:
        typed.fault("national_id", ID_TAKEN)
    typed.stop()
    with act(by=by, at=at), conflict_if_refused():
        person = Person.objects.create(
            code=_code(),
            kind=kind,
            name=name,
            province=province,
            man=man,
            national_id=number,
            born_on=born_on.isoformat() if born_on else "",
            mobile=phone,
            user=user,
        )
        facts = {"kind": kind, "province": province}
        event_write(kind="person.made", subject=f"person:{person.code}", facts=facts)
    return person


def person_by_national_id(number: str) -> Person | None:
    """The person with this national id, whichever key sealed it; for operations only."""
    return Person.objects.filter(national_index__in=indexes(NATIONAL_ID, number)).first()


def person_reveal(*, person: Person, field: str, reason: str, by: Doer, at: datetime) -> str:
    """Unmask a personal value; who saw it, when and why is in the log.

    Args:
        person: loaded with `to=Permission.PERSON_REVEAL`.
        field: one of `PERSONAL`.
        reason: why; kept as a private value of the event.
        by: who looks.
        at: when.

    Raises:
        Refused: no reason is given, or the field is not a personal one.
    """
    lies = Lies(province=person.province, office=_office_code(person, day_of(at)))
    permitted(by, Permission.PERSON_REVEAL, lies, at)
    typed = Typed()
    reason = typed.text("reason", reason, longest=REASON_LENGTH)
    if field not in PERSONAL:
        typed.fault("field", NOT_PERSONAL, found=field)
    typed.stop()
    with act(by=by, at=at):
        event_write(
            kind="person.revealed",
            subject=f"person:{person.code}",
            facts={"field": field},
            private={"reason": reason},
        )
        return str(getattr(person, field).reveal())


def degree_enter(
    *,
    person: Person,
    level: str,
    field: str,
    awarded_on: date,
    institution: str = "",
    by: Doer,
    at: datetime,
) -> Degree:
    """Enter a degree that a person has shown (D1392 5 to 7).

    Raises:
        Refused: with everything that is wrong.
        Conflict: the same degree is entered already.
    """
    typed = Typed()
    typed.choice("level", level, Level)
    field = typed.text("field", field, longest=60, optional=True)
    institution = typed.text("institution", institution, longest=NAME_LENGTH, optional=True)
    _not_future(typed, "awarded_on", awarded_on, at)
    typed.stop()
    with act(by=by, at=at), conflict_if_refused():
        row = Degree.objects.create(
            person=person,
            level=level,
            field=field,
            institution=institution,
            awarded_on=awarded_on,
            **_entered(by, at),
        )
        _told("person.degree-entered", person, level=level)
    return row


def experience_enter(
    *,
    person: Person,
    work: str,
    starts_on: date,
    ends_on: date | None = None,
    related: bool = False,
    by: Doer,
    at: datetime,
) -> Experience:
    """Enter work that a person has done; `related` is who enters it finding so (D1392 5(3)).

    Raises:
        Refused: with everything that is wrong.
    """
    typed = Typed()
    work = typed.text("work", work, longest=TEXT_LENGTH)
    typed.order("ends_on", first=starts_on, last=ends_on)
    _not_future(typed, "starts_on", starts_on, at)
    typed.stop()
    with act(by=by, at=at):
        row = Experience.objects.create(
            person=person,
            work=work,
            starts_on=starts_on,
            ends_on=ends_on,
            related=related,
            **_entered(by, at),
        )
        _told("person.experience-entered", person, related=related)
    return row


def certificate_enter(
    *,
    person: Person,
    kind: str,
    starts_on: date,
    ends_on: date | None = None,
    holds: bool = True,
    detail: str = "",
    issuer: str = "",
    by: Doer,
    at: datetime,
) -> Certificate:
    """Enter what a certificate says of a person, and until when it is valid.

    Args:
        person: of whom.
        kind: what it shows (`CertificateKind`).
        starts_on: first day of validity.
        ends_on: last day; None is open.
        holds: whether it says that the condition is met.
        detail: where a man stands with his military service; the post of a computer skill.
        issuer: who issued it.
        by: who enters it.
        at: when.

    Raises:
        Refused: with everything that is wrong, or a later one of its kind is known.
    """
    typed = Typed()
    kind = typed.choice("kind", kind, CertificateKind.values)
    if kind in DETAILS:
        typed.choice("detail", detail, DETAILS[CertificateKind(kind)])
    elif detail:
        typed.fault("detail", NO_DETAIL)
    issuer = typed.text("issuer", issuer, longest=NAME_LENGTH, optional=True)
    typed.order("ends_on", first=starts_on, last=ends_on)
    typed.stop()
    thing = {"person": person, "kind": kind}
    if kind == CertificateKind.COMPUTER_SKILL:
        thing["detail"] = detail
    with act(by=by, at=at):
        _locked(person)
        row = fact_follow(
            Certificate,
            thing,
            {"detail": detail, "holds": holds, "issuer": issuer},
            starts_on=starts_on,
            ends_on=ends_on,
            by=by,
            at=at,
        )
        _told("person.certificate-entered", person, certificate=kind)
    return row


def declaration_enter(
    *,
    person: Person,
    declared_on: date,
    occupations: Iterable[str] = (),
    by: Doer,
    at: datetime,
) -> Declaration:
    """Enter the yearly declaration on prohibitions (D1392 8): the occupations held that day.

    Raises:
        Refused: with everything that is wrong.
        Conflict: there is one of that day already.
    """
    held = sorted({str(one) for one in occupations})
    typed = Typed()
    for one in held:
        typed.choice("occupations", one, Occupation)
    _not_future(typed, "declared_on", declared_on, at)
    typed.stop()
    with act(by=by, at=at), conflict_if_refused():
        row = Declaration.objects.create(
            person=person, declared_on=declared_on, occupations=held, **_entered(by, at)
        )
        event_write(
            kind="person.declared",
            subject=f"person:{person.code}",
            cites=PROHIBITIONS,
            facts={"declared_on": declared_on.isoformat()},
        )
    return row


def dismissal_enter(
    *,
    person: Person,
    office: str,
    permanent: bool,
    final_on: date | None = None,
    by: Doer,
    at: datetime,
) -> Dismissal:
    """Enter a sentence of dismissal from an office (D1392 8(2)).

    Raises:
        Refused: there is no such office.
    """
    typed = Typed()
    typed.choice("office", office, Occupation)
    typed.stop()
    with act(by=by, at=at):
        row = Dismissal.objects.create(
            person=person,
            office=office,
            permanent=permanent,
            final_on=final_on,
            **_entered(by, at),
        )
        _told("person.dismissal-entered", person)
    return row


def _code() -> str:
    return "p-" + "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_RANDOM))


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _office_code(person: Person, on: date) -> str:
    codes = person.posts.filter(holds_on(on)).values_list("office__code", flat=True)
    return codes.order_by("office__code").first() or ""


def _entered(by: Doer, at: datetime) -> dict[str, object]:
    return {"entered_by": by.key, "entered_at": at}


def _not_future(typed: Typed, field: str, on: date, at: datetime) -> None:
    if on > day_of(at):
        typed.fault(field, FUTURE, found=on)


def _told(kind: str, person: Person, **facts: object) -> None:
    event_write(kind=kind, subject=f"person:{person.code}", facts=facts)
