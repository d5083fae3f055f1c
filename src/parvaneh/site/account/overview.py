"""Your account: who you are here, what you may do and where, how you sign in, who acts for whom."""

from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvaneh.access.models import Delegation, Grant, Session, User
from parvaneh.access.queries import is_staff
from parvaneh.access.roles import ROLES
from parvaneh.access.scopes import Scope
from parvaneh.access.sign_in.browser_names import browser_named
from parvaneh.access.sign_in.sessions import open_at
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.places import BY_KEY
from parvaneh.registry.models import Body, Office
from parvaneh.registry.queries.bodies import title_of
from parvaneh.site.account.palette_choice import is_palette_on
from parvaneh.site.reader import reader_of

COUNTRY = msg("in the whole country")
OF_OFFICE = msg("for the office {title} ({code})")
OF_BODY = msg("for {title} ({code})")
OF_CASE = msg("for the case {code}")
SINCE = msg("since {first}")
FROM = msg("from {first} on")
UNTIL = msg("from {first} until {last}")
NOW, LATER = msg("holds now"), msg("begins later")
SHOWN_SESSIONS = 5


@dataclass(frozen=True)
class HeldRole:
    """A role that somebody holds, as its owner reads it."""

    name: str
    description: str
    place: str
    time: str
    state: str
    is_now: bool


@dataclass(frozen=True)
class HeldForAnother:
    """A delegation as either of its two reads it: between whom, what, where and how long."""

    giver: str
    receiver: str
    what: str
    place: str
    time: str


@login_required
@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show one's own account."""
    reader = reader_of(request)
    user = reader.acting.user
    sessions = Session.objects.filter(open_at(reader.at), user=user).order_by("-last_seen_at")
    here: Session = request.session.row  # type: ignore[attr-defined]  # our store; signed in
    told = {
        "user": user,
        "acts_for": reader.acting.acts_for,
        "roles": roles_of(user, reader.on),
        "is_staff": is_staff(reader.acting, reader.on),
        "factors": factors_of(user),
        "sessions": [_session(one, here.pk) for one in sessions[:SHOWN_SESSIONS]],
        "sessions_more": max(0, sessions.count() - SHOWN_SESSIONS),
        "received": delegations_said(Q(receiver=user), reader.on),
        "given": delegations_said(Q(giver=user), reader.on),
        "palette": is_palette_on(request),
    }
    return render(request, "yours/overview.html", told)


def roles_of(user: User, on: date) -> list[HeldRole]:
    """The roles that a user holds on a day or will hold, with their places and times in words."""
    held = user.grants.filter(withdrawn_at__isnull=True).exclude(ends_on__lt=on)
    return [_held(one, on) for one in held.order_by("starts_on", "pk")]


def delegations_said(whose: Q, on: date) -> list[HeldForAnother]:
    """Delegations that hold on a day or will hold, in words."""
    rows = Delegation.objects.filter(whose, withdrawn_at__isnull=True, ends_on__gte=on)
    return [
        HeldForAnother(
            one.giver.name,
            one.receiver.name,
            role_name(one.grant.role),
            place_said(one.grant, on),
            say(UNTIL, first=one.starts_on, last=one.ends_on),
        )
        for one in rows.select_related("giver", "receiver", "grant").order_by("starts_on", "pk")
    ]


def place_said(grant: Grant, on: date) -> str:
    """Where a role is held, by the name of the place."""
    key = grant.scope_key
    if grant.scope == Scope.COUNTRY:
        return say(COUNTRY)
    if grant.scope == Scope.PROVINCE:
        return shown(BY_KEY[key]) if key in BY_KEY else key
    if grant.scope == Scope.OFFICE:
        office = Office.objects.filter(code=key).first()
        return say(OF_OFFICE, title=office.title if office else "—", code=key)
    if grant.scope == Scope.KANOON:
        body = Body.objects.filter(code=key).first()
        return say(OF_BODY, title=title_of(body, on) if body else "—", code=key)
    return say(OF_CASE, code=key)


def role_name(code: str) -> str:
    """The name of a role; its code where there is no such role any more."""
    return say(ROLES[code].name) if code in ROLES else code


def factors_of(user: User) -> dict[str, int]:
    """How many second factors of each kind a user has set up; of codes those that are left."""
    rows = list(Authenticator.objects.filter(user_id=user.pk))
    kinds = [row.type for row in rows]
    codes = [row for row in rows if row.type == Authenticator.Type.RECOVERY_CODES]
    left = sum(len(row.wrap().get_unused_codes()) for row in codes)
    return {
        "totp": kinds.count(Authenticator.Type.TOTP),
        "webauthn": kinds.count(Authenticator.Type.WEBAUTHN),
        "codes": left,
    }


def _session(row: Session, here: int) -> dict[str, object]:
    return {
        "browser": browser_named(row.device),
        "seen": row.last_seen_at,
        "address": row.address or "",
        "is_here": row.pk == here,
    }


def _held(grant: Grant, on: date) -> HeldRole:
    role = ROLES.get(grant.role)
    is_now = grant.starts_on <= on
    return HeldRole(
        role_name(grant.role),
        say(role.description) if role else "",
        place_said(grant, on),
        _time(grant.starts_on, grant.ends_on, is_now=is_now),
        say(NOW if is_now else LATER),
        is_now,
    )


def _time(first: date, last: date | None, *, is_now: bool) -> str:
    if last is not None:
        return say(UNTIL, first=first, last=last)
    return say(SINCE if is_now else FROM, first=first)
