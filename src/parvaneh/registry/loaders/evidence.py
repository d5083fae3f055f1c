"""Evidence, scoped to the reader."""

from datetime import date

from django.db.models import QuerySet

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.frame.refused import NotThere
from parvaneh.registry.models import Assessment, Count
from parvaneh.registry.queries.evidence import assessments_in_force
from parvaneh.registry.reach import reach_of, within


def visible_evidence(acting: Acting, *, to: Permission, on: date) -> QuerySet[Assessment]:
    """The assessments in force that somebody reaches with a permission on a day."""
    return assessments_in_force().filter(within(reach_of(acting, to, on)))


def visible_counts(acting: Acting, *, to: Permission, on: date) -> QuerySet[Count]:
    """The counts in force that somebody reaches with a permission on a day."""
    held = Count.objects.filter(batch__replaced_by=None)
    return held.filter(within(reach_of(acting, to, on)))


def evidence_of(acting: Acting, batch: str, number: int, *, to: Permission, on: date) -> Assessment:
    """One assessment in force by the code of its batch and its number there.

    Raises:
        NotThere: there is none, it was corrected, or it is not within reach.
    """
    found = visible_evidence(acting, to=to, on=on).filter(batch__code=batch, number=number)
    assessment = found.select_related("office", "batch").first()
    if assessment is None:
        raise NotThere(f"{batch}-{number}")
    return assessment
