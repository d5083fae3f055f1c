"""Showpieces of a demonstration: for each kind of page one thing that fills it, the same each time.

Keyed like the places in braces of the site's matrix, so that screens and browser tests find what
they show without knowing codes.
"""

from collections.abc import Iterator, Mapping

from django.db.models import Count, Q

from parvaneh.access.models import Delegation, Grant, Proposal, User
from parvaneh.casework.models import Case, Deadline, Document, Note, Notice
from parvaneh.config.demo.accounts import FIRST_OFFICE
from parvaneh.ledger.models import Event
from parvaneh.registry.models import (
    ApprovedValue,
    Batch,
    Body,
    DayOff,
    Licence,
    Office,
    Person,
    Record,
)


def showpieces() -> Mapping[str, str]:
    """Codes by kind of thing; what a demonstration of this size lacks is left out.

    `case` is in mid-course with documents, notes and notices; `office` has moved or changed its
    manager; `own_office` is that of ``manager_1``; `person` manages `office`.
    """
    return {name: key for name, key in _found() if key}


def _found() -> Iterator[tuple[str, str]]:
    yield from _registry()
    yield from _casework()
    yield from _access()
    last = Event.objects.order_by("-number").values_list("number", flat=True).first()
    yield "event", str(last or "")


def _registry() -> Iterator[tuple[str, str]]:
    office = _office()
    yield "office", office.code if office else ""
    yield "own_office", FIRST_OFFICE
    licence = Licence.objects.filter(office=office).order_by("-starts_on").first()
    yield "licence", licence.number if licence else ""
    yield "person", licence.manager.code if licence else ""
    staff = Person.objects.filter(posts__post="clerk", posts__ends_on=None).order_by("pk").first()
    yield "staff", staff.code if staff else ""
    yield "body", _first(Body.objects.filter(kind="kanoon_board"), "code")
    yield "kanoon", _first(Body.objects.filter(kind="kanoon"), "code")
    yield "council", _first(Body.objects.filter(kind="council"), "code")
    yield "record", _first(Record.objects.filter(kind="disciplinary"), "code")
    yield "batch", _first(Batch.objects.all(), "code")
    yield "value", _first(ApprovedValue.objects.filter(confirmed_at=None, declined_at=None), "code")
    yield "day_off", _first(DayOff.objects.filter(kind="outage"), "pk")
    suspended = Licence.objects.filter(state="suspended").order_by("pk").first()
    yield "suspended_office", suspended.office.code if suspended else ""


def _office() -> Office | None:
    """The office with the longest course: licences, addresses, people who left."""
    grown = Office.objects.filter(licences__state="active").annotate(
        licences_had=Count("licences", distinct=True),
        addresses_had=Count("officeaddress_rows", distinct=True),
        posts_ended=Count("posts", filter=Q(posts__ended_at__isnull=False), distinct=True),
    )
    order = ("-addresses_had", "-licences_had", "-posts_ended", "code")
    return grown.order_by(*order).first()


def _casework() -> Iterator[tuple[str, str]]:
    running = Case.objects.filter(ended_on=None, office__isnull=False).annotate(
        papers=Count("documents", distinct=True), said=Count("notices", distinct=True)
    )
    case = (
        running.filter(papers__gte=1, province="IR-23").order_by("-papers", "-said", "pk").first()
    )
    case = case or running.order_by("-papers", "pk").first()
    yield "case", case.number if case else ""
    ended = Case.objects.exclude(ended_on=None).order_by("pk").first()
    yield "ended_case", ended.number if ended else ""
    overdue = Deadline.objects.filter(state="open").order_by("last_on").first()
    yield "overdue_case", overdue.case.number if overdue else ""
    yield "deadline", str(overdue.pk) if overdue else ""
    mine = Document.objects.filter(case=case)
    yield "document", _first(mine.filter(state="ready"), "code")
    yield "notice", _first(Notice.objects.filter(case=case), "code")
    yield "note", _first(Note.objects.filter(case=case), "code")


def _access() -> Iterator[tuple[str, str]]:
    yield "user", _first(User.objects.filter(username="deputy_1"), "code")
    yield "grant", _first(Grant.objects.all(), "pk")
    yield "delegation", _first(Delegation.objects.all(), "pk")
    yield "proposal", _first(Proposal.objects.filter(confirmed_at=None, declined_at=None), "code")


def _first(rows: object, field: str) -> str:
    found = rows.order_by("pk").values_list(field, flat=True).first()  # type: ignore[attr-defined]
    return "" if found is None else str(found)
