"""The public page of an office: what anybody may know of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from parvaneh.editions.models import ListedOffice
from parvaneh.editions.queries import edition_now, listed_office
from parvaneh.frame.language import path_in
from parvaneh.kit.clock import day_of, now_utc
from parvaneh.kit.qr_code import qr_svg
from parvaneh.kit.text import Language
from parvaneh.registry.queries import values_in_force
from parvaneh.site.addresses import addresses_of
from parvaneh.site.office_firmness import public_firmness
from parvaneh.site.points_level import level_said
from parvaneh.site.public.access import access_of
from parvaneh.site.public.points_said import bars_of
from parvaneh.site.public.schema_org import schema_org, script_data
from parvaneh.site.public.words import (
    Now,
    grades_held,
    now_of,
    offices_shown,
    prices_of,
    week_of,
)


@require_safe
def office(request: HttpRequest, code: str) -> HttpResponse:
    """Show a listed office."""
    at = now_utc()
    row, now = listed_office(code), now_of(at)
    data = script_data(schema_org(row, addresses_of(request).here))
    firm = public_firmness(row, values_in_force(), day_of(at))
    said = {"data": data, "points": bars_of(row), "firm": firm}
    return render(request, "public/office.html", _said(row, now) | said)


@require_safe
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Show a listed office on one sheet of A5."""
    return _paper(request, "public/sheet.html", code)


@require_safe
def poster(request: HttpRequest, code: str) -> HttpResponse:
    """Show the poster of a listed office: its grade for the wall, and the way to its page."""
    return _paper(request, "public/poster.html", code)


def _paper(request: HttpRequest, template: str, code: str) -> HttpResponse:
    said = _said(listed_office(code), now_of(now_utc()))
    # The address without a language, which is Persian: whoever reads the wall chooses there.
    address = request.build_absolute_uri(
        path_in(Language.FA, reverse("public_office", args=[code]))
    )
    code_drawn = Markup(qr_svg(address))  # noqa: S704 - our own drawing of an address
    return render(request, template, said | {"address": address, "qr": code_drawn})


def _said(row: ListedOffice, now: Now) -> dict[str, Any]:
    [shown] = offices_shown([row], now)
    edition = edition_now()
    return {
        "row": row,
        "office": shown,
        "week": week_of(row),
        "prices": prices_of(row),
        "access": access_of(row),
        "edition": edition,
        "level": level_said(edition.level) if edition else "",
        "held": grades_held(row, now),
    }
