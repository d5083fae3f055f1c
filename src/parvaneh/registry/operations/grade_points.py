"""What each indicator brought to a total: looked through before a grade is written."""

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from parvaneh.kit.languages import msg
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art03_weighting import points_available
from parvaneh.law.directive_1404.art05_evaluation import evaluation_period
from parvaneh.law.ruling import Reason
from parvaneh.law.values import NoValueInForce, Values
from parvaneh.registry.entering import number_faults, shown
from parvaneh.registry.models.grades import INDICATOR_KEYS, TOTAL_FORM, TOTAL_LENGTH

MOST_ANSWERS = 1_000_000_000
ART_2, ART_3 = cites("D1404 2"), cites("D1404 3")

NO_INDICATOR = msg("There is no indicator {found}.")
LACKING = msg("Points are entered for all ten indicators or for none; lacking: {found}.")
NO_FRACTION = msg("{indicator}: {found} is not an exact number such as {needed}.")
BEYOND = msg("{indicator}: {found} points; it can bring from 0 to {needed}.")
NOT_THE_TOTAL = msg("The points make {found}, not the total {needed}.")
WITHOUT_TOTAL = msg("Points stand beside a total.")
NO_WEIGHTS = msg("No coefficients are in force for the ranking of {found}.")

Available = Mapping[Indicator, Fraction]


def available_in(cycle: int, values: Values) -> Available | None:
    """What each indicator could bring in the ranking of a year; None where no coefficients are.

    Args:
        cycle: the Jalali year of the ranking; the coefficients of its period's last day count.
        values: the dated values.
    """
    try:
        period = evaluation_period(year=cycle, values=values).value
        return points_available(values=values, on=period.last).value if period else None
    except NoValueInForce:
        return None


def points_faults(
    points: Mapping[str, str],
    answers: int | None,
    total: str,
    cycle: int,
    available: Available | None,
) -> list[Reason]:
    """Everything that is wrong with the points of one office.

    Args:
        points: an exact number as text by the code of its indicator; empty where none is entered.
        answers: how many clients answered the survey; None where nobody knows.
        total: as entered.
        cycle: the Jalali year of the ranking.
        available: what each indicator could bring in it.
    """
    faults = [] if answers is None else number_faults("answers", answers, 0, MOST_ANSWERS)
    if not points:
        return faults
    if available is None:
        return [*faults, Reason("points", NO_WEIGHTS, ART_3, found=cycle)]
    if not total:
        faults.append(Reason("points", WITHOUT_TOTAL, ART_3))
    faults += _key_faults(points)
    wrong = [fault for key in INDICATOR_KEYS for fault in _one_fault(key, points, available)]
    if faults or wrong or not _is_number(total):
        return [*faults, *wrong]
    found = sum(map(Fraction, points.values()), Fraction(0))
    if found != Fraction(total):
        return [Reason("points", NOT_THE_TOTAL, ART_3, found=str(found), needed=total)]
    return []


def _key_faults(points: Iterable[str]) -> list[Reason]:
    there = set(points)
    faults = [
        Reason("points", NO_INDICATOR, ART_2, found=shown(str(key)))
        for key in sorted(there - set(INDICATOR_KEYS))
    ]
    if lacking := tuple(key for key in INDICATOR_KEYS if key not in there):
        faults.append(Reason("points", LACKING, ART_2, found=lacking))
    return faults


def _one_fault(key: str, points: Mapping[str, str], available: Available) -> list[Reason]:
    if key not in points:
        return []
    text, told = points[key], {"indicator": key}
    if not _is_number(text):
        return [Reason("points", NO_FRACTION, ART_3, found=shown(text), needed="25/3", params=told)]
    most = available[Indicator(key)]
    if Fraction(text) <= most:  # the form knows no number below zero
        return []
    return [Reason("points", BEYOND, ART_3, found=text, needed=str(most), params=told)]


def _is_number(text: str) -> bool:
    return len(text) <= TOTAL_LENGTH and re.fullmatch(TOTAL_FORM, text) is not None
