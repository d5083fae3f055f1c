"""Points of the indicators as everybody may see them: what is said, what stays blank and why.

What the level of the day does not allow is not copied from the registry; so it is in no page, no
answer and no file.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from statistics import median
from typing import Any

from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art13_display import PublicLevel, points_public, public_level
from parvaneh.law.ruling import Ruling, blocking
from parvaneh.law.values import NoValueInForce, Values
from parvaneh.registry.models import Grade
from parvaneh.registry.operations.grade_points import available_in

PLACES = 4  # decimals of points in files and answers; the exact number stands beside them
BY_ANSWERS = frozenset({Indicator.I2})  # measured by the survey alone (D1404 4(2))
RECORD = "record"
ENOUGH = 5  # offices, for a median to say something


@dataclass(frozen=True)
class Points:
    """What an indicator brought to the total of an office.

    `gained` is None where it stays blank; then `blank` is the key of the reason: "answers" or
    "record". `answers` is how many clients answered, None where no survey measures it.
    """

    indicator: Indicator
    gained: Fraction | None
    available: Fraction
    answers: int | None
    blank: str


def level_on(values: Values, on: date) -> PublicLevel:
    """What the public sees on a day; before the directive the grade and nothing else."""
    try:
        return public_level(values=values, on=on).value or PublicLevel.GRADE
    except NoValueInForce:
        return PublicLevel.GRADE


class Public:
    """Points of grades as the level of a day lets them be seen."""

    def __init__(self, values: Values, on: date) -> None:
        """Read the level once.

        Args:
            values: the dated values.
            on: the day of publication.
        """
        self.level = level_on(values, on)
        self._may = cache(lambda one, answered: _may(one, answered, values, on))
        self._available = cache(lambda cycle: available_in(cycle, values))

    def said(self, grade: Grade) -> list[list[Any]]:
        """Rows for `ListedOffice.indicators`; none where none was entered or none is allowed."""
        available = self._available(grade.cycle)
        if self.level is PublicLevel.GRADE or not grade.points or available is None:
            return []
        return [self._row(one, grade, available[one]) for one in Indicator]

    def _row(self, one: Indicator, grade: Grade, available: Fraction) -> list[Any]:
        answers = grade.answers if one in BY_ANSWERS else None
        may = self._may(one, answers)
        gained = grade.points[one.value] if may.granted else None
        blank = "" if may.granted else blocking(may)[0].key
        return [one.value, gained, str(available), answers, blank]


def _may(one: Indicator, answers: int | None, values: Values, on: date) -> Ruling[None]:
    return points_public(indicator=one, values=values, on=on, answered=answers)


def points_of(rows: Iterable[Sequence[Any]]) -> list[Points]:
    """The points that a listed office says, in the order of article 2."""
    return [
        Points(
            Indicator(key),
            None if gained is None else Fraction(gained),
            Fraction(available),
            answers,
            blank,
        )
        for key, gained, available, answers, blank in rows
    ]


def medians_of(offices: Iterable[Iterable[Sequence[Any]]]) -> dict[Indicator, Fraction]:
    """The median of what the offices gained in each indicator, where enough of them say it.

    Args:
        offices: `ListedOffice.indicators` of each.
    """
    found: defaultdict[Indicator, list[Fraction]] = defaultdict(list)
    for rows in offices:
        for one in points_of(rows):
            if one.gained is not None:
                found[one.indicator].append(one.gained)
    return {key: median(gained) for key, gained in found.items() if len(gained) >= ENOUGH}


def rounded(value: Fraction) -> str:
    """A number from zero up with four decimals."""
    whole, rest = divmod(round(value * 10**PLACES), 10**PLACES)
    return f"{whole}.{rest:0{PLACES}}"
