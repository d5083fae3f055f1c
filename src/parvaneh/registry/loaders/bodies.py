"""Bodies and who sits in them, scoped to the reader.

National bodies are known to everybody who may see bodies anywhere; to change them takes a reach
over the whole country.
"""

from datetime import date

from django.db.models import QuerySet

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.frame.refused import NotThere
from parvaneh.registry.models import Body, Holding
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.reach import reach_of, within


def visible_bodies(acting: Acting, *, to: Permission, on: date) -> QuerySet[Body]:
    """The bodies, past ones too, that somebody reaches with a permission on a day."""
    found = within(reach_of(acting, to, on), office="", national=to is Permission.BODY_SEE)
    return Body.objects.filter(found)


def body_of(acting: Acting, code: str, *, to: Permission, on: date) -> Body:
    """One body by its code.

    Raises:
        NotThere: there is none, or not within reach.
    """
    found = visible_bodies(acting, to=to, on=on).filter(code=code)
    body = found.select_related("kanoon").first()
    if body is None:
        raise NotThere(code)
    return body


def holding_of(
    acting: Acting, code: str, role: str, place: int, *, to: Permission, on: date
) -> Holding:
    """Who holds a seat on a day: the body's code, the role, and the seat's number from 1.

    Raises:
        NotThere: nobody does, or the body is not within reach.
    """
    body = body_of(acting, code, to=to, on=on)
    held = Holding.objects.filter(holds_on(on), body=body, role=role, place=place)
    holding = held.select_related("person", "body").first()
    if holding is None:
        raise NotThere(f"{code} {role} {place}")
    return holding
