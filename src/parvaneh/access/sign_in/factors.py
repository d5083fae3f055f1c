"""The package's pages that add or take off a second factor, each an act with its event."""

from typing import Any

from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from parvaneh.access.acting import Acting
from parvaneh.access.models import User
from parvaneh.kit.clock import now_utc
from parvaneh.ledger.acts import act, event_write


class _Logged:
    """What the form of a page does, and the event that says so, in one act."""

    request: HttpRequest
    kind: str

    def form_valid(self, form: Any) -> HttpResponse:
        """Do it, and say so."""
        user = self.request.user
        assert isinstance(user, User)  # a stranger is led to the sign-in page before
        with act(by=Acting(user), at=now_utc()):
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # the page's
            event_write(kind=self.kind, subject=f"user:{user.code}")
        return response


class AppSetUp(_Logged, ActivateTOTPView):  # type: ignore[misc]  # without types
    """Set up an authenticator app."""

    kind = "user.second-factor-added"


class AppTakenOff(_Logged, DeactivateTOTPView):  # type: ignore[misc]  # without types
    """Take an authenticator app off."""

    kind = "user.second-factor-removed"


class PasskeyAdded(_Logged, AddWebAuthnView):  # type: ignore[misc]  # without types
    """Add a passkey."""

    kind = "user.second-factor-added"


class PasskeyTakenOff(_Logged, RemoveWebAuthnView):  # type: ignore[misc]  # without types
    """Take a passkey off."""

    kind = "user.second-factor-removed"


class CodesMade(_Logged, GenerateRecoveryCodesView):  # type: ignore[misc]  # without types
    """Make new recovery codes; the old ones count no more."""

    kind = "user.recovery-codes-made"


# Before the package's own routes of the same names, which they take the place of.
urlpatterns: list[URLPattern] = [
    path("totp/activate/", AppSetUp.as_view(), name="mfa_activate_totp"),
    path("totp/deactivate/", AppTakenOff.as_view(), name="mfa_deactivate_totp"),
    path("webauthn/add/", PasskeyAdded.as_view(), name="mfa_add_webauthn"),
    path("webauthn/keys/<int:pk>/remove/", PasskeyTakenOff.as_view(), name="mfa_remove_webauthn"),
    path("recovery-codes/generate/", CodesMade.as_view(), name="mfa_generate_recovery_codes"),
]
