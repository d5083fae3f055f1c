"""One user: who they are, what they hold, where they are signed in; made and renamed here."""

from collections.abc import Callable, Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from parvaneh.access.models import Session, User
from parvaneh.access.operations import password_code_give, user_edit, user_invite
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach, user_of
from parvaneh.access.roles import ROLES
from parvaneh.access.seen import roles_given_by, visible_delegations, visible_grants
from parvaneh.access.sign_in.second_factor import FACTORS
from parvaneh.access.sign_in.sessions import open_at
from parvaneh.frame.act_page import one_act
from parvaneh.frame.refused import NotThere
from parvaneh.ledger.queries import Wanted, events_found
from parvaneh.site.access.forms import UserForm
from parvaneh.site.access.words import role_said, stands
from parvaneh.site.event_words import key_said, kind_said
from parvaneh.site.people import PREFIX, names_of
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.roles_said import Titles, grant_said, place_said

COOKIE, SALT = "invitation", "parvaneh.invitation"
SHOWN_FOR = 600  # seconds in which the page with a code may be loaded again
LATEST = 12
DEVICE = 60
KINDS = {
    Authenticator.Type.TOTP.value: "app",
    Authenticator.Type.WEBAUTHN.value: "passkey",
    Authenticator.Type.RECOVERY_CODES.value: "codes",
}


@login_required
@require_safe
def user(request: HttpRequest, code: str) -> HttpResponse:
    """Show one user."""
    reader = reader_of(request)
    found = user_of(reader.acting, code, reader.on)
    return render(request, "access/user.html", _shown(found, reader))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def user_new(request: HttpRequest) -> HttpResponse:
    """Make a user, with a code for their first password."""
    reader = manager_of_users(request)
    return _invited(
        request,
        form=UserForm(request.POST or None, is_new=True),
        operation=lambda said: user_invite(**said, by=reader.acting, at=reader.at),
        again=lambda form: render(request, "access/user_new.html", {"form": form}),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def user_rename(request: HttpRequest, code: str) -> HttpResponse:
    """Change what a user is called and where they are reached."""
    reader = manager_of_users(request)
    found = user_of(reader.acting, code, reader.on)

    def shown(form: forms.Form) -> HttpResponse:
        return render(request, "access/user_rename.html", {"who": found, "form": form})

    if request.method != "POST":
        now = {one: getattr(found, one) for one in ("name", "email", "mobile", "language")}
        return shown(UserForm(initial=now, is_new=False))
    return one_act(
        form=UserForm(request.POST, is_new=False),
        operation=lambda said: user_edit(user=found, **said, by=reader.acting, at=reader.at),
        done=lambda _: reverse("user", args=[found.code]),
        again=shown,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def user_code(request: HttpRequest, code: str) -> HttpResponse:
    """Give a user a new code with which they set a password once."""
    reader = manager_of_users(request)
    found = user_of(reader.acting, code, reader.on)
    return _invited(
        request,
        form=forms.Form(request.POST if request.method == "POST" else None),
        operation=lambda _: (
            found,
            password_code_give(user=found, by=reader.acting, at=reader.at),
        ),
        again=lambda form: render(request, "access/user_code.html", {"who": found, "form": form}),
    )


@login_required
@never_cache
@require_safe
def user_invitation(request: HttpRequest, code: str) -> HttpResponse:
    """Show the code that was just made, for as long as the cookie that carries it lives."""
    reader = manager_of_users(request)
    found = user_of(reader.acting, code, reader.on)
    kept = request.COOKIES.get(COOKIE, "")
    try:
        secret = str(signing.loads(kept, salt=f"{SALT}.{found.code}", max_age=SHOWN_FOR))
    except signing.BadSignature:
        secret = ""
    address = request.build_absolute_uri(reverse("account_password_code"))
    shown = {"who": found, "secret": secret, "address": address}
    return render(request, "access/user_invitation.html", shown)


def manager_of_users(request: HttpRequest) -> Reader:
    """The reader, if they keep users.

    Raises:
        NotThere: they do not; for them there is no such page.
    """
    reader = reader_of(request)
    if reach(reader.acting, Permission.USER_MANAGE, reader.on).empty():
        raise NotThere("users")
    return reader


def _invited(
    request: HttpRequest,
    *,
    form: forms.Form,
    operation: Callable[[Mapping[str, Any]], tuple[User, str]],
    again: Callable[[forms.Form], HttpResponse],
) -> HttpResponse:
    if request.method != "POST":
        return again(form)
    made: list[tuple[User, str]] = []

    def done(result: tuple[User, str]) -> str:
        made.append(result)
        return reverse("user_invitation", args=[result[0].code])

    response = one_act(form=form, operation=operation, done=done, again=again)
    for who, secret in made:
        # In the browser of who made it, and nowhere else: no answer that is kept holds the code.
        response.set_cookie(
            COOKIE,
            signing.dumps(secret, salt=f"{SALT}.{who.code}"),
            max_age=SHOWN_FOR,
            httponly=True,
            secure=request.is_secure(),
            samesite="Strict",
        )
    return response


def _shown(found: User, reader: Reader) -> dict[str, object]:
    acting, on = reader.acting, reader.on
    manages = not reach(acting, Permission.USER_MANAGE, on).empty()
    is_self = found == acting.user
    given = set(roles_given_by(acting, on))
    grants = list(visible_grants(acting, on).filter(user=found).order_by("-starts_on", "-pk"))
    delegations, titles = visible_delegations(acting, on), Titles(grants)
    return {
        "who": found,
        "manages": manages,
        "is_self": is_self,
        "gives": bool(given) and not is_self,
        "held": [_grant(one, reader, given, titles) for one in grants if _is_open(one, on)],
        "past": [_grant(one, reader, given, titles) for one in grants if not _is_open(one, on)],
        "givers": names_of(one.given_by for one in grants),
        "lent": _open_ones(delegations.filter(giver=found), on),
        "borrowed": _open_ones(delegations.filter(receiver=found), on),
        "sessions": _sessions(found, reader) if manages or is_self else None,
        "factors": _factors(found),
        "needs_factor": any(_is_staff(one.role) for one in grants if _is_open(one, on)),
        "course": _course(found) if is_self or _reads_log(reader) else None,
    }


def _grant(one: Any, reader: Reader, given: set[str], titles: Titles) -> dict[str, object]:
    role = ROLES.get(one.role)
    return {
        "grant": one,
        "role": role_said(role) if role else None,
        "place": place_said(one.scope, one.scope_key, titles),
        "stands": stands(one, reader.on),
        "may_withdraw": one.withdrawn_at is None
        and (one.role in given or one.user == reader.acting.user),
    }


def _is_open(one: Any, on: Any) -> bool:
    return one.withdrawn_at is None and (one.ends_on is None or one.ends_on >= on)


def _is_staff(role: str) -> bool:
    return role not in ROLES or ROLES[role].staff


def _open_ones(rows: Any, on: Any) -> list[Any]:
    found = list(rows.filter(withdrawn_at__isnull=True, ends_on__gte=on))
    titles = Titles(one.grant for one in found)
    for one in found:
        one.said = grant_said(one.grant, titles)
    return found


def _sessions(found: User, reader: Reader) -> list[Session]:
    rows = Session.objects.filter(open_at(reader.at), user=found)
    return list(rows.order_by("-last_seen_at")[:LATEST])


def _factors(found: User) -> list[str]:
    rows = Authenticator.objects.filter(user=found, type__in=FACTORS).order_by("created_at")
    return [KINDS[one.type] for one in rows]


def _reads_log(reader: Reader) -> bool:
    return reach(reader.acting, Permission.LOG_SEE, reader.on).country


def _course(found: User) -> list[Any]:
    rows = events_found(Wanted(by=f"{PREFIX}{found.code}"))[:LATEST]
    return [
        {"title": kind_said(one.kind), "at": one.at, "subject": key_said(one.subject)}
        for one in rows
    ]
