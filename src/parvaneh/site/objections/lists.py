"""Lists of objections: for those who work on them; for a manager, what can be objected to."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from parvaneh.access.permissions import Permission
from parvaneh.casework.procedures import procedure_of
from parvaneh.frame.form_fields import ChoiceField, ProvinceField, SearchField
from parvaneh.frame.listing import Column, Kind, Listing, Tag
from parvaneh.frame.pages_environment import say, shown
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.kit.places import BY_KEY
from parvaneh.kit.text import ascii_digits, clean
from parvaneh.law.procedure import states_of
from parvaneh.ranking.models import Objection
from parvaneh.ranking.operations.objection_drafts import OPEN_STATES
from parvaneh.ranking.queries.objections import (
    OBJECTION,
    SILENT,
    objection_cases,
    offices_managed,
    visible_objections,
)
from parvaneh.registry.reach import reach_of
from parvaneh.site.listing import listing_response
from parvaneh.site.objections.words import state_tag
from parvaneh.site.reader import Reader, reader_of

MISSED = msg("limit missed")


class Asks(forms.Form):
    """What may be asked of the list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the states that an objection can be in."""
        super().__init__(*args, **kwargs)
        states = [
            (one.key, shown(one))
            for one in states_of(procedure_of(OBJECTION))
            if one.key not in SILENT
        ]
        self.fields["state"] = ChoiceField(
            label=say(msg("State")), choices=[("", say(msg("any"))), *states],
            look="select", required=False,
        )  # fmt: skip
        self.fields["province"] = ProvinceField(required=False)
        self.fields["q"] = SearchField(label=say(msg("Receipt, case or code of the office")))

    def condition(self) -> Q:
        """Which objections are asked for."""
        said = self.cleaned_data
        found = Q()
        if said["state"]:
            found &= Q(case__state=said["state"])
        if said["province"]:
            found &= Q(province=getattr(said["province"], "key", said["province"]))
        if text := ascii_digits(clean(said["q"])):
            found &= Q(code=text) | Q(case__number=text) | Q(office__code=text)
        return found


def _late(one: Objection) -> Tag | None:
    if one.review_missed_at or one.decision_missed_at:
        return Tag(say(MISSED), "bad")
    return None


OBJECTIONS = Listing(
    "objections",
    msg("Objections"),
    (
        Column("code", msg("Receipt"), lambda one: one.code, Kind.LATIN,
               link=lambda one: reverse("objection", args=[one.case.number])),
        Column("office", msg("Office"), lambda one: one.office.title, is_long=True),
        Column("office_code", msg("Code of the office"), lambda one: one.office.code, Kind.CODE),
        Column("province", msg("Province"), lambda one: BY_KEY[one.province]),
        Column("cycle", msg("Ranking"), lambda one: one.cycle.code, Kind.CODE),
        Column("state", msg("State"), lambda one: state_tag(one.case), Kind.TAG),
        Column("lodged_at", msg("Lodged"), lambda one: one.lodged_at, Kind.MOMENT,
               order="lodged_at"),
        Column("due_on", msg("Last day"), lambda one: one.case.due_on, Kind.DAY,
               order="case__due_on"),
        Column("missed", msg("Limits"), _late, Kind.TAG),
    ),
    filters=Asks,
)  # fmt: skip


@login_required
@require_safe
def objections(request: HttpRequest) -> HttpResponse:
    """List the objections within reach; a manager's own page where there is no wider one."""
    reader = reader_of(request)
    if not reach_of(reader.acting, Permission.RANKING_SEE, reader.on).empty():
        rows = visible_objections(reader.acting, on=reader.on)
        return listing_response(
            request, "objections/objections.html", OBJECTIONS, rows, ("-lodged_at", "-pk")
        )
    if offices_managed(reader.acting, reader.on):
        return render(request, "objections/mine.html", _mine(reader))
    raise NotThere("objections")


def _mine(reader: Reader) -> dict[str, object]:
    """What a manager may still object to, and what they objected to."""
    open_cases = objection_cases(reader.acting, on=reader.on).filter(state__in=OPEN_STATES)
    mine = visible_objections(reader.acting, on=reader.on).order_by("-lodged_at")
    return {
        "today": reader.on,
        "open": [
            {
                "office": one.office,
                "due_on": one.due_on,
                "url": reverse("objection_start", args=[one.office_code]),
            }
            for one in open_cases.select_related("office").order_by("-id")
        ],
        "objections": [
            {
                "code": one.code,
                "office": one.office,
                "state": state_tag(one.case),
                "lodged_at": one.lodged_at,
                "due_on": one.case.due_on,
                "url": reverse("objection", args=[one.case.number]),
            }
            for one in mine
        ],
    }
