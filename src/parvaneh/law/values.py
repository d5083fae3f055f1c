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
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from parvaneh.law import jalali
from parvaneh.law.citation import Citation, cite, parts_of
from parvaneh.law.ruling import Basis, Status

DIRECTIVES = ("directive_1392", "directive_1404")
# Where values and worked cases stand: beside the rules of counting, and beside the articles.
PLACES = ("parvaneh.law", "parvaneh.law.directive_1392", "parvaneh.law.directive_1404")
_OPTIONAL = frozenset({"until", "unit", "cites", "assumes"})


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
    raise _wrong_type(entry, "a whole number")


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
    raise _wrong_type(entry, "text")


def choice(entry: DatedValue, *allowed: str) -> str:
    """The content as one of the words that a policy knows.

    Raises:
        TypeError: it is something else.
    """
    found = word(entry)
    if found in allowed:
        return found
    raise _wrong_type(entry, f"one of {', '.join(allowed)}")


def flag(entry: DatedValue) -> bool:
    """The content as yes or no.

    Raises:
        TypeError: it is something else.
    """
    if isinstance(entry.content, bool):
        return entry.content
    raise _wrong_type(entry, "true or false")


def sequence(entry: DatedValue) -> tuple[Any, ...]:
    """The content as a list.

    Raises:
        TypeError: it is something else.
    """
    if isinstance(entry.content, tuple):
        return entry.content
    raise _wrong_type(entry, "a list")


def table(entry: DatedValue) -> Mapping[str, Any]:
    """The content as a table.

    Raises:
        TypeError: it is something else.
    """
    if isinstance(entry.content, Mapping):
        return entry.content
    raise _wrong_type(entry, "a table")


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
    faults: list[str] = []
    histories: dict[str, tuple[DatedValue, ...]] = {}
    prefix = ""
    try:
        prefix = _prefix(document.pop("article", None))
    except (TypeError, ValueError) as error:
        faults.append(f"{name}: article: {error}")
    for heading, body in document.items():
        key = f"{prefix}{heading}"
        histories[key], found = _history(key, body)
        faults += [f"{name}: {key}: {sentence}" for sentence in found]
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
    """All values that stand beside the rules of counting and the articles of both directives."""
    found = [
        read_values(text, name)
        for place in PLACES
        for name, text in texts_beside(place, ".toml")
        if is_values_file(name)
    ]
    return merged(*found)


def texts_beside(package: str, ending: str) -> list[tuple[str, str]]:
    """Names and texts of a package's files with this ending, in the order of the names."""
    folder = files(package)
    names = sorted(path.name for path in folder.iterdir() if path.name.endswith(ending))
    return [(name, folder.joinpath(name).read_bytes().decode()) for name in names]


def is_values_file(name: str) -> bool:
    """Whether a file holds dated values (and not worked cases or clauses)."""
    return (
        name.startswith(("art", "counting"))
        and name.endswith(".toml")
        and not name.endswith(".cases.toml")
    )


def frozen(content: Any) -> Any:
    """Content without anything that can be changed.

    Raises:
        TypeError: a float, because no float decides; or a day that is not quoted Jalali text.
    """
    if isinstance(content, float):
        raise TypeError(f"{content!r} is a binary fraction: write it in quotes, as text")
    if isinstance(content, date | time):
        raise TypeError(f"{content} is read as Gregorian: write it in quotes, as Jalali text")
    if isinstance(content, Mapping):
        return MappingProxyType({name: frozen(part) for name, part in content.items()})
    if isinstance(content, list | tuple):
        return tuple(frozen(part) for part in content)
    return content


def _prefix(article: Any) -> str:
    if article is None:
        return ""
    place = parts_of(_text(article))
    return f"{place.source}.{place.article}."


def _history(key: str, body: Any) -> tuple[tuple[DatedValue, ...], list[str]]:
    head, faults = _fields(body, _HEAD)
    entries = []
    for number, raw in enumerate(head.get("value", ()), start=1):
        found, wrong = _fields(raw, _ENTRY)
        faults += [f"value {number}: {sentence}" for sentence in wrong]
        if not faults:
            entries.append(_entry(key, head, found))
    entries.sort(key=lambda entry: entry.start)
    for entry in entries:
        if entry.until is not None and entry.until < entry.start:
            ends, begins = jalali.text(entry.until), jalali.text(entry.start)
            faults.append(f"a value ends on {ends}, before it begins on {begins}")
    for earlier, later in pairwise(entries):
        if earlier.until is None or earlier.until >= later.start:
            faults.append(f"two values are in force on {jalali.text(later.start)}")
    return tuple(entries), faults


def _fields(
    body: Any, known: Mapping[str, Callable[[Any], Any]]
) -> tuple[dict[str, Any], list[str]]:
    if not isinstance(body, dict):
        return {}, [f"must be a table, found {body!r}"]
    found: dict[str, Any] = {}
    faults = [f"unknown field {name!r}" for name in sorted(set(body) - set(known))]
    for name, reader in known.items():
        if name in body:
            try:
                found[name] = reader(body[name])
            except (TypeError, ValueError) as error:
                faults.append(f"field {name!r}: {error}")
        elif name not in _OPTIONAL:
            faults.append(f"field {name!r} is missing")
    return found, faults


def _entry(key: str, head: Mapping[str, Any], found: Mapping[str, Any]) -> DatedValue:
    return DatedValue(
        key=key,
        content=found["content"],
        start=found["from"],
        until=found.get("until"),
        source=found["source"],
        status=found["status"],
        approved_by=found["approved_by"],
        unit=head.get("unit", ""),
        fa=head["fa"],
        en=head["en"],
        cites=head.get("cites", ()),
        assumes=head.get("assumes", ()),
    )


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise TypeError(f"must be text in quotes, found {raw!r}")
    return raw


def _texts(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise TypeError(f"must be a list, found {raw!r}")
    return tuple(_text(part) for part in raw)


def _citations(raw: Any) -> tuple[Citation, ...]:
    return tuple(cite(text) for text in _texts(raw))


def _day(raw: Any) -> date:
    return jalali.day(_text(raw))


def _status(raw: Any) -> Status:
    if raw not in tuple(Status):
        raise ValueError(f"must be one of {', '.join(Status)}, found {raw!r}")
    return Status(raw)


def _one_or_more(raw: Any) -> list[Any]:
    if not isinstance(raw, list) or not raw:
        raise TypeError(f"must be a list of one or more values, found {raw!r}")
    return raw


def _wrong_type(entry: DatedValue, wanted: str) -> TypeError:
    return TypeError(f"{entry.key} must be {wanted}, found {entry.content!r}")


_HEAD: Mapping[str, Callable[[Any], Any]] = {
    "fa": _text,
    "en": _text,
    "unit": _text,
    "cites": _citations,
    "assumes": _texts,
    "value": _one_or_more,
}
_ENTRY: Mapping[str, Callable[[Any], Any]] = {
    "from": _day,
    "until": _day,
    "content": frozen,
    "source": _text,
    "status": _status,
    "approved_by": _text,
}
