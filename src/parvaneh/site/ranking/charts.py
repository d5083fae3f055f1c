"""The pictures of runs and comparisons: each title says what is found, each has its table."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.charts import (
    Caption,
    Counted,
    Figure,
    Interval,
    Swing,
    caterpillar,
    grade_counts,
    tornado,
)
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art07_grades import Band
from parvaneh.ranking.models import Run
from parvaneh.site.people import names_of
from parvaneh.site.ranking.words import NO_GRADE

MOST = msg("{share} percent of the graded offices are «{grade}», more than in any other grade")
NOBODY = msg("No office could be graded")
STRICTEST = msg(
    "{strict} scored most severely ({low} points from the mean), {mild} most mildly ({high})"
)
SEVERITY_NOTE = msg(
    "How far the scores that each gave lie from the mean of all, criteria made alike, with 95 "
    "percent."
)
MEAN_OF_ALL = msg("mean of all")
SWINGS = msg("The coefficient of «{name}» moves most: up to {count} offices change their grade")
SWINGS_NOTE = msg(
    "Offices whose grade changes when one coefficient is a quarter smaller, or a quarter larger."
)
SMALLER, LARGER = msg("a quarter smaller"), msg("a quarter larger")
MOST_DRAWN = 40
TWO = 2
BY_GRADE = msg("Offices by grade, after any demotion.")
FULL = 100
SURE = 0.9


def grades_figure(run: Run, bands: Sequence[Band]) -> Figure:
    """How many offices have which grade."""
    counts = run.facts.get("grades", {})
    graded = {band.key: counts.get(band.key, 0) for band in bands}
    whole = sum(graded.values())
    title = say(NOBODY)
    if whole:
        most = max(bands, key=lambda band: graded[band.key])
        title = say(MOST, share=_tenth(FULL * graded[most.key], whole), grade=most)
    rows = [Counted(shown(band), graded[band.key]) for band in bands]
    rows.append(Counted(say(NO_GRADE), counts.get("", 0), is_grade=False))
    return grade_counts(Caption(title, say(BY_GRADE), language_now()), rows)


def steadiness(run: Run) -> dict[str, int] | None:
    """How many offices keep their grade in at least nine draws of ten; None without draws."""
    if not run.draws:
        return None
    rows = run.office_results.exclude(firmness={}).values_list("grade", "firmness")
    known = [(grade, firm["grades"]) for grade, firm in rows if firm.get("grades")]
    sure = sum(float(chances.get(grade, 0)) >= SURE for grade, chances in known)
    return {"sure": sure, "of": len(known)} if known else None


def severity_figure(run: Run) -> Figure | None:
    """How far each inspector's scores lie from everybody's, criteria made alike."""
    rows = run.facts.get("severity", [])
    if len(rows) < TWO:
        return None
    names = names_of(one["who"] for one in rows)
    ordered = sorted(rows, key=lambda one: float(one["mean"]))
    strict, mild = ordered[0], ordered[-1]
    title = say(
        STRICTEST,
        strict=names[strict["who"]],
        low=_rounded(strict["mean"]),
        mild=names[mild["who"]],
        high=_rounded(mild["mean"]),
    )
    half = MOST_DRAWN // 2
    ends = ordered if len(ordered) <= MOST_DRAWN else [*ordered[:half], *ordered[-half:]]
    strips = [
        Interval(
            names[one["who"]],
            _rounded(one["low"]),
            _rounded(one["mean"]),
            _rounded(one["high"]),
            one["scores"],
        )
        for one in ends
    ]
    return caterpillar(Caption(title, say(SEVERITY_NOTE), language_now()), strips, say(MEAN_OF_ALL))


def swings_figure(swings: Sequence[tuple[str, int, int]]) -> Figure:
    """What a quarter more or less of each coefficient does to grades.

    Args:
        swings: name of the indicator, offices that change their grade with less, and with more.
    """
    name, less, more = max(swings, key=lambda one: max(one[1:]))
    most = max(less, more)
    caption = Caption(say(SWINGS, name=name, count=most), say(SWINGS_NOTE), language_now())
    drawn = [Swing(one, Fraction(down), Fraction(up)) for one, down, up in swings]
    return tornado(caption, drawn, (say(SMALLER), say(LARGER)))


def _rounded(number: float) -> Fraction:
    return Fraction(round(10 * float(number)), 10)


def _tenth(part: Any, whole: int) -> Fraction:
    return Fraction(round(10 * Fraction(part, whole)), 10)
