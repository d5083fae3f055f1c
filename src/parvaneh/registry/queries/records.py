"""What the record of offices says, now or as it was known at a moment."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from parvaneh.law.directive_1404.art04_convictions import (
    MANAGER_ONLY,
    WHOSE,
    Convicted,
    Kind,
)
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.values import Values, value_at, word
from parvaneh.registry.models import Record
from parvaneh.scoring import evidence
from parvaneh.scoring.merging import records_of
from parvaneh.scoring.reduce import is_relevant


def records_in_force() -> QuerySet[Record]:
    """The newest version of every entry that was not taken back."""
    return Record.objects.filter(corrected_by=None, withdrawn=False)


def records_as_of(at: datetime) -> QuerySet[Record]:
    """The record as it was known at a moment, whatever was entered or corrected since."""
    later = Record.objects.filter(corrects=OuterRef("pk"), entered_at__lte=at)
    known = Record.objects.filter(entered_at__lte=at, withdrawn=False)
    return known.filter(~Exists(later))


def records_for_ranking(period: Period, *, values: Values) -> tuple[evidence.Record, ...]:
    """Every conviction that a ranking of the period reads, of all offices.

    Unscoped on purpose: a ranking is of the whole country. Nothing that one reader sees comes
    from here.

    Args:
        period: the evaluation period.
        values: the dated values: whose convictions count (A-09).
    """
    rows = records_in_force().filter(
        kind__in=[one.value for one in Kind], final_on__isnull=False, final_on__lte=period.last
    )
    if word(value_at(values, WHOSE, period.last)) == MANAGER_ONLY:
        rows = rows.filter(convicted=Convicted.MANAGER.value)
    found = (
        evidence.Record(
            office=row.office.code,
            kind=evidence.RecordKind(row.kind),
            degree=row.degree or 0,
            intentional=row.intentional,
            final_on=row.final_on or period.last,
            ruling=row.ruling,
            revokes=row.revokes,
            demotion=row.demotion or 0,
            row=0,
        )
        for row in rows.select_related("office")
    )
    return records_of(one for one in found if is_relevant(one, period))
