"""A grade as pages show it: its word and its tiles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from parvaneh.frame.pages_environment import shown
from parvaneh.law.directive_1404 import art06_grade_in_force, art07_grades
from parvaneh.law.values import NoValueInForce, Values


@dataclass(frozen=True)
class Mark:
    """A grade: its word, its tiles from the top (1), of how many."""

    word: str
    place: int
    of: int


def bands_on(values: Values, on: date) -> tuple[art07_grades.Band, ...]:
    """The grades from the highest; none before the directive."""
    try:
        return art07_grades.bands(values=values, on=on).value or ()
    except NoValueInForce:
        return ()


def initial_on(values: Values, on: date) -> str:
    """The key of the grade of offices that no ranking has graded; empty before the directive."""
    try:
        return art06_grade_in_force.initial_grade(values=values, on=on).value or ""
    except NoValueInForce:
        return ""


def mark_of(key: str, bands: Sequence[art07_grades.Band]) -> Mark:
    """The word and tiles of a grade; a key that no band has keeps its key and the last place."""
    for place, band in enumerate(bands, 1):
        if band.key == key:
            return Mark(shown(band), place, len(bands))
    return Mark(key, max(len(bands), 1), max(len(bands), 1))
