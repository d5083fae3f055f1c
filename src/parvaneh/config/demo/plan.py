"""What a demonstration is made of: how much, from which chance, in which state, on which day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from parvaneh.kit.clock import day_of
from parvaneh.law import jalali
from parvaneh.law.directive_1404.art05_evaluation import Period, evaluation_period
from parvaneh.law.directive_1404.art06_grade_in_force import DUE
from parvaneh.law.values import NoValueInForce, shipped_values

YEARS = 3  # of history
ANNOUNCED = (6, 25)  # month and day on which generated rankings are announced, before the last day
DAY = timedelta(days=1)


class Size(StrEnum):
    """How much: a country, a handful for pages, the least for tests."""

    FULL = "full"
    SMALL = "small"
    TINY = "tiny"


class Standing(StrEnum):
    """Whether the first ranking has been announced."""

    RANKED = "ranked"
    BEFORE_FIRST_RANKING = "before-first-ranking"


@dataclass(frozen=True)
class Volume:
    """How many offices and cases, which Kanoons, and whether every office has full evidence."""

    offices: int
    cases: int
    kanoons: tuple[str, ...]
    evidence_years: int


MOST_KANOONS = ("23", "10", "09", "07", "06", "03", "02", "05", "08", "01")
VOLUMES = {
    Size.FULL: Volume(2_000, 300, MOST_KANOONS, YEARS),
    Size.SMALL: Volume(42, 30, MOST_KANOONS[:3], 2),
    Size.TINY: Volume(20, 8, MOST_KANOONS[:1], 2),
}


@dataclass(frozen=True)
class Plan:
    """Everything that decides what is made: equal plans make equal content."""

    seed: int
    size: Size
    standing: Standing
    at: datetime

    @property
    def volume(self) -> Volume:
        """How much."""
        return VOLUMES[self.size]

    @property
    def today(self) -> date:
        """The day on which everything is made."""
        return day_of(self.at)

    @property
    def year(self) -> int:
        """Today's Jalali year."""
        return jalali.parts(self.today)[0]

    @property
    def past(self) -> date:
        """The first day of the history that is told."""
        return jalali.months_later(self.today, -12 * YEARS)


@dataclass(frozen=True)
class Cycle:
    """A yearly ranking: its year, the period that it covers, the day of its announcement."""

    year: int
    period: Period
    announced_on: date


def cycles_of(plan: Plan) -> list[Cycle]:
    """The rankings that the directive has known until today, the first one first.

    The directive of 1404 ranks from its own year on; what lies before is no ranking.
    """
    first = jalali.parts(shipped_values().histories[DUE][0].start)[0]
    years = range(first, plan.year + 1)
    found = [_cycle(year) for year in years]
    return [one for one in found if one.announced_on <= plan.today][-YEARS:]


def periods_of(plan: Plan) -> list[Period]:
    """The periods for which evidence is there: of each ranking, and the one that runs."""
    years = [one.year for one in cycles_of(plan)]
    following = (years[-1] if years else plan.year) + 1
    found = [_period(year) for year in (*years, following)]
    begun = [one for one in found if one is not None and one.first < plan.today]
    return begun[-plan.volume.evidence_years :]


def _cycle(year: int) -> Cycle:
    period = _period(year)
    assert period is not None  # a year that is ranked has a period
    return Cycle(year, period, jalali.jalali(year, *ANNOUNCED))


def _period(year: int) -> Period | None:
    try:
        return evaluation_period(year=year, values=shipped_values()).value
    except NoValueInForce:
        return None
