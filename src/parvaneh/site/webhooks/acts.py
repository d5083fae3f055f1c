"""Adding a target, showing its secret, sending again, and ending it."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from parvaneh.frame.act_page import one_act
from parvaneh.frame.form_fields import ChoicesField, TextField
from parvaneh.frame.pages_environment import say
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.site.reader import Reader
from parvaneh.site.webhooks.pages import may_manage, target_of, webhooks_reader
from parvaneh.site.webhooks.words import KINDS
from parvaneh.webhooks.addresses import LONGEST, hosts_listed
from parvaneh.webhooks.models import TEXT_LENGTH, Target
from parvaneh.webhooks.operations import (
    TITLE_LENGTH,
    deliveries_repeat,
    secret_show,
    target_add,
    target_end,
)

ASKED = ["GET", "HEAD", "POST"]
SHOWN = "webhook_secret"  # in the session: of which target, when; never the secret
SHOWN_FOR = timedelta(minutes=2)


class TargetForm(forms.Form):
    """A new target."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["title"] = TextField(label=say(msg("Name")), max_length=TITLE_LENGTH)
        self.fields["url"] = TextField(label=say(msg("Address")), max_length=LONGEST)
        self.fields["url"].widget.attrs |= {"dir": "ltr", "inputmode": "url"}
        kinds = [(str(key), say(words)) for key, words in KINDS.items()]
        self.fields["kinds"] = ChoicesField(label=say(msg("Of what it is told")), choices=kinds)


class ReasonForm(forms.Form):
    """Why a target is told no more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["because"] = TextField(label=say(msg("Reason")), max_length=TEXT_LENGTH)


class NothingForm(forms.Form):
    """A form that asks nothing."""


def _managed(request: HttpRequest) -> Reader:
    reader = webhooks_reader(request)
    if not may_manage(reader):
        raise NotThere("webhooks")
    return reader


def _standing(code: str) -> Target:
    target = target_of(code)
    if target.ended_at is not None:
        raise NotThere(code)
    return target


@login_required
@require_http_methods(ASKED)
def target_new(request: HttpRequest) -> HttpResponse:
    """Ask for a new target, and add it."""
    reader = _managed(request)

    def shown(form: forms.Form) -> HttpResponse:
        return render(request, "webhooks/new.html", {"form": form, "hosts": hosts_listed()})

    if request.method != "POST":
        return shown(TargetForm())
    return one_act(
        form=TargetForm(request.POST),
        operation=lambda said: target_add(**said, by=reader.acting, at=reader.at),
        done=lambda target: reverse("webhook", args=[target.code]),
        again=shown,
    )


@login_required
@require_http_methods(ASKED)
def webhook_secret(request: HttpRequest, code: str) -> HttpResponse:
    """Show the secret of a target for two minutes, once the log knows of it."""
    reader = _managed(request)
    target = _standing(code)
    path = reverse("webhook_secret", args=[code])

    def shown(form: forms.Form) -> HttpResponse:
        secret = target.secret.reveal() if _is_shown(request, reader, code) else ""
        told = {"form": form, "target": target, "secret": secret}
        return render(request, "webhooks/secret.html", told)

    def done(_: None) -> str:
        request.session[SHOWN] = [code, reader.at.isoformat()]
        return path

    if request.method != "POST":
        response = shown(NothingForm())
    else:
        response = one_act(
            form=NothingForm(request.POST),
            operation=lambda _: secret_show(target=target, by=reader.acting, at=reader.at),
            done=done,
            again=shown,
        )
    response.headers["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_http_methods(["POST"])
def webhook_repeat(request: HttpRequest, code: str) -> HttpResponse:
    """Send chosen messages once more, or all that did not arrive."""
    reader = _managed(request)
    target = _standing(code)
    chosen = request.POST.getlist("pick")
    return one_act(
        form=NothingForm(request.POST),
        operation=lambda _: deliveries_repeat(
            target=target, messages=chosen, by=reader.acting, at=reader.at
        ),
        done=lambda _: reverse("webhook", args=[code]),
        again=lambda _: HttpResponse(),
    )


@login_required
@require_http_methods(ASKED)
def webhook_end(request: HttpRequest, code: str) -> HttpResponse:
    """Ask why a target should be told no more, and end it."""
    reader = _managed(request)
    target = _standing(code)

    def shown(form: forms.Form) -> HttpResponse:
        return render(request, "webhooks/end.html", {"form": form, "target": target})

    if request.method != "POST":
        return shown(ReasonForm())
    return one_act(
        form=ReasonForm(request.POST),
        operation=lambda said: target_end(
            target=target, because=said["because"], by=reader.acting, at=reader.at
        ),
        done=lambda _: reverse("webhook", args=[code]),
        again=shown,
    )


def _is_shown(request: HttpRequest, reader: Reader, code: str) -> bool:
    kept: Any = request.session.get(SHOWN)
    if not kept:
        return False
    whose, at = kept
    is_fresh = timedelta(0) <= reader.at - datetime.fromisoformat(at) <= SHOWN_FOR
    if not (is_fresh and whose == code):
        del request.session[SHOWN]
        return False
    return True
