"""How stable these grades are, for everybody: counts of offices, and what they do not say."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvaneh.editions.points import level_on
from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import number, say, shown
from parvaneh.kit.charts import Bar, Caption, Figure, horizontal_bars
from parvaneh.kit.clock import day_of, now_utc
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art02_indicators import INDICATORS
from parvaneh.law.directive_1404.art07_grades import Band, bands
from parvaneh.ranking.queries.cycles import values_of_run
from parvaneh.ranking.queries.stability import AGES, Spread, Stability, stability_now
from parvaneh.registry.queries import values_in_force
from parvaneh.site.points_level import level_said

PERCENT = 100
KEEP = msg("{sure} of {offices} offices keep their grade in nine of ten draws or more")
KEEP_HOW = msg("Offices by how many draws of other coefficients give them the announced grade.")
SURE = msg("nine of ten draws or more")
LIKELY = msg("at least half of the draws")
OPEN = msg("fewer than half of the draws")
GRADES = msg("The grade «{grade}» is the firmest: {share} percent of its offices keep it")
GRADES_HOW = msg("Of the offices of each grade, how many keep it in nine of ten draws or more.")
HANGS = msg("Most offices hang on «{name}»: without it the places of {count} move farthest")
HANGS_HOW = msg("For how many offices the place moves farthest if an indicator is left out.")
AGE = msg("The oldest assessment of {count} offices is older than {months} months")
AGE_HOW = msg(
    "Offices by the months between their oldest assessment that counts and the period's end."
)
UP_TO = msg("up to {months} months")
BEYOND = msg("more than {months} months")


@require_safe
def stability(request: HttpRequest) -> HttpResponse:
    """Show how stable the announced grades are."""
    found = stability_now()
    level = level_said(level_on(values_in_force(), day_of(now_utc())))
    said: dict[str, Any] = {"found": found, "level": level}
    if found is not None:
        said |= _said(found)
    return render(request, "results/stability.html", said)


def _said(found: Stability) -> dict[str, Any]:
    values, on = values_of_run(found.run), found.run.cycle.last
    grades = bands(values=values, on=on).value or ()
    return {
        "year": found.run.cycle.year,
        "first": found.run.cycle.first,
        "last": on,
        "kept": number(Fraction(round(found.kept * PERCENT * 10), 10), 1),
        "keeping": _keeping(found),
        "by_grade": _by_grade(found, grades),
        "hanging": _hanging(found) if found.hangs else None,
        "ageing": _ageing(found) if any(found.ages) else None,
        "widths": _whole(found.widths),
        "answers": _whole(found.answers),
        "halves": _tenths(found.halves),
    }


def _keeping(found: Stability) -> Figure:
    counts = ((SURE, found.sure), (LIKELY, found.likely), (OPEN, found.open))
    bars = [Bar(say(words), Fraction(count), Fraction(found.offices)) for words, count in counts]
    title = say(KEEP, sure=found.sure, offices=found.offices)
    return _bars(title, KEEP_HOW, bars)


def _by_grade(found: Stability, grades: Sequence[Band]) -> Figure:
    shares = {
        band: Fraction(PERCENT * found.by_grade[band.key][0], found.by_grade[band.key][1])
        for band in grades
        if band.key in found.by_grade
    }
    firmest = max(shares, key=lambda band: shares[band])
    title = say(GRADES, grade=shown(firmest), share=number(shares[firmest], 0))
    bars = [Bar(shown(band), share, Fraction(PERCENT)) for band, share in shares.items()]
    return _bars(title, GRADES_HOW, bars)


def _hanging(found: Stability) -> Figure:
    counts = {key: found.hangs.get(key.value, 0) for key in INDICATORS}
    most = max(counts, key=lambda key: counts[key])
    title = say(HANGS, name=shown(INDICATORS[most]), count=counts[most])
    ordered = sorted(counts, key=lambda key: -counts[key])
    bars = [
        Bar(shown(INDICATORS[key]), Fraction(counts[key]), Fraction(found.offices))
        for key in ordered
    ]
    return _bars(title, HANGS_HOW, bars)


def _ageing(found: Stability) -> Figure:
    names = [*(say(UP_TO, months=end) for end in AGES), say(BEYOND, months=AGES[-1])]
    whole = Fraction(sum(found.ages))
    bars = [
        Bar(name, Fraction(count), whole) for name, count in zip(names, found.ages, strict=True)
    ]
    return _bars(say(AGE, count=found.ages[-1], months=AGES[-1]), AGE_HOW, bars)


def _bars(title: str, how: str, bars: Sequence[Bar]) -> Figure:
    return horizontal_bars(Caption(title, say(how), language_now()), bars, places=0, in_order=True)


def _whole(spread: Spread | None) -> tuple[int, int, int] | None:
    if spread is None:
        return None
    return round(spread.low), round(spread.middle), round(spread.high)


def _tenths(spread: Spread | None) -> tuple[str, str, str] | None:
    if spread is None:
        return None
    low, middle, high = (
        number(Fraction(round(one * 10), 10), 1) for one in (spread.low, spread.middle, spread.high)
    )
    return low, middle, high
