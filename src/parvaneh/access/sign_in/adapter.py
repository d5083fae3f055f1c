"""Our answers to what the sign-in package asks: throttles, passwords, events, second factors."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from parvaneh.access.acting import Acting
from parvaneh.access.models import User
from parvaneh.access.operations.passwords import password_set
from parvaneh.access.queries import is_staff, user_named
from parvaneh.access.sign_in.second_factor import FACTORS, began_lately
from parvaneh.access.sign_in.throttle import (
    DEVICE_AGE,
    DEVICE_COOKIE,
    Limit,
    attempt,
    device_cookie,
    device_of,
    give_back,
    sign_in_limits,
)
from parvaneh.frame.keyring import key_in_use, keyring
from parvaneh.kit.clock import now_utc, tehran_day
from parvaneh.kit.keys import Purpose
from parvaneh.kit.languages import msg
from parvaneh.kit.sealing import opened, sealed
from parvaneh.kit.text import clean
from parvaneh.ledger.acts import act, event_write

TOO_OFTEN = msg("Too many attempts. Try again in a few minutes.")
WRONG = msg("The name and the password do not go together.")
LAST_FACTOR = msg(
    "Your role asks for a second factor: set up another before you take this one off."
)
SEALED_IN = "mfa_authenticator|data|secret"


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # without types
    """Accounts: nobody signs up; attempts are counted; what happens is an event."""

    _counted: tuple[Limit, ...] = ()

    @property
    def error_messages(self) -> dict[str, str]:
        """The package's sentences, ours where it would say more than we do."""
        own = {"username_password_mismatch": gettext(WRONG)}
        return {**DefaultAccountAdapter.error_messages, **own}

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the hook's form
        """Nobody signs up; users are made by who may."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt before the password is looked at.

        Raises:
            ValidationError: there were too many.
        """
        typed = clean(str(credentials.get("username") or ""))
        user = user_named(typed)
        device = device_of(request.COOKIES.get(DEVICE_COOKIE, ""), user)
        account = user.code if user else typed
        self._counted = sign_in_limits(account, self.get_client_ip(request), device)
        if not attempt(self._counted, now_utc()):
            raise ValidationError(gettext(TOO_OFTEN), code="too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        give_back(self._counted)

    def login(self, request: HttpRequest, user: User) -> None:
        """Begin the session, and say so in the log."""
        super().login(request, user)
        with act(by=Acting(user), at=now_utc()):
            event_write(kind="user.signed-in", subject=f"user:{user.code}")

    def post_login(self, request: HttpRequest, user: User, **said: Any) -> HttpResponse:
        """Let the browser be known as the user's."""
        response: HttpResponse = super().post_login(request, user, **said)
        response.set_cookie(
            DEVICE_COOKIE,
            device_cookie(user),
            max_age=DEVICE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response

    def set_password(self, user: User, password: str) -> None:
        """Keep the new password; every other session of the user ends."""
        row = getattr(context.request.session, "row", None)
        here = [row.pk] if row is not None and row.user_id == user.pk else []
        password_set(user=user, password=password, at=now_utc(), but=here)

    def get_client_ip(self, request: HttpRequest) -> str | None:
        """The address a request comes from; none where the front server does not say."""
        session = request.session
        address: str | None = getattr(session, "address", None)
        return address

    def is_reauthentication_required(self, *, app: str, **said: Any) -> bool:
        """Whether a dangerous page asks again; not right after signing in."""
        if began_lately(context.request, now_utc()):
            return False
        return bool(super().is_reauthentication_required(app=app, **said))

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """How somebody shows again who they are: by the second factor first."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return sorted(found, key=lambda one: not str(one["id"]).startswith("mfa"))


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # without types
    """Second factors: secrets are sealed; staff keep at least one."""

    def encrypt(self, text: str) -> str:
        """Seal a secret for the table of authenticators.

        It is bound to its column and not to its user, whom the package does not name here: whoever
        writes to that table could put a secret of their own under another's name.
        """
        return sealed(text, SEALED_IN, key_in_use(Purpose.ENCRYPTION))

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret."""
        return opened(encrypted_text, SEALED_IN, keyring())

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether the user still has another factor, or needs none."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS)
        if others.exclude(pk=authenticator.pk).exists():
            return True
        user = User.objects.get(pk=authenticator.user_id)
        return not is_staff(Acting(user), tehran_day(now_utc()))

    @property
    def error_messages(self) -> dict[str, Any]:
        """The package's sentences, and ours."""
        return {
            **DefaultMFAAdapter.error_messages,
            "cannot_delete_authenticator": gettext(LAST_FACTOR),
        }


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # without types
    """Single sign-on: only users whom the product knows come in, under the name it knows."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002
        """Nobody is made by signing on."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie a first sign-on to the user whose name the provider vouches for."""
        if sociallogin.is_existing:
            return
        said = sociallogin.account.extra_data
        # Providers differ in where they put what the user-info page says.
        claims = {**said.get("id_token", {}), **said.get("userinfo", {}), **said}
        name = claims.get(settings.OIDC_CLAIM)
        user = user_named(name) if isinstance(name, str) and name else None
        if user is not None and user.is_active:
            sociallogin.connect(request, user)
