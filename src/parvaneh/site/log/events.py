"""The log as a list and each event on a page of its own, with its receipt."""

from django.contrib.auth.decorators import login_required
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from parvaneh.access.event_log import visible_events
from parvaneh.access.models import User
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.frame.listing import Column, Kind, Listing
from parvaneh.frame.pages_environment import say
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.ledger import checkpoints
from parvaneh.ledger.models import Event
from parvaneh.ledger.queries import Wanted
from parvaneh.site.event_words import key_said, kind_said, thing_said
from parvaneh.site.listing import listing_response
from parvaneh.site.log.facts_said import fact_name, fact_said, word
from parvaneh.site.log.finding import event_filter
from parvaneh.site.log.names import names_in, procedure_in, steps_and_states
from parvaneh.site.log.subjects import address_of
from parvaneh.site.reader import Reader, reader_of

USER_KEY = len("user:") + 1  # where the code begins, counted from one
BY_THE_PRODUCT = msg("the product itself")


def log_reader(request: HttpRequest) -> Reader:
    """The reader of a page of the log.

    Raises:
        NotThere: the log as a whole is not for them.
    """
    reader = reader_of(request)
    if not reach(reader.acting, Permission.LOG_SEE, reader.on).country:
        raise NotThere("log")
    return reader


def event_listing(reader: Reader) -> Listing:
    """The log, the last event first."""
    return Listing(
        "log",
        msg("Log"),
        (
            Column(
                "number",
                msg("Event"),
                lambda one: one.number,
                Kind.NUMBER,
                link=lambda one: reverse("log_event", args=[one.number]),
                order="number",
            ),
            Column("at", msg("When"), lambda one: one.at, Kind.MOMENT),
            Column("what", msg("What was done"), lambda one: kind_said(one.kind)),
            Column("kind", msg("Code"), lambda one: one.kind, Kind.CODE, in_file_only=True),
            Column("thing", msg("About"), lambda one: thing_said(one.subject)),
            Column(
                "subject",
                msg("Key"),
                lambda one: key_said(one.subject),
                Kind.CODE,
                link=lambda one: address_of(one.subject, reader),
            ),
            Column("by", msg("By"), who_said),
            Column("for", msg("For"), lambda one: one.for_name or one.acted_for),
            Column("case", msg("Case"), lambda one: one.case, Kind.CODE, in_file_only=True),
            Column("before", msg("Before"), lambda one: one.before, in_file_only=True),
            Column("after", msg("After"), lambda one: one.after, in_file_only=True),
            Column(
                "hash", msg("Hash"), lambda one: bytes(one.hash).hex(), Kind.CODE, in_file_only=True
            ),
        ),
        filters=event_filter,
    )


def who_said(event: Event) -> str:
    """Who did it: their name, or the product itself."""
    if event.by == "system":
        return say(BY_THE_PRODUCT)
    return getattr(event, "by_name", "") or event.by


def named(events: QuerySet[Event]) -> QuerySet[Event]:
    """Events with the names of who did them and for whom."""

    def name_of(field: str) -> Subquery:
        users = User.objects.filter(code=Substr(OuterRef(field), USER_KEY))
        return Subquery(users.values("name")[:1])

    return events.annotate(by_name=name_of("by"), for_name=name_of("acted_for"))


@login_required
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The log, found by kind, thing, doer, case and day."""
    reader = log_reader(request)
    events = named(visible_events(reader.acting, Wanted(), on=reader.on).order_by())
    return listing_response(request, "log/log.html", event_listing(reader), events, ("-number",))


@login_required
@require_safe
def log_event(request: HttpRequest, number: int) -> HttpResponse:
    """Show one event: who, what, before and after, on what it rests, and its place in the chain."""
    reader = log_reader(request)
    event = _event(number, reader)
    signed = checkpoints.latest(covering=event.number)
    known = {**steps_and_states(procedure_in(event)), **names_in(event)}
    shown = {
        "event": event,
        "what": kind_said(event.kind),
        "thing": thing_said(event.subject),
        "key": key_said(event.subject),
        "who": who_said(event),
        "address": address_of(event.subject, reader),
        "case_address": address_of(f"case:{event.case}", reader) if event.case else "",
        "name": known.get(event.subject, ""),
        "before": word(event.before, known),
        "after": word(event.after, known),
        "facts": [
            (fact_name(key), fact_said(key, one, known)) for key, one in sorted(event.facts.items())
        ],
        "private": [(fact_name(key), digest) for key, digest in sorted(event.private.items())],
        "hash": bytes(event.hash).hex(),
        "previous": bytes(event.previous).hex(),
        "checkpoint": signed,
        "about_it": address_of_list(subject=event.subject),
        "neighbours": _neighbours(event, reader),
    }
    return render(request, "log/event.html", shown)


def address_of_list(**asked: str) -> str:
    """The address of the log with a filter."""
    return reverse("log", query=asked)


@login_required
@require_safe
def log_receipt(request: HttpRequest, number: int) -> HttpResponse:
    """Give the receipt of an event: a text that proves offline that the log holds it."""
    event = _event(number, log_reader(request))
    response = HttpResponse(checkpoints.receipt(event.number), content_type="text/plain")
    name = content_disposition_header(as_attachment=True, filename=f"{event.number}.tlog-proof")
    response.headers["Content-Disposition"] = name or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _event(number: int, reader: Reader) -> Event:
    events = visible_events(reader.acting, Wanted(), on=reader.on)
    found = named(events).filter(number=number).first()
    if found is None:
        raise NotThere(f"event {number}")
    return found


def _neighbours(event: Event, reader: Reader) -> tuple[int | None, int | None]:
    """The numbers of the events before and after, as far as there are any."""
    events = visible_events(reader.acting, Wanted(), on=reader.on).order_by(F("number"))
    beside = events.filter(number__in=[event.number - 1, event.number + 1])
    numbers = set(beside.values_list("number", flat=True))
    before, after = event.number - 1, event.number + 1
    return (before if before in numbers else None, after if after in numbers else None)
