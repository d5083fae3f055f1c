"""A change of a value: what it would do, proposed by one person, confirmed by another."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.frame.act_page import one_act, reasons_put
from parvaneh.frame.form_fields import TextField
from parvaneh.frame.pages_environment import say
from parvaneh.frame.refused import NotThere, Refused, refuse
from parvaneh.kit.languages import msg
from parvaneh.registry.loaders.approved_values import value_of
from parvaneh.registry.models import ApprovedValue
from parvaneh.registry.operations import value_confirm, value_decline, value_propose
from parvaneh.registry.operations.approved_values import SAME_PERSON, value_faults
from parvaneh.registry.queries import values_in_force
from parvaneh.site.people import names_of
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.values.effects import effects
from parvaneh.site.values.forms import ValueForm, shown_first
from parvaneh.site.values.values import intended_of, now_of, reader_who_sees
from parvaneh.site.values.words import (
    authority_said,
    content_said,
    glosses,
    is_plain,
    name_of,
    parts_of,
    status_tag,
    table_of,
)

MAY_NOT = msg("Values are confirmed by the head of the Center; your roles do not allow it.")


class DeclineForm(forms.Form):
    """Why a proposed value is turned down."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["reason"] = TextField(
            label=say(msg("Why?")),
            lines=True,
            max_length=400,
            error_messages={"required": say(msg("Say why"))},
        )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def value_new(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for a value; say what it would do; propose it."""
    reader = _proposer(request)
    history = values_in_force().histories.get(key)
    if not history:
        raise NotThere(key)
    heading = now_of(history, reader.on) or history[-1]

    def shown(form: forms.Form) -> HttpResponse:
        said = {"key": key, "name": name_of(heading), "form": form}
        return render(request, "values/value_new.html", said)

    if request.method == "POST":
        form = ValueForm(request.POST, heading=heading)
        return one_act(
            form=form,
            operation=lambda said: value_propose(
                value=form.intended(dict(said)), by=reader.acting, at=reader.at
            ),
            done=_address,
            again=shown,
        )
    if "starts_on" not in request.GET:
        return shown(ValueForm(heading=heading, initial=shown_first(heading)))
    form = ValueForm(request.GET, heading=heading)
    if not _stands(form):
        return shown(form)
    intended = form.intended(form.cleaned_data)
    said = {
        "key": key,
        "name": name_of(heading),
        "form": form,
        "sent": form.sent(),
        "effects": effects(intended),
        "value": intended,
        "tag_of": status_tag(intended.status),
        "content": content_said(intended.content, heading.unit),
    }
    return render(request, "values/value_preview.html", said)


@login_required
@require_safe
def value_proposal(request: HttpRequest, code: str) -> HttpResponse:
    """Show a proposed value with what it would do; its second person decides here."""
    reader = reader_who_sees(request)
    return _page(request, reader, _row_of(reader, code))


@login_required
@require_POST
def value_proposal_confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Put a proposed value in force."""
    reader = reader_who_sees(request)
    found = _row_of(reader, code)
    return one_act(
        form=forms.Form(request.POST),
        operation=lambda _: value_confirm(value=found, by=reader.acting, at=reader.at),
        done=_address,
        again=lambda form: _page(request, reader, found, confirm=form),
    )


@login_required
@require_POST
def value_proposal_decline(request: HttpRequest, code: str) -> HttpResponse:
    """Turn a proposed value down."""
    reader = reader_who_sees(request)
    found = _row_of(reader, code)
    return one_act(
        form=DeclineForm(request.POST),
        operation=lambda said: value_decline(
            value=found, reason=said["reason"], by=reader.acting, at=reader.at
        ),
        done=_address,
        again=lambda form: _page(request, reader, found, decline=form),
    )


def _proposer(request: HttpRequest) -> Reader:
    reader = reader_of(request)
    if not reach(reader.acting, Permission.VALUE_PROPOSE, reader.on).country:
        raise NotThere("value")
    return reader


def _row_of(reader: Reader, code: str) -> ApprovedValue:
    return value_of(reader.acting, code, to=Permission.VALUE_SEE, on=reader.on)


def _address(row: ApprovedValue) -> str:
    return reverse("value_proposal", args=[row.code])


def _stands(form: ValueForm) -> bool:
    """Whether a form says a value that could be proposed; its faults are put beside its fields."""
    if not form.is_valid():
        return False
    try:
        refuse(*value_faults(form.intended(form.cleaned_data)))
    except Refused as why:
        reasons_put(form, why.ruling)
        return False
    return True


def _page(
    request: HttpRequest,
    reader: Reader,
    row: ApprovedValue,
    *,
    confirm: forms.Form | None = None,
    decline: forms.Form | None = None,
) -> HttpResponse:
    heading = values_in_force().histories[row.key][0]
    waits = row.confirmed_at is None and row.declined_at is None
    said = {
        "row": row,
        "name": name_of(heading),
        "glosses": glosses(heading),
        "tag_of": status_tag(row.status),
        "content": content_said(row.content, heading.unit),
        "parts": [] if is_plain(row.content) else parts_of(row.content),
        "table": table_of(row.content),
        "authority": authority_said(row.authority),
        "effects": effects(intended_of(row)) if waits else [],
        "waits": waits,
        "people": names_of((row.proposed_by, row.proposed_for, row.confirmed_by, row.declined_by)),
        "against": _against(row, reader) if waits else [],
        "confirm": confirm or forms.Form(),
        "decline": decline or DeclineForm(),
    }
    return render(request, "values/value_proposal.html", said)


def _against(row: ApprovedValue, reader: Reader) -> list[str]:
    """Why the reader may not be the second person, in words."""
    acting = reader.acting
    found = []
    if not reach(acting, Permission.VALUE_APPROVE, reader.on).country:
        found.append(say(MAY_NOT))
    if {row.proposed_by, row.proposed_for} & ({acting.key, acting.for_key} - {""}):
        found.append(say(SAME_PERSON))
    return found
