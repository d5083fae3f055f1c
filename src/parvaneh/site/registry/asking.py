"""Fields that several edits share: choices of the law, persons and offices by their codes."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from parvaneh.access.permissions import Permission as Can
from parvaneh.frame.form_fields import ChoiceField, TextField
from parvaneh.frame.pages_environment import say, shown
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.kit.text import ascii_digits
from parvaneh.registry.loaders import office_of, person_of
from parvaneh.registry.models import Office, Person
from parvaneh.site.reader import Reader

YES, NO = "yes", "no"
NO_PERSON = msg("No person with this code is within your reach.")
NO_OFFICE = msg("No office with this code is within your reach.")
PERSON = msg("Code of the person")
PERSON_HINT = msg("It stands on the person's page, such as p-23456789bc.")
NOT_SAID = msg("not said")
CODE_LENGTH = 40


def choice(
    label: str,
    choices: Iterable[tuple[Any, str]],
    *,
    required: bool = True,
    look: str = "radios",
    hint: str = "",
) -> ChoiceField:
    """One of some choices; the first of a list that need not be answered says nothing."""
    listed = [(str(key), words) for key, words in choices]
    if not required or look == "select":
        listed.insert(0, ("", say(NOT_SAID) if not required else ""))
    return ChoiceField(
        label=say(label),
        choices=listed,
        look=look,
        required=required,
        help_text=say(hint) if hint else "",
    )


def named(things: Iterable[tuple[Any, Any]]) -> list[tuple[str, str]]:
    """Codes with their terms as choices."""
    return [(str(key), shown(term)) for key, term in things]


def yes_or_no(label: str, *, required: bool = True) -> ChoiceField:
    """Yes or no; where it need not be answered, not said."""
    return choice(label, [(YES, shown(True)), (NO, shown(False))], required=required)


def is_yes(said: str) -> bool | None:
    """What was answered; None where nothing was."""
    return {YES: True, NO: False}.get(said)


class PersonField(TextField):
    """A person by code, as far as the reader reaches."""

    control = "latin"

    def __init__(self, *, reader: Reader, **kwargs: Any) -> None:
        """Keep who asks."""
        super().__init__(max_length=CODE_LENGTH, **kwargs)
        self.reader = reader

    def clean(self, value: Any) -> Person | None:
        """The person.

        Raises:
            ValidationError: there is none within reach.
        """
        code = str(super().clean(value) or "")
        if not code:
            return None
        try:
            return person_of(self.reader.acting, code, to=Can.PERSON_SEE, on=self.reader.on)
        except NotThere as why:
            raise ValidationError(say(NO_PERSON)) from why


class OfficeField(TextField):
    """An office by code, as far as the reader reaches."""

    control = "digits"

    def __init__(self, *, reader: Reader, **kwargs: Any) -> None:
        """Keep who asks."""
        super().__init__(max_length=CODE_LENGTH, **kwargs)
        self.reader = reader

    def clean(self, value: Any) -> Office | None:
        """The office.

        Raises:
            ValidationError: there is none within reach.
        """
        code = ascii_digits(str(super().clean(value) or ""))
        if not code:
            return None
        try:
            return office_of(self.reader.acting, code, to=Can.OFFICE_SEE, on=self.reader.on)
        except NotThere as why:
            raise ValidationError(say(NO_OFFICE)) from why
