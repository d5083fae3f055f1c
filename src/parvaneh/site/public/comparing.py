"""Up to three offices beside each other."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvaneh.editions.queries import edition_now, offices_of_codes
from parvaneh.kit.clock import now_utc
from parvaneh.site.points_level import level_said
from parvaneh.site.public.access import compared
from parvaneh.site.public.points_said import indicators_compared
from parvaneh.site.public.words import now_of, offices_shown, prices_of, week_of

MOST = 3


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Show the offices that were chosen, the first three of them, in their order."""
    asked = list(dict.fromkeys(request.GET.getlist("office")))
    rows = offices_of_codes(asked[:MOST])
    edition = edition_now()
    now = now_of(now_utc())
    prices = [dict(prices_of(row)) for row in rows]
    services = sorted({name for one in prices for name in one})
    said = {
        "offices": offices_shown(rows, now),
        "weeks": [week_of(row) for row in rows],
        "services": [(name, [(name in one, one.get(name)) for one in prices]) for name in services],
        "access": compared(rows),
        "indicators": indicators_compared(rows),
        "level": level_said(edition.level) if edition else "",
        "inspected": [row.inspected_on for row in rows],
        "too_many": len(asked) > MOST,
    }
    return render(request, "public/compare.html", said)
