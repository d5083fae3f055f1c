"""The letters that an office was served, those that wait first; its poster and its badge."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from parvaneh.casework.models import Notice
from parvaneh.casework.models.notices import STANDS
from parvaneh.casework.notices import is_unopened
from parvaneh.casework.queries import visible_cases
from parvaneh.editions.models import ListedOffice
from parvaneh.site.document_title import document_title
from parvaneh.site.results.reaching import Asked, asked_of

MOST = 200


@login_required
@require_safe
def result_letters(request: HttpRequest, code: str) -> HttpResponse:
    """List the letters of an office."""
    asked = asked_of(request, code)
    said = {
        "office": asked.office,
        "tabs": asked.tabs("result_letters"),
        "letters": _letters(asked),
        "is_listed": ListedOffice.objects.filter(code=asked.office.code).exists(),
    }
    return render(request, "results/letters.html", said)


def _letters(asked: Asked) -> list[dict[str, Any]]:
    acting, on = asked.reader.acting, asked.reader.on
    cases = visible_cases(acting, on=on)
    rows = Notice.objects.filter(STANDS, office=asked.office, case__in=cases)
    listed = rows.select_related("document", "case", "office", "person").order_by(
        F("viewed_at").asc(nulls_first=True), "-id"
    )
    return [
        {
            "title": document_title(one.document),
            "number": one.document.number,
            "url": reverse("notice", args=[one.code]),
            "case": one.case.number,
            "sent_at": one.sent_at,
            "viewed_at": one.viewed_at,
            "waits": is_unopened(one, acting, on),
        }
        for one in listed[:MOST]
    ]
