"""What is done to a user's account: each on a page that says what will happen, with its reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from parvaneh.access.acting import Acting
from parvaneh.access.models import User
from parvaneh.access.operations import (
    second_factor_reset,
    sessions_of_user_end,
    user_deactivate,
    user_reactivate,
)
from parvaneh.access.queries import user_of
from parvaneh.frame.act_page import one_act
from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg
from parvaneh.site.access.forms import ReasonForm
from parvaneh.site.access.users import manager_of_users

Operation = Callable[..., object]


@dataclass(frozen=True)
class Act:
    """What is done to an account: the question, what happens, the button, the operation."""

    title: str
    happens: tuple[str, ...]
    submit: str
    operation: Operation
    hint: str = ""
    look: str = "danger"


DEACTIVATE = Act(
    msg("Let {name} in no longer"),
    (
        msg("Every session ends at once, and signing in is refused."),
        msg("Every role ends today, with everything that was delegated of it or received."),
        msg("The name stays in the log and on everything that was done."),
        msg("Letting them in again gives no role back."),
    ),
    msg("Deactivate"),
    user_deactivate,
)
REACTIVATE = Act(
    msg("Let {name} in again"),
    (
        msg("They may sign in with the password and the second factor that they had."),
        msg("They hold no role until somebody gives one."),
    ),
    msg("Reactivate"),
    user_reactivate,
    look="primary",
)
SIGN_OUT = Act(
    msg("Sign {name} out everywhere"),
    (
        msg("Every session ends at once; what is open and not sent is lost."),
        msg("They may sign in again right away. To keep them out, deactivate them."),
    ),
    msg("Sign out everywhere"),
    sessions_of_user_end,
)
FACTOR = Act(
    msg("Reset the second factor of {name}"),
    (
        msg("Every app, passkey and recovery code counts no more; every session ends."),
        msg("At the next signing in, staff are led to set up a new one."),
        msg("For a weighty role, password and second factor take two administrators."),
    ),
    msg("Reset the second factor"),
    second_factor_reset,
    msg("How do you know that it is the user who asks?"),
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def user_deactivate_page(request: HttpRequest, code: str) -> HttpResponse:
    """Let a user in no longer."""
    return _act_page(request, code, DEACTIVATE)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def user_reactivate_page(request: HttpRequest, code: str) -> HttpResponse:
    """Let a user in again."""
    return _act_page(request, code, REACTIVATE)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def user_sign_out(request: HttpRequest, code: str) -> HttpResponse:
    """End every session of a user."""
    return _act_page(request, code, SIGN_OUT)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def user_factor_reset(request: HttpRequest, code: str) -> HttpResponse:
    """Take off every second factor of a user who has lost them."""
    return _act_page(request, code, FACTOR)


def _act_page(request: HttpRequest, code: str, act: Act) -> HttpResponse:
    reader = manager_of_users(request)
    found = user_of(reader.acting, code, reader.on)
    hint = say(act.hint) if act.hint else ""

    def shown(form: Form) -> HttpResponse:
        return render(request, "access/user_act.html", {"who": found, "act": act, "form": form})

    if request.method != "POST":
        return shown(ReasonForm(hint=hint))
    return one_act(
        form=ReasonForm(request.POST, hint=hint),
        operation=lambda said: _done(act, found, said["reason"], reader.acting, reader.at),
        done=lambda _: reverse("user", args=[found.code]),
        again=shown,
    )


def _done(act: Act, user: User, reason: str, by: Acting, at: datetime) -> object:
    return act.operation(user=user, reason=reason, by=by, at=at)
