"""Approved values, proposed ones too. The law is the same everywhere: whoever may see it sees all.

To propose or approve takes a reach over the whole country.
"""

from datetime import date

from django.db.models import QuerySet

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.frame.refused import NotThere
from parvaneh.registry.models import ApprovedValue
from parvaneh.registry.reach import reach_of


def visible_values(acting: Acting, *, to: Permission, on: date) -> QuerySet[ApprovedValue]:
    """The values, proposed and declined ones too, that somebody reaches with a permission."""
    reach = reach_of(acting, to, on)
    rows = ApprovedValue.objects.order_by("key", "starts_on", "proposed_at")
    seen = not reach.empty() if to is Permission.VALUE_SEE else reach.country
    return rows if seen else rows.none()


def value_of(acting: Acting, code: str, *, to: Permission, on: date) -> ApprovedValue:
    """One value by its code.

    Raises:
        NotThere: there is none, or not within reach.
    """
    value = visible_values(acting, to=to, on=on).filter(code=code).first()
    if value is None:
        raise NotThere(code)
    return value
