"""Dated values: the figures of the law, beside the article, each with its dates and its source.

A file ``artNN_subject.toml`` names its article once and then lists its values:

    article = "D1404 12"
    [objection_days]
    fa = "مهلت اعتراض به نتیجه رتبه‌بندی"
    en = "Days in which a manager may object to a result"
    unit = "days"
    cites = ["D1404 12"]
    [[objection_days.value]]
    from = "1404-02-21"
    content = 10
    source = "D1404 12"
    status = "official"
    approved_by = "head of the Center"

Its key is ``D1404.12.objection_days``. A profile (`parvaneh rank --values`) has the same form with
the whole key quoted in the heading; it replaces the history of each key it names. A day before the
first value, or in a gap, uses none: asking for one is refused, never guessed.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NoReturn

from parvaneh.law import jalali
from parvaneh.law.citation import Citation, cite, parts_of
from parvaneh.law.ruling import Basis, Status

DIRECTIVES = ("directive_1392", "directive_1404")
_ENTRY = frozenset({"from", "until", "content", "source", "status", "approved_by"})
_HEAD = frozenset({"fa", "en", "unit", "cites", "assumes", "value"})


@dataclass(frozen=True)
class DatedValue:
    """One value with the days on which it holds (`until` included; None is open)."""

    key: str
    content: Any
    start: date
    until: date | None
    source: str
    status: Status
    approved_by: str
    unit: str
    fa: str
    en: str
    cites: tuple[Citation, ...]
    assumes: tuple[str, ...]


@dataclass(frozen=True)
class Values:
    """All values of the law at all dates; immutable. Law functions take it as an argument."""

    histories: Mapping[str, tuple[DatedValue, ...]]


class NoValueInForce(LookupError):
    """A rule asked for a value on a day on which none is in force."""

    def __init__(self, key: str, on: date) -> None:
        """Keep the key and the day for whoever reports it."""
        super().__init__(f"{key} has no value in force on {jalali.text(on)}")
        self.key = key
        self.on = on


class ValuesFault(ValueError):
    """A values file is wrong; `faults` holds every fault found in it, as sentences."""

    def __init__(self, faults: Iterable[str]) -> None:
        """Keep all faults."""
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def value_at(values: Values, key: str, on: date) -> DatedValue:
    """The value in force on a day.

    Raises:
        NoValueInForce: the key is unknown, or has no value on that day.
    """
    for entry in values.histories.get(key, ()):
        if entry.start <= on and (entry.until is None or on <= entry.until):
            return entry
    raise NoValueInForce(key, on)


def basis(entry: DatedValue) -> Basis:
    """What a ruling that used this value has to say of it."""
    return Basis(entry.key, entry.status, entry.cites, entry.assumes)


def whole(entry: DatedValue) -> int:
    """The content as a whole number.

    Raises:
        TypeError: it is something else.
    """
    if isinstance(entry.content, int) and not isinstance(entry.content, bool):
        return entry.content
    _wrong_type(entry, "a whole number")


def exact(entry: DatedValue) -> Fraction:
    """The content (a whole number, or text such as ``"1/3"`` or ``"0.25"``) as a fraction.

    Raises:
        TypeError: it is something else.
        ValueError: the text is no number.
    """
    if isinstance(entry.content, str):
        return Fraction(entry.content)
    return Fraction(whole(entry))


def word(entry: DatedValue) -> str:
    """The content as text.

    Raises:
        TypeError: it is something else.
    """
    if isinstance(entry.content, str):
        return entry.content
    _wrong_type(entry, "text")


def flag(entry: DatedValue) -> bool:
    """The content as yes or no.

    Raises:
        TypeError: it is something else.
    """
    if isinstance(entry.content, bool):
        return entry.content
    _wrong_type(entry, "true or false")


def sequence(entry: DatedValue) -> tuple[Any, ...]:
    """The content as a list.

    Raises:
        TypeError: it is something else.
    """
    if isinstance(entry.content, tuple):
        return entry.content
    _wrong_type(entry, "a list")


def table(entry: DatedValue) -> Mapping[str, Any]:
    """The content as a table.

    Raises:
        TypeError: it is something else.
    """
    if isinstance(entry.content, Mapping):
        return entry.content
    _wrong_type(entry, "a table")


def read_values(text: str, name: str) -> Values:
    """Read one values file or profile.

    Args:
        text: the TOML text.
        name: what to call the file in faults.

    Raises:
        ValuesFault: everything that is wrong with it.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValuesFault([f"{name}: not TOML: {error}"]) from error
    article = document.pop("article", None)
    faults: list[str] = []
    histories: dict[str, tuple[DatedValue, ...]] = {}
    for heading, body in document.items():
        key = f"{_prefix(article)}{heading}" if article else heading
        try:
            histories[key] = _history(key, body)
        except ValuesFault as fault:
            faults += [f"{name}: {sentence}" for sentence in fault.faults]
    if faults:
        raise ValuesFault(faults)
    return Values(MappingProxyType(histories))


def merged(base: Values, *others: Values) -> Values:
    """The values of `base`, with the histories of every later one in place of its own."""
    histories = dict(base.histories)
    for other in others:
        histories.update(other.histories)
    return Values(MappingProxyType(histories))


def shipped_values() -> Values:
    """All values that stand beside the articles of both directives."""
    found = [
        read_values(path.read_text(encoding="utf-8"), path.name)
        for folder in DIRECTIVES
        for path in sorted(files(f"parvaneh.law.{folder}").iterdir(), key=str)
        if is_values_file(path.name)
    ]
    return merged(*found)


def is_values_file(name: str) -> bool:
    """Whether a file beside the articles holds dated values (and not worked cases or clauses)."""
    return (
        name.startswith("art")
        and name.endswith(".toml")
        and not name.endswith(".cases.toml")
    )


def _prefix(article: str) -> str:
    place = parts_of(article)
    return f"{place.source}.{place.article}."


def _history(key: str, body: Any) -> tuple[DatedValue, ...]:
    if (
        not isinstance(body, dict)
        or not isinstance(body.get("value"), list)
        or not body["value"]
    ):
        raise ValuesFault([f"{key}: needs at least one [[{key}.value]]"])
    faults = [f"{key}: unknown field {field!r}" for field in sorted(set(body) - _HEAD)]
    entries = []
    for number, raw in enumerate(body["value"], start=1):
        try:
            entries.append(_entry(key, body, raw))
        except (KeyError, TypeError, ValueError) as error:
            faults.append(f"{key}: value {number}: {_sentence(error)}")
    entries.sort(key=lambda entry: entry.start)
    for earlier, later in pairwise(entries):
        if earlier.until is None or earlier.until >= later.start:
            faults.append(
                f"{key}: two values are in force on {jalali.text(later.start)}"
            )
    if faults:
        raise ValuesFault(faults)
    return tuple(entries)


def _entry(key: str, body: dict[str, Any], raw: dict[str, Any]) -> DatedValue:
    unknown = sorted(set(raw) - _ENTRY)
    if unknown:
        message = f"unknown field {unknown[0]!r}"
        raise ValueError(message)
    start, until = jalali.day(raw["from"]), raw.get("until")
    last = None if until is None else jalali.day(until)
    if last is not None and last < start:
        message = f"ends on {until}, before it begins on {raw['from']}"
        raise ValueError(message)
    return DatedValue(
        key=key,
        content=frozen(raw["content"]),
        start=start,
        until=last,
        source=raw["source"],
        status=Status(raw["status"]),
        approved_by=raw["approved_by"],
        unit=body.get("unit", ""),
        fa=body["fa"],
        en=body["en"],
        cites=tuple(cite(text) for text in body.get("cites", ())),
        assumes=tuple(body.get("assumes", ())),
    )


def frozen(content: Any) -> Any:
    """Content without anything that can be changed.

    Raises:
        TypeError: a float: no float decides.
    """
    if isinstance(content, float):
        message = f"{content!r} is a binary fraction: write it in quotes, as text"
        raise TypeError(message)
    if isinstance(content, dict):
        return MappingProxyType({name: frozen(part) for name, part in content.items()})
    if isinstance(content, list):
        return tuple(frozen(part) for part in content)
    return content


def _sentence(error: Exception) -> str:
    return f"field {error} is missing" if isinstance(error, KeyError) else str(error)


def _wrong_type(entry: DatedValue, wanted: str) -> NoReturn:
    message = f"{entry.key} must be {wanted}, found {entry.content!r}"
    raise TypeError(message)
