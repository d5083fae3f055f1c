"""Delegations: one's own and those within reach; given, passed on, withdrawn."""

from functools import partial

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from parvaneh.access.models import Delegation, Grant
from parvaneh.access.operations import (
    delegation_give,
    delegation_pass_on,
    delegation_withdraw,
)
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import in_force, reach
from parvaneh.access.roles import ROLES
from parvaneh.access.seen import delegation_of, line_of, visible_delegations
from parvaneh.frame.act_page import one_act
from parvaneh.frame.form_fields import ChoiceField
from parvaneh.frame.listing import Column, Kind, Listing
from parvaneh.frame.pages_environment import say
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.site.access.forms import DelegationForm
from parvaneh.site.access.words import role_said, stands
from parvaneh.site.listing import listing_response
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.roles_said import Titles, grant_said

OPEN, MINE, OTHERS = "open", "mine", "to_me"
WHICH = {
    OPEN: msg("in force or still to come"),
    MINE: msg("given by me"),
    OTHERS: msg("received by me"),
}


class DelegationFilter(forms.Form):
    """What may be asked of the list of delegations."""

    def __init__(self, asked: QueryDict | None = None, *, reader: Reader) -> None:
        """Ask in the reader's language."""
        super().__init__(asked)
        self.reader = reader
        self.fields["which"] = ChoiceField(
            label=say(msg("Which ones")),
            choices=[("", say(msg("all"))), *((key, say(one)) for key, one in WHICH.items())],
            required=False,
            look="select",
        )

    def condition(self) -> Q:
        """The condition on delegations of what was asked."""
        return {
            OPEN: Q(withdrawn_at__isnull=True, ends_on__gte=self.reader.on),
            MINE: Q(giver=self.reader.acting.user),
            OTHERS: Q(receiver=self.reader.acting.user),
        }.get(self.cleaned_data["which"], Q())


def _address(one: Delegation) -> str:
    return reverse("delegation", args=[one.pk])


def _listing(reader: Reader) -> Listing:
    on, titles = reader.on, Titles()
    return Listing(
        "delegations",
        msg("Delegations"),
        (
            Column("role", msg("Role"), lambda one: grant_said(one.grant, titles), link=_address),
            Column("giver", msg("Given by"), lambda one: one.giver.name),
            Column("receiver", msg("Received by"), lambda one: one.receiver.name),
            Column("from", msg("From"), lambda one: one.starts_on, Kind.DAY, order="starts_on"),
            Column("until", msg("Until"), lambda one: one.ends_on, Kind.DAY, order="ends_on"),
            Column("state", msg("State"), lambda one: stands(one, on), Kind.TAG),
        ),
        filters=partial(DelegationFilter, reader=reader),
    )


@login_required
@require_safe
def delegations(request: HttpRequest) -> HttpResponse:
    """List the delegations that the reader stands in, or may see."""
    reader = reader_of(request)
    rows = visible_delegations(reader.acting, reader.on)
    return listing_response(
        request,
        "access/delegations.html",
        _listing(reader),
        rows,
        ("-starts_on", "-id"),
        may_give=bool(_own(reader)),
        acts_for=reader.acting.acts_for,
    )


@login_required
@require_safe
def delegation(request: HttpRequest, number: int) -> HttpResponse:
    """Show one delegation with its whole line."""
    reader = reader_of(request)
    found = delegation_of(reader.acting, number, reader.on)
    is_open = found.withdrawn_at is None and found.ends_on >= reader.on
    role = ROLES.get(found.grant.role)
    mine = found.receiver == reader.acting.user
    said = {
        "delegation": found,
        "said": grant_said(found.grant),
        "role": role_said(role) if role else None,
        "line_of": line_of(found),
        "passed_on": list(found.delegations_passed_on.select_related("receiver").order_by("pk")),
        "stands": stands(found, reader.on),
        "may_withdraw": is_open and _may_withdraw(found, reader),
        "may_pass_on": is_open and mine and found.may_pass_on,
        "may_act": is_open and mine and found.starts_on <= reader.on,
    }
    return render(request, "access/delegation.html", said)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delegation_new(request: HttpRequest) -> HttpResponse:
    """Let somebody else use a role of one's own for a time."""
    reader = reader_of(request)
    own = _own(reader)

    def shown(form: forms.Form) -> HttpResponse:
        said = {"form": form, "own": [(one, _role(one)) for one in own], "passes": None}
        return render(request, "access/delegation_new.html", said)

    if request.method != "POST":
        return shown(DelegationForm(grants=own))
    if not own:
        raise NotThere("grant")
    by_key = {str(one.pk): one for one in own}
    return one_act(
        form=DelegationForm(request.POST, grants=own),
        operation=lambda said: delegation_give(
            **{**said, "grant": by_key[said["grant"]]}, by=reader.acting, at=reader.at
        ),
        done=_address,
        again=shown,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delegation_further(request: HttpRequest, number: int) -> HttpResponse:
    """Pass on what one received, where its giver allows it."""
    reader = reader_of(request)
    found = delegation_of(reader.acting, number, reader.on)
    if found.receiver != reader.acting.user or not found.may_pass_on:
        raise NotThere(str(number))

    def shown(form: forms.Form) -> HttpResponse:
        said = {"form": form, "own": [(found.grant, _role(found.grant))], "passes": found}
        return render(request, "access/delegation_new.html", said)

    if request.method != "POST":
        return shown(DelegationForm())
    return one_act(
        form=DelegationForm(request.POST),
        operation=lambda said: delegation_pass_on(
            delegation=found, **said, by=reader.acting, at=reader.at
        ),
        done=_address,
        again=shown,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delegation_end(request: HttpRequest, number: int) -> HttpResponse:
    """Withdraw a delegation, with everything that was passed on from it."""
    reader = reader_of(request)
    found = delegation_of(reader.acting, number, reader.on)
    if not _may_withdraw(found, reader):
        raise NotThere(str(number))

    def shown(form: forms.Form) -> HttpResponse:
        said = {"delegation": found, "said": grant_said(found.grant), "form": form}
        return render(request, "access/delegation_end.html", said)

    if request.method != "POST":
        return shown(forms.Form())
    return one_act(
        form=forms.Form(request.POST),
        operation=lambda _: delegation_withdraw(delegation=found, by=reader.acting, at=reader.at),
        done=lambda _: _address(found),
        again=shown,
    )


def _own(reader: Reader) -> list[Grant]:
    """What one may delegate: one's own grants that hold today or later, acting for oneself."""
    if reader.acting.acts_for:
        return []
    later = Q(withdrawn_at__isnull=True, starts_on__gt=reader.on)
    rows = reader.acting.user.grants.filter(in_force(reader.on) | later)
    return list(rows.order_by("pk"))


def _may_withdraw(found: Delegation, reader: Reader) -> bool:
    if reader.acting.user in {found.giver, found.receiver, found.grant.user}:
        return True
    return not reach(reader.acting, Permission.GRANT_GIVE, reader.on).empty()


def _role(grant: Grant) -> object:
    return role_said(ROLES[grant.role]) if grant.role in ROLES else None
