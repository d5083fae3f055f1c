"""What all our fields share: what is missing is named, what was found is shown, cut and cleaned."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean, search_key

MISSING = msg("Fill this in: {label}")
CHOOSE = msg("Choose one: {label}")
CHOOSE_SOME = msg("Choose at least one: {label}")
NO_CHOICE = msg("«{found}» is none of the choices. Choose one of those that are shown.")
OTHER_WORDS = msg("You wrote «{found}». To confirm, write exactly «{needed}».")
NUL = msg("A character that cannot be kept was sent (NUL). Write the text again.")
SHOWN_LENGTH = 40


def wrong(message: str, **params: object) -> ValidationError:
    """An error in the reader's language; texts in its places are shown as they were found."""
    return ValidationError(say(message, **params))


def found_shown(value: object) -> str:
    """What was found, cleaned and cut so that an error stays readable."""
    text = clean(str(value)[: 10 * SHOWN_LENGTH])
    return f"{text[:SHOWN_LENGTH]}…" if len(text) > SHOWN_LENGTH else text


def written(value: object) -> str:
    """What somebody wrote, as text.

    Raises:
        ValidationError: it holds a NUL, which no keyboard writes and no database keeps.
    """
    text = "" if value is None else str(value)
    if "\0" in text:
        raise wrong(NUL)
    return text


class Asked(forms.Field):
    """A field that, left empty, says its own name: errors are read far from the field too."""

    absent = MISSING

    def validate(self, value: Any) -> None:
        """Refuse what is missing.

        Raises:
            ValidationError: an answer is required and there is none.
        """
        usual = forms.Field.default_error_messages["required"]
        is_usual = self.error_messages["required"] is usual
        if self.required and is_usual and value in self.empty_values:
            raise wrong(self.absent, label=str(self.label or ""))
        super().validate(value)


class TypedField(Asked, forms.CharField):
    """A word or code that must be typed to confirm what cannot be undone."""

    control = "typed"

    def __init__(self, *, needed: str, **kwargs: Any) -> None:
        """Keep what must be typed."""
        super().__init__(**kwargs)
        self.needed = needed

    def to_python(self, value: object) -> str:
        """Return what was typed, if it is what must be; digits of any kind count alike.

        Raises:
            ValidationError: it is something else.
        """
        text = clean(written(value))
        if text and search_key(text) != search_key(self.needed):
            raise wrong(OTHER_WORDS, found=found_shown(text), needed=self.needed)
        return text


class ChoiceField(Asked, forms.ChoiceField):
    """One of a few choices: radios, or with `look="select"` a list."""

    absent = CHOOSE

    def __init__(
        self,
        *,
        choices: Iterable[tuple[Any, str]],
        look: str = "radios",
        hints: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        """Keep the choices and a hint for those that have one."""
        widget = forms.Select() if look == "select" else forms.RadioSelect()
        super().__init__(choices=list(choices), widget=widget, **kwargs)
        self.hints = dict(hints or {})

    def validate(self, value: Any) -> None:
        """Refuse what is missing or was not offered.

        Raises:
            ValidationError: either of them.
        """
        if value and not self.valid_value(value):  # before Django says it in its own words
            raise wrong(NO_CHOICE, found=found_shown(value))
        super().validate(value)


class ChoicesField(Asked, forms.MultipleChoiceField):
    """Any of a few choices: checkboxes."""

    absent = CHOOSE_SOME

    def __init__(
        self,
        *,
        choices: Iterable[tuple[Any, str]],
        hints: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        """Keep the choices and a hint for those that have one."""
        super().__init__(choices=list(choices), widget=forms.CheckboxSelectMultiple(), **kwargs)
        self.hints = dict(hints or {})

    def validate(self, value: Any) -> None:
        """Refuse what is missing or was not offered.

        Raises:
            ValidationError: either of them.
        """
        for one in value:
            if not self.valid_value(one):
                raise wrong(NO_CHOICE, found=found_shown(one))
        super().validate(value)
