"""Grades held, scoped to the reader."""

from datetime import date

from django.db.models import QuerySet

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.frame.refused import NotThere
from parvaneh.registry.models import Grade
from parvaneh.registry.reach import reach_of, within


def visible_grades(acting: Acting, *, to: Permission, on: date) -> QuerySet[Grade]:
    """The grades that were ever in force and that somebody reaches with a permission on a day."""
    return Grade.objects.filter(within(reach_of(acting, to, on)), void=False)


def grade_of(
    acting: Acting, office: str, cycle: int, version: int, *, to: Permission, on: date
) -> Grade:
    """One version of the grade of an office in a cycle.

    Args:
        acting: who reads, and for whom.
        office: code of the office.
        cycle: the Jalali year of the ranking.
        version: 1 is what the ranking announced.
        to: what the reader wants to do.
        on: the day on which roles and Kanoons are asked.

    Raises:
        NotThere: there is none, it was never in force, or it is not within reach.
    """
    held = visible_grades(acting, to=to, on=on).select_related("office")
    grade = held.filter(office__code=office, cycle=cycle, version=version).first()
    if grade is None:
        raise NotThere(f"grade:{office}-{cycle}-{version}")
    return grade
