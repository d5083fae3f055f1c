"""Article 13: wherever an online service lists offices, each office's grade is shown.

An office that no ranking could grade shows the grade it had, or the initial one (A-28). A suspended
office is not offered where a service is chosen; the register shows it as suspended, with its grade
(A-43). A grade is shown with the ranking it comes from and the day it holds from.

The article orders the grade and is silent on what else people see of a result: a dated value says
it. At the level between grade and all the points of the record (I7) stay away as its items do:
the deductions are known, so the points would tell the convictions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art04_survey import SURVEY, SURVEY_MINIMUM
from parvaneh.law.directive_1404.art06_grade_in_force import Evaluated, Held, grade_in_force
from parvaneh.law.ruling import Reason, Ruling, granted, msg, ruled
from parvaneh.law.values import Values, basis, choice, sequence, value_at, whole

ART_13 = cites("D1404 13")
CITES = {
    "listing": ART_13,
    "listing_complete": ART_13,
    "public_level": ART_13,
    "points_public": cites("D1404 13", "D1404 4(2)", "D1404 4(7)"),
    "open_data_terms": ART_13,
}

PUBLIC_LEVEL = "D1404.13.public_level"
OPEN_DATA_TERMS = "D1404.13.open_data_terms"

REVOKED = msg("The licence of this office is revoked: it is not listed.")
SUSPENDED = msg("Suspended until {found}: shown with its grade, not offered for services.")
GRADE_MISSING = msg("{found} is listed without its grade.")
GRADE_ONLY = msg("The public sees the grade; the points of indicators are not shown.")
RECORD = msg("The points of the record are not shown: they would tell the convictions.")
FEW_ANSWERS = msg("Left blank: {found} clients answered, fewer than {needed}.")
NO_ANSWERS = msg("Left blank: how many clients answered is not known.")


class PublicLevel(StrEnum):
    """How much of an office's result the public sees."""

    GRADE = "grade"
    INDICATORS = "indicators"
    ALL = "all"


@dataclass(frozen=True)
class Listing:
    """What a list of offices shows of one of them; `offered` where a service may be chosen."""

    held: Held
    offered: bool
    suspended_until: date | None = None


def listing(
    *,
    evaluations: tuple[Evaluated, ...],
    values: Values,
    on: date,
    suspended_until: date | None = None,
    revoked: bool = False,
) -> Ruling[Listing]:
    """What is shown of an office on a day.

    Args:
        evaluations: what the announced evaluations made of it.
        values: the dated values (`D1404.6.initial_grade`).
        on: the day.
        suspended_until: last day of a suspension, None without one.
        revoked: whether its licence is revoked.

    Returns:
        Its grade and whether it is offered; refused where the licence is revoked.
    """
    if revoked:
        return ruled([Reason("revoked", REVOKED, ART_13)])
    held = grade_in_force(evaluations=evaluations, values=values, on=on)
    assert held.value is not None  # every office holds a grade, at least the initial one
    reasons = list(held.reasons)
    suspended = suspended_until is not None and on <= suspended_until
    if suspended:
        reasons.append(
            Reason(
                "suspended",
                SUSPENDED,
                ART_13,
                blocks=False,
                found=suspended_until,
                assumes=("A-43",),
            )
        )
    shown = Listing(held.value, not suspended, suspended_until if suspended else None)
    return ruled(reasons, shown, held.rests_on)


def listing_complete(*, grades: tuple[tuple[str, str], ...]) -> Ruling[None]:
    """Whether a list of offices shows a grade for each.

    Args:
        grades: each listed office with the grade shown beside it, empty where none is.
    """
    return ruled(
        Reason("grade_missing", GRADE_MISSING, ART_13, found=office)
        for office, grade in grades
        if not grade
    )


def public_level(*, values: Values, on: date) -> Ruling[PublicLevel]:
    """How much of the results the public sees on a day.

    Args:
        values: the dated values (`D1404.13.public_level`, "grade", "indicators" or "all").
        on: the day of publication.

    Raises:
        NoValueInForce: before the directive.
    """
    entry = value_at(values, PUBLIC_LEVEL, on)
    return granted(PublicLevel(choice(entry, *PublicLevel)), rests_on=[basis(entry)])


def points_public(
    *, indicator: Indicator, values: Values, on: date, answered: int | None = None
) -> Ruling[None]:
    """Whether everybody may see the points that an office gained in an indicator.

    Args:
        indicator: which of the ten.
        values: the dated values (`D1404.13.public_level`, `D1404.4.survey_minimum`).
        on: the day of publication.
        answered: how many clients answered the survey; None where nobody knows.

    Returns:
        Refused by the level; or, for client satisfaction, by too few answers.

    Raises:
        NoValueInForce: before the directive.
    """
    level = public_level(values=values, on=on)
    if level.value is PublicLevel.GRADE:
        return ruled([Reason("grade_only", GRADE_ONLY, ART_13)], rests_on=level.rests_on)
    if indicator is Indicator.I7 and level.value is not PublicLevel.ALL:
        reason = Reason("record", RECORD, cites("D1404 13", "D1404 4(7)"))
        return ruled([reason], rests_on=level.rests_on)
    if indicator is not Indicator.I2:
        return ruled(rests_on=level.rests_on)
    minimum = value_at(values, SURVEY_MINIMUM, on)
    used = (*level.rests_on, basis(minimum))
    needed = whole(minimum)
    if answered is None:
        return ruled([Reason("answers", NO_ANSWERS, SURVEY)], rests_on=used)
    if answered < needed:
        few = Reason("answers", FEW_ANSWERS, SURVEY, found=answered, needed=needed)
        return ruled([few], rests_on=used)
    return ruled(rests_on=used)


def open_data_terms(*, values: Values, on: date) -> Ruling[tuple[Mapping[str, Any], ...]]:
    """On what terms the register's files may be used again: sentences, each in both languages.

    Args:
        values: the dated values (`D1404.13.open_data_terms`, rows of `fa` and `en`).
        on: the day of publication.

    Raises:
        NoValueInForce: before the directive.
    """
    entry = value_at(values, OPEN_DATA_TERMS, on)
    return granted(sequence(entry), rests_on=[basis(entry)])
