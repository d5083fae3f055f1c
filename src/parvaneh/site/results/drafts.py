"""The draft of a ranking with the office's manager: what it would say, and remarks on its facts."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.ranking.models import Remark
from parvaneh.ranking.queries.own_results import Own, remarks_of
from parvaneh.site.own_result import Told, head_of
from parvaneh.site.people import names_of
from parvaneh.site.results.breakdown import points_said
from parvaneh.site.results.reaching import Asked, asked_of

WHOLE = msg("The result as a whole")


@login_required
@require_safe
def result_draft(request: HttpRequest, code: str) -> HttpResponse:
    """Show the draft."""
    asked = asked_of(request, code)
    said: dict[str, Any] = {"office": asked.office, "tabs": asked.tabs("result_draft")}
    if asked.draft is None:
        return render(request, "results/no_draft.html", said)
    said |= _said(asked, asked.draft) | {"form": None}
    return render(request, "results/draft.html", said)


def _said(asked: Asked, draft: Own) -> dict[str, Any]:
    told = Told(draft)
    return {
        "today": asked.reader.on,
        "head": head_of(told),
        "remarks": _remarks(draft),
        **points_said(told),
    }


def _remarks(draft: Own) -> list[dict[str, Any]]:
    rows = list(remarks_of(draft))
    names = names_of(one.written_by for one in rows)
    return [
        {
            "about": _about(one),
            "text": one.text.reveal(),
            "by": names.get(one.written_by, ""),
            "written_at": one.written_at,
            "answer": one.answer.reveal() if one.answer else "",
            "answered_at": one.answered_at,
        }
        for one in rows
    ]


def _about(one: Remark) -> str:
    return shown(CRITERIA[one.criterion]) if one.criterion else say(WHOLE)
