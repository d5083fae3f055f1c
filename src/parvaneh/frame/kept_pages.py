"""A page that is kept: its bytes as they go out, until when they hold, and the memory for them.

A page tells while it is made when it will say something else (`changes_at`); what knows the
passing of days or hours tells it where it reads the clock, so no page has to think of it.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from parvaneh.kit.clock import day_after

Headers = list[tuple[str, str]]
# What a browser and the machines between must know of a kept page: ask again each time whether it
# still holds, which costs little; and somebody signed in sees another one.
ASK_AGAIN = "no-cache"
PUBLIC = "public"  # an answer that says so itself is the same for everybody, as long as it says
VARY, VARY_ALIKE = "Accept-Encoding, Cookie", "Accept-Encoding"
OWN = frozenset({"content-length", "vary", "etag", "cache-control", "x-request-id"})
TEXTUAL = ("text/", "application/json", "application/ld+json", "image/svg+xml")
OVERHEAD = 4096  # bytes of a kept page beside its content: headers, key, objects
TAG_LENGTH = 16
QUICK, SMALL = 6, 9  # of an answer that somebody waits for; of a file that lies there

P = ParamSpec("P")
T = TypeVar("T")

_coming: ContextVar[list[datetime] | None] = ContextVar("coming", default=None)
_version: ContextVar[str] = ContextVar("version", default="")
_of_any_hour: ContextVar[bool] = ContextVar("of_any_hour", default=False)
# What was found for the present version, by who asked and with what; of one version only.
_found: list[tuple[str, dict[Hashable, Any]]] = [("", {})]


def changes_at(at: datetime) -> None:
    """Tell who keeps the page that is being made that it will say something else from a moment on.

    Args:
        at: the moment; of several the earliest counts.
    """
    coming = _coming.get()
    if coming is not None:
        coming.append(at)


@contextmanager
def page_made(now: datetime) -> Iterator[list[datetime]]:
    """Hear what the page that is made in this block tells; midnight in Tehran is among it."""
    coming = [day_after(now)]
    token = _coming.set(coming)
    try:
        yield coming
    finally:
        _coming.reset(token)


@contextmanager
def of_any_hour() -> Iterator[None]:
    """Make pages that hold at any hour of the day: files, which nobody makes anew by the minute."""
    token = _of_any_hour.set(True)
    try:
        yield
    finally:
        _of_any_hour.reset(token)


def tells_the_hour() -> bool:
    """Whether the page that is being made may say what holds at this hour only."""
    return not _of_any_hour.get()


@contextmanager
def of_version(version: str) -> Iterator[None]:
    """Let what is `asked_once` be asked once for this version, by whatever page asks first."""
    token = _version.set(version)
    try:
        yield
    finally:
        _version.reset(token)


def asked_once(ask: Callable[P, T]) -> Callable[P, T]:
    """A question whose answer changes with the version of public pages alone.

    Pages that are made for a version share the answer; elsewhere it is asked each time. Its
    arguments must be few: none that a visitor can choose.
    """

    @wraps(ask)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        version = _version.get()
        if not version:
            return ask(*args, **kwargs)
        known = _found[0]
        if known[0] != version:
            _found[0] = known = version, {}
        key = (ask, args, *kwargs.items())
        if key not in known[1]:
            known[1][key] = ask(*args, **kwargs)
        found: T = known[1][key]
        return found

    return asked


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it goes out: plain, compressed, and as «not modified»."""

    status: str
    plain: tuple[Headers, bytes]
    packed: tuple[Headers, bytes] | None
    unchanged: Headers
    tag: str
    until: datetime

    @property
    def size(self) -> int:
        """Bytes that it takes in memory, about."""
        return OVERHEAD + len(self.plain[1]) + (len(self.packed[1]) if self.packed else 0)


def page_of(
    status: str, headers: Sequence[tuple[str, str]], body: bytes, *, until: datetime, version: str
) -> Page:
    """An answer made ready to go out many times.

    Args:
        status: such as ``200 OK``.
        headers: as the application gave them.
        body: its content, not compressed.
        until: the moment from which it may say something else.
        version: of what is shown; empty for an answer that is not kept and has no tag.
    """
    policy = next((value for name, value in headers if name.lower() == "cache-control"), "")
    is_alike = policy.startswith(PUBLIC)
    tag = f'W/"{version}-{hashlib.sha256(body).hexdigest()[:TAG_LENGTH]}"' if version else ""
    given = [(name, value) for name, value in headers if name.lower() not in OWN]
    about = [("Vary", VARY_ALIKE if is_alike else VARY)]
    if tag:
        about += [("ETag", tag), ("Cache-Control", policy if is_alike else ASK_AGAIN)]
    elif policy:
        about.append(("Cache-Control", policy))
    is_coded = any(name.lower() == "content-encoding" for name, _ in headers)
    small = b"" if is_coded else packed_of(_type_of(headers), body)
    packed = None
    if small:
        coded = ("Content-Encoding", "gzip")
        packed = [*given, *about, coded, ("Content-Length", str(len(small)))], small
    plain = [*given, *about, ("Content-Length", str(len(body)))], body
    without = ("content-type", "content-language", "content-encoding")
    unchanged = [*(one for one in given if one[0].lower() not in without), *about]
    return Page(status, plain, packed, unchanged, tag, until)


def packed_of(content_type: str, body: bytes, level: int = QUICK) -> bytes:
    """Content compressed; nothing where it is no text or gains nothing.

    Its length tells nothing: public pages hold no secret.

    Args:
        content_type: as its header says.
        body: the content.
        level: from 1, quick, to 9, small.
    """
    if not content_type.startswith(TEXTUAL):
        return b""
    small = gzip.compress(body, level, mtime=0)
    return small if len(small) < len(body) else b""


def _type_of(headers: Sequence[tuple[str, str]]) -> str:
    return next((value for name, value in headers if name.lower() == "content-type"), "")


class Kept:
    """Pages by their keys, so many bytes of them: what was not asked for longest goes first."""

    def __init__(self, most: int) -> None:
        """Keep so many bytes at most."""
        self.most = most
        self.size = 0
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def found(self, key: Hashable, now: datetime) -> Page | None:
        """The page of a key, if it is kept and still holds."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            if page.until <= now:
                self._drop(key)
                return None
            self._pages.move_to_end(key)
            return page

    def keep(self, key: Hashable, page: Page) -> None:
        """Keep a page; one that is larger than a quarter of all memory is not kept."""
        if page.size * 4 > self.most:
            return
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self.size += page.size
            while self.size > self.most:
                self._drop(next(iter(self._pages)))

    def forget(self) -> None:
        """Forget all pages."""
        with self._lock:
            self._pages.clear()
            self.size = 0

    def _drop(self, key: Hashable) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self.size -= page.size
