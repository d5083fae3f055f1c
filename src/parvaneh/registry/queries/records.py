"""What the record of offices says, now or as it was known at a moment."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from parvaneh.law.directive_1404.art04_convictions import (
    MANAGER_ONLY,
    WHOSE,
    Convicted,
    Conviction,
    Kind,
)
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.values import Values, value_at, word
from parvaneh.registry.models import Office, Record
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


def convictions_of(office: Office) -> tuple[Conviction, ...]:
    """The convictions in the record of an office, as articles 4(7) and its notes take them.

    Args:
        office: loaded for the reader.

    Returns:
        Each conviction that stands, final or not yet, the earliest final one first.
    """
    rows = records_in_force().filter(office=office, kind__in=[one.value for one in Kind])
    return tuple(map(conviction, rows.order_by("final_on", "id")))


def conviction(row: Record) -> Conviction:
    """A row that is a conviction, as the law takes it."""
    return Conviction(
        Kind(row.kind),
        row.degree or 0,
        ruled_on=row.ruled_on,
        final_on=row.final_on,
        intentional=bool(row.intentional),
        convicted=Convicted(row.convicted),
        revokes=row.revokes,
        demotion=row.demotion,
        ruling=row.ruling,
    )


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
    found = (record_for_ranking(row, period.last) for row in rows.select_related("office"))
    return records_of(one for one in found if is_relevant(one, period))


def record_for_ranking(row: Record, last: date) -> evidence.Record:
    """A final conviction as a ranking reads it.

    Args:
        row: a version of an entry.
        last: the last day of the period.
    """
    return evidence.Record(
        office=row.office.code,
        kind=evidence.RecordKind(row.kind),
        degree=row.degree or 0,
        intentional=row.intentional,
        final_on=row.final_on or last,
        ruling=row.ruling,
        revokes=row.revokes,
        demotion=row.demotion or 0,
        row=0,
    )
