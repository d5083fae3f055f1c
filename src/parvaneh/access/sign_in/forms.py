"""Forms of the sign-in pages that differ from the package's: codes in any digits, counted."""

from typing import Any

from allauth.account.forms import LoginForm as PackageLogin
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm as PackageAuthenticate
from allauth.mfa.base.forms import ReauthenticateForm as PackageReauthenticate
from allauth.mfa.totp.forms import ActivateTOTPForm as PackageActivate
from allauth.mfa.webauthn.forms import AddWebAuthnForm as PackageAddPasskey
from allauth.mfa.webauthn.forms import EditWebAuthnForm as PackageRename
from django import forms
from django.utils.translation import gettext, gettext_lazy

from parvaneh.access.models import User
from parvaneh.access.sign_in.adapter import TOO_OFTEN
from parvaneh.access.sign_in.throttle import (
    DEVICE_COOKIE,
    attempt,
    code_limits,
    device_of,
    give_back,
)
from parvaneh.kit.clock import now_utc
from parvaneh.kit.languages import msg
from parvaneh.kit.text import ascii_digits, clean

CODE_LENGTH = 40


class CodeField(forms.CharField):
    """A code, typed in any digits and with any spaces or hyphens between them."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
        )
        given = {"label": gettext_lazy(msg("Code")), "max_length": CODE_LENGTH, "widget": widget}
        super().__init__(**{**given, **options})

    def to_python(self, value: Any) -> str:
        """The code in ASCII digits, nothing between them."""
        typed = ascii_digits(clean(str(value or "")))
        return "".join(typed.replace("-", " ").split())


class LoginForm(PackageLogin):  # type: ignore[misc]  # the package has no types
    """Name and password; the name may be a mobile number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say so."""
        super().__init__(*args, **kwargs)
        self.fields["login"].label = gettext(msg("User name or mobile number"))


class _Counted(forms.Form):
    """Counts each attempt at a code before it is looked at."""

    user: User

    def clean_code(self) -> str:
        """The code, if it is right and was not tried too often."""
        device = device_of(context.request.COOKIES.get(DEVICE_COOKIE, ""), self.user)
        limits = code_limits(self.user.code, device)
        if not attempt(limits, now_utc()):
            raise forms.ValidationError(gettext(TOO_OFTEN))
        found: str = super().clean_code()  # type: ignore[misc]  # the package's form has it
        give_back(limits)
        return found


class AuthenticateForm(_Counted, PackageAuthenticate):  # type: ignore[misc]  # without types
    """The second factor at sign-in: a code of an app, or a recovery code."""

    code = CodeField()


class ReauthenticateForm(_Counted, PackageReauthenticate):  # type: ignore[misc]  # without types
    """The second factor again, before something dangerous."""

    code = CodeField()


class ActivateTOTPForm(_Counted, PackageActivate):  # type: ignore[misc]  # without types
    """The first code of a new app."""

    code = CodeField()


class AddPasskeyForm(PackageAddPasskey):  # type: ignore[misc]  # without types
    """A new passkey, with a name by which its owner knows it again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language: the package names the field in English only."""
        super().__init__(*args, **kwargs)
        self.fields["name"].label = gettext(msg("Name"))
        self.fields["name"].help_text = gettext(msg("So that you know it again among others."))


class RenamePasskeyForm(PackageRename):  # type: ignore[misc]  # without types
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in the reader's language: the package names the field in English only."""
        super().__init__(*args, **kwargs)
        self.fields["name"].label = gettext(msg("Name"))


class PasswordCodeForm(forms.Form):
    """A new password, with the one-time code that an administrator gave."""

    login = forms.CharField(label=gettext_lazy(msg("User name or mobile number")), max_length=60)
    code = CodeField(
        label=gettext_lazy(msg("The code that you were given")),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
    password = forms.CharField(
        label=gettext_lazy(msg("New password")),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
