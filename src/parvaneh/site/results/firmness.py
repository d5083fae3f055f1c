"""How sure one office's place and grade are, in the words of its own page; it decides nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import number, say
from parvaneh.kit.charts import Bar, Caption, Figure, horizontal_bars
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art07_grades import Band
from parvaneh.ranking.queries.own_results import Own
from parvaneh.scoring.report.voice import Voice

PERCENT = 100
CHANCES = msg("In {share} of 100 draws of other coefficients the grade is «{grade}»")
HOW = msg("How many of 100 draws give which grade. The announced grade rests on none of them.")


@dataclass(frozen=True)
class Firm:
    """What the study says of one office; each part is None where it says nothing."""

    low: int | None
    high: int | None
    top: str
    chances: Figure | None
    answers: int | None
    mean: tuple[str, str, str] | None
    is_few: bool
    oldest: date | None
    newest: date | None
    assessments: int


def firm_of(own: Own, bands: Sequence[Band], voice: Voice) -> Firm:
    """What the run's study says of the office.

    Args:
        own: the result.
        bands: the grades of the run, the highest first.
        voice: the language.
    """
    told: Mapping[str, Any] = own.result.firmness
    places, survey = told.get("places") or {}, told.get("survey") or {}
    evidence = told.get("evidence") or {}
    return Firm(
        low=places.get("low"),
        high=places.get("high"),
        top=percent(told["top"]) if "top" in told else "",
        chances=_chances(told["grades"], bands, voice) if told.get("grades") else None,
        answers=survey.get("n"),
        mean=_ends(survey.get("mean")),
        is_few=bool(survey.get("is_few")),
        oldest=_day(evidence.get("oldest")),
        newest=_day(evidence.get("newest")),
        assessments=evidence.get("assessments", 0),
    )


def percent(chance: float) -> str:
    """A probability as a number of hundred, with one decimal."""
    return number(share_of(chance), 1)


def share_of(chance: float) -> Fraction:
    """A probability in percent, rounded to a tenth."""
    return Fraction(round(chance * PERCENT * 10), 10)


def _chances(grades: Mapping[str, float], bands: Sequence[Band], voice: Voice) -> Figure:
    most = max(grades, key=lambda key: grades[key])
    title = say(CHANCES, share=percent(grades[most]), grade=voice.grade_word(most))
    bars = [
        Bar(voice.show(band), share_of(grades[band.key]), Fraction(PERCENT))
        for band in bands
        if band.key in grades
    ]
    return horizontal_bars(Caption(title, say(HOW), language_now()), bars, in_order=True)


def _ends(mean: Sequence[float | None] | None) -> tuple[str, str, str] | None:
    if mean is None or any(one is None for one in mean):
        return None
    low, middle, high = (number(Fraction(str(one)), 1) for one in mean)
    return low, middle, high


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
