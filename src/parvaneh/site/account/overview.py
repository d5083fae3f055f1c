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
from parvaneh.access.sign_in.browser_names import browser_named
from parvaneh.access.sign_in.sessions import open_at
from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg
from parvaneh.site.account.palette_choice import is_palette_on
from parvaneh.site.reader import reader_of
from parvaneh.site.roles_said import Titles, place_said, role_name

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
    rows = user.grants.filter(withdrawn_at__isnull=True).exclude(ends_on__lt=on)
    held = list(rows.order_by("starts_on", "pk"))
    titles = Titles(held)
    return [_held(one, on, titles) for one in held]


def delegations_said(whose: Q, on: date) -> list[HeldForAnother]:
    """Delegations that hold on a day or will hold, in words."""
    found = Delegation.objects.filter(whose, withdrawn_at__isnull=True, ends_on__gte=on)
    rows = list(found.select_related("giver", "receiver", "grant").order_by("starts_on", "pk"))
    titles = Titles(one.grant for one in rows)
    return [
        HeldForAnother(
            one.giver.name,
            one.receiver.name,
            role_name(one.grant.role),
            place_said(one.grant.scope, one.grant.scope_key, titles),
            say(UNTIL, first=one.starts_on, last=one.ends_on),
        )
        for one in rows
    ]


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


def _held(grant: Grant, on: date, titles: Titles) -> HeldRole:
    role = ROLES.get(grant.role)
    is_now = grant.starts_on <= on
    return HeldRole(
        role_name(grant.role),
        say(role.description) if role else "",
        place_said(grant.scope, grant.scope_key, titles),
        _time(grant.starts_on, grant.ends_on, is_now=is_now),
        say(NOW if is_now else LATER),
        is_now,
    )


def _time(first: date, last: date | None, *, is_now: bool) -> str:
    if last is not None:
        return say(UNTIL, first=first, last=last)
    return say(SINCE if is_now else FROM, first=first)
