"""Numbers and amounts of money, exact, written with any digits and any usual separators."""

import re
from decimal import Decimal
from typing import Any

from django import forms

from parvaneh.frame.form_fields.asked import Asked, found_shown, written, wrong
from parvaneh.frame.language import language_now
from parvaneh.kit.languages import msg
from parvaneh.kit.text import (
    DECIMAL_SEPARATOR,
    THOUSANDS_SEPARATOR,
    Language,
    ascii_digits,
    clean,
    latin_number,
    persian_number,
)

NOT_WHOLE = msg("You wrote «{found}». Write a whole number in digits, such as {sample}.")
NOT_A_NUMBER = msg(
    "You wrote «{found}». Write a number with at most {places} decimals, such as {sample}."
)
TOO_LITTLE = msg("You wrote {found}; at least {needed} is allowed.")
TOO_MUCH = msg("You wrote {found}; at most {needed} is allowed.")
NOT_RIALS = msg("You wrote «{found}». Write the amount in rials, in digits, such as {sample}.")
MOST = 10**15
LONGEST = 60
_BETWEEN = re.compile(rf"[\s,،'{THOUSANDS_SEPARATOR}]")
_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,12})?")


class NumberField(Asked):
    """A number between two others; whole unless decimals are allowed."""

    control = "number"
    widget = forms.TextInput
    unreadable = NOT_WHOLE
    sample: Decimal | int = 25

    def __init__(
        self, *, least: int | None = None, most: int = MOST, places: int = 0, **kwargs: Any
    ) -> None:
        """Keep the bounds.

        Args:
            least: the smallest number allowed; None allows any.
            most: the largest.
            places: how many decimals may be written.
            kwargs: of Django's field.
        """
        super().__init__(**kwargs)
        self.least, self.most, self.places = least, most, places
        if places:
            self.unreadable, self.sample = NOT_A_NUMBER, Decimal("2.5")

    def to_python(self, value: object) -> Decimal | int | None:
        """Return the number: an int, or a Decimal where decimals are allowed.

        Raises:
            ValidationError: it is none, or lies outside the bounds.
        """
        text = written(value)
        plain = self._plain(text)
        if not plain:
            return None
        decimals = len(plain.partition(".")[2])
        if _NUMBER.fullmatch(plain) is None or decimals > self.places:
            raise wrong(
                self.unreadable, found=found_shown(text), sample=self.sample, places=self.places
            )
        number = Decimal(plain) if self.places else int(plain)
        if self.least is not None and number < self.least:
            raise wrong(TOO_LITTLE, found=number, needed=self.least)
        if number > self.most:
            raise wrong(TOO_MUCH, found=number, needed=self.most)
        if number < -MOST:
            raise wrong(TOO_LITTLE, found=number, needed=-MOST)
        return number

    def prepare_value(self, value: Any) -> Any:
        """A number in the reader's digits; what was typed as it was typed."""
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            return value
        printed = persian_number if language_now() is Language.FA else latin_number
        return printed(value, self.places)

    def _plain(self, text: str) -> str:
        plain = _BETWEEN.sub("", ascii_digits(clean(text[:LONGEST]))).replace("\u2212", "-")
        point = plain.replace(DECIMAL_SEPARATOR, ".")
        return point.replace("/", ".") if self.places else point


class RialsField(NumberField):
    """An amount in rials; below it, it is said in words and in tomans."""

    control = "rials"
    unreadable = NOT_RIALS
    sample = 12_500_000

    def __init__(self, **kwargs: Any) -> None:
        """No amount is negative."""
        super().__init__(**{"least": 0, **kwargs})

    def _plain(self, text: str) -> str:
        return re.sub(r"(ریال|rials?)$", "", super()._plain(text), flags=re.IGNORECASE)
