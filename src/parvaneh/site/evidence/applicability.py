"""Which criteria are not asked of which offices, and why (A-30)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from parvaneh.frame.pages_environment import shown
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.ranking.queries import exempt_of
from parvaneh.registry.models import Office
from parvaneh.site.evidence.reaching import cycle_seen, province_seen, time_left
from parvaneh.site.reader import reader_of


@login_required
@require_safe
def applicability(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """List the criteria that are not asked of offices of a province, with the reasons."""
    reader = reader_of(request)
    cycle, where = cycle_seen(reader, code), province_seen(reader, key)
    offices = {one.pk: one for one in Office.objects.filter(province=where).order_by("code")}
    found = exempt_of(cycle, offices.values())
    rows = [
        {
            "office": offices[pk],
            "url": reverse("office", args=[offices[pk].code]),
            "criterion": f"{criterion} {shown(CRITERIA[criterion])}",
            "cites": CRITERIA[criterion].cites,
            "reason": reason,
        }
        for pk in offices
        for criterion in CRITERIA
        if (reason := found.get((pk, criterion))) is not None
    ]
    told = {**time_left(cycle, reader.on), "province": where, "rows": rows}
    return render(request, "evidence/applicability.html", told)
