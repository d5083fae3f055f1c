"""What a person has shown, as the law asks for it."""

from collections.abc import Iterable
from datetime import date, timedelta

from parvaneh.law.directive_1392 import art08_prohibitions, eligibility, person
from parvaneh.law.jalali import MONTHS_A_YEAR, months_later, parts
from parvaneh.law.ruling import Ruling
from parvaneh.law.vocabulary import Post
from parvaneh.registry.models import Certificate, Person
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.models.persons import CertificateKind
from parvaneh.registry.queries.approved_values import values_in_force

DAY = timedelta(days=1)
HELD = (
    CertificateKind.IRANIAN,
    CertificateKind.CONSTITUTION,
    CertificateKind.ISLAM,
    CertificateKind.FREE_OF_ADDICTION,
    CertificateKind.FREE_OF_CRIMINAL_RECORD,
    CertificateKind.ABLE,
)


def facts_of(who: Person, on: date) -> person.Person:
    """What a person has shown by a day, as articles 4 to 8 ask for it; None was not shown.

    A certificate counts while it is valid; a declaration counts until the next one.

    Args:
        who: the person.
        on: the day asked about.
    """
    valid = list(who.certificates.filter(holds_on(on)))
    held = {one.kind: one.holds for one in valid}
    military = _one(valid, CertificateKind.MILITARY_SERVICE)
    skills = [one for one in valid if one.kind == CertificateKind.COMPUTER_SKILL]
    degrees = who.degrees.filter(awarded_on__lte=on).order_by("awarded_on", "id")
    declared = who.declarations.filter(declared_on__lte=on).order_by("-declared_on").first()
    sentences = who.dismissals.order_by("id")
    return person.Person(
        born_on=date.fromisoformat(who.born_on.reveal()) if who.born_on else None,
        man=who.man,
        **{kind.value: held.get(kind.value) for kind in HELD},
        military_service=person.Military(military.detail) if military else None,
        degrees=tuple(person.Degree(person.Level(one.level), one.field) for one in degrees) or None,
        related_months=_related_months(who, on),
        computer_confirmed_for=frozenset(Post(one.detail) for one in skills if one.holds),
        occupations=(frozenset(map(person.Occupation, declared.occupations)) if declared else None),
        dismissals=tuple(
            person.Dismissal(person.Occupation(one.office), one.permanent, one.final_on)
            for one in sentences
        )
        if declared or sentences
        else None,
    )


def eligibility_of(who: Person, post: Post, on: date) -> Ruling[None]:
    """Whether a person may hold a post on a day (D1392 4 to 8), by what has been shown."""
    return eligibility.eligibility(
        post=post, person=facts_of(who, on), values=values_in_force(), on=on
    )


def declaration_due(who: Person, on: date) -> Ruling[date] | None:
    """Until when the last yearly declaration serves (D1392 8); None without any."""
    last = who.declarations.filter(declared_on__lte=on).order_by("-declared_on").first()
    if last is None:
        return None
    return art08_prohibitions.declaration(
        declared_on=last.declared_on, values=values_in_force(), on=on
    )


def certificates_expiring(first: date, last: date) -> Iterable[Certificate]:
    """Certificates whose last day lies in a period, the earliest first."""
    rows = Certificate.objects.filter(ends_on__range=(first, last))
    return rows.select_related("person").order_by("ends_on", "id")


def _one(valid: Iterable[Certificate], kind: CertificateKind) -> Certificate | None:
    return next((one for one in valid if one.kind == kind), None)


def _related_months(who: Person, on: date) -> int | None:
    """Whole Jalali months of related work until a day; days worked twice count once."""
    rows = who.experiences.filter(related=True, starts_on__lte=on).order_by("starts_on")
    spans: list[tuple[date, date]] = []
    for row in rows:
        end = min(row.ends_on or on, on)
        if spans and row.starts_on <= spans[-1][1] + DAY:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((row.starts_on, end))
    if not spans:
        return None if not who.experiences.exists() else 0
    return sum(_months(first, last) for first, last in spans)


def _months(first: date, last: date) -> int:
    """Full Jalali months from a first day to a last day, both worked."""
    start, end = parts(first), parts(last)
    months = (end[0] - start[0]) * MONTHS_A_YEAR + end[1] - start[1]
    after = last + DAY
    while months_later(first, months) > after:
        months -= 1
    while months_later(first, months + 1) <= after:
        months += 1
    return months
