"""Gate: hostile answers to every form and at every door that takes a POST; no fault of ours.

In CI some hundred, in full (`PARVANEH_GATES=full`) 10,000. The doors are those of the matrix, which
has a row for every route; the forms are those that the pages show to several roles, one link
further than the matrix goes. So a new form cannot be forgotten. Nothing that is done stays.
"""

from __future__ import annotations

import os
import random
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType

import pytest
from django.conf import settings
from django.core.signals import got_request_exception
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import Resolver404, path, resolve

from parvaneh.casework.procedures import procedure_on_trial
from parvaneh.casework.tests.trial import TRIAL
from parvaneh.site.tests import matrix
from parvaneh.site.tests.cast import OWN, Cast, cast_made, client_of
from tests.gates.hostile_forms import Found, forms_of, sent
from tools.measured import record

FULL = os.environ.get("PARVANEH_GATES") == "full"
POSTS = 10_000 if FULL else 600
STRANGER = ""
ROLES = (
    "administrator",
    "center_head",
    "provincial_deputy",
    "office_manager",
    "analyst",
    "auditor",
    "kanoon_chair",
    "applicant",
)
SOME = ROLES[:4]
FURTHER = 60 if FULL else 10  # links that are followed for each role
SEED = 1404
FAULT, NO_POST = 500, 405

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@dataclass
class Walk:
    """What was sent and what came back."""

    posts: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    routes: Counter[str] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)  # routes that take no POST


@dataclass(frozen=True)
class Door:
    """A form, or a bare address, as somebody meets it."""

    role: str
    form: Found

    @property
    def route(self) -> str:
        """The name of the route that takes it; empty where there is none."""
        return route_of(self.form.action)


def route_of(address: str) -> str:
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return ""


class Sender:
    """The browsers of several people; each request is undone after its answer."""

    def __init__(self, people: dict[str, Client]) -> None:
        self.clients = people
        self.keys = {
            role: client.cookies["session"].value
            for role, client in people.items()
            if "session" in client.cookies
        }

    def got(self, role: str, address: str) -> HttpResponse:
        return self._asked(role, "GET", address, b"", "")

    def posted(self, door: Door, chance: random.Random) -> HttpResponse:
        hostile = sent(door.form, chance)
        address = door.form.action
        if door.form.method == "GET":
            query = hostile.body.decode("latin-1") if len(hostile.body) < 4_000 else "q=x"
            return self._asked(door.role, "GET", f"{address.partition('?')[0]}?{query}", b"", "")
        return self._asked(door.role, "POST", address, hostile.body, hostile.content_type)

    def _asked(self, role: str, method: str, address: str, body: bytes, kind: str) -> HttpResponse:
        client = self.clients[role]
        client.raise_request_exception = False
        client.cookies.clear()
        if role in self.keys:
            client.cookies["session"] = self.keys[role]
        with transaction.atomic():
            response = client.generic(method, address, body, content_type=kind or "text/x")
            if response.streaming:
                response.getvalue()
            transaction.set_rollback(True)
        return response


@contextmanager
def faults_kept(told: list[str]) -> Iterator[None]:
    """Keep the traceback of each exception that reached the door."""

    def keep(**_: object) -> None:
        told.append(traceback.format_exc(limit=-4))

    got_request_exception.connect(keep)
    try:
        yield
    finally:
        got_request_exception.disconnect(keep)


def doors(sender: Sender, addresses: Iterable[str], further: int) -> list[Door]:
    """Every form that somebody meets at the addresses or one link on; every bare address too."""
    wanted = list(dict.fromkeys(addresses))
    found = {(STRANGER, address): Door(STRANGER, Found(address, "POST")) for address in wanted}
    for role in sender.clients:
        known, links = set(wanted), dict.fromkeys(wanted)
        for address in wanted:
            links |= dict.fromkeys(_met(sender, role, address, found))
        new = [one for one in links if one not in known and route_of(one)][:further]
        for address in new:
            list(_met(sender, role, address, found))
        found |= {(role, one): Door(role, Found(one, "POST")) for one in wanted}
    return list(found.values())


def _met(
    sender: Sender, role: str, address: str, found: dict[tuple[str, ...], Door]
) -> Iterator[str]:
    response = sender.got(role, address)
    if response.status_code != 200 or not response.headers["Content-Type"].startswith("text/html"):
        return
    reader = forms_of(response.content.decode(), address)
    for form in reader.forms:
        if form.action.startswith("/"):
            key = (role, form.action, form.method, *sorted(form.fields))
            found.setdefault(key, Door(role, form))
    yield from sorted(one for one in reader.links if one.startswith("/"))


def walked(sender: Sender, met: list[Door], posts: int, draw: random.Random) -> Walk:
    """Send so many hostile requests, evenly over the routes."""
    by_route: dict[str, list[Door]] = {}
    for door in met:
        by_route.setdefault(door.route, []).append(door)
    has_form = {route: any(one.form.fields for one in ones) for route, ones in by_route.items()}
    walk, told = Walk(), []
    with faults_kept(told):
        while walk.posts < posts:
            for route in sorted([*by_route, *(one for one in by_route if has_form[one])] * 2):
                if route in walk.closed:
                    continue
                door = draw.choice(by_route[route])
                response = sender.posted(door, draw)
                walk.posts += 1
                walk.routes[route] += 1
                walk.statuses[response.status_code] += 1
                if response.status_code == NO_POST and not has_form[route]:
                    walk.closed.add(route)
                if response.status_code >= FAULT or b"Traceback (most" in response.content:
                    last = told[-1] if told else "no exception"
                    walk.faults.setdefault(f"{route}: {last.splitlines()[-1]}", last)
    return walk


def people(known: Cast, roles: Iterable[str]) -> dict[str, Client]:
    once = {one.role: one.user for one in known.everybody if one.relation == OWN}
    return {STRANGER: Client(), **{role: client_of(once[role]) for role in roles}}


@pytest.fixture
def cast(db) -> Iterator[Cast]:
    with procedure_on_trial(TRIAL):
        yield cast_made()


def test_no_hostile_answer_is_a_fault_of_ours(cast: Cast):
    sender = Sender(people(cast, ROLES if FULL else SOME))
    addresses = [row.path.format(**cast.places) for row in matrix.rows()]
    met = doors(sender, addresses, FURTHER)
    walk = walked(sender, met, POSTS, chance())
    if os.environ.get("PARVANEH_GATES"):
        recorded(walk, met)
    assert not walk.faults, "\n\n".join(walk.faults.values())
    assert set(walk.routes) - {""} >= set(matrix.routes())


def chance() -> random.Random:
    return random.Random(SEED)  # noqa: S311 - the same answers each time


def recorded(walk: Walk, met: list[Door]) -> None:
    forms = {(one.form.action, *sorted(one.form.fields)) for one in met if one.form.fields}
    answers = ", ".join(f"{count} × {status}" for status, count in sorted(walk.statuses.items()))
    done = (
        f"{walk.posts} requests to {len(walk.routes)} routes, {len(forms)} forms as several roles "
        f"meet them (seed {SEED}): {len(walk.faults)} faults of ours."
    )
    kinds = (
        "Digits of three kinds, Arabic letters, marks of direction, NUL, lone surrogates, other "
        "encodings, a megabyte in one field, days that do not exist, numbers that overflow, files "
        "of other kinds, bodies that are no form."
    )
    faults = [f"- {one}" for one in walk.faults]
    record("Hostile answers to forms", [done, f"Answers: {answers}.", kinds, *faults])


def planted(request: HttpRequest) -> HttpResponse:
    """A page as one should not write it."""
    if request.method == "POST":
        return HttpResponse(int(request.POST.get("age", "1")))
    return HttpResponse('<form method="post" action="/planted/"><input name="age"></form>')


class Planted(ModuleType):
    """The routes of the product, and one that fails."""

    def __init__(self) -> None:
        super().__init__("planted")
        from parvaneh.site import urls  # noqa: PLC0415 - once Django is set up

        self.urlpatterns = [path("planted/", planted, name="planted"), *urls.urlpatterns]
        self.handler400, self.handler500 = urls.handler400, urls.handler500


def test_a_page_that_fails_is_found(cast: Cast):
    keyless = {**settings.ROUTES_WITHOUT_KEY, "planted": "for this test"}
    with override_settings(ROOT_URLCONF=Planted(), ROUTES_WITHOUT_KEY=keyless):
        sender = Sender({STRANGER: Client()})
        walk = walked(sender, doors(sender, ["/planted/"], 0), 40, chance())
    assert [one for one in walk.faults if one.startswith("planted: ValueError")]
