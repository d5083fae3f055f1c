"""Reading the log: by subject, doer, kind, case and day, newest first, for who may see it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from parvaneh.kit.clock import tehran
from parvaneh.ledger.models import Event


@dataclass(frozen=True)
class Wanted:
    """Which events are wanted; empty means all."""

    subject: str = ""
    by: str = ""  # done by, or for
    kind: str = ""
    case: str = ""
    on: date | None = None  # a day in Tehran
    before: int = 0  # only numbers below: the next page of a list


def events_found(wanted: Wanted) -> QuerySet[Event]:
    """Events, the last one first. Unscoped: for the command line and for who sees the whole log."""
    found = Event.objects.order_by("-number")
    given = {"subject": wanted.subject, "kind": wanted.kind, "case": wanted.case}
    found = found.filter(**{name: text for name, text in given.items() if text})
    if wanted.by:
        found = found.filter(by=wanted.by) | found.filter(acted_for=wanted.by)
    if wanted.on is not None:
        begin = datetime.combine(wanted.on, time(), tehran())
        found = found.filter(at__gte=begin, at__lt=begin + timedelta(days=1))
    if wanted.before:
        found = found.filter(number__lt=wanted.before)
    return found


def events_of(subject: str) -> QuerySet[Event]:
    """The events of one subject, the first one first: for whoever may see the subject itself."""
    return Event.objects.filter(subject=subject).order_by("number")


def events_of_case(number: str) -> QuerySet[Event]:
    """The events in the course of one case, the first one first: for whoever may see the case."""
    return Event.objects.filter(case=number).order_by("number")
