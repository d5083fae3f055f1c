"""What a ranking made of one office, for who may see that office: announced, or as a draft.

Nothing of a run is told here before its announcement or its draft; what the registry holds of an
office is read as it was when the evidence was frozen.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from statistics import median

from django.db.models import Exists, OuterRef, Q, QuerySet

from parvaneh.law.directive_1404.procedures import ranking_cycle
from parvaneh.ranking.models import Announcement, Cycle, Remark, Result, Run
from parvaneh.ranking.queries.cycles import standing_run
from parvaneh.ranking.queries.objectable import assessments_as_of, convictions_as_of
from parvaneh.registry.models import Applicability, Assessment, Count, Office, Record
from parvaneh.scoring.fixed import MICRO

ENOUGH = 5  # offices of a province, for a median to tell nothing of a single one
PRACTICALLY = 2  # millionths between which the exact totals are compared


@dataclass(frozen=True)
class Own:
    """The result of one office in one run; `announced_at` is None while it is a draft."""

    office: Office
    cycle: Cycle
    run: Run
    result: Result
    announced_at: datetime | None

    @property
    def upto(self) -> datetime:
        """The moment up to which evidence counted."""
        return self.run.snapshot.upto


def announced_of(office: Office) -> Own | None:
    """The newest announced result of an office; None before the first."""
    rows = Announcement.objects.filter(
        Exists(Result.objects.filter(run=OuterRef("run"), office=office)),
        announced_at__isnull=False,
    )
    found = rows.select_related("cycle", "run__snapshot").order_by("-announced_at").first()
    if found is None:
        return None
    result = Result.objects.get(run=found.run, office=office)
    return Own(office, found.cycle, found.run, result, found.announced_at)


def draft_of(office: Office, on: date) -> Own | None:
    """The draft that the office may remark on; None outside of the days for that."""
    state = ranking_cycle.DRAFTED.key
    for cycle in Cycle.objects.filter(case__state=state, draft_until__gte=on):
        run = standing_run(cycle)
        result = Result.objects.filter(run=run, office=office).first() if run else None
        if run and result:
            return Own(office, cycle, run, result, None)
    return None


def remarks_of(own: Own) -> QuerySet[Remark]:
    """What was remarked on the draft of an office, the newest first."""
    return Remark.objects.filter(cycle=own.cycle, office=own.office).order_by("-written_at")


def medians_in(run: Run, province: str) -> dict[str, Fraction]:
    """The median score of each indicator among the offices with a place in a province.

    Returns:
        By code of the indicator; empty where so few have a place that a median would tell of one.
    """
    rows = Result.objects.filter(run=run, province=province, place__isnull=False)
    found: defaultdict[str, list[Fraction]] = defaultdict(list)
    for scores in rows.values_list("scores", flat=True):
        for indicator, score in scores.items():
            found[indicator].append(Fraction(score))
    return {key: median(known) for key, known in found.items() if len(known) >= ENOUGH}


@dataclass(frozen=True)
class Among:
    """Places, and of how many."""

    place: int
    of: int
    province_place: int
    province_of: int


def among(own: Own, total: Fraction) -> Among:
    """The places that a total would have among the other offices, if theirs stay.

    Args:
        own: whose total it would be.
        total: exact.
    """
    others = Result.objects.filter(run=own.run, place__isnull=False).exclude(pk=own.result.pk)
    there = others.filter(province=own.result.province)
    return Among(
        _above(others, total) + 1,
        others.count() + 1,
        _above(there, total) + 1,
        there.count() + 1,
    )


def _above(others: QuerySet[Result], total: Fraction) -> int:
    """How many have a higher total: by millionths, and exactly where those are too near."""
    near = int(total * MICRO)
    sure = others.filter(millionths__gt=near + PRACTICALLY).count()
    unsure = others.filter(millionths__range=(near - PRACTICALLY, near + PRACTICALLY))
    return sure + sum(Fraction(one) > total for one in unsure.values_list("total", flat=True))


# --- Evidence as it stood at the freeze ---------------------------------------------------------


def assessments_then(own: Own, criterion: str) -> list[Assessment]:
    """The assessments of a criterion that were in force at the freeze, the newest first."""
    rows = assessments_as_of(own.office, own.cycle.period, own.upto).filter(criterion=criterion)
    return list(rows.order_by("-assessed_on", "-pk"))


def counts_then(own: Own, sheet: str) -> list[Count]:
    """The counts of a sheet that were in force at the freeze, by batch."""
    rows = Count.objects.filter(_entered(own), _of_period(own), office=own.office, sheet=sheet)
    return list(rows.select_related("batch").order_by("batch_id", "key"))


def applicability_then(own: Own, criterion: str) -> list[Applicability]:
    """What was declared on whether a criterion applies."""
    rows = Applicability.objects.filter(
        _entered(own), _of_period(own), office=own.office, criterion=criterion
    )
    return list(rows.select_related("batch").order_by("pk"))


def records_then(own: Own) -> list[Record]:
    """The final convictions that were known at the freeze, up to the end of the period."""
    return list(convictions_as_of(own.office, own.run))


def _entered(own: Own) -> Q:
    """Entered by the freeze, in a batch that none had replaced by then."""
    known = Q(batch__entered_at__lte=own.upto)
    stands = Q(batch__replaced_by=None) | Q(batch__replaced_by__entered_at__gt=own.upto)
    return known & stands


def _of_period(own: Own) -> Q:
    return Q(batch__first=own.cycle.first, batch__last=own.cycle.last)
