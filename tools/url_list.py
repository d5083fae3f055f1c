"""Every page of the product, each with somebody of the demonstration who may see it.

    python -m tools.url_list > var/url-list.json

The list comes from the authorisation matrix: its every GET row, with the braces filled from
`tools/demo_places.py`, is asked as a stranger and as each demo person in turn until it answers with
a page. What is no page (a file, JSON, a redirect) stands in `tools/not_pages.toml` with its reason;
what answers nobody with a page and is not excused there is an error, as is an excuse too many.
Printed as JSON: pages, sessions of the demo people by name, faults.
"""

from __future__ import annotations

import json
import logging
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice, product
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

    from parvaneh.access.models import User
    from parvaneh.site.tests.matrix import Row
    from tools.demo_server import Demo

EXCUSES = tomllib.loads(Path(__file__).with_name("not_pages.toml").read_text(encoding="utf-8"))
FOUND, BROKEN, PAGE = 200, 500, "text/html"
STRANGER = ""
HOME = "home"  # the one page that is another one for staff
MANY, FEW = 600, 3  # askings until a row is given up
# Who is asked first: who sees most; the rest follow by name.
EAGER = ("officer", "deputy", "administrator", "analyst", "auditor", "center_head", "manager")


@dataclass(frozen=True)
class Entry:
    """A page: its route, its path without the language, who sees it, and its status.

    Attributes:
        somebody: name of a demo user; "" is a stranger.
        public: whether strangers see it, so that the small budget holds.
    """

    route: str
    path: str
    somebody: str
    public: bool
    status: int = FOUND

    @property
    def name(self) -> str:
        """A short name for its pictures."""
        _, _, asked = self.path.partition("?")
        own = self.route if self.public or self.route != HOME else f"{HOME}-staff"
        return f"{own}-{asked.replace('=', '-')}" if asked else own

    def path_in(self, language: str) -> str:
        """The address of the page in a language."""
        return f"/en{self.path}" if language == "en" else self.path


@dataclass(frozen=True)
class UrlList:
    """All pages, the sessions of those who see them, and what is wrong with the list."""

    pages: list[Entry]
    sessions: dict[str, str]
    faults: list[str]


def url_list_of(demo: Demo, *, thrown_away: bool = True) -> UrlList:
    """Ask a running demonstration for every page.

    Args:
        demo: that runs.
        thrown_away: whether its database may be prepared for the tests.
    """
    said = demo.asked("tools.url_list", *(["--prepare"] if thrown_away else []))
    pages = [Entry(**one) for one in said["pages"]]
    return UrlList(pages, said["sessions"], said["faults"])


def main() -> int:
    """Print the list; the faults are printed with it."""
    from parvaneh.config.ready import database_ready  # noqa: PLC0415 - sets Django up

    with database_ready(migrated=False):
        logging.disable()  # most who ask are turned away
        made = _made(prepare="--prepare" in sys.argv)
        print(json.dumps(asdict(made), ensure_ascii=False, indent=1))
    return 0


def _made(*, prepare: bool) -> UrlList:
    from django.conf import settings  # noqa: PLC0415 - needs Django set up

    from parvaneh.site.tests.matrix import rows, texts  # noqa: PLC0415 - the same
    from tools.browsing import session_made  # noqa: PLC0415 - the same

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    people = _people()
    if prepare:
        from tools.demo_prepared import prepared  # noqa: PLC0415 - needs Django set up

        prepared(people[next(iter(people))])
    sessions = {name: session_made(user) for name, user in people.items()}
    asking = [(STRANGER, _client("")), *((name, _client(key)) for name, key in sessions.items())]
    excused = EXCUSES["not_pages"]
    wanted = _once(
        row for row in rows(texts()) if row.method == "GET" and "format=" not in row.path
    )
    failed: list[str] = []
    roles = _roles(people)
    found = []
    for row in wanted:
        # Of what is excused, few are asked: whether the excuse still holds.
        likely = _likely(row, asking, roles)
        most = FEW if row.route in excused else MANY
        found.append((row, _entry(row, likely, failed, most)))
    pages = [entry for _, entry in found if entry]
    missing = [row for row, entry in found if not entry]
    others = [Entry(somebody=STRANGER, public=True, **one) for one in EXCUSES["other"]]
    others += [Entry(public=False, **one) for one in EXCUSES["also"]]
    faults = [*failed, *_faults(missing, pages, {one.route for one in others})]
    return UrlList([*pages, *others], sessions, faults)


def _people() -> dict[str, User]:
    from parvaneh.access.models import User  # noqa: PLC0415 - needs Django set up

    by_name = {one.username: one for one in User.objects.filter(is_demo=True, is_active=True)}
    ranks = {name: place for place, name in enumerate(EAGER)}
    order = sorted(by_name, key=lambda name: (ranks.get(name.rpartition("_")[0], 99), name))
    return {name: by_name[name] for name in order}


def _roles(people: dict[str, User]) -> dict[str, set[str]]:
    from parvaneh.access.models import Grant  # noqa: PLC0415 - needs Django set up

    names = {user.pk: name for name, user in people.items()}
    roles: dict[str, set[str]] = {name: set() for name in people}
    for user, role in Grant.objects.filter(user__in=names).values_list("user_id", "role"):
        roles[names[user]].add(role)
    return roles


def _likely(
    row: Row, asking: list[tuple[str, Client]], roles: dict[str, set[str]]
) -> list[tuple[str, Client]]:
    """Who may see the page of a row by the matrix, and parties, who have no role."""
    seeing = {role for (role, _), status in row.expects.items() if status == FOUND}
    return [
        (name, client)
        for name, client in asking
        if name == STRANGER or not (roles[name] and seeing) or roles[name] & seeing
    ]


def _client(session: str) -> Client:
    from django.test import Client  # noqa: PLC0415 - needs Django set up

    client = Client(raise_request_exception=False)
    if session:
        client.cookies["session"] = session
    return client


def _once(rows: Iterator[Row]) -> list[Row]:
    known: dict[tuple[str, str], Row] = {}
    for row in rows:
        known.setdefault((row.route, row.path), row)
    return list(known.values())


def _paths(row: Row) -> Iterator[str]:
    """The addresses that a row may stand for, the most telling first."""
    from tools.demo_places import INSTEAD, PLACES, places_of  # noqa: PLC0415 - needs Django set up

    if row.path in INSTEAD:
        yield from map(str, INSTEAD[row.path]())
        return
    names = _names(row)
    places = places_of(name for name in names if name in PLACES)
    for values in product(*(places.get(name, []) for name in names)):
        yield row.path.format(**dict(zip(names, values, strict=True)))


def _names(row: Row) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(row.path) if name]


def _entry(
    row: Row, asking: list[tuple[str, Client]], failed: list[str], most: int
) -> Entry | None:
    """The first page that a row shows to anybody; who meets a failure is noted."""
    asked = product(_paths(row), asking)
    for path, (somebody, client) in islice(asked, most):
        if somebody == STRANGER and row.anonymous != FOUND:
            continue
        answer = client.get(path)
        if answer.status_code >= BROKEN:
            failed.append(f"{row.route}: {path} fails for {somebody or 'a stranger'}")
            return None
        if answer.status_code == FOUND and answer["Content-Type"].startswith(PAGE):
            return Entry(row.route, path, somebody, public=somebody == STRANGER)
    return None


def _faults(missing: list[Row], pages: list[Entry], others: set[str]) -> Iterator[str]:
    from tools.demo_places import PLACES  # noqa: PLC0415 - needs Django set up

    excused = EXCUSES["not_pages"]
    shown = {one.route for one in pages}
    for row in missing:
        unknown = [name for name in _names(row) if name not in PLACES]
        if unknown:
            yield f"{row.route}: {{{unknown[0]}}} is not in tools/demo_places.py"
        elif row.route not in {*excused, *others}:
            yield f"{row.route}: {row.path} shows a page to nobody of the demonstration"
    for route in excused:
        if route in shown:
            yield f"{route}: is a page, yet tools/not_pages.toml says that it is none"


if __name__ == "__main__":
    sys.exit(main())
