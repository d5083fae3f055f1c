"""Words: one line or several, and what somebody looks for."""

from typing import Any

from django import forms

from parvaneh.frame.form_fields.asked import Asked, written, wrong
from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean

LONG = 2000
TOO_LONG = msg("{found} characters were written; at most {needed} are kept. Write it shorter.")


class TextField(Asked, forms.CharField):
    """Text, cleaned: one form of each letter, no marks that change the direction of others."""

    def __init__(
        self, *, lines: bool = False, rows: int = 5, max_length: int = LONG, **kwargs: Any
    ) -> None:
        """Choose one line or several.

        Args:
            lines: whether it has several lines.
            rows: how many of them are shown at first.
            max_length: how many characters are kept; the counter below counts down from it.
            kwargs: of Django's field.
        """
        widget = forms.Textarea(attrs={"rows": rows}) if lines else forms.TextInput()
        super().__init__(widget=widget, **kwargs)
        self.lines, self.longest = lines, max_length

    def to_python(self, value: object) -> str:
        """Clean what was written, each line by itself.

        Raises:
            ValidationError: it is too long, or holds what cannot be kept.
        """
        text = written(value).replace("\r\n", "\n")
        if len(text) > self.longest:  # before cleaning: a megabyte is not worth the work
            raise wrong(TOO_LONG, found=len(text), needed=self.longest)
        kept = "\n".join(clean(line) for line in text.split("\n")) if self.lines else clean(text)
        return str(super().to_python(kept))


class SearchField(TextField):
    """What somebody looks for; never required, short."""

    control = "search"

    def __init__(self, **kwargs: Any) -> None:
        """Ask for little."""
        super().__init__(**{"required": False, "max_length": 200, **kwargs})
