"""How firm a listed office's grade is, as far as the public level lets everybody see it.

The level «grade» shows no figure of what lies behind a grade; above it, how many draws give the
grade and where the place lies, and of the survey what few answers do not forbid.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from parvaneh.editions.models import ListedOffice
from parvaneh.editions.points import level_on
from parvaneh.frame.pages_environment import number
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art13_display import PublicLevel, points_public
from parvaneh.law.values import Values
from parvaneh.ranking.models import Result

PERCENT, TENTHS = 100, 10


@dataclass(frozen=True)
class PublicFirmness:
    """What everybody may see; `answers` and `mean` are None where the survey stays blank."""

    share: str
    low: int
    high: int
    answers: int | None
    mean: tuple[str, str, str] | None


def public_firmness(row: ListedOffice, values: Values, on: date) -> PublicFirmness | None:
    """How firm the grade of a listed office is; None where the level or the run says nothing.

    Args:
        row: the office as the edition lists it.
        values: the dated values, of which one is the public level.
        on: the day on which it is read.
    """
    if level_on(values, on) is PublicLevel.GRADE or row.cycle is None:
        return None
    rows = Result.objects.filter(
        office__code=row.code,
        run__announcements__announced_at__isnull=False,
        run__cycle__year=row.cycle,
        run__cycle__extraordinary=False,
    )
    told = rows.values_list("firmness", "grade").first()
    if told is None or told[1] != row.grade or not told[0].get("grades"):
        return None
    firm, places = told[0], told[0]["places"]
    survey = firm.get("survey") or {}
    answered = survey.get("n")
    may = points_public(indicator=Indicator.I2, values=values, on=on, answered=answered).granted
    return PublicFirmness(
        _tenth(firm["grades"].get(row.grade, 0.0) * PERCENT),
        places["low"],
        places["high"],
        answered if may else None,
        _ends(survey.get("mean")) if may else None,
    )


def _ends(mean: list[float | None] | None) -> tuple[str, str, str] | None:
    if mean is None or None in mean:
        return None
    low, middle, high = (_tenth(one or 0.0) for one in mean)
    return low, middle, high


def _tenth(value: float) -> str:
    return number(Fraction(round(value * TENTHS), TENTHS), 1)
