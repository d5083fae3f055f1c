"""Locking the values of a cycle."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from parvaneh.access.permissions import Permission
from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg
from parvaneh.ranking.operations import values_lock
from parvaneh.ranking.queries import cycle_of
from parvaneh.site.ranking.acting import acted
from parvaneh.site.ranking.cycle import loose_values
from parvaneh.site.reader import reader_of

OPEN = frozenset({"opened", "extraordinary"})
LOCK = (
    msg("The values are kept with the cycle as they are in force now, with their hash."),
    msg("What is approved later counts for later cycles; this one no longer changes."),
    msg("Provinces and Kanoons can report from then on."),
)
LOCK_LOOSE = msg(
    "{count} of them are provisional: everything can be computed and shown, but no result can be "
    "announced."
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cycle_lock(request: HttpRequest, code: str) -> HttpResponse:
    """Say what locking the values does; lock them."""
    reader = reader_of(request)
    found = cycle_of(reader.acting, code, on=reader.on, to=Permission.RANKING_DECIDE)
    listed = loose_values(found)
    stops = sum(one.stops for one in listed)
    happens = [say(one) for one in LOCK] + ([say(LOCK_LOOSE, count=stops)] if stops else [])
    return acted(
        request,
        "ranking/lock.html",
        found,
        kind=forms.Form,
        operation=lambda _: values_lock(cycle=found, by=reader.acting, at=reader.at),
        more={"happens": happens, "loose": listed, "is_open": found.case.state in OPEN},
    )
