"""What each request knows of who sent it: session, user, and for whom they act."""

from collections.abc import Callable
from functools import partial

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware as DjangoAuthentication
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessions
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from parvaneh.access.acting import Acting
from parvaneh.access.models import User
from parvaneh.access.queries import acting_for, is_staff
from parvaneh.access.sign_in.second_factor import is_passed
from parvaneh.access.sign_in.sessions import SessionStore
from parvaneh.kit.clock import now_utc, tehran_day

DEVICE_LENGTH = 200
ACTS_FOR = "acts_for"  # in the session: code of the user for whom its owner acts
SET_UP = "mfa_index"
# What somebody may reach who has not yet passed a second factor though their role asks for one.
OPEN_PREFIXES = ("/account/", "/en/account/", "/static/", "/health")


class SessionMiddleware(DjangoSessions):
    """Django's, with the browser and the address noted for the list of one's sessions."""

    def process_request(self, request: HttpRequest) -> None:
        """Give the request its session, not yet read."""
        session = SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        session.device = request.META.get("HTTP_USER_AGENT", "")[:DEVICE_LENGTH]
        session.address = get_client_ip(request)
        request.session = session


class AuthenticationMiddleware(DjangoAuthentication):
    """Django's, but the user came with the session."""

    def process_request(self, request: HttpRequest) -> None:
        """Give the request its user, read when first asked for."""
        super().process_request(request)
        request.user = SimpleLazyObject(partial(user_of, request))  # type: ignore[assignment]


class SecondFactorMiddleware:
    """Leads staff who have not shown a second factor to where they set one up or show it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or lead there."""
        if not request.path.startswith(OPEN_PREFIXES) and needs_second_factor(request):
            return HttpResponseRedirect(resolve_url(SET_UP))
        return self.get_response(request)


def user_of(request: HttpRequest) -> User | AnonymousUser:
    """The user of a request's session, if their password is still the one they came in with."""
    session = request.session
    proof, claimed = session.get(HASH_SESSION_KEY, ""), session.get(SESSION_KEY)
    user = session.user if isinstance(session, SessionStore) else None
    if user is None or claimed != str(user.pk):
        return AnonymousUser()
    if not constant_time_compare(proof, user.get_session_auth_hash()):
        return AnonymousUser()
    return user


def acting_of(request: HttpRequest) -> Acting | None:
    """Who acts in a request, and for whom; the same object each time. None for a stranger."""
    known: Acting | None = getattr(request, "acting", None)
    if known is None and isinstance(request.user, User) and request.user.is_authenticated:
        known = acting_for(request.user, request.session.get(ACTS_FOR, ""), tehran_day(now_utc()))
        request.acting = known  # type: ignore[attr-defined]
    return known


def needs_second_factor(request: HttpRequest) -> bool:
    """Whether who sent the request holds a role of staff and has shown no second factor."""
    if is_passed(request):
        return False
    acting = acting_of(request)
    return acting is not None and is_staff(acting, tehran_day(now_utc()))
