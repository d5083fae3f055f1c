"""The authorisation matrix: one file for each subject in `matrix/`, and a walk through them.

`matrix/groups.toml` names groups of roles; a subject may name more of its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from parvaneh.access.roles import ROLES
from parvaneh.frame.idempotency_key import FIELD, key_make
from parvaneh.kit.clock import now_utc
from parvaneh.kit.text import Language, code_digits, isolate, isolate_html
from parvaneh.site.tests.cast import RELATIONS, Cast, Somebody, client_of

FOLDER = Path(__file__).with_name("matrix")
# Subjects that everybody meets alike, whatever their role and wherever they hold it.
ALIKE = frozenset({"account", "api", "home", "public"})


@dataclass(frozen=True)
class Row:
    """One door: a method and an address, and what is expected there."""

    subject: str
    route: str
    path: str
    method: str
    form: Mapping[str, str]
    anonymous: int
    expects: Mapping[tuple[str, str], int]
    shows: Mapping[tuple[str, str], bool]
    shown: str  # what `shows` looks for

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def texts() -> dict[str, str]:
    """The matrix as it is written: the text of each subject."""
    return {one.stem: one.read_text(encoding="utf-8") for one in sorted(FOLDER.glob("*.toml"))}


def rows(written: Mapping[str, str] | None = None) -> tuple[Row, ...]:
    """Every row of the matrix, or of another one that is written the same way."""
    said = {subject: tomllib.loads(text) for subject, text in (written or texts()).items()}
    groups: dict[str, list[str]] = {"": []}
    for one in said.values():
        groups |= one.get("groups", {})
    return tuple(
        _row(subject, row, groups) for subject, one in said.items() for row in one.get("row", ())
    )


def _row(subject: str, said: Mapping[str, Any], groups: Mapping[str, list[str]]) -> Row:
    expects: dict[tuple[str, str], int] = {}
    for relation in RELATIONS:
        for role in ROLES:
            expects[role, relation] = said["all"] if "all" in said else said["rest"]
        for status, group in said.get(relation, {}).items():
            expects |= {(role, relation): int(status) for role in groups[group]}
    shown = said.get("shows")
    shows = {
        (role, relation): role in groups[shown[relation]]
        for relation in (RELATIONS if shown else ())
        for role in ROLES
    }
    method = said.get("method", "GET")
    form = said.get("form", {})
    return Row(
        subject, said["route"], said["path"], method, form, said["anonymous"], expects, shows,
        said.get("shown", "{case}"),
    )  # fmt: skip


def routes(patterns: Iterable[URLPattern | URLResolver] | None = None) -> Iterator[str]:
    """The name of every route of the product."""
    known = get_resolver().url_patterns if patterns is None else patterns
    for one in known:
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns)
        else:
            yield one.name or str(one.pattern)


def deviations(cast: Cast, wanted: Iterable[Row], people: Iterable[Somebody]) -> list[str]:
    """Where the doors answer otherwise than the matrix says; nothing that is done stays.

    Args:
        cast: the case and who asks for it.
        wanted: rows to walk.
        people: who walks them; a stranger always does.
    """
    return list(walk(cast, wanted, people))


def walk(cast: Cast, wanted: Iterable[Row], people: Iterable[Somebody]) -> Iterator[str]:
    """The same one by one, for who asks only whether there is any."""
    known = list(wanted)
    for row in known:
        response = _asked(Client(), row, cast)
        if response.status_code != row.anonymous:
            yield f"{row}, stranger: {response.status_code}, expected {row.anonymous}"
    for somebody in people:
        client = client_of(somebody.user)
        for row in known:
            yield from _compared(row, somebody, cast, _asked(client, row, cast))


def _asked(client: Client, row: Row, cast: Cast) -> HttpResponse:
    path = row.path.format(**cast.places)
    client.raise_request_exception = False
    with transaction.atomic():
        if row.method == "GET":
            response = client.get(path)
        else:
            form = {name: value.format(**cast.places) for name, value in row.form.items()}
            response = client.post(path, {**form, FIELD: key_make(now_utc())})
        transaction.set_rollback(True)
    return response


def _compared(row: Row, somebody: Somebody, cast: Cast, response: HttpResponse) -> Iterator[str]:
    key = somebody.role, somebody.relation
    if response.status_code != row.expects[key]:
        yield f"{row}, {somebody}: {response.status_code}, expected {row.expects[key]}"
    if row.shows:
        is_shown = _shows(response, row.shown.format(**cast.places))
        if is_shown != row.shows[key]:
            yield f"{row}, {somebody}: shown {is_shown}, expected {row.shows[key]}"


def _shows(response: HttpResponse, wanted: str) -> bool:
    # A page repeats what was asked in the addresses of its links; what it shows stands isolated.
    # A file or an answer for a script has the code as it is.
    said = response.content.decode()
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return wanted in said
    code = code_digits(wanted, Language.FA)
    return isolate_html(code) in said or isolate(code) in said
