"""The pictures of runs and comparisons: each title says what is found, each has its table."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.charts import Caption, Counted, Figure, grade_counts
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art07_grades import Band
from parvaneh.ranking.models import Run
from parvaneh.site.ranking.words import NO_GRADE

MOST = msg("{share} percent of the graded offices are «{grade}», more than in any other grade")
NOBODY = msg("No office could be graded")
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


def _tenth(part: Any, whole: int) -> Fraction:
    return Fraction(round(10 * Fraction(part, whole)), 10)
