"""Keeping up how each office stands while evidence comes in, in whatever process it comes.

A row per office holds its evidence as counts and the score of them. Whoever brings a piece locks
that row, writes the piece, adds it and scores the office anew: all one transaction. A row that
evidence reached by another way was marked by a trigger, and is made anew from the registry.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from parvaneh.frame.jobs import job
from parvaneh.ledger.acts import Doer, act
from parvaneh.ranking.models import Cycle, Provisional
from parvaneh.ranking.office_counts import (
    about_kept,
    about_read,
    counts_kept,
    summary_read,
    with_assessment,
)
from parvaneh.ranking.operations.entering import GATHERING
from parvaneh.ranking.queries.cycles import values_of
from parvaneh.ranking.queries.evidence import register_of
from parvaneh.ranking.scoring_now import Basis, basis_of, scored
from parvaneh.registry.models import Assessment, Finding, Office
from parvaneh.registry.operations import Found, assessment_write, finding_enter
from parvaneh.registry.queries.evidence import evidence_for_ranking
from parvaneh.registry.queries.records import records_for_ranking
from parvaneh.scoring.exact import by_office
from parvaneh.scoring.incremental import office_part
from parvaneh.scoring.summary import CRITERION_CODES

PLACE_OF = {code: at for at, code in enumerate(CRITERION_CODES)}
SCORED = ("status", "grade", "total", "low", "scores", "fed", "exempt", "faults")
AT_ONCE = 500
# Evidence that is being written while rows are first laid down must have been seen, or mark them.
STILL = (
    "LOCK TABLE registry_assessment, registry_count, registry_applicability, registry_record,"
    " registry_batch, registry_licence, registry_suspension IN SHARE MODE"
)


def provisionals_begin(*, cycle: Cycle) -> int:
    """Lay down a row for every office of a cycle, to be filled; offices that left lose theirs.

    Returns:
        How many rows there are.
    """
    known = {one.code: about_kept(one) for one in register_of(cycle).ranked}
    keys = Office.objects.filter(code__in=list(known)).values_list("pk", "code", "province")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(STILL)
        Provisional.objects.filter(cycle=cycle).exclude(office__code__in=list(known)).delete()
        Provisional.objects.bulk_create(
            [
                Provisional(cycle=cycle, office_id=pk, province=province, about=known[code])
                for pk, code, province in keys
            ],
            ignore_conflicts=True,
        )
    return len(known)


def provisionals_refresh(*, cycle: Cycle, province: str = "", office: Office | None = None) -> int:
    """Make the rows anew that evidence reached by another way, or that other values scored.

    Args:
        cycle: whose rows; they are laid down if there is none.
        province: only those of a province.
        office: only that of an office.

    Returns:
        How many were made anew.
    """
    if not Provisional.objects.filter(cycle=cycle).exists():
        provisionals_begin(cycle=cycle)
    basis = basis_of(cycle)
    stale = Provisional.objects.filter(Q(is_fresh=False) | ~Q(basis=basis.key), cycle=cycle)
    stale = stale.filter(province=province) if province else stale
    stale = stale.filter(office=office) if office else stale
    done = 0
    while found := _some_anew(cycle, basis, stale):
        done += found
    return done


def provisionals_waiting(*, cycle: Cycle, province: str = "") -> int:
    """How many rows must be made anew; all offices of the country where none was laid down yet."""
    rows = Provisional.objects.filter(cycle=cycle)
    if not rows.exists():
        return Office.objects.count()
    rows = rows.filter(province=province) if province else rows
    return rows.filter(Q(is_fresh=False) | ~Q(basis=basis_of(cycle).key)).count()


@job(queue="ranking", every="*/2 * * * *")
def provisionals_keep() -> None:
    """Catch up with evidence that came by imports, in every cycle that gathers it."""
    for cycle in Cycle.objects.filter(case__state__in=GATHERING).select_related("case"):
        provisionals_refresh(cycle=cycle)


def assessment_count(
    *,
    cycle: Cycle,
    office: Office,
    criterion: str,
    method: int,
    score: int,
    assessed_on: date,
    source: str,
    reference: str = "",
    by: Doer,
    at: datetime,
) -> Provisional:
    """Enter an assessment and score its office at once, in one transaction.

    Args:
        cycle: which gathers evidence.
        office: see `registry.operations.assessment_write`, as for what follows.
        criterion: the code.
        method: the way of measuring.
        score: in ten-thousandths of a point.
        assessed_on: the day.
        source: where it comes from.
        reference: number of the report.
        by: who acts.
        at: the moment.

    Returns:
        How the office stands then.

    Raises:
        Refused: as the registry refuses.
    """

    def write() -> Assessment:
        return assessment_write(
            office=office, criterion=criterion, method=method, score=score,
            assessed_on=assessed_on, source=source, reference=reference, by=by, at=at,
        )  # fmt: skip

    return _counted(cycle, office, write, by, at)


def finding_count(
    *, cycle: Cycle, office: Office, found: Found, source: str, by: Doer, at: datetime
) -> Provisional:
    """Enter a finding, counted once where the law sends it, and score its office at once.

    Raises:
        Refused: as `registry.operations.finding_enter` refuses.
        Conflict: somebody else entered it meanwhile.
    """

    def write() -> Assessment:
        row: Finding = finding_enter(office=office, found=found, source=source, by=by, at=at)
        assert row.assessment is not None  # a finding of no conviction
        return row.assessment

    return _counted(cycle, office, write, by, at)


def _counted(
    cycle: Cycle, office: Office, write: Callable[[], Assessment], by: Doer, at: datetime
) -> Provisional:
    with act(by=by, at=at):
        held = _locked(cycle, office)
        basis = basis_of(cycle)
        if held is None or not held.is_fresh or held.basis != basis.key:
            write()
            provisionals_refresh(cycle=cycle, office=office)
            return Provisional.objects.get(cycle=cycle, office=office)
        row = write()
        if cycle.first <= row.assessed_on <= cycle.last:
            day = row.assessed_on.toordinal()
            new = (PLACE_OF[row.criterion], row.method, day, row.score)
            held.counts = with_assessment(held.counts, new)
        summary = summary_read(about_read(held.about), held.counts, cycle.period)
        _put(held, scored(summary, basis)[0], basis)
        held.save(update_fields=["counts", *SCORED, "is_fresh"])
    return held


def _locked(cycle: Cycle, office: Office) -> Provisional | None:
    rows = Provisional.objects.select_for_update().filter(cycle=cycle, office=office)
    return rows.first()


def _some_anew(cycle: Cycle, basis: Basis, stale: QuerySet[Provisional]) -> int:
    with transaction.atomic():
        rows = list(stale.select_for_update().order_by("pk")[:AT_ONCE])
        if rows:
            _made_anew(cycle, basis, rows)
    return len(rows)


def _made_anew(cycle: Cycle, basis: Basis, rows: Iterable[Provisional]) -> None:
    held = {row.about["code"]: row for row in rows}
    register = register_of(cycle, only=held)
    known = {one.code: one for one in register.ranked}
    records = records_for_ranking(cycle.period, values=values_of(cycle))
    summary = evidence_for_ranking(
        cycle.period,
        offices=tuple(known.values()),
        records=tuple(one for one in records if one.office in known),
    )
    told = dict(zip((one.code for one in summary.offices), scored(summary, basis), strict=True))
    spread = by_office(summary.records), by_office(summary.applicability)
    for at, office in enumerate(summary.offices):
        row = held[office.code]
        row.about = about_kept(office)
        row.counts = counts_kept(office_part(summary, at, *spread))
        _put(row, told[office.code], basis)
    gone = [row.pk for code, row in held.items() if code not in known]
    Provisional.objects.filter(pk__in=gone).delete()
    kept = [row for code, row in held.items() if code in known]
    Provisional.objects.bulk_create(
        kept,
        update_conflicts=True,
        unique_fields=["cycle", "office"],
        update_fields=["about", "counts", "basis", "is_fresh", *SCORED],
    )


def _put(row: Provisional, found: dict[str, object], basis: Basis) -> None:
    for name in SCORED:
        setattr(row, name, found[name])
    row.basis, row.is_fresh = basis.key, True
