"""One office evaluated: from the evidence of a period to its ten scores and its demotion.

This puts the rules of articles 4 and 8 together in the order in which they apply. The dated values
are those in force on the last day of the period. It is the exact reference: whatever computes
faster must agree with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, TypeVar

from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art03_weighting import score_in_range
from parvaneh.law.directive_1404.art04_applicability import Applicability, inapplicable
from parvaneh.law.directive_1404.art04_convictions import (
    Conviction,
    degree_known,
    leaves_ranking,
)
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.art04_demotion import demotion, demotion_recorded
from parvaneh.law.directive_1404.art04_measurement import (
    Assessment,
    Measured,
    criterion_score,
    indicator_score,
)
from parvaneh.law.directive_1404.art04_record import record_score
from parvaneh.law.directive_1404.art04_survey import survey_sample, survey_score
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.directive_1404.art08_methods import Method, method_allowed
from parvaneh.law.ruling import Basis, Reason, Ruling, blocking, ruled
from parvaneh.law.values import Values

K = TypeVar("K")
Row = TypeVar("Row", bound=Assessment | Measured)
CITES = {
    "evidence_faults": cites("D1404 4", "D1404 8"),
    "survey_measured": cites("D1404 4(2)", "D1404 8(1)"),
    "office_scores": cites("D1404 4", "D1404 8"),
}


@dataclass(frozen=True)
class Evidence:
    """What is known of one office: of the period and, for the record, of all time.

    `measured` holds values for the whole period, of the ways other than the survey; `survey` how
    many answered 1, 2, 3, 4 and 5 to each question of client satisfaction, and `survey_n` how many
    clients answered at least one of them.
    """

    assessments: tuple[Assessment, ...] = ()
    measured: tuple[Measured, ...] = ()
    survey: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    survey_n: int = 0
    convictions: tuple[Conviction, ...] = ()
    applicability: tuple[Applicability, ...] = ()
    ordered_relocation: bool = False


@dataclass(frozen=True)
class Scores:
    """The scores of the indicators that could be assessed, the demotion, and what revokes.

    `revoked` tells that a conviction revokes the licence (the register may know of other routes).
    """

    indicators: Mapping[Indicator, Fraction]
    demotion: int = 0
    revoked: bool = False


def evidence_faults(*, evidence: Evidence, period: Period, values: Values) -> Ruling[None]:
    """Everything that makes evidence unusable, at once.

    Args:
        evidence: of one office.
        period: the evaluation period.
        values: the dated values.

    Returns:
        Granted; or refused with a reason per score out of range, per way of measuring that may not
        feed its criterion, per faulty conviction and per faulty declaration.
    """
    on = period.last
    rows: tuple[Assessment | Measured, ...] = (*evidence.assessments, *evidence.measured)
    fed = [(row.criterion, row.method) for row in rows]
    fed += [(criterion, Method.SURVEY) for criterion in evidence.survey]
    checks: list[Ruling[Any]] = [
        *(score_in_range(score=row.score, values=values, on=on) for row in rows),
        *(
            method_allowed(criterion=criterion, method=method, values=values, on=on)
            for criterion, method in fed
        ),
    ]
    for conviction in evidence.convictions:
        checks += [
            degree_known(kind=conviction.kind, degree=conviction.degree, values=values, on=on),
            demotion_recorded(conviction=conviction, values=values, on=on),
        ]
    checks.append(_left_out(evidence, period, values))
    return ruled(
        [reason for check in checks for reason in blocking(check)], rests_on=_bases(checks)
    )


def survey_measured(
    *, evidence: Evidence, period: Period, values: Values
) -> Ruling[tuple[Measured, ...]]:
    """The survey as one value per question; none where a small sample is not assessable (A-29).

    Args:
        evidence: of one office.
        period: the evaluation period.
        values: the dated values.
    """
    if not evidence.survey:
        return ruled(value=())
    sample = survey_sample(answered=evidence.survey_n, values=values, on=period.last)
    scores = {
        criterion: survey_score(answers=answers, values=values, on=period.last)
        for criterion, answers in evidence.survey.items()
    }
    kept = tuple(
        Measured(criterion, Method.SURVEY, score.value)
        for criterion, score in scores.items()
        if score.value is not None and sample.granted
    )
    return ruled(_told([sample]), kept, _bases([sample, *scores.values()]))


def office_scores(*, evidence: Evidence, period: Period, values: Values) -> Ruling[Scores]:
    """The scores of one office in a period, its demotion, and whether a conviction revokes.

    Args:
        evidence: of the office.
        period: the evaluation period; the values in force on its last day apply.
        values: the dated values.

    Returns:
        The scores, with everything that explains them; an indicator that could not be assessed has
        none. Refused where the evidence is faulty.
    """
    faults = evidence_faults(evidence=evidence, period=period, values=values)
    if not faults.granted:
        return ruled(faults.reasons, rests_on=faults.rests_on)
    survey = survey_measured(evidence=evidence, period=period, values=values)
    measured = (*evidence.measured, *(survey.value or ()))
    single, whole = _by_criterion(evidence.assessments), _by_criterion(measured)
    criteria = {
        criterion: criterion_score(
            criterion=criterion,
            assessments=single.get(criterion, ()),
            measured=whole.get(criterion, ()),
            period=period,
        )
        for criterion in CRITERIA
    }
    left_out = _left_out(evidence, period, values)
    known = _answered(criteria)
    indicators: dict[Indicator, Ruling[Fraction]] = {
        indicator: indicator_score(
            indicator=indicator,
            scores=known,
            inapplicable=left_out.value or frozenset(),
            values=values,
            on=period.last,
        )
        for indicator in Indicator
        if indicator is not Indicator.I7
    }
    convictions = evidence.convictions
    indicators[Indicator.I7] = record_score(convictions=convictions, period=period, values=values)
    lowered = demotion(convictions=convictions, period=period, values=values)
    leaves = leaves_ranking(licence_revoked=False, convictions=convictions, last_day=period.last)
    parts: list[Ruling[Any]] = [left_out, survey, *indicators.values(), lowered]
    told = [
        *(reason for one in criteria.values() if one.granted for reason in one.reasons),
        *_told(parts),
        *(leaves.reasons if leaves.granted else ()),
    ]
    scores = Scores(_answered(indicators), lowered.value or 0, leaves.granted)
    return ruled(told, scores, [*faults.rests_on, *_bases(parts)])


def _left_out(evidence: Evidence, period: Period, values: Values) -> Ruling[frozenset[str]]:
    return inapplicable(
        declared=evidence.applicability,
        ordered_relocation=evidence.ordered_relocation,
        values=values,
        on=period.last,
    )


def _by_criterion(rows: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
    kept: dict[str, tuple[Row, ...]] = {}
    for row in rows:
        kept[row.criterion] = (*kept.get(row.criterion, ()), row)
    return kept


def _answered(rulings: Mapping[K, Ruling[Fraction]]) -> dict[K, Fraction]:
    return {key: one.value for key, one in rulings.items() if one.value is not None}


def _told(rulings: Iterable[Ruling[Any]]) -> list[Reason]:
    # What refuses a part (an indicator that could not be assessed) only explains the whole.
    return [replace(reason, blocks=False) for ruling in rulings for reason in ruling.reasons]


def _bases(rulings: Iterable[Ruling[Any]]) -> list[Basis]:
    return [basis for ruling in rulings for basis in ruling.rests_on]
