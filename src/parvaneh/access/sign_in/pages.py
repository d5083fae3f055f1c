"""Account pages of our own: one's sessions, for whom one acts, a password by one-time code."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from parvaneh.access.models import Session
from parvaneh.access.operations.ending import sessions_end
from parvaneh.access.operations.passwords import password_code_use
from parvaneh.access.queries import may_act_for, user_named
from parvaneh.access.sign_in.adapter import TOO_OFTEN
from parvaneh.access.sign_in.browser_names import browser_named
from parvaneh.access.sign_in.forms import PasswordCodeForm
from parvaneh.access.sign_in.middleware import ACTS_FOR
from parvaneh.access.sign_in.sessions import open_at
from parvaneh.access.sign_in.throttle import attempt, code_limits, sign_in_limits
from parvaneh.frame.act_page import one_act
from parvaneh.frame.refused import NotThere, refuse
from parvaneh.kit.clock import now_utc, tehran_day
from parvaneh.law.ruling import Reason


@dataclass(frozen=True)
class Shown:
    """One of somebody's sessions, as the list shows it."""

    pk: int
    created_at: datetime
    last_seen_at: datetime
    ip: str
    user_agent: str
    here: bool

    def is_current(self) -> bool:
        """Whether it is the one that asks."""
        return self.here


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """List one's open sessions; end one of them, or all others."""
    at = now_utc()
    row: Session = request.session.row  # type: ignore[attr-defined]  # our store; signed in
    here, own = row.pk, Session.objects.filter(open_at(at), user=row.user)
    if request.method == "POST":
        asked = request.POST.get("session", "")
        kept = {here} if not asked else set(own.values_list("pk", flat=True)) - _number(asked)
        sessions_end(row.user, why="ended by owner", at=at, but=kept)  # type: ignore[arg-type]
        return HttpResponseRedirect(resolve_url("usersessions_list"))
    rows = [
        Shown(
            one.pk,
            one.made_at,
            one.last_seen_at,
            one.address or "",
            browser_named(one.device),
            one.pk == here,
        )
        for one in own.order_by("-last_seen_at")
    ]
    return render(
        request,
        "usersessions/usersession_list.html",
        {"sessions": rows, "session_count": len(rows)},
    )


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def act_for(request: HttpRequest) -> HttpResponse:
    """Choose for whom one acts, by delegation; or again for oneself."""
    holders = may_act_for(request.user, tehran_day(now_utc()))  # type: ignore[arg-type]
    if request.method == "POST":
        code = request.POST.get("code", "")
        if code and not holders.filter(code=code).exists():
            raise NotThere(code)
        request.session[ACTS_FOR] = code
        return HttpResponseRedirect(resolve_url("home"))
    acts_for = request.session.get(ACTS_FOR, "")
    return render(request, "account/act_for.html", {"holders": list(holders), "acts_for": acts_for})


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password_code(request: HttpRequest) -> HttpResponse:
    """Set a password with the one-time code that an administrator gave."""
    page = "account/password_code.html"
    if request.method == "GET":
        return render(request, page, {"form": PasswordCodeForm()})
    return one_act(
        form=PasswordCodeForm(request.POST),
        operation=lambda said: _password_by_code(request, **said),
        done=lambda _: resolve_url("account_login"),
        again=lambda form: render(request, page, {"form": form}),
    )


def _password_by_code(request: HttpRequest, *, login: str, code: str, password: str) -> None:
    at = now_utc()
    user = user_named(login)
    account = user.code if user else login
    address = request.session.address  # type: ignore[attr-defined]  # our store
    limits = (*code_limits(account, ""), *sign_in_limits(account, address, ""))
    if not attempt(limits, at):
        refuse(Reason("code", TOO_OFTEN, ()))
    password_code_use(user=user, code=code, password=password, at=at)


def _number(text: str) -> set[int]:
    return {int(text)} if text.isascii() and text.isdigit() else set()
