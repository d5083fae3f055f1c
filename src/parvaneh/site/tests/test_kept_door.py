"""The door before Django: a stranger's bytes, one version at a time, nothing of anybody's own."""

import gzip
from functools import partial

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError
from django.http import QueryDict
from django.test import Client
from django.urls import resolve
from django.utils import translation

from parvaneh.editions.operations import edition_publish
from parvaneh.editions.queries import version_now
from parvaneh.kit.clock import STOPPED_AT, now_utc
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.tests.samples import licence_sample
from parvaneh.site.api.routes_kept import ApiRoute
from parvaneh.site.kept import KEPT, kept_door
from parvaneh.site.public.finding import FindForm
from parvaneh.site.public.words import now_of
from parvaneh.site.tests.asking import Answer, door_of_pages, with_its_connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def watched(monkeypatch):
    """Asks for the version at each request."""
    monkeypatch.setattr("parvaneh.frame.kept_door.EACH", -1.0)


@pytest.fixture
def opened(monkeypatch):
    """The door, and a list of what Django was asked to make."""
    return door_of_pages(monkeypatch, version_now)


@pytest.fixture
def door(opened):
    return opened[0]


@pytest.fixture
def made(opened):
    return opened[1]


@pytest.fixture
def code(db):
    licence = licence_sample()
    edition_publish(by=SYSTEM, at=now_utc())
    return licence.office.code


def pages(code):
    return ["/", "/en/find/", f"/find/{code}/", "/method/"]


def test_every_declared_address_is_that_of_its_route(code):
    said = {"/places/[A-Z]{2}-[0-9]{2}/": "/places/IR-23/"}
    said |= {r"/find/[0-9]{1,12}/": f"/find/{code}/"}
    said |= {r"/badge/[0-9]{1,12}\.svg": f"/badge/{code}.svg"}
    for one in KEPT:
        there = said.get(one.path, one.path.replace("[0-9]{1,12}", code))
        ways = (("fa", there), ("en", f"/en{there}"))
        for language, path in ways[:1] if isinstance(one, ApiRoute) else ways:
            with translation.override(language):
                assert resolve(path).view_name == one.name
            assert one.pattern.fullmatch(path)


def test_a_page_is_made_once_and_its_bytes_are_those_of_a_fresh_one(door, made, code):
    for path in pages(code):
        first, second = Answer(door, path), Answer(door, path)
        assert made.count(path) == 1, path
        assert (
            first.body == second.body == Client().get(path, headers={"host": "localhost"}).content
        )
        assert first.headers["ETag"] == second.headers["ETag"]
        assert second.headers["Cache-Control"] == "no-cache"
        assert second.headers["X-Request-Id"] != first.headers["X-Request-Id"]


def test_a_kept_page_carries_the_headers_of_a_fresh_one(door, code):
    own = {"etag", "cache-control", "x-request-id", "content-length", "vary"}
    Answer(door, "/find/")
    kept = {name.lower(): value for name, value in Answer(door, "/find/").headers.items()}
    fresh = {name.lower(): value for name, value in Client().get("/find/").headers.items()}
    assert {name: kept[name] for name in kept.keys() - own} == {
        name: fresh[name] for name in fresh.keys() - own
    }
    assert kept["vary"] == "Accept-Encoding, Cookie"


def test_who_has_the_page_is_told_so_without_its_bytes(door, made, code):
    tag = Answer(door, "/find/").headers["ETag"]
    for known in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
        again = Answer(door, "/find/", HTTP_IF_NONE_MATCH=known)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["ETag"] == tag
    assert Answer(door, "/find/", HTTP_IF_NONE_MATCH='W/"other"').status == 200
    assert made == ["/find/"]


def test_the_head_alone_tells_the_length_and_nothing_more(door, code):
    whole, head = Answer(door, "/find/"), Answer(door, "/find/", method="HEAD")
    assert head.body == b""
    assert head.headers["Content-Length"] == str(len(whole.body))
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_compressed_bytes_are_the_same_page(door, made, code):
    plain = Answer(door, "/find/")
    packed = Answer(door, "/find/", HTTP_ACCEPT_ENCODING="br, gzip;q=0.8")
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Content-Length"] == str(len(packed.body))
    assert "Content-Encoding" not in Answer(door, "/find/", HTTP_ACCEPT_ENCODING="gzip;q=0").headers
    assert made == ["/find/"]


def test_a_new_edition_changes_every_page_at_once(door, made, code):
    before = {path: Answer(door, path).headers["ETag"] for path in pages(code)}
    licence_sample()
    edition_publish(by=SYSTEM, at=now_utc())
    made.clear()
    after = {path: Answer(door, path, HTTP_IF_NONE_MATCH=before[path]) for path in pages(code)}
    assert {one.status for one in after.values()} == {200}
    assert not {one.headers["ETag"] for one in after.values()} & set(before.values())
    assert sorted(made) == sorted(pages(code))
    assert len(door.kept) == len(pages(code))  # nothing of the old one is left


def test_without_a_new_edition_nothing_is_made_again(door, made, code):
    Answer(door, "/find/")
    edition_publish(by=SYSTEM, at=now_utc())  # nothing changed
    Answer(door, "/find/")
    assert made == ["/find/"]


def test_what_the_page_does_not_know_fills_no_memory(door, made, code):
    Answer(door, "/find/")
    for number in range(5):
        answer = Answer(door, "/find/", f"utm_source={number}")
        assert answer.status == 200
        assert "ETag" not in answer.headers
    assert (len(made), len(door.kept)) == (6, 1)


def test_every_field_of_the_search_is_declared(code):
    [find] = [one for one in KEPT if one.name == "find"]
    form = FindForm(QueryDict(), now=now_of(now_utc()))
    assert {*find.once, *find.several} == {*form.fields, "from"}


def test_one_question_in_two_spellings_is_kept_once(door, made, code):
    one = Answer(door, "/find/", "open=serving&q=%D8%AF")
    other = Answer(door, "/find/", "q=%d8%af&grade=&open=serving")
    assert one.body == other.body
    assert made == ["/find/"]


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_COOKIE": f"a=b; {settings.SESSION_COOKIE_NAME}=whatever"},
        {"HTTP_COOKIE": "palette=on"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"CONTENT_LENGTH": "3"},
        {"method": "POST"},
    ],
)
def test_who_may_see_another_page_is_answered_by_django_and_kept_by_nobody(
    door, made, code, environ
):
    tag = Answer(door, "/find/").headers["ETag"]
    for _ in range(2):
        answer = Answer(door, "/find/", HTTP_IF_NONE_MATCH=tag, **environ)
        assert answer.status != 304
        assert "ETag" not in answer.headers
    assert len(made) == 3
    assert len(door.kept) == 1


def test_a_cookie_that_changes_nothing_does_not_go_past_the_kept_page(door, made, code):
    csrf = f"{settings.CSRF_COOKIE_NAME}=abc"
    assert Answer(door, "/find/").body == Answer(door, "/find/", HTTP_COOKIE=csrf).body
    assert made == ["/find/"]


def test_what_is_not_there_is_told_and_not_kept(door, made, code):
    for _ in range(2):
        missing = Answer(door, "/find/000/", HTTP_ACCEPT_ENCODING="gzip")
        assert missing.status == 404
        assert "ETag" not in missing.headers
        # The number that its page tells is that of the answer.
        assert missing.headers["X-Request-Id"] in gzip.decompress(missing.body).decode()
    assert len(door.kept) == 0
    assert len(made) == 2


def test_a_host_that_is_not_ours_is_refused_and_fills_no_memory(door, code):
    Answer(door, "/find/")
    assert Answer(door, "/find/", HTTP_HOST="evil.example").status == 400
    assert len(door.kept) == 1


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ([("Set-Cookie", "a=b")], b"page"),
        ([("Cache-Control", "private")], b"page"),
        ([("Cache-Control", "no-store")], b"page"),
        ([("Vary", "Accept-Language")], b"page"),
        ([], b'<input name="csrfmiddlewaretoken">'),
        ([], b'<input name="idempotency_key">'),
    ],
)
def test_nothing_is_kept_that_is_one_readers_own(watched, headers, body):
    def application(environ, start):
        start("200 OK", [("Content-Type", "text/html"), *headers])
        return [body]

    door = kept_door(application, version=lambda: "1")
    answer = Answer(door, "/find/")
    assert (answer.body, len(door.kept)) == (body, 0)
    assert "ETag" not in answer.headers


def test_the_application_learns_nothing_of_the_sender(watched):
    heard = {}

    def application(environ, start):
        heard.update(environ)
        start("200 OK", [("Content-Type", "text/html")])
        return [b"page"]

    door = kept_door(application, version=lambda: "1")
    asks = {"HTTP_USER_AGENT": "x", "HTTP_COOKIE": "a=b", "HTTP_REFERER": "y"}
    Answer(door, "/find/", HTTP_ACCEPT_ENCODING="gzip", **asks)
    told = {name for name in heard if name.startswith("HTTP_")}
    assert told == {"HTTP_HOST", "HTTP_X_REQUEST_ID"}  # the number is ours where none is given
    assert heard["QUERY_STRING"] == ""


def test_an_office_opens_and_closes_on_its_kept_page_by_the_minute(door, made, monkeypatch, code):
    from parvaneh.editions.models import ListedOffice  # noqa: PLC0415 - beside what it changes

    ListedOffice.objects.update(hours=[["sunday", "08:00", "12:00"], ["sunday", "14:00", "16:00"]])
    said = {}
    hours = ("07:59:59", "08:00:00", "11:59:59", "12:00:00", "14:00:00", "16:00:00")
    for clock in hours:
        monkeypatch.setenv(STOPPED_AT, f"2026-04-05T{clock}+03:30")  # a Sunday, no holiday
        found = Answer(door, "/en/find/").body.decode()
        said[clock] = next(line for line in found.splitlines() if "office-line" in line)
        assert Answer(door, "/en/find/").body.decode() == found
    expected = ["closed now, opens at 08:00", "open now, until 12:00", "open now, until 12:00"]
    expected += ["closed now, opens at 14:00", "open now, until 16:00", "closed now"]
    assert all(words in said[clock] for clock, words in zip(hours, expected, strict=True))
    assert len(made) == 5  # 11:59:59 is answered from what was made at 08:00


def test_while_the_database_is_silent_the_last_pages_are_shown(watched):
    silent = []

    def version():
        if silent:
            raise OperationalError
        return "1"

    def application(environ, start):
        start("200 OK", [("Content-Type", "text/html")])
        return [b"page"]

    door = kept_door(application, version=version)
    Answer(door, "/find/")
    silent.append(True)
    assert Answer(door, "/find/").headers["ETag"].startswith('W/"1-')


def test_the_version_is_asked_for_once_a_second_at_most():
    asked = []

    def application(environ, start):
        start("200 OK", [("Content-Type", "text/html")])
        return [b"page"]

    door = kept_door(application, version=lambda: asked.append(1) or "1")
    for _ in range(50):
        Answer(door, "/find/")
    assert len(asked) == 1


def test_memory_of_nothing_keeps_nothing(watched, settings, code):
    settings.KEPT_MOST = 0
    door = kept_door(partial(with_its_connection, WSGIHandler()), version=version_now)
    assert Answer(door, "/find/").status == 200
    assert "ETag" not in Answer(door, "/find/").headers


def test_processes_of_one_server_share_what_one_of_them_made(settings, tmp_path):
    settings.KEPT_SHELF = str(tmp_path)
    made = []

    def application(environ, start):
        made.append(environ["PATH_INFO"])
        start("200 OK", [("Content-Type", "text/html")])
        return [b"page"]

    doors = [kept_door(application, version=lambda: "1") for _ in range(2)]
    tags = {Answer(door, "/find/").headers["ETag"] for door in doors}
    assert made == ["/find/"]
    assert len(tags) == 1
