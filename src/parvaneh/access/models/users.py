"""Users: those who sign in."""

import re
import unicodedata

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from parvaneh.frame.history import tracked_without
from parvaneh.kit.text import ascii_digits, clean

CODE_LENGTH = 12
USERNAME = r"^[a-z][a-z0-9._-]{1,39}$"
MOBILE = r"^\+[1-9][0-9]{7,14}$"  # E.164
LOCAL_MOBILE = re.compile(r"0?9[0-9]{9}")


def login_form(text: str) -> str:
    """A username or mobile number in the form in which it is kept and looked up."""
    return ascii_digits(clean(text)).lower()


def mobile_form(text: str) -> str:
    """A mobile number in E.164 form; numbers of Iran may be written as they are dialled there."""
    digits = re.sub(r"[\s()-]", "", login_form(text))
    if LOCAL_MOBILE.fullmatch(digits):
        return f"+98{digits.removeprefix('0')}"
    return f"+{digits[2:]}" if digits.startswith("00") else digits


def password_form(text: str) -> str:
    """A password in one form: the same keys give the same one whatever digits a keyboard writes.

    Canonical composition as in RFC 8265, section 4.2; Persian and Arabic digits become ASCII.
    """
    return ascii_digits(unicodedata.normalize("NFC", text))


class UserManager(BaseUserManager["User"]):
    """Finds users by their name for signing in."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user of that name, however it was typed."""
        return self.get(username=login_form(username or ""))


# A history of password hashes would serve nobody but who wants to guess them.
@tracked_without("password")
class User(AbstractBaseUser):
    """Somebody who signs in. The code is what events, URLs and exports name."""

    last_login = None  # sessions know it; a write to the user at each sign-in would not be worth it

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    mobile = models.CharField(max_length=16, blank=True)
    language = models.CharField(max_length=2, default="fa")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        """Names are unique in the form in which they are looked up."""

        constraints = (
            models.CheckConstraint(
                condition=Q(username__regex=USERNAME), name="user_username_is_folded"
            ),
            models.CheckConstraint(
                condition=Q(mobile="") | Q(mobile__regex=MOBILE), name="user_mobile_is_e164"
            ),
            models.CheckConstraint(condition=Q(language__in=("fa", "en")), name="user_language"),
            models.CheckConstraint(condition=~Q(name=""), name="user_has_a_name"),
            models.UniqueConstraint(
                Lower("email"), condition=~Q(email=""), name="user_email_is_unique"
            ),
            models.UniqueConstraint(
                fields=("mobile",), condition=~Q(mobile=""), name="user_mobile_is_unique"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def set_password(self, raw_password: str | None) -> None:
        """Keep a password, in its one form."""
        super().set_password(None if raw_password is None else password_form(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password, whatever digits the keyboard wrote."""
        return super().check_password(None if raw_password is None else password_form(raw_password))
