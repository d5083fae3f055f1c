"""The public page of an office: what anybody may know of it."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvaneh.editions.queries import edition_now, listed_office
from parvaneh.kit.clock import now_utc
from parvaneh.site.public.words import marks_on, now_of, offices_shown, prices_of, week_of


@require_safe
def office(request: HttpRequest, code: str) -> HttpResponse:
    """Show a listed office."""
    row, now = listed_office(code), now_of(now_utc())
    [shown] = offices_shown([row], now)
    marks = marks_on(now.at.date())
    held = [
        (cycle, marks.get(grade), date.fromisoformat(since), until and date.fromisoformat(until))
        for cycle, grade, _, since, until in row.held
    ]
    said = {
        "row": row,
        "office": shown,
        "week": week_of(row),
        "prices": prices_of(row),
        "held": held,
        "edition": edition_now(),
    }
    return render(request, "public/office.html", said)
