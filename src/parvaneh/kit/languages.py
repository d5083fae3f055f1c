"""What is said, in Persian or English: messages from the catalogue with their parameters in place.

The rest of the program, the law included, names messages by their English text with ``{named}``
places and passes exact values; here alone they become words. Strings that run in the other
direction (codes in a Persian sentence, Persian names in an English one) are isolated.

``python -m parvaneh.kit.languages compile | extract | check`` keeps the catalogue
(`parvaneh.kit.catalogue`).
"""

import gettext as gettext_files
import io
import re
import sys
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path

from parvaneh.kit.clock import tehran
from parvaneh.kit.dates import long_date
from parvaneh.kit.names import named
from parvaneh.kit.text import (
    Language,
    isolate,
    latin_number,
    persian_digits,
    persian_number,
    search_key,
)

__all__ = ["Language", "MissingParameter", "gettext", "msg", "render", "show"]

LOCALE = Path(__file__).parents[1] / "locale"
DOMAIN = "django"

# A fraction that ends within so many decimals is shown whole; any other is rounded to two.
WHOLE_DECIMALS = 4
ROUNDED_DECIMALS = 2
# Years and other numbers of four digits read better in one piece.
GROUPED_FROM = 10_000

JOINERS = {Language.FA: "، ", Language.EN: ", "}
NOTHING = "—"
YES_NO = {Language.FA: ("خیر", "بله"), Language.EN: ("no", "yes")}

_PLACE = re.compile(r"\{\{|\}\}|\{(\w+)\}")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN_OR_DIGIT = re.compile("[A-Za-z0-9]")


class MissingParameter(LookupError):
    """A message names a place for which nothing was given."""

    def __init__(self, message: str, name: str) -> None:
        """Keep which message and which place."""
        super().__init__(f"nothing given for {{{name}}} in {message!r}")


def msg(message: str) -> str:
    """Mark an English message for extraction and return it unchanged; `render` translates it."""
    return message


def gettext(message: str, language: Language) -> str:
    """Return a message in a language, its places not yet filled.

    Args:
        message: the English text by which the message is known.
        language: a message without translation stays English; the check finds it.
    """
    if language is Language.EN or not message:
        return message
    return _translations(LOCALE).gettext(message)


def render(message: str, params: Mapping[str, object], language: Language) -> str:
    """Return a message in a language with its parameters in place.

    Args:
        message: the English text with places such as ``{found}``; ``{{`` stands for a brace.
        params: values by name; more than the message names is no fault. See `show`.
        language: Persian or English.

    Returns:
        Plain text; foreign runs are isolated with FSI and PDI.

    Raises:
        MissingParameter: a place has no value.
        TypeError: a value is of a kind that is never shown, such as a float.
    """
    return _filled(message, params, language) if params else _plain(message, language)


@lru_cache(maxsize=4096)  # more than there are messages without a value
def _plain(message: str, language: Language) -> str:
    return _filled(message, {}, language)


def _filled(message: str, params: Mapping[str, object], language: Language) -> str:
    def fill(place: re.Match[str]) -> str:
        name = place[1]
        if name is None:
            return place[0][0]
        if name not in params:
            raise MissingParameter(message, name)
        return show(params[name], language)

    return _PLACE.sub(fill, gettext(message, language))


def show(value: object, language: Language) -> str:
    """Return a value as a reader of the language sees it.

    Numbers take the language's digits, days become Jalali words, things with a Persian and an
    English name (``.fa``, ``.en``) their name, words of the law for programs (an actor, a post)
    their term, sequences a list, None a dash.

    Args:
        value: int, Fraction, Decimal, bool, date, datetime, str, None, a named thing, or a
            sequence or set of these.
        language: Persian or English.

    Raises:
        TypeError: anything else; floats in particular, which are never exact.
    """
    value = named(value)
    name = getattr(value, language.value, None)
    if isinstance(name, str):
        return name
    if value is None:
        return NOTHING
    if isinstance(value, Enum) and not isinstance(value, str):
        return show(value.value, language)
    if isinstance(value, str):
        return _isolated_if_foreign(value, language)
    if isinstance(value, Sequence | AbstractSet):
        return _listed(value, language)
    return _shown_plain(value, language)


def _shown_plain(value: object, language: Language) -> str:
    if isinstance(value, bool):
        return YES_NO[language][value]
    if isinstance(value, datetime):
        return _moment(value, language)
    if isinstance(value, date):
        return long_date(value, language)
    if isinstance(value, int | Fraction | Decimal):
        return _number(Fraction(value), language)
    message = f"cannot be shown to a reader: {value!r}"
    raise TypeError(message)


def _listed(values: Sequence[object] | AbstractSet[object], language: Language) -> str:
    shown = [show(value, language) for value in values]
    # A set has no order of its own: one that does not change from run to run.
    ordered = shown if isinstance(values, Sequence) else sorted(shown, key=search_key)
    return JOINERS[language].join(ordered)


def _isolated_if_foreign(text: str, language: Language) -> str:
    has_persian = _RIGHT_TO_LEFT.search(text) is not None
    if language is Language.EN:
        return isolate(text) if has_persian else text
    return isolate(text) if _LATIN_OR_DIGIT.search(text) else text


def _moment(value: datetime, language: Language) -> str:
    there = value.astimezone(tehran())
    hour = f"{there:%H:%M}"
    shown = persian_digits(hour) if language is Language.FA else hour
    return long_date(there.date(), language) + JOINERS[language] + shown


def _number(value: Fraction, language: Language) -> str:
    places = next(
        (n for n in range(WHOLE_DECIMALS + 1) if 10**n % value.denominator == 0), ROUNDED_DECIMALS
    )
    printed = persian_number if language is Language.FA else latin_number
    return printed(value, places, grouped=abs(value) >= GROUPED_FROM)


@cache
def _translations(locale: Path) -> gettext_files.NullTranslations:
    """The Persian catalogue: compiled, or read from its text where that is newer."""
    folder = locale / Language.FA.value / "LC_MESSAGES"
    compiled, source = folder / f"{DOMAIN}.mo", folder / f"{DOMAIN}.po"
    if source.exists() and not _is_fresh(compiled, source):
        from parvaneh.kit.catalogue import compiled_bytes  # noqa: PLC0415 - Babel is slow to load

        return gettext_files.GNUTranslations(io.BytesIO(compiled_bytes(source)))
    return gettext_files.translation(DOMAIN, locale, [Language.FA.value], fallback=True)


def _is_fresh(compiled: Path, source: Path) -> bool:
    return compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime


if __name__ == "__main__":
    from parvaneh.kit.catalogue import main

    sys.exit(main(sys.argv[1:]))
