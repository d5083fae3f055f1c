"""Fields of forms that take what Persian keyboards write: three kinds of digits, Jalali days."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from parvaneh.frame.pages_environment import say
from parvaneh.kit.dates import NotADay, parse_date
from parvaneh.kit.languages import msg
from parvaneh.kit.text import ascii_digits, clean

DAY_FAULTS = {
    "form": msg("Write the day as year, month and day, such as 1404/07/12"),
    "year": msg("The year of the day is not one that is meant here"),
    "day": msg("There is no such day in that month"),
}
ONLY_DIGITS = msg("Write digits only")
LONG = 2000


class TextField(forms.CharField):
    """Text, cleaned: one form of each letter, no marks that change the direction of others."""

    def __init__(self, *, lines: bool = False, max_length: int = LONG, **kwargs: Any) -> None:
        """Choose one line or several."""
        widget = forms.Textarea(attrs={"rows": 5}) if lines else forms.TextInput()
        super().__init__(max_length=max_length, widget=widget, **kwargs)
        self.lines = lines

    def to_python(self, value: object) -> str:
        """Clean what was written, each line by itself."""
        text = str(value or "").replace("\r\n", "\n")
        kept = "\n".join(clean(line) for line in text.split("\n")) if self.lines else clean(text)
        return str(super().to_python(kept))


class DigitsField(forms.CharField):
    """A code of digits, written in any of three kinds, kept in ASCII."""

    control = "digits"

    def to_python(self, value: object) -> str:
        """Return ASCII digits.

        Raises:
            ValidationError: something else than digits was written.
        """
        text = ascii_digits(clean(str(value or ""))).replace(" ", "").replace("-", "")
        if text and not (text.isascii() and text.isdigit()):
            raise ValidationError(say(ONLY_DIGITS))
        return text


class DayField(forms.Field):
    """A day, Jalali or Gregorian."""

    control = "day"

    def to_python(self, value: object) -> date | None:
        """Return the day.

        Raises:
            ValidationError: what was written is none.
        """
        text = str(value or "")
        try:
            return parse_date(text)
        except NotADay as why:
            if why.reason == "empty":
                return None
            raise ValidationError(say(DAY_FAULTS[why.reason])) from why
