"""Verifying the log on demand: a stretch or a short log at once, a long one by a job."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from parvaneh.access.event_log import visible_events
from parvaneh.frame.act_page import one_act
from parvaneh.frame.form_fields import ChoiceField, NumberField
from parvaneh.frame.jobs import enqueue
from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg
from parvaneh.ledger import jobs
from parvaneh.ledger.models import Event, Head
from parvaneh.ledger.queries import Wanted
from parvaneh.ledger.stretches import VERIFIED, faults_read, verification_run
from parvaneh.site.log.events import log_reader, named, who_said
from parvaneh.site.reader import Reader

WHOLE, STRETCH = "whole", "stretch"
AT_ONCE = 20_000  # events that are verified while the reader waits: about two seconds
SHOWN = 10
NEEDED = msg("Say the first and the last event")
ORDER = msg("The last event must not lie before the first")
TOO_LONG = msg("At most {most} events at once; verify the whole log instead")


@dataclass(frozen=True)
class Told:
    """A verification in words: its event, who asked for it, what it found."""

    event: Event
    by: str
    holds: bool
    first: int
    last: int
    faults: list[str]
    more: int


class VerifyForm(forms.Form):
    """What is to be verified."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        choices = [
            (WHOLE, say(msg("The whole log, with its checkpoints"))),
            (STRETCH, say(msg("Some events only"))),
        ]
        self.fields["what"] = ChoiceField(
            label=say(msg("What to verify")), choices=choices, initial=WHOLE
        )
        for name, label in (("first", msg("First event")), ("last", msg("Last event"))):
            self.fields[name] = NumberField(label=say(label), least=1, required=False)

    def clean(self) -> dict[str, Any]:
        """See that a stretch has two ends in their order, not too far apart."""
        found = super().clean() or {}
        if found.get("what") != STRETCH or {"first", "last"} & set(self.errors):
            return found
        first, last = found.get("first"), found.get("last")
        if first is None or last is None:
            self.add_error("last" if first else "first", say(NEEDED))
        elif last < first:
            self.add_error("last", say(ORDER))
        elif last - first >= AT_ONCE:
            self.add_error("last", say(TOO_LONG, most=AT_ONCE))
        return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def log_verify(request: HttpRequest) -> HttpResponse:
    """Ask for a verification, and read what the last ones found."""
    reader = log_reader(request)

    def shown(form: forms.Form) -> HttpResponse:
        waits = request.GET.get("waits") == "1"
        told = _last_ones(reader)
        return render(request, "log/verify.html", {"form": form, "told": told, "waits": waits})

    if request.method != "POST":
        return shown(VerifyForm())
    return one_act(
        form=VerifyForm(request.POST),
        operation=lambda said: _verify(said, reader),
        done=lambda waits: reverse("log_verify", query={"waits": "1"} if waits else None),
        again=shown,
    )


def _verify(said: Mapping[str, Any], reader: Reader) -> bool:
    """Verify now, or have a job do it; whether it waits."""
    by, at = reader.acting, reader.at
    if said["what"] == STRETCH:
        verification_run(by=by, at=at, first=said["first"], last=said["last"])
        return False
    total = Head.objects.values_list("number", flat=True).first() or 0
    if total <= AT_ONCE:
        verification_run(by=by, at=at)
        return False
    enqueue(jobs.verify, by=by.key, acts_for=by.for_key)
    return True


def _last_ones(reader: Reader) -> list[Told]:
    events = visible_events(reader.acting, Wanted(kind=VERIFIED), on=reader.on)
    return [_told(event) for event in named(events)[:SHOWN]]


def _told(event: Event) -> Told:
    facts = event.facts
    faults = faults_read(event)
    return Told(
        event=event,
        by=who_said(event),
        holds=facts["faults"] == 0,
        first=facts["first"],
        last=facts["last"],
        faults=[say(one.message, **vars(one)) for one in faults],
        more=facts["faults"] - len(faults),
    )
