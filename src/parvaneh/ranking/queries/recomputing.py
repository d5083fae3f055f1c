"""One office computed anew, from the evidence of an announced run with corrections in it.

Everything else stays as it was announced: the values, the other offices and their places. What was
entered after the evidence was frozen does not count, but for the corrections themselves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art03_weighting import points_available
from parvaneh.law.directive_1404.art04_convictions import MANAGER_ONLY, WHOSE, Convicted
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.law.values import Values, value_at, word
from parvaneh.ranking.corrections import Correction, Do
from parvaneh.ranking.models import Run
from parvaneh.ranking.queries.objectable import (
    ASSESSMENT,
    assessment_key,
    assessments_as_of,
    convictions_as_of,
    period_of,
    record_key,
)
from parvaneh.registry.models import Assessment, Office, Record
from parvaneh.registry.operations.records import Entry
from parvaneh.registry.queries.records import record_for_ranking
from parvaneh.scoring import evidence
from parvaneh.scoring.derivation import Explainer
from parvaneh.scoring.exact import by_office
from parvaneh.scoring.fast import columns_of, result_of
from parvaneh.scoring.incremental import office_part
from parvaneh.scoring.merging import newest_of, records_of
from parvaneh.scoring.policy import policy_of
from parvaneh.scoring.ranking import Ranking, Result
from parvaneh.scoring.reduce import is_relevant
from parvaneh.scoring.summary import CRITERION_CODES, Counts, Newest, Summary

FULL = 100
# (criterion, method, day, score) of an assessment by its key
Rows = dict[str, tuple[str, int, int, int]]


class NotRanked(LookupError):
    """The run did not rank this office."""


@dataclass(frozen=True)
class Again:
    """An office before and after: its results, what each indicator brought, how it came about."""

    before: Result
    after: Result
    points_before: Mapping[str, str]
    points: Mapping[str, str]
    derivation: Mapping[str, Any]


def computed_again(
    *, ranking: Ranking, run: Run, office: Office, corrections: Sequence[Correction]
) -> Again:
    """Compute one office anew.

    Args:
        ranking: what the run announced, with its evidence and values.
        run: the announced run.
        office: of which the evidence is corrected.
        corrections: those that were accepted.

    Raises:
        NotRanked: the run did not rank it.
        Unrankable: the law refuses the corrected evidence.
    """
    summary, values = ranking.summary, ranking.values
    at = next((at for at, one in enumerate(summary.offices) if one.code == office.code), None)
    if at is None:
        raise NotRanked(office.code)
    part = office_part(summary, at, by_office(summary.records), by_office(summary.applicability))
    corrected = _corrected(part, run, office, corrections, values)
    columns = columns_of(corrected, values, policy_of(values, corrected.period))
    after = _placed(result_of(columns, 0), ranking, part.offices[0].province)
    before = next(one for one in ranking.results if one.office == office.code)
    alone = replace(ranking, summary=corrected, results=(after,))
    return Again(
        before,
        after,
        points_of(before, values, run),
        points_of(after, values, run),
        Explainer(alone).tree(after),
    )


def points_of(result: Result, values: Values, run: Run) -> dict[str, str]:
    """What each indicator brought to a total, as exact text; nothing where there is no total."""
    available = points_available(values=values, on=run.cycle.last).value
    scores = dict(zip(Indicator, result.indicators, strict=True))
    if result.total is None or available is None:
        return {}
    known = {one: score for one, score in scores.items() if score is not None}
    if len(known) < len(scores):
        return {}
    return {one.value: str(available[one] * score / FULL) for one, score in known.items()}


def _placed(result: Result, ranking: Ranking, province: str) -> Result:
    """The result with its place among the others, who keep theirs."""
    total = result.total
    if result.status is not RankStatus.ACTIVE or total is None:
        return replace(result, place=None, province_place=None)
    lies = {one.code: one.province for one in ranking.summary.offices}
    above = [
        one.office
        for one in ranking.results
        if one.office != result.office and one.place and one.total is not None and one.total > total
    ]
    there = sum(lies[code] == province for code in above)
    return replace(result, place=len(above) + 1, province_place=there + 1)


def _corrected(
    part: Summary, run: Run, office: Office, corrections: Sequence[Correction], values: Values
) -> Summary:
    of_record = [one for one in corrections if not _is_of_assessment(one)]
    of_assessment = [one for one in corrections if _is_of_assessment(one)]
    newest, records = part.newest, part.records
    if of_assessment:
        newest = _newest(part.newest, run, office, of_assessment)
    if of_record:
        records = _records(part.records, run, office, of_record, values)
    return replace(part, newest=newest, records=records)


def _is_of_assessment(one: Correction) -> bool:
    return one.do is Do.WRITE or one.evidence.startswith(f"{ASSESSMENT}:")


def _newest(held: Newest, run: Run, office: Office, corrections: Iterable[Correction]) -> Newest:
    """The newest assessments; those of the groups that are touched are sought anew."""
    known = assessments_as_of(office, period_of(run.cycle), run.snapshot.upto)
    rows: Rows = {assessment_key(one): _row(one) for one in known}
    touched = set()
    for number, one in enumerate(corrections):
        key = one.evidence or f"new:{number}"
        if one.do is Do.WRITE:
            assert one.assessed_on is not None
            rows[key] = (one.criterion, one.method, one.assessed_on.toordinal(), one.score)
        touched.add(rows[key][:2])
        if one.do is Do.WITHDRAW:
            del rows[key]
        else:
            rows[key] = (*rows[key][:3], one.score)
    return _joined(held, [one for one in rows.values() if one[:2] in touched], touched)


def _row(one: Assessment) -> tuple[str, int, int, int]:
    return one.criterion, one.method, one.assessed_on.toordinal(), one.score


def _joined(
    held: Newest, rows: Sequence[tuple[str, int, int, int]], touched: set[tuple[str, int]]
) -> Newest:
    kept = [
        at
        for at, (criterion, method) in enumerate(
            zip(held.criterion.tolist(), held.method.tolist(), strict=True)
        )
        if (CRITERION_CODES[criterion], method) not in touched
    ]

    def column(old: Counts, new: Iterable[int]) -> Counts:
        return np.concatenate([old[kept], np.fromiter(new, dtype=np.int64)])

    return newest_of(
        Newest(
            office=column(held.office, (0 for _ in rows)),
            criterion=column(held.criterion, (CRITERION_CODES.index(one[0]) for one in rows)),
            method=column(held.method, (one[1] for one in rows)),
            day=column(held.day, (one[2] for one in rows)),
            total=column(held.total, (one[3] for one in rows)),
            count=column(held.count, (1 for _ in rows)),
        )
    )


def _records(
    held: Sequence[evidence.Record],
    run: Run,
    office: Office,
    corrections: Iterable[Correction],
    values: Values,
) -> tuple[evidence.Record, ...]:
    known = {record_key(one): one for one in convictions_as_of(office, run)}
    found = list(held)
    for one in corrections:
        row = known[one.evidence]
        was = record_for_ranking(row, run.cycle.last)
        found = [each for each in found if each != was]
        if one.do is Do.ENTRY and one.entry is not None:
            found += _entered(row, one.entry, run, values)
    return records_of(found)


def _entered(row: Record, entry: Entry, run: Run, values: Values) -> list[evidence.Record]:
    """The new version of an entry, if a ranking of the period reads it."""
    last = run.cycle.last
    whose = word(value_at(values, WHOSE, last))
    if whose == MANAGER_ONLY and entry.convicted != Convicted.MANAGER.value:
        return []
    if entry.final_on is None or entry.final_on > last:
        return []
    new = Record(
        office=row.office,
        kind=entry.kind,
        degree=entry.degree,
        intentional=entry.intentional,
        final_on=entry.final_on,
        ruling=entry.ruling,
        revokes=entry.revokes,
        demotion=entry.demotion,
    )
    made = record_for_ranking(new, last)
    return [made] if is_relevant(made, period_of(run.cycle)) else []


def fraction_said(total: Fraction | None) -> str:
    """An exact total as rows hold it; empty where there is none."""
    return "" if total is None else str(total)
