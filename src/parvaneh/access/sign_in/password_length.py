"""How long a password is at least, said in the reader's words and digits."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError

from parvaneh.access.models import User
from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg

LONG_ENOUGH = msg("Your password has at least {least} characters.")


class LongEnough(MinimumLengthValidator):
    """Django's rule, in our words."""

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002 - its form
        """Refuse a password that is too short.

        Raises:
            ValidationError: it is.
        """
        if len(password) < self.min_length:
            raise ValidationError(self.get_help_text(), code="password_too_short")

    def get_help_text(self) -> str:
        """What is asked for."""
        return say(LONG_ENOUGH, least=self.min_length)
