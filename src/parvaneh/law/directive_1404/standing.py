"""One office in a ranking: from its ten scores to its total, grade and status.

Each office has one status: revoked, ungraded, suspended, initial or active, the first that fits.
A suspended office is graded; an office that had no full period has the initial grade, suspended or
not (A-19). A demotion comes after the grade. It is the exact reference: whatever computes faster
must agree with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art03_weighting import weighted_total
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.directive_1404.art06_grade_in_force import holds_initial_grade, initial_grade
from parvaneh.law.directive_1404.art07_grades import demoted, grade_of
from parvaneh.law.directive_1404.evaluated import Scores
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import Values

CITES = {"standing_of": cites("D1404 3", "D1404 4(7)", "D1404 6 n.1", "D1404 7")}

LEFT = msg("The office left the ranking: its licence is revoked.")


class Licence(StrEnum):
    """What the register says of an office's licence on the last day of the period."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


class RankStatus(StrEnum):
    """How an office stands in a ranking; the first that fits, in this order."""

    REVOKED = "revoked"
    UNGRADED = "ungraded"
    SUSPENDED = "suspended"
    INITIAL = "initial"
    ACTIVE = "active"


@dataclass(frozen=True)
class Office:
    """An office with its scores, as it enters a ranking."""

    code: str
    province: str
    licensed_on: date
    scores: Scores
    licence: Licence = Licence.ACTIVE


@dataclass(frozen=True)
class Standing:
    """What a ranking makes of an office; `demoted_by` counts the grades really lost."""

    code: str
    province: str
    status: RankStatus
    indicators: Mapping[Indicator, Fraction]
    total: Fraction | None = None
    grade: str | None = None
    demoted_by: int = 0
    place: int | None = None
    province_place: int | None = None


def standing_of(*, office: Office, period: Period, values: Values) -> Ruling[Standing]:
    """The total, grade and status of one office, without its place.

    Args:
        office: with its scores.
        period: the evaluation period; the values in force on its last day apply.
        values: the dated values.

    Returns:
        The standing; refused where the tables or scores are faulty.
    """
    on = period.last
    scores = office.scores
    standing = Standing(office.code, office.province, RankStatus.REVOKED, {})
    if office.licence is Licence.REVOKED or scores.revoked:
        left = Reason("revoked", LEFT, CITES["standing_of"], blocks=False, assumes=("A-08",))
        return ruled([left], standing)
    total = weighted_total(scores=scores.indicators, values=values, on=on)
    if len(scores.indicators) < len(Indicator):
        told = [replace(reason, blocks=False) for reason in total.reasons]
        ungraded = replace(standing, status=RankStatus.UNGRADED, indicators=scores.indicators)
        return ruled(told, ungraded, total.rests_on)
    if total.value is None:
        return ruled(total.reasons, rests_on=total.rests_on)
    new = holds_initial_grade(licensed_on=office.licensed_on, period=period, values=values)
    grade = initial_grade(values=values, on=on) if new.granted else _band(total.value, values, on)
    reasons = [*total.reasons, *(new.reasons if new.granted else ()), *grade.reasons]
    used = [*total.rests_on, *new.rests_on, *grade.rests_on]
    if grade.value is None:
        return ruled(reasons, rests_on=used)
    lowered = demoted(grade=grade.value, by=scores.demotion, values=values, on=on)
    reasons += lowered.reasons
    used += lowered.rests_on
    if lowered.value is None:
        return ruled(reasons, rests_on=used)
    graded = Standing(
        office.code,
        office.province,
        _status(office.licence, initial=new.granted),
        scores.indicators,
        total.value,
        lowered.value.grade,
        lowered.value.lost,
    )
    return ruled(reasons, graded, used)


def _band(total: Fraction, values: Values, on: date) -> Ruling[str]:
    band = grade_of(total=total, values=values, on=on)
    return ruled(band.reasons, band.value.key if band.value else None, band.rests_on)


def _status(licence: Licence, *, initial: bool) -> RankStatus:
    if licence is Licence.SUSPENDED:
        return RankStatus.SUSPENDED
    return RankStatus.INITIAL if initial else RankStatus.ACTIVE
