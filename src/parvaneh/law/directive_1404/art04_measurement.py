"""Article 4: from assessments to the score of a criterion, from criteria to that of an indicator.

A criterion is the mean over its ways of measuring; an indicator the weighted mean of the criteria
that apply and could be assessed. Nothing is guessed: what was not assessed is named, its weight is
shared among the rest (A-28), and an indicator with nothing assessable has no score.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art02_indicators import INDICATORS, Indicator
from parvaneh.law.directive_1404.art04_criteria import CRITERIA, criteria_of, criterion_weights
from parvaneh.law.directive_1404.art05_evaluation import Period, is_within
from parvaneh.law.directive_1404.art08_methods import METHODS, Method
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import Values, basis, choice, value_at

ART_4 = cites("D1404 4")
CITES = {
    "criterion_score": cites("D1404 4", "D1404 8"),
    "indicator_score": ART_4,
}

MISSING_CRITERION = "D1404.4.missing_criterion"
SHARE, ZERO = "share", "zero"

NO_EVIDENCE = msg("No evidence in the period: {found}.")
REPLACED = msg("One value for the whole period takes the place of single assessments: {found}.")
MISSING_SHARED = msg("Not assessed; its weight is shared among the rest: {found}.")
MISSING_ZERO = msg("Not assessed; by policy it counts as zero: {found}.")
EVIDENCE_IGNORED = msg("Evidence ignored, for this does not apply to the office: {found}.")
NOTHING_ASSESSABLE = msg("Nothing could be assessed: {found}.")


@dataclass(frozen=True)
class Assessment:
    """One assessment of one criterion: the way of measuring, the score, the day."""

    criterion: str
    method: Method
    score: Fraction
    assessed_on: date


@dataclass(frozen=True)
class Measured:
    """One value of one criterion for the whole period, such as the mean of a survey."""

    criterion: str
    method: Method
    score: Fraction


def criterion_score(
    *,
    criterion: str,
    assessments: tuple[Assessment, ...],
    measured: tuple[Measured, ...],
    period: Period,
) -> Ruling[Fraction]:
    """The score of a criterion: the mean over ways of measuring of each way's newest assessment.

    Args:
        criterion: the code; rows of other criteria are passed over.
        assessments: single assessments; those outside the period are passed over, several on the
            newest day are averaged.
        measured: values for the whole period; such a value takes the place of its way's single
            assessments.
        period: the evaluation period.

    Returns:
        The score, exact; refused where there is no evidence.
    """
    inside = [
        one
        for one in assessments
        if one.criterion == criterion and is_within(period, one.assessed_on)
    ]
    whole_period = [one for one in measured if one.criterion == criterion]
    replaced = {one.method for one in inside} & {one.method for one in whole_period}
    reasons = [
        Reason("replaced", REPLACED, ART_4, blocks=False, found=METHODS[method])
        for method in sorted(replaced)
    ]
    scores = [_mean(_of_method(whole_period, method)) for method in _methods(whole_period)]
    scores += [
        _mean(_newest(inside, method)) for method in _methods(inside) if method not in replaced
    ]
    if not scores:
        return ruled([Reason("no_evidence", NO_EVIDENCE, ART_4, found=CRITERIA[criterion])])
    return ruled(reasons, _mean(scores))


def indicator_score(
    *,
    indicator: Indicator,
    scores: Mapping[str, Fraction],
    inapplicable: frozenset[str],
    values: Values,
    on: date,
) -> Ruling[Fraction]:
    """The score of an indicator: the weighted mean of its criteria that apply and were assessed.

    Args:
        indicator: which one; not I7, which is computed from the record.
        scores: the scores of the criteria that could be assessed; of other indicators too.
        inapplicable: criteria that do not apply to the office; evidence for them is ignored.
        values: the dated values (`D1404.4.criterion_weights`; `D1404.4.missing_criterion`, "share"
            or "zero").
        on: last day of the evaluation period.

    Returns:
        The score, exact; refused where nothing is assessable, whatever the policy on missing
        criteria: that policy is about one criterion among others.
    """
    weighing = criterion_weights(values=values, on=on)
    policy = value_at(values, MISSING_CRITERION, on)
    used = [*weighing.rests_on, basis(policy)]
    shared = choice(policy, SHARE, ZERO) == SHARE
    criteria = criteria_of(indicator=indicator)
    applying = [code for code in criteria if code not in inapplicable]
    assessed = [code for code in applying if code in scores]
    missing = [code for code in applying if code not in scores]
    reasons = [
        Reason("evidence_ignored", EVIDENCE_IGNORED, CRITERIA[code].cites, False, CRITERIA[code])
        for code in criteria
        if code in inapplicable and code in scores
    ]
    reasons += [_missing(code, shared=shared) for code in missing]
    weights = weighing.value or {}
    total = sum(weights[code] for code in (assessed if shared else applying))
    if not assessed or not total:
        reasons.append(
            Reason(
                "nothing_assessable",
                NOTHING_ASSESSABLE,
                ART_4,
                found=INDICATORS[indicator],
                assumes=("A-28",),
            )
        )
        return ruled(reasons, rests_on=used)
    return ruled(reasons, sum(weights[code] * scores[code] for code in assessed) / total, used)


def _missing(code: str, *, shared: bool) -> Reason:
    message = MISSING_SHARED if shared else MISSING_ZERO
    term = CRITERIA[code]
    return Reason(
        "missing_criterion", message, term.cites, blocks=False, found=term, assumes=("A-28",)
    )


def _methods(rows: Iterable[Assessment | Measured]) -> list[Method]:
    return sorted({row.method for row in rows})


def _of_method(rows: Iterable[Measured], method: Method) -> list[Fraction]:
    return [row.score for row in rows if row.method is method]


def _newest(rows: Iterable[Assessment], method: Method) -> list[Fraction]:
    of_method = [row for row in rows if row.method is method]
    newest = max(row.assessed_on for row in of_method)
    return [row.score for row in of_method if row.assessed_on == newest]


def _mean(scores: list[Fraction]) -> Fraction:
    return sum(scores, Fraction(0)) / len(scores)
