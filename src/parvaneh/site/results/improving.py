"""What would gain an office the most: lawful ways to the next grade, and other scores tried out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from parvaneh.frame.pages_environment import number, say, shown
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art08_methods import Method, method_allowed
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.scoring.gains import (
    Aim,
    Gain,
    Own,
    aim_of,
    leaving_of,
    record_points,
    shortest_way,
)
from parvaneh.site.grade_marks import Mark, mark_of
from parvaneh.site.own_result import Told, head_of
from parvaneh.site.results.reaching import Asked, asked_of
from parvaneh.site.results.simulator import asked_scores, tried

HOURS = msg("{found} of {full} hours of workshops are there; {lacking} more make the score full.")
SHARES = msg(
    "{found} of {services} services counted here; the score is full from {needed} of so many on."
)
UPTIME = msg("{up} of {due} minutes due were up; every minute due counts.")
STAFF = msg("It is computed from degrees, months of experience and days in post of the staff.")
SURVEY = msg("It is the mean of {answers} answers that clients gave.")
MISSING = msg(
    "There is no evidence now. A score above {even} would raise the total, a lower one would lower "
    "it; it is measured by: {ways}."
)
UNMEASURED = msg("There is no evidence now. It is measured by: {ways}.")
ANY_WAY = msg("any of the six ways of article 8")
ASSESSED = msg("Made of: {ways}.")
OF_WAY = msg("{way} ({score})")
CONVICTED = {
    "criminal": msg("criminal conviction of degree {degree}, final on {on}"),
    "disciplinary": msg("disciplinary conviction of degree {degree}, final on {on}"),
}


@dataclass(frozen=True)
class Way:
    """What a criterion could bring, in words, with what is possible there."""

    name: str
    url: str
    score: Fraction | None
    per_point: Fraction
    most: Fraction
    needed: Fraction | None
    possible: str


@dataclass(frozen=True)
class Convicted:
    """A conviction that costs points now, and from when on it does not."""

    name: str
    until: date
    free_from: date


@login_required
@require_safe
def result_improve(request: HttpRequest, code: str) -> HttpResponse:
    """Show what each criterion could bring; try other scores, which changes nothing."""
    asked = asked_of(request, code)
    told = asked.told
    said = {"office": asked.office, "tabs": asked.tabs("result_improve")}
    if told is None or told.side is None or not told.gains:
        return render(request, "results/none.html", said | {"draft": asked.draft})
    form = asked_scores(request.GET, told)
    changes = form.changes() if form.is_bound and form.is_valid() else {}
    said |= _said(asked, told, told.side) | {
        "form": form,
        "parts": list(form.parts(told)),
        "tried": tried(told, told.side, changes) if changes else None,
        "is_unchanged": form.is_bound and form.is_valid() and not changes,
    }
    return render(request, "results/improve.html", said)


def _said(asked: Asked, told: Told, side: Own) -> dict[str, Any]:
    aim = aim_of(side)
    way = shortest_way(side, told.gains)
    trees = _trees(told)
    ways = [_way(asked, told, one, trees) for one in told.gains if one.most]
    return {
        "v": told.voice,
        "cycle": told.own.cycle,
        "head": head_of(told),
        "aim": aim,
        "aim_mark": _mark(aim, told),
        "ways": ways,
        "way": [told.voice.criterion(one) for one in way] if way else [],
        "is_initial": told.own.result.status == RankStatus.INITIAL.value,
        "convicted": [_convicted(one.conviction, one.until, told) for one in leaving_of(side)],
        "record_points": record_points(side),
        "inapplicable": [told.voice.criterion(one) for one in sorted(side.inapplicable)],
    }


def _way(asked: Asked, told: Told, gain: Gain, trees: Mapping[str, Any]) -> Way:
    return Way(
        name=told.voice.criterion(gain.criterion),
        url=reverse("result_criterion", args=[asked.office.code, gain.criterion]),
        score=gain.score,
        per_point=gain.per_point or Fraction(0),
        most=gain.most or Fraction(0),
        needed=gain.needed,
        possible=_possible(told, gain, trees[gain.criterion]),
    )


def _possible(told: Told, gain: Gain, tree: Mapping[str, Any]) -> str:
    """What is known of how this criterion is made, as a way to do better."""
    counts: Mapping[str, Any] = next(
        (row["counts"] for row in tree["methods"] if row["newest_on"] is None), {}
    )
    if "hours" in counts:
        found, full = Fraction(counts["hours"]), counts["full_hours"]
        lacking = number(max(full - found, Fraction(0)), 1)
        return say(HOURS, found=number(found, 1), full=full, lacking=lacking)
    if "services" in counts:
        needed = ceil(Fraction(counts["full_share"]) * counts["services"])
        told_of = {"found": counts["counted"], "services": counts["services"]}
        return say(SHARES, needed=needed, **told_of)
    if "systems" in counts:
        sums = [sum(one[key] for one in counts["systems"]) for key in ("minutes_up", "minutes_due")]
        return say(UPTIME, up=sums[0], due=sums[1])
    if "answers" in counts:
        return say(SURVEY, answers=sum(counts["answers"]))
    if "staff" in counts:
        return say(STAFF)
    if gain.score is None:
        return _lacking(told, gain)
    made = [
        say(OF_WAY, way=told.voice.method(row["method"]), score=_rounded(row["score"]))
        for row in tree["methods"]
    ]
    return say(ASSESSED, ways=shown(made))


def _lacking(told: Told, gain: Gain) -> str:
    """What is said of a criterion without evidence: who may measure it, what would help."""
    ways = _methods(told, gain)
    named = say(ANY_WAY) if len(ways) == len(Method) else shown(list(map(told.voice.method, ways)))
    if gain.even is None:
        return say(UNMEASURED, ways=named)
    return say(MISSING, even=number(gain.even, 2), ways=named)


def _rounded(score: str) -> str:
    return number(Fraction(score), 2)


def _methods(told: Told, gain: Gain) -> list[Method]:
    """The ways that may measure a criterion (art. 8)."""
    on = told.own.cycle.last
    return [
        one
        for one in Method
        if method_allowed(criterion=gain.criterion, method=one, values=told.values, on=on).granted
    ]


def _trees(told: Told) -> dict[str, Mapping[str, Any]]:
    rows = (told.tree or {})["indicators"]
    return {one["criterion"]: one for row in rows for one in row["criteria"]}


def _convicted(conviction: Any, until: date, told: Told) -> Convicted:
    name = told.voice.say(
        CONVICTED[conviction.kind.value], degree=conviction.degree, on=conviction.final_on
    )
    return Convicted(name, until, until + timedelta(days=1))


def _mark(aim: Aim | None, told: Told) -> Mark | None:
    return mark_of(aim.band.key, told.bands) if aim else None
