"""Points of indicators in the reader's words: bars of one office, rows of several."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from parvaneh.editions.models import ListedOffice
from parvaneh.editions.points import RECORD, Points, points_of
from parvaneh.editions.queries import register_now
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.law.citation import Citation
from parvaneh.law.directive_1404.art02_indicators import INDICATORS, Indicator

FEW, UNCOUNTED = msg("blank: too few answers"), msg("blank: answers not counted")
WITHHELD = msg("not shown to the public")


@dataclass(frozen=True)
class Gained:
    """An indicator of an office: `gained` is None where it is blank, for the reason in `blank`."""

    key: Indicator
    name: str
    gained: Fraction | None
    available: Fraction
    answers: int | None
    blank: str
    cites: tuple[Citation, ...]
    median: Fraction | None = None

    @property
    def share(self) -> Fraction:
        """How much of what it can bring it brought, from 0 to 1."""
        return (self.gained or Fraction(0)) / self.available if self.available else Fraction(0)


def bars_of(row: ListedOffice) -> list[Gained]:
    """The indicators of an office, the best first and the blank ones last."""
    medians = register_now().medians_in(row.province) if row.indicators else {}
    found = [_said(one, medians.get(one.indicator)) for one in points_of(row.indicators)]
    return sorted(found, key=lambda one: (one.gained is None, -one.share))


def indicators_compared(rows: Sequence[ListedOffice]) -> list[tuple[str, list[Gained | None]]]:
    """A row for each indicator with that of each office; none where no office has any."""
    known = [{one.indicator: _said(one, None) for one in points_of(row.indicators)} for row in rows]
    if not any(known):
        return []
    return [(shown(term), [one.get(key) for one in known]) for key, term in INDICATORS.items()]


def _said(one: Points, median: Fraction | None) -> Gained:
    term = INDICATORS[one.indicator]
    points = (one.gained, one.available, one.answers)
    return Gained(one.indicator, shown(term), *points, _blank(one), term.cites, median)


def _blank(one: Points) -> str:
    if not one.blank:
        return ""
    if one.blank == RECORD:
        return say(WITHHELD)
    return say(UNCOUNTED if one.answers is None else FEW)
