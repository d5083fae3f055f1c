"""The grades that generated offices hold: the law's own ranking of their evidence, year by year."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from parvaneh.config.demo.country import Registry
from parvaneh.config.demo.drafts import Draft, Fate
from parvaneh.config.demo.plan import DAY, Cycle, Plan, Standing, cycles_of
from parvaneh.config.demo.writing import told
from parvaneh.frame.copying import copy_rows
from parvaneh.kit.languages import msg
from parvaneh.kit.progress import Progress
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.ruling import Status
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.models import Grade
from parvaneh.registry.operations.grade_points import Available, available_in
from parvaneh.registry.queries.approved_values import values_in_force
from parvaneh.registry.queries.evidence import evidence_for_ranking
from parvaneh.registry.queries.records import records_for_ranking
from parvaneh.scoring import evidence
from parvaneh.scoring.fast import rank
from parvaneh.scoring.policy import FULL
from parvaneh.scoring.ranking import Result

STATUSES = {
    Fate.SUSPENDED: evidence.OfficeStatus.SUSPENDED,
    Fate.SENTENCED: evidence.OfficeStatus.SUSPENDED,
}


def grades_make(made: Registry, plan: Plan, progress: Progress) -> None:
    """Rank the offices in each cycle, and write what each held from when until when.

    Before the first ranking nothing is written: every office is «good» by law (D1404 6 n.).

    Args:
        made: the offices; their evidence and records are written.
        plan: what to make.
        progress: told how many rankings are done.
    """
    if plan.standing is Standing.BEFORE_FIRST_RANKING:
        return
    cycles = [one for one in cycles_of(plan) if _has_evidence(one)]
    for number, cycle in enumerate(cycles):
        until = cycles[number + 1].announced_on - DAY if number + 1 < len(cycles) else None
        written = copy_rows(Grade, _grades(cycle, until, made, plan))
        told(f"grades-{cycle.year}", {"grade": written}, at=plan.at)
        progress(msg("Grades"), number + 1, len(cycles))


def _has_evidence(cycle: Cycle) -> bool:
    from parvaneh.registry.models import Batch  # noqa: PLC0415 - beside its one use

    return Batch.objects.filter(first=cycle.period.first, last=cycle.period.last).exists()


def _grades(cycle: Cycle, until: date | None, made: Registry, plan: Plan) -> Iterator[Grade]:
    values = values_in_force()
    ranked = {
        one.office.code: one
        for one in made.drafts
        if one.founded_on <= cycle.period.last and one.fate is not Fate.NEW
    }
    summary = evidence_for_ranking(
        cycle.period,
        offices=tuple(map(_as_evidence, ranked.values())),
        records=records_for_ranking(cycle.period, values=values),
    )
    available = available_in(cycle.year, values) or {}
    for result in rank(summary, values).results:
        office = ranked[result.office].office
        yield Grade(
            office=office,
            province=office.province,
            cycle=cycle.year,
            version=1,
            total=_text(result.total) if result.grade else "",
            grade=result.grade,
            place=_place(result),
            points=_points(result, available) if result.grade else {},
            answers=result.survey_n if result.grade else None,
            standing=Status.DEMONSTRATION.value,
            event=f"cycle:{cycle.year}",
            source=f"demonstration:{plan.seed}",
            starts_on=cycle.announced_on,
            ends_on=until,
            entered_by=SYSTEM.key,
            entered_at=plan.at,
        )


def _place(result: Result) -> int | None:
    return result.place if result.grade else None


def _points(result: Result, available: Available) -> dict[str, str]:
    scored = zip(Indicator, result.indicators, strict=True)
    return {
        key.value: str(score * available[key] / FULL) for key, score in scored if score is not None
    }


def _text(total: Fraction | None) -> str:
    return "" if total is None else str(total)


def _as_evidence(draft: Draft) -> evidence.Office:
    return evidence.Office(
        code=draft.office.code,
        title=draft.office.title,
        province=draft.province,
        county=draft.city.county.fa,
        city=draft.city.fa,
        licensed_on=draft.founded_on,
        status=STATUSES.get(draft.fate, evidence.OfficeStatus.ACTIVE),
    )
