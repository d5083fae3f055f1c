"""The draft of a ranking with the office's manager: what it would say, and remarks on its facts."""

from functools import partial
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from parvaneh.frame.act_page import one_act
from parvaneh.frame.form_fields import ChoiceField, TextField
from parvaneh.frame.pages_environment import say, shown
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.ranking.models import Remark
from parvaneh.ranking.operations.drafting import LONGEST, remark_write
from parvaneh.ranking.queries.objections import offices_managed
from parvaneh.ranking.queries.own_results import Own, remarks_of
from parvaneh.site.own_result import Told, head_of
from parvaneh.site.people import names_of
from parvaneh.site.results.breakdown import points_said
from parvaneh.site.results.reaching import Asked, asked_of

WHOLE = msg("The result as a whole")


class RemarkForm(forms.Form):
    """What a remark is about, and what it says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        criteria = [(code, shown(term)) for code, term in CRITERIA.items()]
        self.fields["criterion"] = ChoiceField(
            label=say(msg("What is it about?")),
            choices=[("", say(WHOLE)), *criteria],
            look="select",
            required=False,
        )
        self.fields["text"] = TextField(
            label=say(msg("Which fact is wrong, and how do you know?")),
            help_text=say(
                msg("Facts only: a day, a score, a row that is missing. Name documents.")
            ),
            lines=True,
            max_length=LONGEST,
        )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def result_draft(request: HttpRequest, code: str) -> HttpResponse:
    """Show the draft; take a remark on it from the office's manager."""
    asked = asked_of(request, code)
    may_remark = code in offices_managed(asked.reader.acting, asked.reader.on)
    said: dict[str, Any] = {"office": asked.office, "tabs": asked.tabs("result_draft")}
    draft = asked.draft

    def again(form: forms.Form | None) -> HttpResponse:
        if draft is None:
            return render(request, "results/no_draft.html", said)
        return render(request, "results/draft.html", said | _said(asked, draft) | {"form": form})

    if request.method != "POST":
        return again(RemarkForm() if may_remark else None)
    if draft is None or not may_remark:
        raise NotThere(code)
    write = partial(remark_write, cycle=draft.cycle, office=asked.office)
    return one_act(
        form=RemarkForm(request.POST),
        operation=lambda told: write(**told, by=asked.reader.acting, at=asked.reader.at),
        done=lambda _: reverse("result_draft", args=[code]) + "#remarks",
        again=again,
    )


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
