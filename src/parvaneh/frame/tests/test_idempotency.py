"""A form counts once: the same key answers again, other content is refused, a fault undoes all."""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, connections
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import Client
from django.urls import path

from parvaneh.frame import idempotency
from parvaneh.frame.idempotency_key import FIELD, KEPT, key_make
from parvaneh.frame.models import Answered
from parvaneh.frame.refused import Conflict, NotThere
from parvaneh.kit.clock import now_utc
from tools.measured import record

ROUNDS, THREADS = (40, 50) if os.environ.get("PARVANEH_GATES") else (2, 12)
AT = dt.datetime(2025, 10, 4, 8, 30, tzinfo=dt.UTC)


def effect() -> int:
    """Do something that can be counted: one row in a table of the test's own."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO trial_effect DEFAULT VALUES RETURNING id")
        return cursor.fetchone()[0]


def effects() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM trial_effect")
        return cursor.fetchone()[0]


def done(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"/trial/{effect()}/")


def told(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"effect {effect()}", content_type="text/plain")


def wrong(request: HttpRequest) -> HttpResponse:
    effect()
    return HttpResponse("no", status=422)


def broken(request: HttpRequest) -> HttpResponse:
    effect()
    raise RuntimeError("in the middle")


def faster(request: HttpRequest) -> HttpResponse:
    effect()
    raise Conflict


def elsewhere(request: HttpRequest) -> HttpResponse:
    effect()
    raise NotThere


class TrialRoutes:
    """Routes of the test's own."""

    urlpatterns = [  # noqa: RUF012 - as Django reads it
        path("trial/done/", done, name="trial_done"),
        path("trial/told/", told, name="trial_told"),
        path("trial/wrong/", wrong, name="trial_wrong"),
        path("trial/broken/", broken, name="trial_broken"),
        path("trial/faster/", faster, name="trial_faster"),
        path("trial/elsewhere/", elsewhere, name="trial_elsewhere"),
        path("", done, name="home"),
        path("trial/in/", done, name="account_login"),
    ]


@pytest.fixture
def trial(settings) -> None:
    settings.ROOT_URLCONF = TrialRoutes


@pytest.fixture
def counted(db, trial) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE trial_effect (id bigserial)")


def test_a_form_sent_twice_has_one_effect_and_the_same_answer(counted, client: Client):
    key = key_make(now_utc())
    first = client.post("/trial/done/", {FIELD: key, "reason": "یک"})
    again = client.post("/trial/done/", {FIELD: key, "reason": "یک"})
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"]
    assert again["Idempotency-Replayed"] == "true"
    assert effects() == 1


def test_a_short_body_is_given_again(counted, client: Client):
    key = key_make(now_utc())
    first, again = (client.post("/trial/told/", {FIELD: key}) for _ in range(2))
    assert again.content == first.content == b"effect 1"
    assert again["Content-Type"] == "text/plain"


def test_a_key_in_the_header_counts_like_one_in_the_form(counted, client: Client):
    key = key_make(now_utc())
    for _ in range(2):
        client.post("/trial/done/", {"a": "1"}, headers={"Idempotency-Key": key})
    assert effects() == 1


def test_two_forms_have_two_effects(counted, client: Client):
    for _ in range(2):
        client.post("/trial/done/", {FIELD: key_make(now_utc())})
    assert effects() == 2


def test_the_same_key_with_other_content_is_refused(counted, client: Client):
    key = key_make(now_utc())
    client.post("/trial/done/", {FIELD: key, "reason": "یک"})
    other = client.post("/trial/done/", {FIELD: key, "reason": "دو"})
    elsewhere = client.post("/trial/told/", {FIELD: key, "reason": "یک"})
    assert (other.status_code, elsewhere.status_code) == (422, 422)
    assert effects() == 1


def test_moving_a_letter_from_one_field_to_the_next_is_other_content(counted, client: Client):
    key = key_make(now_utc())
    client.post("/trial/done/", {FIELD: key, "a": "xy", "b": "z"})
    assert client.post("/trial/done/", {FIELD: key, "a": "x", "b": "yz"}).status_code == 422


@pytest.mark.parametrize("key", ["", "1", "x" * 40, "1759566600-short", "1759566600-" + "é" * 20])
def test_a_form_without_a_proper_key_is_refused(counted, client: Client, key):
    assert client.post("/trial/done/", {FIELD: key}).status_code == 400
    assert effects() == 0


@pytest.mark.parametrize("age", [KEPT, KEPT * 2, -dt.timedelta(hours=1)])
def test_a_form_older_than_what_is_remembered_is_refused(counted, client: Client, age):
    assert client.post("/trial/done/", {FIELD: key_make(now_utc() - age)}).status_code == 400
    assert effects() == 0


@pytest.mark.parametrize(("route", "status"), [("wrong", 422), ("faster", 409), ("elsewhere", 404)])
def test_what_is_refused_leaves_nothing_behind(counted, client: Client, route, status):
    key = key_make(now_utc())
    for _ in range(2):
        assert client.post(f"/trial/{route}/", {FIELD: key}).status_code == status
    assert effects() == 0
    assert not Answered.objects.exists()


def test_a_fault_leaves_nothing_behind(counted, client: Client):
    client.raise_request_exception = False
    response = client.post("/trial/broken/", {FIELD: key_make(now_utc())})
    assert response.status_code == 500
    assert effects() == 0
    assert not Answered.objects.exists()


def test_nobody_gets_the_answer_to_another_users_form(counted):
    key = key_make(now_utc())
    for number in (1, 2):
        user = get_user_model().objects.create(
            code=f"u-{number}", username=f"inspector_{number}", name="بازرس", created_at=AT
        )
        client = Client()
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        response = client.post("/trial/done/", {FIELD: key})
        assert "Idempotency-Replayed" not in response
    assert effects() == 2


def test_a_reader_needs_no_key(counted, client: Client):
    assert client.get("/trial/told/").status_code == 200


def test_the_same_form_still_being_done_is_told_so(counted, client: Client, monkeypatch):
    def waits(asked: object, answer: object) -> idempotency.Fault:
        return idempotency.Fault.IN_FLIGHT

    monkeypatch.setattr("parvaneh.frame.doors.answered_once", waits)
    assert client.post("/trial/done/", {FIELD: key_make(now_utc())}).status_code == 409


@pytest.fixture
def committed(transactional_db, trial) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS trial_effect (id bigserial)")
        cursor.execute("DELETE FROM trial_effect")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE trial_effect")


def at_once(work: Callable[[], object], threads: int = THREADS) -> None:
    start = threading.Barrier(threads)

    def run() -> None:
        start.wait()
        try:
            work()
        finally:
            connections.close_all()

    running = [threading.Thread(target=run) for _ in range(threads)]
    for one in running:
        one.start()
    for one in running:
        one.join()


@pytest.mark.slow
def test_fifty_at_once_have_one_effect(committed):
    answers: list[tuple[int, str]] = []
    for _ in range(ROUNDS):
        key = key_make(now_utc())

        def post(key: str = key) -> None:
            response = Client().post("/trial/done/", {FIELD: key, "reason": "یک"})
            answers.append((response.status_code, response.headers.get("Location", "")))

        at_once(post)
    assert effects() == ROUNDS
    assert len(answers) == ROUNDS * THREADS
    assert {status for status, _ in answers} <= {302, 409}
    assert len({place for status, place in answers if status == 302}) == ROUNDS
    if os.environ.get("PARVANEH_GATES"):
        record(
            "One effect for one key",
            [f"{ROUNDS} rounds of {THREADS} identical posts at once: {ROUNDS} effects."],
        )


@pytest.mark.slow
def test_without_the_doors_fifty_at_once_have_fifty_effects(committed, settings):
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if not one.endswith(".Doors")]
    key = key_make(now_utc())
    at_once(lambda: Client().post("/trial/done/", {FIELD: key}))
    assert effects() == THREADS
