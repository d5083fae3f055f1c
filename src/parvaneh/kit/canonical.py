r"""One text for one content: canonical JSON, so that a hash over it means the content.

The rules, a part of RFC 8785:

1.  Names of members are ASCII letters, digits, ``_``, ``-`` and ``.``; members stand in the order
    of their names; no name twice.
2.  No space between tokens.
3.  Strings as they are, with only ``"``, ``\`` and control characters escaped, in the shortest
    way; neither NUL nor half of a surrogate pair.
4.  Numbers are whole and of at most 2⁵³−1; fractions and amounts beyond are strings.
5.  A day is ``2025-10-04``, a moment ``2025-10-04T05:00:00.000000Z``, always UTC.
6.  UTF-8, without byte order mark and without line break at the end.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, NoReturn

GREATEST = 2**53 - 1
_NAME = re.compile(r"[A-Za-z0-9_.-]+")
_encoded = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False
).encode


class NotCanonical(ValueError):
    """A content that has no canonical form; the message names its place, not its value."""


def canonical(content: Mapping[str, object]) -> str:
    """The canonical text of an object.

    Args:
        content: strings, whole numbers, booleans, None, days, moments with an offset, enums of
            these, and lists and objects of these.

    Raises:
        NotCanonical: anything else is in it.
    """
    return _encoded(_plain(content, ""))


def canonical_read(text: str) -> dict[str, Any]:
    """Read an object from its canonical text.

    Raises:
        NotCanonical: it is no object, or its canonical text is another one.
    """
    try:
        content = json.loads(text, parse_float=_no_fraction)
    except (ValueError, RecursionError):
        raise NotCanonical("no JSON") from None
    if not isinstance(content, dict) or _encoded(content) != text:
        raise NotCanonical("not the canonical text")
    return content


def canonical_or_not(text: str) -> dict[str, Any]:
    """What a text says as an object, in whatever form; empty where it says none.

    For whoever examines what may have been tampered with, and must not stumble over it.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def moment_text(at: datetime) -> str:
    """A moment in its one form; it must have an offset.

    Raises:
        NotCanonical: it has none.
    """
    if at.tzinfo is None:
        raise NotCanonical("a moment without offset")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _plain(value: object, where: str) -> object:
    if isinstance(value, Enum):
        return _plain(value.value, where)
    if isinstance(value, str):
        return _sound(value, where)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) > GREATEST:
            raise NotCanonical(f"{where}: beyond 2^53-1, write it as a string")
        return value
    if isinstance(value, Mapping):
        return {_named(name, where): _plain(one, f"{where}.{name}") for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one, f"{where}[{at}]") for at, one in enumerate(value)]
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    raise NotCanonical(f"{where}: {type(value).__name__} has no canonical form")


def _no_fraction(text: str) -> NoReturn:
    raise ValueError(text)


def _named(name: object, where: str) -> str:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise NotCanonical(f"{where}: a name that is not made of ASCII letters and digits")
    return str(name)


def _sound(text: str, where: str) -> str:
    if "\0" in text or not _is_unicode(text):
        raise NotCanonical(f"{where}: a text that UTF-8 or the database cannot hold")
    return str(text)


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
