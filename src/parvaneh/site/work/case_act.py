"""A page that says what an act on a case will do, then does it: one form, one operation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from parvaneh.casework.models import Case
from parvaneh.frame.act_page import one_act
from parvaneh.frame.form_fields import TextField
from parvaneh.frame.pages_environment import say
from parvaneh.frame.refused import Conflict
from parvaneh.kit.languages import msg

LONGEST_REASON = 4000


class CaseForm(forms.Form):
    """The form of an act on a case; it carries the version that its reader saw."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput())


class ReasonForm(CaseForm):
    """An act that takes a reason and nothing else."""

    def __init__(self, *args: Any, hint: str = "", **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(hint)


@dataclass(frozen=True)
class ActPage:
    """What the page of an act says.

    Attributes:
        case: which case.
        title: the act.
        submit: the words of its button.
        happens: what will happen, as sentences.
        told: who will be told.
        rests_on: on which article.
        look: ``primary``, or ``danger`` where it cannot be taken back.
        anchor: where the case page is opened afterwards.
        template: where the page needs more than its form.
        more: what that template needs.
    """

    case: Case
    title: str
    submit: str
    happens: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    rests_on: str = ""
    look: str = "primary"
    anchor: str = ""
    template: str = "work/case_act.html"
    more: Mapping[str, object] | None = None


def reason_field(hint: str = "", *, required: bool = True) -> TextField:
    """Why something is done."""
    return TextField(
        label=say(msg("Why?")),
        lines=True,
        max_length=LONGEST_REASON,
        required=required,
        help_text=say(hint) if hint else "",
        error_messages={"required": say(msg("Say why"))},
    )


def act_answer(
    request: HttpRequest,
    page: ActPage,
    form: Callable[..., forms.Form],
    operation: Callable[[Mapping[str, Any]], object],
) -> HttpResponse:
    """Show the page of an act; on a POST do it and go back to the case.

    Args:
        request: GET or POST.
        page: what the page says.
        form: makes the form, from what was sent or with ``initial``.
        operation: the one operation, from the form's cleaned values.

    Raises:
        Conflict: the case has changed since the form was shown.
    """

    def again(bound: forms.Form) -> HttpResponse:
        return render(request, page.template, _told(request, page, bound))

    if request.method != "POST":
        return again(form(initial={"version": page.case.version}))

    def done(said: Mapping[str, Any]) -> object:
        if said["version"] != page.case.version:
            raise Conflict(page.case.number)
        return operation(said)

    return one_act(
        form=form(request.POST, request.FILES),
        operation=done,
        done=lambda _: case_at(page.case, page.anchor),
        again=again,
    )


def case_at(case: Case, anchor: str = "") -> str:
    """The address of a case's page, perhaps at one of its parts."""
    return reverse("case", args=[case.number]) + (f"#{anchor}" if anchor else "")


def _told(request: HttpRequest, page: ActPage, form: forms.Form) -> dict[str, object]:
    return {
        "page": page,
        "case": page.case,
        "form": form,
        "here": request.path,
        "back": case_at(page.case, page.anchor),
        **(page.more or {}),
    }
