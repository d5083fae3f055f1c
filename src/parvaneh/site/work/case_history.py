"""Who changed what in a case: every event of the log that belongs to it, for its staff."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from parvaneh.access.models import User
from parvaneh.casework.documents import reads_all
from parvaneh.casework.models import Case
from parvaneh.casework.procedures import procedure_of, state_of
from parvaneh.casework.queries import case_of
from parvaneh.frame.listing import Column, Kind, Listing
from parvaneh.frame.pages_environment import cites, say, shown
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.kit.text import isolate
from parvaneh.ledger.models import Event
from parvaneh.site.document_words import STATES
from parvaneh.site.listing import listing_response
from parvaneh.site.reader import reader_of
from parvaneh.site.work.case_words import BY_THE_PRODUCT, event_said

MOST_PEOPLE = 200


@login_required
@require_safe
def history(request: HttpRequest, number: str) -> HttpResponse:
    """Show every change of a case, the latest first."""
    reader = reader_of(request)
    case = case_of(reader.acting, number, on=reader.on)
    if not reads_all(reader.acting, case, reader.on):
        raise NotThere(number)
    events = Event.objects.filter(Q(case=case.number) | Q(subject=case.key))
    doers = events.order_by().values_list("by", flat=True).distinct()[:MOST_PEOPLE]
    codes = [one.removeprefix("user:") for one in doers]
    names = dict(User.objects.filter(code__in=codes).values_list("code", "name"))
    listing = Listing(
        "case-history",
        msg("Who changed what"),
        (
            Column("number", msg("Event"), lambda one: one.number, Kind.NUMBER),
            Column("at", msg("When"), lambda one: one.at, Kind.MOMENT),
            Column("what", msg("What"), partial(event_said, case)),
            Column("by", msg("Who"), lambda one: _name(one.by, names)),
            Column("for", msg("Acted for"), lambda one: _name(one.acted_for, names)),
            Column("before", msg("Before"), lambda one: _state(case, one, one.before, names)),
            Column("after", msg("After"), lambda one: _state(case, one, one.after, names)),
            Column("cites", msg("Rests on"), lambda one: cites(one.cites) if one.cites else None),
        ),
    )
    return listing_response(
        request, "work/case_history.html", listing, events, ("-number",), case=case
    )


def _name(key: str, names: dict[str, str]) -> str | None:
    if not key:
        return None
    if key == "system":
        return say(BY_THE_PRODUCT)
    return names.get(key.removeprefix("user:"), key)


def _state(case: Case, event: Event, value: str, names: dict[str, str]) -> str | None:
    """What stood before or after, in words."""
    if not value:
        return None
    if event.kind in {"case.step-taken", "case.opened"}:
        try:
            return shown(state_of(procedure_of(case.procedure), value))
        except KeyError:
            return value
    if event.kind.startswith("document."):
        return say(STATES[value][0]) if value in STATES else value
    if value.startswith("case:"):
        return isolate(value.removeprefix("case:"))
    return _name(value, names) if value.startswith("user:") else value
