"""A grade with the points of its indicators, and the level at which the public sees them."""

from datetime import date
from fractions import Fraction

from parvaneh.law.directive_1404.art13_display import PUBLIC_LEVEL
from parvaneh.ledger.acts import System
from parvaneh.registry.models import Grade, Office
from parvaneh.registry.operations import (
    Announced,
    Intended,
    grades_announce,
    value_confirm,
    value_propose,
)
from parvaneh.registry.tests.samples import AT, DOING

FIRST_DAY = date(2025, 9, 23)
LEVEL_FROM = date(2025, 9, 1)
# Figures that stand nowhere else: whoever finds one found points.
POINTS = {f"I{number}": f"{600 + 7 * number}/97" for number in range(1, 11)}
TOTAL = str(sum(map(Fraction, POINTS.values())))
TOLD = [*POINTS.values(), *(f"{float(Fraction(one)):.4f}" for one in POINTS.values())]
ON_PAGES = sorted({f"{float(Fraction(one)):.1f}" for one in POINTS.values()})


def grade_sample(office: Office, *, standing="provisional", answers=40, **other) -> Grade:
    """A grade of an office with points of all indicators, as an announcement writes it."""
    said = {"cycle": 1404, "starts_on": FIRST_DAY, "event": "cycle:1404", "source": "run:1"}
    announced = Announced(office, TOTAL, "average", 7, POINTS, answers)
    [row] = grades_announce(grades=[announced], standing=standing, **(said | other), **DOING)
    return row


def level_sample(level: str, starts_on: date = LEVEL_FROM) -> None:
    """Let the public see the results of offices at a level, from a day on."""
    value_sample(PUBLIC_LEVEL, level, starts_on)


def value_sample(key: str, content: object, starts_on: date = LEVEL_FROM) -> None:
    """A value of the law that two people approved."""
    one, other = ({"by": System(f"user:{name}"), "at": AT} for name in ("one", "other"))
    value = Intended(key, content, starts_on, "بخشنامه", "رئیس مرکز", "official")
    value_confirm(value=value_propose(value=value, **one), **other)
