"""How grades are made: the ten indicators and their weights, the bands, the steps, the limits."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvaneh.editions.points import level_on
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.clock import day_of, now_utc
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art02_indicators import INDICATORS
from parvaneh.law.directive_1404.art03_weighting import coefficients
from parvaneh.law.directive_1404.art07_grades import bands
from parvaneh.law.directive_1404.art08_methods import METHODS
from parvaneh.law.directive_1404.art13_display import PUBLIC_LEVEL, PublicLevel
from parvaneh.law.ruling import Ruling, Status
from parvaneh.law.values import NoValueInForce, Values, value_at
from parvaneh.registry.queries import values_in_force
from parvaneh.site.grade_marks import mark_of
from parvaneh.site.points_level import level_said

STATUSES = {
    Status.ASSUMED: msg("our reading"),
    Status.PROVISIONAL: msg("provisional"),
    Status.DEMONSTRATION: msg("demonstration"),
}


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """Show how grades are made, by the values in force today."""
    on, values = day_of(now_utc()), values_in_force()
    weighed, banded = coefficients(values=values, on=on), bands(values=values, on=on)
    known = banded.value or ()
    rows = [
        (shown(term), (weighed.value or {}).get(indicator), term.cites)
        for indicator, term in INDICATORS.items()
    ]
    said = {
        "on": on,
        "indicators": rows,
        "grades": [(mark_of(one.key, known), one.lower, one.inclusive) for one in known],
        "ways": [(shown(term), term.cites) for term in METHODS.values()],
        "weights_provisional": _is_provisional(weighed),
        "bands_provisional": _is_provisional(banded),
        **_level(values, on),
    }
    return render(request, "public/method.html", said)


def _level(values: Values, on: date) -> dict[str, Any]:
    """What the public sees today, and how firmly that stands."""
    try:
        entry = value_at(values, PUBLIC_LEVEL, on)
    except NoValueInForce:
        return {"level": level_said(PublicLevel.GRADE), "level_status": ""}
    status = "" if entry.status is Status.OFFICIAL else say(STATUSES[entry.status])
    return {"level": level_said(level_on(values, on)), "level_status": status}


def _is_provisional(ruling: Ruling[Any]) -> bool:
    return any(one.status is not Status.OFFICIAL for one in ruling.rests_on)
