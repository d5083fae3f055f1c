"""The door before Django: answers for public pages from kept bytes, before anything is looked up.

Only GET and HEAD of declared pages by somebody who is not signed in. Every page is made by the
application itself, for a request that says nothing of its sender: what is kept is what a stranger
sees. See the decision record 25.
"""

import logging
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.db import Error

from parvaneh.frame.idempotency_key import FIELD
from parvaneh.frame.kept_pages import Headers, Kept, Page, of_version, page_made, page_of
from parvaneh.frame.kept_shelf import Shelf
from parvaneh.frame.request_number import number_of
from parvaneh.kit.clock import now_utc

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
Key = tuple[str, bool, str, str, str]  # version, encrypted or not, host, path, query

EACH = 1.0  # seconds after which the version is asked for again
LONGEST = 600  # characters of a query; what is longer is answered and not kept
MOST_PARTS = 24  # of a query
# What the application is told of a request whose page may be kept: nothing of its sender. The
# address of a visitor is looked for behind front servers, and is on no page.
TOLD = frozenset({"HTTP_HOST", "HTTP_X_FORWARDED_FOR", "HTTP_X_REQUEST_ID"})
TOKENS = (b"csrfmiddlewaretoken", FIELD.encode())  # of a form that is one reader's own
HARMLESS = frozenset({"accept-encoding", "cookie"})
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
_TAG = re.compile(r'(?:W/)?("[^"]*")')
log = logging.getLogger("parvaneh.kept")


@dataclass(frozen=True)
class KeptRoute:
    """A public page that may be kept.

    Attributes:
        name: of its route.
        path: what its address looks like, without the language; a regular expression.
        once: parameters of its query of which the last one counts.
        several: parameters that may be there several times.
        alike: whether it is the same for everybody, who has signed in included; what is made says
            so too, with `Cache-Control: public`.
        told: what the application is told of who asks, beside `TOLD`: refusals may depend on it.
    """

    name: str
    path: str
    once: Sequence[str] = ()
    several: Sequence[str] = ()
    alike: bool = False
    told: frozenset[str] = frozenset()
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", re.compile(rf"(?:/en)?{self.path}", re.ASCII))

    def lets(self, environ: Environ) -> bool:  # noqa: ARG002 - of those that ask for more
        """Whether a request may be answered from here; others go on to the application."""
        return True

    def asked(self, query: str) -> str | None:
        """The query in its one spelling.

        Returns:
            None where it is too long, no text, or has a part that is not declared: such a one is
            answered by the application and kept by nobody.
        """
        if not query:
            return ""
        if len(query) > LONGEST or not query.isascii():
            return None
        try:
            parts = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARTS)
        except ValueError:
            return None
        last = dict(parts)
        if not last.keys() <= {*self.once, *self.several}:
            return None
        said = [(name, last[name]) for name in self.once if last.get(name)]
        said += [(name, value) for name, value in parts if name in self.several and value]
        return urlencode(said)


class Watched:
    """The version of what is shown, asked for once a second at most, by one thread."""

    def __init__(self, ask: Callable[[], str], changed: Callable[[], None]) -> None:
        """Ask by the first; call the second where the answer is another."""
        self._ask, self._changed = ask, changed
        self._known, self._is_silent = "", False
        self._asked_at = float("-inf")
        self._lock = Lock()

    @property
    def known(self) -> str:
        """The version that was found last."""
        return self._known

    def now(self) -> str:
        """The version; while the database does not answer, the last one that is known."""
        if time.monotonic() - self._asked_at > EACH and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._asked_at = time.monotonic()
                self._lock.release()
        return self._known

    def _look(self) -> None:
        try:
            found = self._ask()
        except Error:
            if not self._is_silent:
                log.warning("the database does not answer; public pages are shown as last known")
            self._is_silent = True
            return
        self._is_silent = False
        if found != self._known:
            self._known = found
            self._changed()


class KeptDoor:
    """A WSGI application around another: kept pages for strangers, everything else goes on."""

    def __init__(
        self,
        application: Application,
        *,
        routes: Sequence[KeptRoute],
        version: Callable[[], str],
        telling: Sequence[str],
        most: int,
        shelf: Path | None = None,
    ) -> None:
        """Keep pages.

        Args:
            application: what makes pages and answers all else.
            routes: the pages that may be kept.
            version: asks for the version of what they show.
            telling: names of cookies whose bearer may see another page.
            most: bytes of memory for pages; 0 keeps none.
            shelf: a folder that it shares with the other processes of the server; None for none.
        """
        self.application = application
        self.routes = tuple(routes)
        self.telling = tuple(f"{name}=" for name in telling)
        self.kept = Kept(most)
        self.shelf = Shelf(shelf)
        self.version = Watched(version, self._changed)
        self.secure = getattr(settings, "SECURE_PROXY_SSL_HEADER", None) or ("", "")

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self.application(environ, start)
        version = self.version.now()
        # One number for what is made, kept and told to who asks.
        environ["HTTP_X_REQUEST_ID"] = number_of(environ.get("HTTP_X_REQUEST_ID", ""))
        route = self._route(environ, version)
        key = self._key(route, environ, version) if route else None
        page = self._found(route, key, environ, version) if route and key else None
        if page is None:
            with of_version(version):
                return self.application(environ, start)
        return _answered(page, environ, start)

    def _found(self, route: KeptRoute, key: Key, environ: Environ, version: str) -> Page | None:
        """The page, kept or made now; None where it is one reader's own after all."""
        now = now_utc()
        page = self.kept.found(key, now)
        if page is not None:
            return page
        page = self.shelf.found(key, now)
        if page is None:
            page = self._made(route, environ, key[-1], version, now)
            if page is not None and page.tag:
                self.shelf.keep(key, page)
        if page is not None and page.tag:
            self.kept.keep(key, page)
        return page

    def _changed(self) -> None:
        self.kept.forget()
        self.shelf.forget_all_but(self.version.known)

    def _route(self, environ: Environ, version: str) -> KeptRoute | None:
        if not (version and environ.get("HTTP_HOST") and self.kept.most):
            return None
        path = environ["PATH_INFO"]
        return next((one for one in self.routes if one.pattern.fullmatch(path)), None)

    def _key(self, route: KeptRoute, environ: Environ, version: str) -> Key | None:
        """What is asked for in its one spelling; None for what is not kept."""
        path, host = environ["PATH_INFO"], environ["HTTP_HOST"]
        query = route.asked(environ.get("QUERY_STRING", ""))
        if query is None or not (route.alike or self._is_of_a_stranger(environ)):
            return None
        if not route.lets(environ):
            return None
        return version, self._is_secure(environ), host, path, query

    def _is_of_a_stranger(self, environ: Environ) -> bool:
        cookies = environ.get("HTTP_COOKIE", "")
        return (
            not (cookies and any(name in cookies for name in self.telling))
            and "HTTP_AUTHORIZATION" not in environ
            and environ.get("CONTENT_LENGTH", "") in {"", "0", None}
        )

    def _is_secure(self, environ: Environ) -> bool:
        name, secure = self.secure
        given = environ.get(name, "") if name else ""
        return given.split(",")[0].strip() == secure if name else _is_https(environ)

    def _made(
        self, route: KeptRoute, environ: Environ, query: str, version: str, now: datetime
    ) -> Page | None:
        """The page as a stranger gets it; None where it is one reader's own after all."""
        told = {
            name: value
            for name, value in environ.items()
            if not name.startswith("HTTP_")
            or name in TOLD
            or name in route.told
            or name == self.secure[0]
        }
        told |= {"REQUEST_METHOD": "GET", "QUERY_STRING": query}
        with of_version(version), page_made(now) as coming:
            status, headers, body = _taken(self.application, told)
        is_found = status.startswith("200")
        if is_found and not _is_for_all(headers, body):
            return None
        # A page that was found is kept; what is not there is told and forgotten.
        tagged = version if is_found else ""
        return page_of(status, headers, body, until=min(coming), version=tagged)


def _is_https(environ: Mapping[str, Any]) -> bool:
    return environ.get("wsgi.url_scheme") == "https"


def _taken(application: Application, environ: Environ) -> tuple[str, Headers, bytes]:
    """What an application answers, whole."""
    begun: list[Any] = []

    def start(status: str, headers: Headers, _: object = None) -> None:
        begun[:] = [status, headers]

    answer = application(environ, start)
    try:
        body = b"".join(answer)
    finally:
        close = getattr(answer, "close", None)
        if callable(close):
            close()
    return begun[0], begun[1], body


def _is_for_all(headers: Headers, body: bytes) -> bool:
    """Whether an answer holds nothing of one reader: no cookie, no token, no word against it."""
    said = {name.lower(): value.lower() for name, value in headers}
    policy = said.get("cache-control", "")
    varies = {one.strip() for one in said.get("vary", "").split(",") if one.strip()}
    return not (
        "set-cookie" in said
        or "no-store" in policy
        or "private" in policy
        or "content-encoding" in said
        or varies - HARMLESS
        or any(token in body for token in TOKENS)
    )


def _answered(page: Page, environ: Environ, start: Start) -> Iterable[bytes]:
    number = ("X-Request-Id", environ["HTTP_X_REQUEST_ID"])
    known = environ.get("HTTP_IF_NONE_MATCH", "")
    if known and page.tag and _is_known(page.tag, known):
        start("304 Not Modified", [*page.unchanged, number])
        return [b""]
    packed = page.packed if _GZIP.search(environ.get("HTTP_ACCEPT_ENCODING", "")) else None
    headers, body = packed or page.plain
    start(page.status, [*headers, number])
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]


def _is_known(tag: str, known: str) -> bool:
    """Whether a tag is among those that a browser says it has, compared as weak ones."""
    return known.strip() == "*" or tag.removeprefix("W/") in _TAG.findall(known)
