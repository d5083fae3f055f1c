"""Everything known of an office on a day, as its page shows it to one reader."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from typing import Any

from parvaneh.access.permissions import Permission as Can
from parvaneh.access.scopes import Lies
from parvaneh.casework.loading import visible_cases
from parvaneh.casework.models import Case
from parvaneh.casework.procedures import procedure_of, state_of
from parvaneh.frame.pages_environment import cites, shown
from parvaneh.law.directive_1404.art02_indicators import INDICATORS
from parvaneh.law.directive_1404.art04_criteria import CRITERIA, indicator_of
from parvaneh.law.directive_1404.art08_methods import METHODS, Method
from parvaneh.law.judicial_calendar import WEEKDAYS, Weekday
from parvaneh.law.vocabulary import Post as PostKind
from parvaneh.registry.access_features import EASILY_REACHED
from parvaneh.registry.loaders import visible_evidence, visible_grades, visible_records
from parvaneh.registry.models import Assessment, Office, OfficeHours, Post
from parvaneh.registry.queries import OfficeAsOf, office_as_of, values_in_force
from parvaneh.registry.queries.changes import changes_of_office
from parvaneh.registry.reach import reach_of
from parvaneh.scoring.evidence import SCALE
from parvaneh.site.place_names import county_name
from parvaneh.site.reader import Reader
from parvaneh.site.registry.as_of import AsOf
from parvaneh.site.registry.changes import by_day, changes_said
from parvaneh.site.registry.grades import held_said, rows_said, score_chart
from parvaneh.site.registry.licences_said import LicenceSaid, licence_said
from parvaneh.site.registry.office_access import access_said
from parvaneh.site.registry.office_beside import closed_soon, papers_of
from parvaneh.site.registry.records_said import records_said
from parvaneh.site.registry.words import (
    licence_tag,
    post_name,
    verdict,
)
from parvaneh.site.services_offered import service_name
from parvaneh.site.sources_said import source_said

MOST_CASES, MOST_FORMER, MOST_EVIDENCE, LAST_CHANGES, MOST_ROWS = 10, 30, 300, 6, 5


@dataclass(frozen=True)
class Sees:
    """What of an office a reader may see and do."""

    licence: bool
    names: bool  # of its staff
    persons: bool  # their pages
    records: bool
    evidence: bool
    changes: bool
    edits: bool
    writes_records: bool
    writes_evidence: bool


@dataclass(frozen=True)
class Staff:
    """Somebody in a post; `code` leads to the person, for whoever may go there."""

    post: str
    name: str
    code: str
    since: date
    until: date | None
    full_time: bool
    is_manager: bool


@dataclass(frozen=True)
class OpenDay:
    """A weekday and its shifts; none is closed."""

    name: str
    shifts: tuple[tuple[time, time], ...]


def sees_of(reader: Reader, office: Office) -> Sees:
    """What the reader may see of an office; today's roles decide, whatever day is shown."""
    lies = Lies(province=office.province, office=office.code)

    def may(permission: Can) -> bool:
        return reach_of(reader.acting, permission, reader.on).covers(lies)

    persons = may(Can.PERSON_SEE)
    # The office's own manager knows who works there; what they have shown stays closed.
    own = office.code in reach_of(reader.acting, Can.RECORD_SEE, reader.on).offices
    return Sees(
        licence=may(Can.LICENCE_SEE),
        names=persons or own,
        persons=persons,
        records=may(Can.RECORD_SEE),
        evidence=may(Can.EVIDENCE_SEE),
        changes=may(Can.RECORD_SEE),
        edits=may(Can.OFFICE_MANAGE),
        writes_records=may(Can.RECORD_MANAGE),
        writes_evidence=may(Can.EVIDENCE_MANAGE),
    )


def sheet_of(reader: Reader, office: Office, when: AsOf) -> dict[str, Any]:
    """What the office's page shows on a day; each part only to whoever may see it."""
    sees, values = sees_of(reader, office), values_in_force()
    known = office_as_of(office, when.on, values=values)
    grades = list(
        visible_grades(reader.acting, to=Can.OFFICE_SEE, on=reader.on)
        .filter(office=office, starts_on__lte=when.on)
        .order_by("starts_on")
    )
    cases = _cases_of(reader, office, when)
    return {
        "office": office,
        "title": known.title or office.title,
        "when": when,
        "sees": sees,
        "known": known,
        "service_name": service_name,
        "place": _place(known, office),
        "week": week_of(known.hours),
        "access": access_said(known.access),
        "access_cites": cites(EASILY_REACHED),
        "stands": licence_tag(known.licence_state),
        "grade": held_said(grades, values, when.on),
        "grades": rows_said(grades, values, when.on),
        "scores": score_chart(grades),
        "closed": closed_soon(office, when.on),
        "staff": _staff(known.staff, sees, manager=known),
        "former": _staff(_former(office, when.on), sees, manager=known),
        "staffing": verdict(known.staffing),
        "ordered": [(post_name(post), number) for post, number in known.ordered.items()],
        "licences": _licences(known, sees, when),
        "records": _records(reader, office, when) if sees.records else [],
        "evidence": _evidence(reader, office, when) if sees.evidence else [],
        "cases": _cases(cases),
        "papers": papers_of(reader.acting, cases, reader.on),
        "changes": _changes(office, when, sees),
    }


def week_of(hours: Iterable[OfficeHours]) -> list[OpenDay]:
    """The week from Saturday, each day with its shifts; empty where no hours are known."""
    held = list(hours)
    if not held:
        return []
    return [
        OpenDay(
            shown(WEEKDAYS[weekday]),
            tuple((one.opens, one.closes) for one in held if one.weekday == weekday),
        )
        for weekday in Weekday
    ]


def _place(known: OfficeAsOf, office: Office) -> Mapping[str, Any] | None:
    address = known.address
    if address is None:
        return None
    return {
        "province": shown(office.province),
        "county": county_name(address.province, address.county),
        "city": address.city,
        "street": address.street,
        "postal_code": address.postal_code,
        "latitude": address.latitude,
        "longitude": address.longitude,
        "since": address.starts_on,
    }


def _staff(staff: Sequence[Post], sees: Sees, *, manager: OfficeAsOf) -> list[Staff]:
    # The licence is in the manager's name: whoever sees the licence sees that.
    licensed = manager.licence.manager_id if manager.licence and sees.licence else None
    return [
        Staff(
            post_name(one.post),
            one.person.name if sees.names or one.person_id == licensed else "",
            one.person.code if sees.persons else "",
            one.starts_on,
            one.ends_on,
            one.full_time,
            one.post == PostKind.MANAGER,
        )
        for one in staff
    ]


def _licences(known: OfficeAsOf, sees: Sees, when: AsOf) -> list[LicenceSaid]:
    if not sees.licence:
        return []
    return [licence_said(one, when.on, persons=sees.persons) for one in known.licences]


def _records(reader: Reader, office: Office, when: AsOf) -> list[Any]:
    rows = visible_records(reader.acting, to=Can.RECORD_SEE, on=reader.on)
    return records_said(rows.filter(office=office), until=when.on)


def _evidence(reader: Reader, office: Office, when: AsOf) -> list[dict[str, Any]]:
    """Assessments by indicator and criterion, the newest first in each."""
    rows = visible_evidence(reader.acting, to=Can.EVIDENCE_SEE, on=reader.on)
    mine = rows.filter(office=office, assessed_on__lte=when.on).select_related("batch")
    listed = list(mine.order_by("-assessed_on", "-pk")[:MOST_EVIDENCE])
    told = []
    for indicator, term in INDICATORS.items():
        of_it = [one for one in listed if indicator_of(criterion=one.criterion) is indicator]
        if of_it:
            of_it.sort(key=lambda one: list(CRITERIA).index(one.criterion))
            told.append({"name": shown(term), "rows": [evidence_said(one) for one in of_it]})
    return told


def evidence_said(one: Assessment) -> dict[str, Any]:
    """An assessment in words, with where it comes from."""
    term = CRITERIA[one.criterion]
    return {
        "batch": one.batch.code,
        "number": one.number,
        "criterion": one.criterion,
        "name": shown(term),
        "cites": cites(term.cites),
        "method": shown(METHODS[Method(one.method)]),
        "assessed_on": one.assessed_on,
        "score": Fraction(one.score, SCALE),
        "reference": one.reference,
        "source": source_said(one.batch.source),
        "entered_at": one.batch.entered_at,
        "because": one.because,
        "withdrawn": one.withdrawn,
    }


def _former(office: Office, on: date) -> list[Post]:
    """Posts that have ended by a day, the latest first."""
    rows = Post.objects.filter(office=office, ends_on__lt=on).select_related("person")
    return list(rows.order_by("-ends_on", "-pk")[:MOST_FORMER])


def _cases_of(reader: Reader, office: Office, when: AsOf) -> list[Case]:
    rows = visible_cases(reader.acting, on=reader.on)
    mine = rows.filter(office_code=office.code, opened_at__lte=when.until)
    return list(mine.order_by("-opened_at", "-pk")[:MOST_CASES])


def _cases(cases: Iterable[Case]) -> list[dict[str, Any]]:
    return [
        {
            "number": one.number,
            "procedure": shown(procedure_of(one.procedure).term),
            "state": shown(state_of(procedure_of(one.procedure), one.state)),
            "opened_at": one.opened_at,
            "ended_on": one.ended_on,
            "due_on": one.due_on,
        }
        for one in cases
    ]


def _changes(office: Office, when: AsOf, sees: Sees) -> list[Any]:
    if not sees.changes:
        return []
    rows = changes_of_office(office, until=when.until, most=LAST_CHANGES * 4)
    told = changes_said(rows, names_seen=sees.names, subject="office_id", most=MOST_ROWS)
    return by_day(told[:LAST_CHANGES])
