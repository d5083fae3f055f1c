"""The pictures of a report, each with a title that states what it shows and a table behind it."""

from collections.abc import Sequence
from fractions import Fraction

from parvaneh.kit.charts import (
    Band,
    Caption,
    Counted,
    Figure,
    Interval,
    Mover,
    bins_of,
    grade_counts,
    histogram_with_bands,
    province_comparison,
    slope,
    transition_matrix,
)
from parvaneh.kit.languages import msg
from parvaneh.kit.text import decimal_text
from parvaneh.law.directive_1404.art07_grades import Band as LawBand
from parvaneh.scoring.compare import Comparison, Move
from parvaneh.scoring.report.facts import Facts, ProvinceFacts
from parvaneh.scoring.report.voice import Voice

BIN_WIDTH = 5
SLOPES = 12  # more lines than these cross one another beyond reading
NO_GRADE = msg("no grade")


def totals(facts: Facts, voice: Voice) -> Figure:
    """All totals, with the bands they fall in."""
    average = _rounded(facts.ranking.average, 1)
    title = voice.say(
        msg("The mean total of the {offices} offices with a place is {average}: «{grade}»"),
        offices=len(facts.placed),
        average=average,
        grade=_band_name(facts, facts.ranking.average_grade),
    )
    if average is None:
        title = voice.say(msg("No office has a place, so there is no total to show"))
    note = voice.say(
        msg("Offices by total score in steps of {width}; dashed lines are the bounds of grades."),
        width=BIN_WIDTH,
    )
    bands = [Band(voice.show(band), band.lower) for band in facts.bands]
    caption = Caption(title, note, voice.language)
    return histogram_with_bands(caption, bins_of(facts.totals, BIN_WIDTH), bands)


def grades(facts: Facts, voice: Voice) -> Figure:
    """How many offices have which grade after demotion."""
    counts = facts.grades
    graded = {band.key: counts[band.key] for band in facts.bands}
    most = max(graded, key=lambda key: graded[key])
    title = voice.say(
        msg("{share} percent of the graded offices are «{grade}», more than in any other grade"),
        share=voice.share(graded[most], sum(graded.values())),
        grade=_band_name(facts, most),
    )
    if not any(graded.values()):
        title = voice.say(msg("No office could be graded"))
    rows = [Counted(voice.show(band), counts[band.key]) for band in facts.bands]
    rows.append(Counted(voice.word(NO_GRADE), counts[""], is_grade=False))
    note = voice.say(msg("Offices by grade, after any demotion."))
    return grade_counts(Caption(title, note, voice.language), rows)


def provinces(facts: Facts, voice: Voice) -> Figure | None:
    """The provinces side by side; None where none has an office with a place."""
    strips = [_strip(one, voice) for one in facts.provinces if one.mean is not None]
    if not strips:
        return None
    best = max(strips, key=lambda strip: strip.value)
    least = min(strips, key=lambda strip: strip.value)
    title = voice.say(
        msg("The highest mean is that of {best} ({high}), the lowest that of {least} ({low})"),
        best=best.label,
        high=_rounded(best.value, 1),
        least=least.label,
        low=_rounded(least.value, 1),
    )
    if len(strips) == 1:
        title = voice.say(
            msg("The mean of {best} is {high}"), best=best.label, high=_rounded(best.value, 1)
        )
    note = voice.say(
        msg("Mean total of each province; the bar holds the middle half of its offices.")
    )
    caption = Caption(title, note, voice.language)
    return province_comparison(caption, strips, facts.ranking.average)


def transitions(comparison: Comparison, voice: Voice) -> Figure:
    """From which grade to which, the earlier in rows."""
    moved = [move.grades for move in comparison.moves if move.grades]
    title = voice.say(
        msg("{up} offices rose in grade, {down} fell, of {all} that are in both"),
        up=sum(step > 0 for step in moved),
        down=sum(step < 0 for step in moved),
        all=len(comparison.moves),
    )
    note = voice.say(msg("The earlier grade in rows, the later in columns."))
    names = {key: voice.show(band) for key, band in comparison.names.items()}
    names[""] = voice.word(NO_GRADE)
    counts: dict[tuple[str, str], int] = {}
    for (before, after), count in comparison.transitions.items():
        cell = (names.get(before, before), names.get(after, after))
        counts[cell] = counts.get(cell, 0) + count
    used = [key for key in comparison.grades if key or _any_without(comparison)]
    listed = list(dict.fromkeys(names[key] for key in used))
    return transition_matrix(Caption(title, note, voice.language), listed, counts)


def slopes(comparison: Comparison, moves: Sequence[Move], voice: Voice) -> Figure | None:
    """The totals of the offices that moved most, in both runs; None where none has both."""
    shown = [
        Mover(voice.digits(move.after.office), move.before.total, move.after.total)
        for move in moves
        if move.before.total is not None and move.after.total is not None
    ][:SLOPES]
    if not shown:
        return None
    title = voice.say(msg("The {count} totals that moved most"), count=len(shown))
    note = voice.say(msg("Lines from the earlier total to the later, by office code."))
    years = (voice.digits(comparison.before.name), voice.digits(comparison.after.name))
    return slope(Caption(title, note, voice.language), shown, years)


def _strip(one: ProvinceFacts, voice: Voice) -> Interval:
    mean, lower, upper = (value or Fraction(0) for value in (one.mean, one.lower, one.upper))
    return Interval(voice.province(one.key), lower, mean, upper, n=one.placed)


def _any_without(comparison: Comparison) -> bool:
    return any("" in cell for cell in comparison.transitions)


def _band_name(facts: Facts, key: str) -> LawBand | None:
    return next((band for band in facts.bands if band.key == key), None)


def _rounded(value: Fraction | None, places: int) -> Fraction | None:
    return None if value is None else Fraction(decimal_text(value, places))
