"""The list of cycles, and opening one: yearly, or out of turn."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.frame.act_page import one_act
from parvaneh.frame.listing import Column, Kind, Listing
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.law import jalali
from parvaneh.ranking.models import Cycle
from parvaneh.ranking.operations import cycle_open
from parvaneh.ranking.queries import due_of, visible_cycles
from parvaneh.site.listing import listing_response
from parvaneh.site.ranking.forms import ExtraordinaryForm, YearlyForm
from parvaneh.site.ranking.words import cycle_name, cycle_tag
from parvaneh.site.reader import Reader, reader_of


def address_of(cycle: Cycle) -> str:
    """The page of a cycle."""
    return reverse("cycle", args=[cycle.code])


CYCLES = Listing(
    "cycles",
    msg("Cycles of the ranking"),
    (
        Column("code", msg("Cycle"), cycle_name, link=address_of),
        Column("state", msg("Where it stands"), cycle_tag, Kind.TAG),
        Column("first", msg("Period from"), lambda one: one.first, Kind.DAY),
        Column("last", msg("Period until"), lambda one: one.last, Kind.DAY),
        Column("due", msg("Last day by law"), due_of, Kind.DAY),
        Column("offices", msg("Offices named"), lambda one: len(one.offices) or None, Kind.NUMBER),
        Column("opened_at", msg("Opened"), lambda one: one.opened_at, Kind.MOMENT,
               order="opened_at"),
    ),
)  # fmt: skip


@login_required
@require_safe
def cycles(request: HttpRequest) -> HttpResponse:
    """List the cycles, the newest first."""
    reader = who_sees(request)
    rows = visible_cycles(reader.acting, on=reader.on)
    return listing_response(
        request,
        "ranking/cycles.html",
        CYCLES,
        rows,
        ("-opened_at", "-pk"),
        may_open=may(reader, Permission.RANKING_DECIDE),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cycle_new(request: HttpRequest) -> HttpResponse:
    """Open the yearly cycle."""
    year = jalali.parts(reader_of(request).on)[0]
    known = set(Cycle.objects.filter(extraordinary=False).values_list("year", flat=True))
    free = next(one for one in range(year, year + 1 + len(known)) if one not in known)
    return _opened(request, YearlyForm, "ranking/cycle_new.html", {"year": free})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cycle_new_extraordinary(request: HttpRequest) -> HttpResponse:
    """Open an evaluation out of turn."""
    year = jalali.parts(reader_of(request).on)[0]
    return _opened(
        request, ExtraordinaryForm, "ranking/cycle_new_extraordinary.html", {"year": year}
    )


def who_sees(request: HttpRequest) -> Reader:
    """The reader, if they may see rankings anywhere.

    Raises:
        NotThere: they may not; for them there is no such page.
    """
    reader = reader_of(request)
    if reach(reader.acting, Permission.RANKING_SEE, reader.on).empty():
        raise NotThere("ranking")
    return reader


def may(reader: Reader, permission: Permission) -> bool:
    """Whether the reader holds a permission in the whole country."""
    return reach(reader.acting, permission, reader.on).country


def _opened(
    request: HttpRequest, kind: type[forms.Form], template: str, first: dict[str, Any]
) -> HttpResponse:
    reader = reader_of(request)
    if not may(reader, Permission.RANKING_DECIDE):
        raise NotThere("ranking")

    def shown(form: forms.Form) -> HttpResponse:
        return render(request, template, {"form": form})

    if request.method != "POST":
        return shown(kind(initial=first))
    return one_act(
        form=kind(request.POST),
        operation=lambda said: cycle_open(**said, by=reader.acting, at=reader.at),
        done=address_of,
        again=shown,
    )
