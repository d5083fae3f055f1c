"""Second factors: whether a session has shown one, and how lately."""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from parvaneh.access.models import Session, User

# A list of recovery codes alone is no factor: it stands in for one that was lost.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_passed(request: HttpRequest) -> bool:
    """Whether this session has shown a second factor, or set one up since it began."""
    return any(one["method"] == "mfa" for one in _records(request)) or _set_up_here(request)


def is_fresh(request: HttpRequest, at: datetime) -> bool:
    """Whether a second factor was shown lately enough for a dangerous act.

    Who has none (and needs none) shows the password instead.

    Args:
        request: whose session is asked.
        at: this moment.
    """
    methods = {"mfa"} if has_factor(request.user) else {"mfa", "password"}
    oldest = (at - timedelta(seconds=settings.FRESH_FACTOR_AGE)).timestamp()
    return any(one["method"] in methods and one["at"] >= oldest for one in _records(request))


def began_lately(request: HttpRequest, at: datetime) -> bool:
    """Whether the session began so lately that asking again would only annoy."""
    row: Session | None = getattr(request.session, "row", None)
    return row is not None and at - row.made_at < timedelta(seconds=settings.FRESH_FACTOR_AGE)


def has_factor(user: Any) -> bool:
    """Whether a user has a second factor of their own."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists())


def _records(request: HttpRequest) -> list[dict[str, Any]]:
    if not isinstance(request.user, User):
        return []
    records: list[dict[str, Any]] = get_authentication_records(request, request.user)
    return records


def _set_up_here(request: HttpRequest) -> bool:
    row: Session | None = getattr(request.session, "row", None)
    if row is None or not isinstance(request.user, User):
        return False
    found = Authenticator.objects.filter(user_id=request.user.pk, type__in=FACTORS)
    return bool(found.filter(created_at__gte=row.made_at).exists())
