"""The grade that an office holds on a day."""

from datetime import date, datetime

from django.db.models import QuerySet

from parvaneh.law.directive_1404 import art06_grade_in_force
from parvaneh.law.directive_1404.art06_grade_in_force import Evaluated, Held
from parvaneh.law.ruling import Ruling
from parvaneh.law.values import Values
from parvaneh.registry.models import Grade, Office


def grade_in_force(office: Office, on: date, *, values: Values) -> Ruling[Held]:
    """The grade of an office on a day, and where it comes from (D1404 6 and its note).

    Until the first ranking it is the initial one; where a ranking could not grade the office, the
    grade it had.

    Raises:
        NoValueInForce: the day lies before the directive and no ranking was announced by then.
    """
    rows = history_of(office).filter(starts_on__lte=on)
    return art06_grade_in_force.grade_in_force(
        evaluations=tuple(map(evaluated, rows)), values=values, on=on
    )


def history_of(office: Office) -> QuerySet[Grade]:
    """The versions that were in force, the earliest first."""
    return Grade.objects.filter(office=office, void=False).order_by("starts_on")


def grade_as_of(office: Office, on: date, at: datetime) -> Grade | None:
    """The version that was known at a moment to be in force on a day; None before the first."""
    known = history_of(office).filter(entered_at__lte=at, starts_on__lte=on)
    return known.order_by("-starts_on").first()


def evaluated(row: Grade) -> Evaluated:
    """A row as the law takes it."""
    return Evaluated(row.cycle, row.starts_on, row.grade or None, row.extraordinary)
