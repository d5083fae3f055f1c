"""The list of offices, an office's page, and what was changed of it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvaneh.access.permissions import Permission as Can
from parvaneh.frame.refused import NotThere
from parvaneh.registry.loaders import office_of, visible_offices
from parvaneh.registry.queries.changes import changes_of_office
from parvaneh.registry.queries.rows import offices_listed
from parvaneh.site.listing import listing_response
from parvaneh.site.reader import reader_of
from parvaneh.site.registry.as_of import as_of
from parvaneh.site.registry.changes import changes_said, paged
from parvaneh.site.registry.office_lists import offices_listing
from parvaneh.site.registry.office_sheet import sees_of, sheet_of
from parvaneh.site.registry.reaching import listed_for, may_anywhere


@login_required
@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """List the offices within reach."""
    reader = reader_of(request)
    listed_for(reader, Can.OFFICE_SEE)
    seen = visible_offices(reader.acting, to=Can.OFFICE_SEE, on=reader.on)
    return listing_response(
        request,
        "registry/offices.html",
        offices_listing(seen, reader.on),
        offices_listed(seen, reader.on),
        ("code",),
        may_make=may_anywhere(reader, Can.OFFICE_MANAGE),
    )


@login_required
@require_safe
def office(request: HttpRequest, code: str) -> HttpResponse:
    """Show everything known of an office, today or as it stood on a day."""
    reader = reader_of(request)
    found = office_of(reader.acting, code, to=Can.OFFICE_SEE, on=reader.on)
    when = as_of(request, reader)
    return render(request, "registry/office.html", sheet_of(reader, found, when))


@login_required
@require_safe
def office_changes(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was changed of an office: who, what, from, to, when, in which case."""
    reader = reader_of(request)
    found = office_of(reader.acting, code, to=Can.OFFICE_SEE, on=reader.on)
    sees = sees_of(reader, found)
    if not sees.changes:
        raise NotThere(code)
    when = as_of(request, reader)
    told = changes_said(
        changes_of_office(found, until=when.until), names_seen=sees.names, subject="office_id"
    )
    shown = {"name": found.title, "code": code, "route": "office", "when": when, **paged(told)}
    return render(request, "registry/changes.html", shown)
