"""Values of the law in words: their content, unit, status, and the article that asks for them."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from parvaneh.frame.language import language_now
from parvaneh.frame.listing import Tag
from parvaneh.frame.pages_environment import cites, say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.text import Language
from parvaneh.law.clauses import Clause, clauses
from parvaneh.law.ruling import Status
from parvaneh.law.values import DatedValue
from parvaneh.site.values.inner_words import field_said, word_said

STATUSES: Mapping[str, tuple[str, str]] = {
    Status.OFFICIAL: (msg("official"), "ok"),
    Status.ASSUMED: (msg("our reading"), "note"),
    Status.PROVISIONAL: (msg("provisional"), "warn"),
    Status.DEMONSTRATION: (msg("demonstration"), "warn"),
}
MEANS: Mapping[str, str] = {
    Status.OFFICIAL: msg("It stands in the text, or was approved by who may approve it."),
    Status.ASSUMED: msg(
        "The text leaves it open; this is the product's reading until the Center decides."
    ),
    Status.PROVISIONAL: msg(
        "It fills a table that was lost, for trying out. Whatever is computed with it says so and "
        "can never be official."
    ),
    Status.DEMONSTRATION: msg("It serves a demonstration and nothing else."),
}
UNITS: Mapping[str, str] = {
    "days": msg("{amount} days"),
    "months": msg("{amount} months"),
    "years": msg("{amount} years"),
    "hours": msg("{amount} hours"),
    "persons": msg("{amount} persons"),
    "members": msg("{amount} members"),
    "votes": msg("{amount} votes"),
    "points": msg("{amount} points"),
    "clients": msg("{amount} clients"),
    "degrees": msg("{amount} degrees"),
    "grades": msg("{amount} grades"),
    "offices": msg("{amount} offices"),
}
AUTHORITIES: Mapping[str, str] = {
    "Head of the Judiciary": msg("Head of the Judiciary"),
    "Islamic Consultative Assembly": msg("Islamic Consultative Assembly"),
    "head of the Center": msg("head of the Center"),
    "not approved: for trying out": msg("not approved: for trying out"),
    "not approved: left empty": msg("not approved: left empty"),
    "not approved: our default": msg("not approved: our default"),
}
NOTHING = msg("nothing")
SHORT = 90


class Part(NamedTuple):
    """One line of a value that has several: where it stands in it, and what stands there."""

    where: str
    what: str


def name_of(entry: DatedValue) -> str:
    """What a value is called."""
    return shown(entry)


def status_tag(status: str) -> Tag:
    """How firmly a value stands."""
    words, tone = STATUSES[status]
    return Tag(say(words), tone)


def authority_said(text: str) -> str:
    """Who approved a value; what people entered stays as they wrote it."""
    return say(AUTHORITIES[text]) if text in AUTHORITIES else text


def content_said(content: Any, unit: str = "") -> str:
    """A value's content on one line."""
    if isinstance(content, int) and not isinstance(content, bool) and unit in UNITS:
        return say(UNITS[unit], amount=content)
    if isinstance(content, str):
        return word_said(content, unit)
    if isinstance(content, int) or content is None:
        return shown(content)
    if _is_named(content):
        return shown([_called(one) for one in content])
    lines = [f"{one.where}: {one.what}" if one.where else one.what for one in parts_of(content)]
    return "؛ ".join(lines) or say(NOTHING)


def content_short(content: Any, unit: str = "") -> str:
    """The same, cut where a table has no room."""
    text = content_said(content, unit)
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"


def parts_of(content: Any) -> list[Part]:
    """A value that has several parts, line by line."""
    return list(_parts(content, ""))


def table_of(content: Any) -> tuple[list[str], list[list[str]]] | None:
    """A value that is a list of things with the same fields, as heads and rows; None otherwise."""
    if not _is_list_of_things(content):
        return None
    heads = list(dict.fromkeys(str(name) for one in content for name in one))
    rows = [[_cell(one.get(name)) for name in heads] for one in content]
    return [field_said(name) for name in heads], rows


def is_plain(content: Any) -> bool:
    """Whether content is one number, word, or yes or no."""
    return isinstance(content, str | int | bool)


def articles_said(entry: DatedValue) -> str:
    """The articles that a value belongs to, spelt out."""
    return cites(entry.cites)


def glosses(entry: DatedValue) -> list[tuple[str, str]]:
    """Each article with a plain gloss of what it says, in our own words."""
    known = _clauses()
    return [(cites([one]), shown(known[one])) for one in entry.cites if one in known]


def _is_list_of_things(content: Any) -> bool:
    is_list = isinstance(content, list | tuple) and bool(content)
    return is_list and all(isinstance(one, Mapping) for one in content)


def _is_named(content: Any) -> bool:
    return _is_list_of_things(content) and all({"fa", "en"} <= set(one) for one in content)


def _called(one: Mapping[str, Any]) -> str:
    return str(one["fa" if language_now() is Language.FA else "en"])


def _cell(part: Any) -> str:
    return "" if part is None else content_said(part)


@cache
def _clauses() -> Mapping[str, Clause]:
    return {one.id: one for one in clauses()}


def _parts(content: Any, where: str) -> Iterator[Part]:
    if isinstance(content, Mapping):
        for name, part in content.items():
            if not {"fa", "en"} <= content.keys() or name not in {"fa", "en"}:
                yield from _parts(part, _within(where, field_said(str(name))))
            elif name == language_now().value:  # said in both languages
                yield Part(where, str(part))
    elif isinstance(content, list | tuple):
        if all(is_plain(one) for one in content):
            said = [word_said(one) if isinstance(one, str) else one for one in content]
            yield Part(where, shown(said) or say(NOTHING))
            return
        for number, part in enumerate(content, start=1):
            yield from _parts(part, _within(where, shown(number)))
    else:
        yield Part(where, word_said(content) if isinstance(content, str) else shown(content))


def _within(where: str, name: str) -> str:
    return f"{where} · {name}" if where else name
