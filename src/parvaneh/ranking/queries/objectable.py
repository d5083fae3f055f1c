"""What can be objected to: the evidence that an announced run read, as it stood when frozen."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from parvaneh.law.directive_1404.art04_convictions import Kind
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.ranking.models import Cycle, Run
from parvaneh.registry.models import Assessment, Batch, Office, Record
from parvaneh.registry.queries.records import records_as_of

ASSESSMENT, RECORD = "assessment", "record"


@dataclass(frozen=True)
class Objectable:
    """What an office's result rests on, row by row."""

    assessments: tuple[Assessment, ...]
    records: tuple[Record, ...]

    def choices(self) -> frozenset[tuple[str, str]]:
        """Everything that can be objected to: (criterion, evidence); "" for none of either."""
        rows = {(one.criterion, assessment_key(one)) for one in self.assessments}
        rows |= {("", record_key(one)) for one in self.records}
        return frozenset(rows | {(code, "") for code in CRITERIA} | {("", "")})


def objectable(office: Office, run: Run) -> Objectable:
    """What the result of an office in a run can be objected to.

    Args:
        office: which one.
        run: the announced one.
    """
    rows = assessments_as_of(office, period_of(run.cycle), run.snapshot.upto)
    return Objectable(tuple(rows), tuple(convictions_as_of(office, run)))


def assessments_as_of(office: Office, period: Period, at: datetime) -> QuerySet[Assessment]:
    """The assessments of an office in a period as they were known at a moment."""
    corrected = Assessment.objects.filter(corrects=OuterRef("pk"), batch__entered_at__lte=at)
    replaced = Batch.objects.filter(replaces=OuterRef("batch"), entered_at__lte=at)
    rows = Assessment.objects.filter(
        Q(office=office, withdrawn=False, batch__entered_at__lte=at),
        assessed_on__range=(period.first, period.last),
    )
    found = rows.filter(~Exists(corrected), ~Exists(replaced)).select_related("batch", "office")
    return found.order_by("criterion", "method", "assessed_on", "pk")


def convictions_as_of(office: Office, run: Run) -> QuerySet[Record]:
    """The final convictions of an office's record as they were known when evidence was frozen."""
    rows = records_as_of(run.snapshot.upto).filter(
        office=office,
        kind__in=[one.value for one in Kind],
        final_on__isnull=False,
        final_on__lte=run.cycle.last,
    )
    return rows.order_by("final_on", "pk")


def period_of(cycle: Cycle) -> Period:
    """The evaluation period of a cycle."""
    return Period(cycle.first, cycle.last)


def assessment_key(row: Assessment) -> str:
    """An assessment as points name it."""
    return f"{ASSESSMENT}:{row.batch.code}/{row.number}"


def record_key(row: Record) -> str:
    """An entry of the record as points name it."""
    return f"{RECORD}:{row.code}"


def assessment_newest(key: str) -> Assessment:
    """The newest version of the assessment that a point names.

    Raises:
        Assessment.DoesNotExist: there is none.
    """
    batch, _, number = key.removeprefix(f"{ASSESSMENT}:").partition("/")
    rows = Assessment.objects.select_related("batch", "office")
    found = rows.get(batch__code=batch, number=int(number))
    while later := rows.filter(corrects=found).first():
        found = later
    return found


def record_newest(key: str) -> Record:
    """The newest version of the entry that a point names.

    Raises:
        Record.DoesNotExist: there is none.
    """
    rows = Record.objects.filter(code=key.removeprefix(f"{RECORD}:")).select_related("office")
    found = rows.order_by("version").last()
    if found is None:
        raise Record.DoesNotExist(key)
    return found
