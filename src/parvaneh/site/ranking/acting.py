"""One page for one step of a cycle: what will happen, then the form that does it."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parvaneh.frame.act_page import one_act
from parvaneh.ranking.models import Cycle
from parvaneh.site.ranking.cycle import head_of
from parvaneh.site.ranking.cycles import address_of


def acted(
    request: HttpRequest,
    template: str,
    found: Cycle,
    *,
    kind: Callable[..., forms.Form],
    operation: Callable[[Mapping[str, Any]], object],
    more: dict[str, Any],
) -> HttpResponse:
    """A page that says what will happen, with the form that does it; then the cycle's page.

    Args:
        request: GET shows, POST does.
        template: takes `form`, `happens` and what `more` holds.
        found: the cycle.
        kind: makes the form.
        operation: the one operation, from the form's cleaned values.
        more: what else the template needs.
    """

    def shown(form: forms.Form) -> HttpResponse:
        return render(request, template, {**head_of(found), **more, "form": form})

    if request.method != "POST":
        return shown(kind())
    return one_act(
        form=kind(request.POST),
        operation=operation,
        done=lambda _: address_of(found),
        again=shown,
    )
