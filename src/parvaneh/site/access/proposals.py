"""Acts that take two people: what waits, what was decided; confirmed or declined by the second."""

from datetime import datetime
from functools import partial

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from parvaneh.access.four_eyes import KINDS
from parvaneh.access.models import Grant, Proposal
from parvaneh.access.operations import grant_confirm, proposal_decline
from parvaneh.access.operations.proposals import against_confirming
from parvaneh.access.operations.weighty import against_own, grant_asked
from parvaneh.access.permissions import Permission
from parvaneh.access.roles import ROLES
from parvaneh.access.seen import (
    WAITING,
    proposal_of,
    proposals_waiting_for,
    visible_proposals,
)
from parvaneh.frame.act_page import one_act
from parvaneh.frame.error_pages import Said, reason_said
from parvaneh.frame.form_fields import ChoiceField
from parvaneh.frame.listing import Column, Kind, Listing
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.registry.loaders.approved_values import visible_values
from parvaneh.registry.models import ApprovedValue
from parvaneh.registry.queries import values_in_force
from parvaneh.site.access.forms import ConfirmForm, ReasonForm
from parvaneh.site.access.words import (
    CONFIRMED,
    DECLINED,
    LAPSED,
    WAITS,
    proposal_stands,
    role_said,
)
from parvaneh.site.listing import listing_response
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.roles_said import place_said, role_name

STATES = {"waiting": WAITS, "confirmed": CONFIRMED, "declined": DECLINED, "lapsed": LAPSED}
GIVE = msg("{role}, {place}: {name}")


class ProposalFilter(forms.Form):
    """What may be asked of the list of proposals."""

    def __init__(self, asked: QueryDict | None = None, *, at: datetime) -> None:
        """Ask in the reader's language; `at` tells what has lapsed."""
        super().__init__(asked)
        self.at = at
        self.fields["state"] = ChoiceField(
            label=say(msg("State")),
            choices=[("", say(msg("all"))), *((key, say(one)) for key, one in STATES.items())],
            required=False,
            look="select",
        )

    def condition(self) -> Q:
        """The condition on proposals of what was asked."""
        return {
            "waiting": WAITING & Q(expires_at__gt=self.at),
            "confirmed": Q(confirmed_at__isnull=False),
            "declined": Q(declined_at__isnull=False),
            "lapsed": WAITING & Q(expires_at__lte=self.at),
        }.get(self.cleaned_data["state"], Q())


def _address(one: Proposal) -> str:
    return reverse("proposal", args=[one.code])


def _what(one: Proposal) -> str:
    return say(KINDS[one.kind].name) if one.kind in KINDS else one.kind


def _content(one: Proposal) -> str:
    if one.kind != "grant.give":
        return one.subject
    asked = grant_asked(one)
    place = place_said(asked.scope, asked.scope_key)
    return say(GIVE, role=role_name(asked.role), place=place, name=asked.user.name)


def _listing(at: datetime) -> Listing:
    return Listing(
        "proposals",
        msg("Proposals"),
        (
            Column("content", msg("What is proposed"), _content, link=_address),
            Column("kind", msg("Kind"), _what),
            Column("state", msg("State"), lambda one: proposal_stands(one, at), Kind.TAG),
            Column("by", msg("Proposed by"), lambda one: one.proposed_by.name),
            Column(
                "at", msg("Proposed"), lambda one: one.proposed_at, Kind.MOMENT, order="proposed_at"
            ),
            Column("until", msg("Lapses"), lambda one: one.expires_at, Kind.MOMENT),
        ),
        filters=partial(ProposalFilter, at=at),
    )


@login_required
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, then all that they may see."""
    reader = reader_of(request)
    waiting = [
        (one, _content(one), _what(one))
        for one in proposals_waiting_for(reader.acting, reader.at, reader.on).select_related(
            "proposed_by"
        )
    ]
    return listing_response(
        request,
        "access/proposals.html",
        _listing(reader.at),
        visible_proposals(reader.acting, reader.on),
        ("-proposed_at", "-id"),
        waiting=waiting,
        values=_values(reader),
        value_names={key: shown(held[-1]) for key, held in values_in_force().histories.items()},
    )


@login_required
@require_safe
def proposal(request: HttpRequest, code: str) -> HttpResponse:
    """Show one proposal: what will happen, and what the reader may do."""
    reader = reader_of(request)
    found = proposal_of(reader.acting, code, reader.on)
    return _page(request, reader, found)


@login_required
@require_POST
def proposal_confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Be the second person: what was proposed takes effect."""
    reader = reader_of(request)
    found = proposal_of(reader.acting, code, reader.on)

    def confirmed(said: dict[str, str]) -> Grant:
        return grant_confirm(proposal=found, digest=said["digest"], by=reader.acting, at=reader.at)

    return one_act(
        form=ConfirmForm(request.POST),
        operation=confirmed,  # type: ignore[arg-type]  # cleaned values of this form
        done=lambda _: _address(found),
        again=lambda form: _page(request, reader, found, confirm=form),
    )


@login_required
@require_POST
def proposal_turn_down(request: HttpRequest, code: str) -> HttpResponse:
    """Decline a proposal, or take one's own back."""
    reader = reader_of(request)
    found = proposal_of(reader.acting, code, reader.on)
    return one_act(
        form=ReasonForm(request.POST),
        operation=lambda said: proposal_decline(
            proposal=found, reason=said["reason"], by=reader.acting, at=reader.at
        ),
        done=lambda _: _address(found),
        again=lambda form: _page(request, reader, found, decline=form),
    )


def _page(
    request: HttpRequest,
    reader: Reader,
    found: Proposal,
    *,
    confirm: forms.Form | None = None,
    decline: forms.Form | None = None,
) -> HttpResponse:
    asked = grant_asked(found) if found.kind == "grant.give" else None
    waits = found.confirmed_at is None and found.declined_at is None
    said = {
        "proposal": found,
        "what": _what(found),
        "content": _content(found),
        "stands": proposal_stands(found, reader.at),
        "asked": asked,
        "place": place_said(asked.scope, asked.scope_key) if asked else "",
        "role": role_said(ROLES[asked.role]) if asked and asked.role in ROLES else None,
        "waits": waits and found.expires_at > reader.at,
        "is_mine": found.proposed_by_id == reader.acting.user.pk,
        "against": _against(found, asked, reader) if waits else [],
        "confirm": confirm or ConfirmForm(initial={"digest": found.digest}),
        "decline": decline or ReasonForm(),
    }
    return render(request, "access/proposal.html", said)


def _against(found: Proposal, asked: Grant | None, reader: Reader) -> list[Said]:
    """Why the reader may not be the second person, in words."""
    reasons = against_confirming(found, by=reader.acting, at=reader.at)
    reasons += against_own(asked, reader.acting) if asked else []
    return [reason_said(one) for one in reasons]


def _values(reader: Reader) -> QuerySet[ApprovedValue]:
    """Values of the law that wait for a second person, for whoever may see values."""
    seen = visible_values(reader.acting, to=Permission.VALUE_SEE, on=reader.on)
    return seen.filter(confirmed_at__isnull=True, declined_at__isnull=True)
