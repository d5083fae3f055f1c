"""Whether content can stand under a key of the law.

What a ranking reads is read by the ranking's own reader; other keys take what has the form of a
shipped value.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art13_display import PUBLIC_LEVEL, PublicLevel
from parvaneh.law.ruling import Reason
from parvaneh.law.values import DatedValue, frozen
from parvaneh.law.vocabulary import Actor
from parvaneh.registry.entering import shown
from parvaneh.scoring.policy import entry_faults

NOT_CONTENT = msg("{found} cannot be kept: a fraction or a day is written in quotes, as text.")
NOT_THE_FORM = msg("{found} does not have the form of the value it would follow: {needed}.")
NOT_A_CHOICE = msg("{found} is none of these: {needed}.")
# Words that no ranking reads and that have a meaning each.
CHOICES: Mapping[str, tuple[str, ...]] = {PUBLIC_LEVEL: tuple(PublicLevel)}
ACTORS = frozenset(actor.value for actor in Actor)


def content_faults(content: Any, *, history: Iterable[DatedValue], on: date) -> list[Reason]:
    """What is wrong with content that would follow the shipped values of a key.

    Args:
        content: as JSON or TOML gives it.
        history: the shipped values, at least one.
        on: the day from which it would hold.
    """
    shipped = tuple(history)
    found = shown(as_text(content))
    try:
        kept = frozen(content)
    except TypeError:
        return [Reason("content", NOT_CONTENT, shipped[0].cites, found=found)]
    entry = replace(shipped[-1], content=kept, start=on, until=None)
    faults = entry_faults(entry)
    if faults is None:
        choices = CHOICES.get(entry.key)
        if choices is not None and kept not in choices:
            return [Reason("content", NOT_A_CHOICE, entry.cites, found=found, needed=choices)]
        if any(_alike(kept, one.content) for one in shipped):
            return []
        needed = shown(as_text(shipped[-1].content))
        return [Reason("content", NOT_THE_FORM, entry.cites, found=found, needed=needed)]
    return [
        Reason("content", one.allowed, entry.cites, found=found, params=one.params)
        for one in faults
    ]


def as_text(content: Any) -> str:
    """Content as JSON, whatever it is."""
    return json.dumps(plain(content), ensure_ascii=False, default=str)


def plain(content: Any) -> Any:
    """Content without the law's immutable containers, as JSON keeps it."""
    if isinstance(content, Mapping):
        return {str(name): plain(part) for name, part in content.items()}
    if isinstance(content, list | tuple):
        return [plain(part) for part in content]
    return content


def _alike(found: Any, form: Any) -> bool:
    if isinstance(form, Mapping):
        return isinstance(found, Mapping) and _same_fields(found, form)
    if isinstance(form, tuple):
        return isinstance(found, tuple) and all(
            any(_alike(part, one) for one in form) for part in found
        )
    if isinstance(form, bool) or isinstance(found, bool):
        return isinstance(form, bool) and isinstance(found, bool)
    if isinstance(form, str):
        return isinstance(found, str) and _alike_text(found, form)
    return isinstance(found, int) and isinstance(form, int) and found >= 0


def _same_fields(found: Mapping[str, Any], form: Mapping[str, Any]) -> bool:
    return set(found) == set(form) and all(_alike(found[name], form[name]) for name in form)


def _alike_text(found: str, form: str) -> bool:
    if not found:
        return False
    if form in ACTORS:
        return found in ACTORS
    return not _is_number(form) or _is_number(found)


def _is_number(text: str) -> bool:
    try:
        return Fraction(text) >= 0
    except (ValueError, ZeroDivisionError):
        return False
