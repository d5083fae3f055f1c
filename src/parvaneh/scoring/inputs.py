"""A summary laid out for fast ranking: arrays with one row an office, everything still a count.

What the law decides by reading is decided here by masks: which assessments a computed value
replaces, which criteria do not apply, which convictions count. `exact` goes through the law itself;
a property test holds the two to the same answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parvaneh.law.directive_1404.art04_measurement import SHARE
from parvaneh.law.directive_1404.art04_record import SUM
from parvaneh.law.directive_1404.art05_evaluation import is_within
from parvaneh.law.directive_1404.art06_grade_in_force import INITIAL
from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.law.values import Values
from parvaneh.scoring.evidence import SCALE, OfficeStatus, Record, RecordKind
from parvaneh.scoring.exact import Docket, refusals
from parvaneh.scoring.measures import (
    COLUMN_OF,
    CRITERION_OF,
    WAYS,
    Measures,
    Whole,
    measures_of,
)
from parvaneh.scoring.policy import FULL, Policy
from parvaneh.scoring.ranking import Unrankable
from parvaneh.scoring.summary import CRITERION_CODES, Newest, Summary

Mask = NDArray[np.bool_]
PLACE_OF_CRITERION = {code: at for at, code in enumerate(CRITERION_CODES)}
CRITERIA_COUNT = len(CRITERION_CODES)


@dataclass(frozen=True, eq=False)
class Inputs:
    """What a ranking needs of n offices, sorted by code.

    `single`: the assessments that count, sorted by office and criterion. `measures`: the computed
    criteria. `applies` (n, 35): whether a criterion applies. `record` (n,): the score of I7 in
    whole points. `demotion` (n,): grades ordered. `revoked`, `suspended` (n,): out, or without a
    place. `initial` (n,): licensed too late for a full period. `province` (n,): numbers of
    `provinces`.
    """

    summary: Summary
    policy: Policy
    single: Newest
    measures: Measures
    applies: Mask
    record: Whole
    demotion: Whole
    revoked: Mask
    suspended: Mask
    initial: Mask
    province: Whole
    provinces: tuple[str, ...]


def inputs_of(summary: Summary, values: Values, policy: Policy) -> Inputs:
    """Lay a summary out.

    Args:
        summary: the reduced evidence.
        values: the dated values; asked only where the law may refuse an office's evidence.
        policy: the same, read for this ranking.

    Raises:
        TooLarge: a count is too large for 64 bits.
        Unrankable: the law refuses the evidence; every reason names its office.
    """
    measures = measures_of(summary, policy)
    offices = summary.offices
    at = {office.code: place for place, office in enumerate(offices)}
    if found := suspects(summary, policy, measures, at):
        refused = refusals(Docket(summary, values, policy), found)
        if refused:
            raise Unrankable(refused)
    record, demotion, revoked = _records(summary, policy, at)
    status = [office.status for office in offices]
    lying = [office.province for office in offices]
    provinces = tuple(sorted(set(lying)))
    number = {province: place for place, province in enumerate(provinces)}
    first, late = summary.period.first, policy.new_offices == INITIAL
    return Inputs(
        summary=summary,
        policy=policy,
        single=_not_replaced(summary.newest, measures),
        measures=measures,
        applies=_applies(summary, at),
        record=record,
        demotion=demotion,
        revoked=revoked | np.array([one is OfficeStatus.REVOKED for one in status], np.bool_),
        suspended=np.array([one is OfficeStatus.SUSPENDED for one in status], np.bool_),
        initial=np.array([late and office.licensed_on > first for office in offices], np.bool_),
        province=np.array([number[province] for province in lying], np.int64),
        provinces=provinces,
    )


def suspects(
    summary: Summary, policy: Policy, measures: Measures, at: Mapping[str, int]
) -> list[int]:
    """The offices whose evidence the law may refuse, in order; it is asked about these alone.

    Every office that it does refuse is among them.

    Args:
        summary: the reduced evidence.
        policy: the values of the ranking.
        measures: its computed criteria.
        at: the place of each office by its code.
    """
    newest = summary.newest
    allowed = np.zeros((CRITERIA_COUNT, len(Method) + 1), np.bool_)
    for criterion, code in enumerate(CRITERION_CODES):
        allowed[criterion, list(policy.methods[code])] = True
    mean = -(-newest.total // np.maximum(newest.count, 1))  # rounded up
    sound = (newest.count > 0) & (newest.total >= 0) & (mean <= FULL * SCALE)
    way = np.where(newest.method <= len(Method), newest.method, 0)
    sound &= allowed[newest.criterion, way]
    found = set(np.unique(newest.office[~sound]).tolist())
    fed = allowed[list(CRITERION_OF), list(WAYS)]
    found.update(np.flatnonzero((measures.denominator > 0)[:, ~fed].any(axis=1)).tolist())
    found.update(at[row.office] for row in summary.records if not _is_sound(row, policy))
    applying = {(row.office, row.criterion) for row in summary.applicability if row.applicable}
    found.update(
        at[row.office]
        for row in summary.applicability
        if row.criterion not in PLACE_OF_CRITERION
        or (not row.applicable and (not row.reason or (row.office, row.criterion) in applying))
    )
    return sorted(found)


def _not_replaced(newest: Newest, measures: Measures) -> Newest:
    """The assessments whose way of measuring has no computed value for that office."""
    column = np.array(COLUMN_OF, np.int64)[newest.criterion]
    way = np.array([*WAYS, 0], np.int64)[column]  # the last is that of criteria not computed
    candidate = np.flatnonzero(newest.method == way)
    measured = measures.denominator[newest.office[candidate], column[candidate]] > 0
    if not measured.any():
        return newest
    kept = np.ones(len(newest.office), np.bool_)
    kept[candidate[measured]] = False
    columns = (newest.office, newest.criterion, newest.method)
    counts = (newest.day, newest.total, newest.count)
    return Newest(*(one[kept] for one in (*columns, *counts)))


def _applies(summary: Summary, at: Mapping[str, int]) -> Mask:
    applies = np.ones((len(summary.offices), CRITERIA_COUNT), np.bool_)
    for row in summary.applicability:
        if not row.applicable:
            applies[at[row.office], PLACE_OF_CRITERION[row.criterion]] = False
    return applies


def _records(summary: Summary, policy: Policy, at: Mapping[str, int]) -> tuple[Whole, Whole, Mask]:
    """The score of I7, the grades ordered to be lost, and whether a conviction revokes."""
    count = len(summary.offices)
    lost, demotion = [0] * count, [0] * count
    revoked = np.zeros(count, np.bool_)
    together = policy.combined == SUM
    costs = _costs(policy)
    for record in summary.records:
        office = at[record.office]
        if record.revokes:
            revoked[office] |= record.final_on <= summary.period.last
        elif is_within(summary.period, record.final_on):
            points = costs.get((record.kind, record.degree, bool(record.intentional)), 0)
            lost[office] = lost[office] + points if together else max(lost[office], points)
            if _demotes(record, policy):
                demotion[office] += record.demotion
    score = [max(policy.record_floor, policy.full_record - points) for points in lost]
    ordered = [min(grades, policy.demotion_total_most) for grades in demotion]
    return np.array(score, np.int64), np.array(ordered, np.int64), revoked


def _costs(policy: Policy) -> dict[tuple[str, int, bool], int]:
    """What a conviction costs, by its kind, its degree and whether it was intentional."""
    costs: dict[tuple[str, int, bool], int] = {}
    for row in policy.deductions:  # the first row that fits counts
        for degree in row.degrees:
            costs.setdefault((row.kind, degree, True), row.points)
            if not row.intentional_only:
                costs.setdefault((row.kind, degree, False), row.points)
    return costs


def _demotes(record: Record, policy: Policy) -> bool:
    return record.kind is RecordKind.CRIMINAL and record.degree in policy.demotion_degrees


def _is_sound(record: Record, policy: Policy) -> bool:
    if not 1 <= record.degree <= policy.degrees[record.kind]:
        return False
    if _demotes(record, policy):
        return policy.demotion_least <= record.demotion <= policy.demotion_most
    return not record.demotion


def is_shared(policy: Policy) -> bool:
    """Whether a missing criterion's weight is shared among the rest, instead of counting as 0."""
    return policy.missing == SHARE
