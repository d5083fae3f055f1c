"""The honour list: the offices with the highest scores of the last ranking (article 14)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvaneh.editions.models import ListedOffice
from parvaneh.editions.queries import edition_now, offices_at_the_top, register_now
from parvaneh.kit.clock import day_of, now_utc
from parvaneh.kit.places import BY_KEY
from parvaneh.law.directive_1404.art14_honours import HONOURED
from parvaneh.law.values import NoValueInForce, value_at, whole
from parvaneh.ranking.models import Honour
from parvaneh.ranking.queries.announcements import honoured_last
from parvaneh.registry.queries import values_in_force
from parvaneh.site.public.words import now_of, offices_shown


@require_safe
def honours(request: HttpRequest) -> HttpResponse:
    """Show the offices that article 14 asks to be honoured, as far as a ranking says it."""
    at = now_utc()
    try:
        many = whole(value_at(values_in_force(), HONOURED, day_of(at)))
    except NoValueInForce:
        many = 0
    closed = honoured_last()
    rows = offices_at_the_top(many) if not closed else []
    said = {
        "many": many,
        "closed": [(one, _listed(one), BY_KEY.get(one.province)) for one in closed],
        "closed_on": day_of(closed[0].listed_at) if closed else None,
        "cycle": rows[0].cycle if rows else None,
        "offices": list(zip(rows, offices_shown(rows, now_of(at)), strict=True)),
        "edition": edition_now(),
    }
    return render(request, "public/honours.html", said)


def _listed(honour: Honour) -> ListedOffice | None:
    """The office in the public register; None where it is listed no more."""
    return register_now().by_code.get(honour.office.code)
