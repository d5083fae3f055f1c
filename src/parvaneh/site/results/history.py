"""The years of an office: its totals, what moved between two rankings, every version of a grade."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import number, say, shown
from parvaneh.kit.charts import Bar, Caption, Figure, Mover, horizontal_bars, slope
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art02_indicators import INDICATORS
from parvaneh.law.values import Values
from parvaneh.registry.models import Grade
from parvaneh.registry.queries import values_in_force
from parvaneh.registry.queries.grades import history_of
from parvaneh.site.grade_marks import bands_on, mark_of
from parvaneh.site.own_result import standing_said
from parvaneh.site.results.reaching import asked_of

TWO = 2
ROSE = msg("The score rose from {before} to {after} between {first} and {last}.")
FELL = msg("The score fell from {before} to {after} between {first} and {last}.")
STAYED = msg("The score of {last} is that of {first}: {after}.")
ONE = msg("The score of {last} is {after} of 100.")
HOW = msg("Bars begin at zero; the full length is 100 points.")
MOVED = msg("«{name}» moved most: from {before} to {after} points of the total")
NOTHING_MOVED = msg("No indicator brought more or fewer points than the year before")
SLOPES = msg(
    "What each indicator brought to the total in two rankings. If coefficients changed between "
    "them, that is in it too."
)


@login_required
@require_safe
def result_history(request: HttpRequest, code: str) -> HttpResponse:
    """Show the rankings of an office over the years."""
    asked = asked_of(request, code)
    rows = list(history_of(asked.office))
    said = {
        "office": asked.office,
        "tabs": asked.tabs("result_history"),
        "rows": _versions(rows, values_in_force()),
        "totals": totals_chart(rows),
        "moved": moved_chart(rows),
    }
    return render(request, "results/history.html", said)


def totals_chart(rows: Sequence[Grade]) -> Figure | None:
    """Totals over the years as bars in their order; the title says what they show."""
    last: dict[int, Fraction] = {one.cycle: Fraction(one.total) for one in rows if one.total}
    if not last:
        return None
    years = sorted(last)
    before, after = last[years[0]], last[years[-1]]
    told = {
        "before": number(before, 1),
        "after": number(after, 1),
        "first": years[0],
        "last": years[-1],
    }
    title = ONE if len(years) == 1 else STAYED
    if before != after:
        title = ROSE if after > before else FELL
    caption = Caption(say(title, **told), say(HOW), language_now())
    return horizontal_bars(caption, [Bar(shown(year), last[year]) for year in years], in_order=True)


def moved_chart(rows: Sequence[Grade]) -> Figure | None:
    """What each indicator brought in the last two rankings; None where one of them does not say."""
    said = {one.cycle: one.points for one in rows if one.points}
    years = sorted(said)[-TWO:]
    if len(years) < TWO:
        return None
    first, last = (said[year] for year in years)
    movers = [
        Mover(shown(term), Fraction(first[key.value]), Fraction(last[key.value]))
        for key, term in INDICATORS.items()
        if key.value in first and key.value in last
    ]
    most = max(movers, key=lambda one: abs(one.after - one.before))
    title = say(NOTHING_MOVED)
    if most.after != most.before:
        moved = {"before": number(most.before, 2), "after": number(most.after, 2)}
        title = say(MOVED, name=most.label, **moved)
    caption = Caption(title, say(SLOPES), language_now())
    return slope(caption, movers, (shown(years[0]), shown(years[1])))


def _versions(rows: Sequence[Grade], values: Values) -> list[dict[str, Any]]:
    """Every version that was in force, the newest first."""
    return [
        {
            "row": one,
            "mark": mark_of(one.grade, bands_on(values, one.starts_on)) if one.grade else None,
            "total": Fraction(one.total) if one.total else None,
            "standing": standing_said(one.standing),
        }
        for one in reversed(rows)
    ]
