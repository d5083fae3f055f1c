"""The Jinja2 environment of every page: words, numbers, days, codes in the reader's language."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_urlconf, reverse
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from parvaneh.frame.fields_shown import (
    choices_of,
    control_of,
    described_by,
    hints_of,
    longest_of,
    revealed,
)
from parvaneh.frame.idempotency_key import FIELD, key_make
from parvaneh.frame.language import DIRECTIONS, language_now, path_in
from parvaneh.frame.script_words import script_words, today_shown
from parvaneh.frame.static_files import FACE_ADDRESS, static_url, style_url
from parvaneh.kit.charts import grade_class
from parvaneh.kit.clock import now_utc, tehran
from parvaneh.kit.dates import short_date
from parvaneh.kit.languages import msg, render, show
from parvaneh.kit.text import (
    Language,
    clean,
    code_digits,
    isolate_html,
    latin_number,
    persian_number,
)
from parvaneh.law.citation import english_label, persian_label

RIALS = msg("{amount} rials")


def environment(**options: Any) -> Environment:
    """Make the environment: escapes always, and refuses a name that nobody gave."""
    for decided in ("autoescape", "undefined"):  # Django would let settings decide
        options.pop(decided, None)
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        **options,
    )
    made.globals |= {
        "_": say,
        "choices_of": choices_of,
        "control_of": control_of,
        "described_by": described_by,
        "direction": lambda: DIRECTIONS[language_now()],
        "face": FACE_ADDRESS,
        "grade_class": grade_class,
        "hints_of": hints_of,
        "key_field": FIELD,
        "key_make": lambda: key_make(now_utc()),
        "language": lambda: language_now().value,
        "longest_of": longest_of,
        "other_language": other_language,
        "revealed": revealed,
        "script_words": script_words,
        "static": static_url,
        "style": style_url,
        "today_shown": today_shown,
        "url": url,
    }
    filters: dict[str, Callable[..., str]] = {
        "cites": cites,
        "code": code,
        "day": day,
        "hour": hour,
        "latin": latin,
        "moment": moment,
        "number": number,
        "rials": rials,
        "short_day": short_day,
        "shown": shown,
    }
    made.filters |= {name: _in_time(shows) for name, shows in filters.items()}
    return made


def _in_time(shows: Callable[..., str]) -> Callable[..., str]:
    """A filter that is asked when the page is made.

    Without the context a constant would be shown once for all, in its first reader's language.
    """

    @pass_context
    @wraps(shows)
    def asked(_: Context, *args: Any, **kwargs: Any) -> str:
        return shows(*args, **kwargs)

    return asked


def say(message: str, **params: object) -> str:
    """A message of the catalogue in the reader's language, its places filled."""
    return render(message, params, language_now())


def shown(value: object) -> str:
    """Anything a reader may be shown; see `parvaneh.kit.languages.show`."""
    return show(value, language_now())


def code(text: object) -> Markup:
    """A code, number of a case or phone: kept in its own order, digits of the language.

    One that holds Latin letters keeps its Latin digits.
    """
    return isolate_html(code_digits(clean(str(text)), language_now()))


def latin(text: object) -> Markup:
    """A name that is typed as it is shown (of a user, a file): in its own order and digits."""
    return isolate_html(clean(str(text)))


def number(value: Fraction | Decimal | int, places: int = 0) -> str:
    """An exact number with so many decimals."""
    printed = persian_number if language_now() is Language.FA else latin_number
    return printed(Fraction(value), places)


def rials(amount: int) -> str:
    """An amount of money."""
    return say(RIALS, amount=amount)


def day(on: date) -> Markup:
    """A day in Jalali words, the Gregorian one for programs."""
    return Markup('<time datetime="{}">{}</time>').format(on.isoformat(), shown(on))


def short_day(on: date) -> Markup:
    """A day in Jalali figures, kept in their order."""
    return Markup('<time datetime="{}" dir="ltr">{}</time>').format(
        on.isoformat(), short_date(on, language_now())
    )


def moment(at: datetime) -> Markup:
    """A day and time of day in Tehran."""
    said = at.isoformat(timespec="seconds")
    return Markup('<time datetime="{}">{}</time>').format(said, shown(at))


def hour(at: datetime) -> Markup:
    """The time of day in Tehran, where the day is said already."""
    said = at.isoformat(timespec="seconds")
    there = code(f"{at.astimezone(tehran()):%H:%M}")
    return Markup('<time datetime="{}">{}</time>').format(said, there)


def cites(places: object) -> str:
    """Where rules stand, spelt out in the reader's language."""
    is_persian = language_now() is Language.FA
    label = persian_label if is_persian else english_label
    listed: Any = places
    return ("؛ " if is_persian else "; ").join(label(str(place)) for place in listed)


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a page, in the reader's language."""
    if kwargs:
        return reverse(name, args=args or None, kwargs=kwargs)
    return _address(name, args, language_now(), get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=4096)
def _address(name: str, args: tuple[object, ...], language: Language, routes: str) -> str:
    del language  # which Django knows
    return reverse(name, routes, args=args or None)


def other_language(request: HttpRequest) -> dict[str, str]:
    """The link to the same page in the other language."""
    other = Language.FA if language_now() is Language.EN else Language.EN
    query = request.META.get("QUERY_STRING", "")
    address = path_in(other, request.path) + (f"?{query}" if query else "")
    return {"code": other.value, "url": address, "dir": DIRECTIONS[other]}
