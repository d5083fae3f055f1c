"""Who a name and a password belong to."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser

from parvaneh.access.queries import user_named


class Backend(AuthenticationBackend):  # type: ignore[misc]  # without types
    """Finds the user by name or mobile number, however either was typed.

    A name that nobody has takes as long as a wrong password.
    """

    def _authenticate_by_username(self, username: str, password: str) -> AbstractBaseUser | None:
        found: AbstractBaseUser | None = self._check_password(user_named(username), password)
        return found
