"""The days that generated evidence is spread over, a little beyond the period on both sides."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from parvaneh.kit.holidays import official_calendar
from parvaneh.law import jalali
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.judicial_calendar import Off, Weekday, weekday

EPOCH = date(1970, 1, 1).toordinal()
BEFORE, AFTER = 45, 30
FRIDAY_WORK, THURSDAY_WORK, HOLIDAY_WORK = 0.0, 0.55, 0.0
OUTSIDE_WORK = 0.25


@dataclass(frozen=True, eq=False)
class Days:
    """Consecutive days: proleptic ordinals, how much is done on each, and which are in the period.

    `work` is 1 on a full working day, less on Thursdays, 0 on Fridays and holidays.
    """

    ordinals: NDArray[np.int32]
    work: NDArray[np.float64]
    inside: NDArray[np.bool_]

    def rows(self, total: int) -> NDArray[np.int64]:
        """Where each day's rows end when so many rows are spread by work, less outside."""
        weight = self.work * np.where(self.inside, 1.0, OUTSIDE_WORK)
        return np.asarray(np.rint(np.cumsum(weight) / weight.sum() * total), dtype=np.int64)


def days_around(period: Period) -> Days:
    """The days of a period and some before and after it.

    Source: holidays as the official calendar of `kit.holidays` has them.
    """
    first, last = period.first - timedelta(BEFORE), period.last + timedelta(AFTER)
    all_days = [first + timedelta(at) for at in range((last - first).days + 1)]
    closed = _holidays({jalali.parts(on)[0] for on in (first, last)})
    work = [HOLIDAY_WORK if on in closed else _work(on) for on in all_days]
    return Days(
        np.array([on.toordinal() for on in all_days], dtype=np.int32),
        np.array(work),
        np.array([period.first <= on <= period.last for on in all_days]),
    )


def _work(on: date) -> float:
    return {Weekday.FRIDAY: FRIDAY_WORK, Weekday.THURSDAY: THURSDAY_WORK}.get(weekday(on), 1.0)


def _holidays(years: set[int]) -> set[date]:
    listed = official_calendar(range(min(years), max(years) + 1)).days
    return {on for on, names in listed.items() if any(one.kind is Off.HOLIDAY for one in names)}
