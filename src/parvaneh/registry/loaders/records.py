"""The record of offices, scoped to the reader."""

from datetime import date

from django.db.models import QuerySet

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.frame.refused import NotThere
from parvaneh.registry.models import Record
from parvaneh.registry.queries.records import records_in_force
from parvaneh.registry.reach import reach_of, within


def visible_records(acting: Acting, *, to: Permission, on: date) -> QuerySet[Record]:
    """The entries in force that somebody reaches with a permission on a day."""
    return records_in_force().filter(within(reach_of(acting, to, on)))


def record_of(acting: Acting, code: str, *, to: Permission, on: date) -> Record:
    """The newest version of one entry by its code.

    Raises:
        NotThere: there is none, it was taken back, or it is not within reach.
    """
    found = visible_records(acting, to=to, on=on).filter(code=code)
    record = found.select_related("office", "person").first()
    if record is None:
        raise NotThere(code)
    return record
