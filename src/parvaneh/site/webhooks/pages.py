"""The list of targets, and the page of one with what was sent to it."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.frame.listing import Column, Kind, Listing
from parvaneh.frame.pages_environment import say
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.site.listing import listing_response
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.webhooks.words import STATES, answer_said, kind_said, state_said, target_said
from parvaneh.webhooks.addresses import hosts_listed
from parvaneh.webhooks.models import Delivery, DeliveryState, Target

ANY = msg("any")


class DeliveryFilter(forms.Form):
    """The filter of what was sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the states in the reader's language."""
        super().__init__(*args, **kwargs)
        states = [(str(key), say(words)) for key, (words, _) in STATES.items()]
        self.fields["state"] = forms.ChoiceField(
            label=say(msg("State")), choices=[("", say(ANY)), *states], required=False
        )

    def condition(self) -> Q:
        """What is asked as a condition."""
        state = self.cleaned_data["state"]
        return Q(state=state) if state else Q()


def _filter(sent: QueryDict | None) -> DeliveryFilter:
    return DeliveryFilter(sent)


TARGETS = Listing(
    "webhooks",
    msg("Who is told of changes"),
    (
        Column(
            "title",
            msg("Name"),
            lambda row: row.title,
            link=lambda row: reverse("webhook", args=[row.code]),
            is_long=True,
        ),
        Column("url", msg("Address"), lambda row: row.url, Kind.LATIN, is_long=True),
        Column("state", msg("State"), target_said, Kind.TAG),
        Column("waiting", msg("Waiting"), lambda row: row.waiting, Kind.NUMBER),
        Column("given_up", msg("Given up"), lambda row: row.given_up, Kind.NUMBER),
        Column("last", msg("Last try"), lambda row: row.last, Kind.MOMENT),
    ),
)
DELIVERIES = Listing(
    "deliveries",
    msg("What was sent"),
    (
        Column("code", msg("Message"), lambda row: row.message.code, Kind.CODE),
        Column("kind", msg("Kind"), lambda row: kind_said(row.message.kind)),
        Column("written", msg("Written"), lambda row: row.message.written_at, Kind.MOMENT),
        Column("state", msg("State"), state_said, Kind.TAG),
        Column("tries", msg("Attempts"), lambda row: row.tries, Kind.NUMBER),
        Column("answer", msg("Answer"), answer_said, Kind.LATIN),
        Column("tried", msg("Last try"), lambda row: row.tried_at, Kind.MOMENT),
    ),
    _filter,
    picks=lambda row: row.message.code,
)


def webhooks_reader(request: HttpRequest) -> Reader:
    """The reader of a page about webhooks.

    Raises:
        NotThere: it is not for them.
    """
    reader = reader_of(request)
    if not reach(reader.acting, Permission.MACHINE_SEE, reader.on).country:
        raise NotThere("webhooks")
    return reader


def may_manage(reader: Reader) -> bool:
    """Whether the reader may add, end and repeat."""
    return reach(reader.acting, Permission.MACHINE_MANAGE, reader.on).country


def target_of(code: str) -> Target:
    """The target of a code.

    Raises:
        NotThere: there is none.
    """
    found = Target.objects.filter(code=code).first()
    if found is None:
        raise NotThere(code)
    return found


@login_required
@require_safe
def webhooks(request: HttpRequest) -> HttpResponse:
    """Show who is told, and where something does not arrive."""
    reader = webhooks_reader(request)
    states = {
        "waiting": Count("deliveries", filter=Q(deliveries__state=DeliveryState.WAITING)),
        "given_up": Count("deliveries", filter=Q(deliveries__state=DeliveryState.GIVEN_UP)),
        "last": Max("deliveries__tried_at"),
    }
    return listing_response(
        request,
        "webhooks/targets.html",
        TARGETS,
        Target.objects.annotate(**states),
        ("-id",),
        may=may_manage(reader),
        hosts=hosts_listed(),
    )


@login_required
@require_safe
def webhook(request: HttpRequest, code: str) -> HttpResponse:
    """Show one target: what it is told, how it went."""
    reader = webhooks_reader(request)
    target = target_of(code)
    return listing_response(
        request,
        "webhooks/target.html",
        DELIVERIES,
        Delivery.objects.filter(target=target).select_related("message"),
        ("-id",),
        target=target,
        stands=target_said(target),
        kinds=[kind_said(kind) for kind in target.kinds],
        may=may_manage(reader) and target.ended_at is None,
    )
