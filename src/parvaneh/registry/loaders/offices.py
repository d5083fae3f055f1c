"""Offices, their persons and licences, as far as the reader reaches. Beyond: not there."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.frame.persian import FaKey, FaNorm
from parvaneh.frame.refused import NotThere
from parvaneh.kit.text import search_key
from parvaneh.registry.models import Licence, Office, Person, Post
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.reach import reach_of, within


def office_of(acting: Acting, code: str, *, to: Permission, on: date) -> Office:
    """The office with this code, if the reader may do this to it on this day.

    Args:
        acting: who reads, and for whom.
        code: code of the office.
        to: what the reader wants to do.
        on: the day on which roles and Kanoons are asked.

    Raises:
        NotThere: there is none, or none within reach.
    """
    found = visible_offices(acting, to=to, on=on).filter(code=code).first()
    if found is None:
        raise NotThere(f"office:{code}")
    return found


def visible_offices(acting: Acting, *, to: Permission, on: date) -> QuerySet[Office]:
    """Every office to which the reader may do this on this day."""
    condition = within(reach_of(acting, to, on), office="code")
    return Office.objects.filter(condition)


def person_of(acting: Acting, code: str, *, to: Permission, on: date) -> Person:
    """The person with this code, if the reader may do this to them on this day.

    Raises:
        NotThere: there is none, or none within reach.
    """
    found = visible_persons(acting, to=to, on=on).filter(code=code).first()
    if found is None:
        raise NotThere(f"person:{code}")
    return found


def visible_persons(acting: Acting, *, to: Permission, on: date) -> QuerySet[Person]:
    """Every person to whom the reader may do this on this day.

    Those are the persons registered in a province within reach, and those who hold a post that day
    in an office within reach.
    """
    reach = reach_of(acting, to, on)
    if reach.country:
        return Person.objects.all()
    there = within(reach, province="office__province")
    held = Post.objects.filter(holds_on(on), there, person=OuterRef("pk"))
    return Person.objects.filter(Q(province__in=sorted(reach.provinces)) | Q(Exists(held)))


def licence_of(acting: Acting, number: str, *, to: Permission, on: date) -> Licence:
    """The licence with this number, if the reader may do this to it on this day.

    Raises:
        NotThere: there is none, or none within reach.
    """
    found = visible_licences(acting, to=to, on=on).filter(number=number).first()
    if found is None:
        raise NotThere(f"licence:{number}")
    return found


def visible_licences(acting: Acting, *, to: Permission, on: date) -> QuerySet[Licence]:
    """Every licence to which the reader may do this on this day."""
    condition = within(reach_of(acting, to, on), province="office__province")
    return Licence.objects.filter(condition).select_related("office", "manager")


def offices_named(offices: QuerySet[Office], text: str) -> QuerySet[Office]:
    """Of some offices those whose title holds a text, however it is spelt, in Persian order."""
    found = offices.alias(folded=FaNorm("title")).filter(folded__contains=search_key(text))
    return found.order_by(FaKey("title"), "code")


def persons_named(persons: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Of some persons those whose name holds a text, however it is spelt, in Persian order."""
    found = persons.alias(folded=FaNorm("name")).filter(folded__contains=search_key(text))
    return found.order_by(FaKey("name"), "code")
