"""The public API: lists page by page, refusals as problems in both languages, no cookie ever."""

import hashlib
import re
from itertools import product

import orjson
import pytest
from django.test import Client, override_settings
from openapi_spec_validator import OpenAPIV31SpecValidator

from parvaneh.editions.models import ListedOffice
from parvaneh.editions.operations import edition_publish
from parvaneh.editions.queries import version_now
from parvaneh.kit.clock import day_of, now_utc
from parvaneh.kit.languages import gettext
from parvaneh.kit.text import Language
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.operations import licence_suspend
from parvaneh.registry.tests.samples import licence_sample
from parvaneh.site.api.document import document, operations
from parvaneh.site.api.limits import Limit, limit_of
from parvaneh.site.api.problems import PROBLEMS
from parvaneh.site.tests.asking import Answer, door_of_pages

pytestmark = pytest.mark.django_db

V1 = "/api/v1"


@pytest.fixture(autouse=True)
def counted_anew():
    limit_of.cache_clear()


def published():
    return edition_publish(by=SYSTEM, at=now_utc())


@pytest.fixture
def codes():
    """Five listed offices, the last of them suspended."""
    made = [licence_sample() for _ in range(5)]
    at = now_utc()
    licence_suspend(
        licence=made[-1],
        starts_on=day_of(at),
        months=3,
        ruling="case:1",
        decided_by=Actor.CENTER_HEAD,
        by=SYSTEM,
        at=at,
    )
    published()
    return [one.office.code for one in made]


def got(path, status=200, **headers):
    answer = Client(headers=headers).get(V1 + path)
    assert answer.status_code == status, answer.content
    return answer


def items(path):
    return [one["code"] for one in got(path).json()["items"]]


# ---- lists


def test_pages_of_a_list_show_everything_once_in_one_order(codes):
    path, seen = "/offices?limit=2", []
    while path:
        answer = got(path)
        said = answer.json()
        seen += [one["code"] for one in said["items"]]
        assert said["count"] == 5
        path = (said["next"] or "").removeprefix(V1)
        linked = answer.headers.get("Link", "")
        assert linked == (f'<{said["next"]}>; rel="next"' if path else "")
    assert seen == items("/offices")
    assert sorted(seen) == sorted(codes)


def test_a_cursor_goes_on_where_it_stood_though_offices_came_and_went(codes):
    before = items("/offices")
    following = got("/offices?limit=2").json()["next"].removeprefix(V1)
    licence_sample()
    published()
    assert items(following)[:1] == before[2:3]
    assert items("/offices?cursor=2-1") == items("/offices")[2:]
    assert items("/offices?cursor=999999-1") == []


def test_filters_and_words_choose(codes):
    assert items("/offices?standing=suspended") == codes[-1:]
    assert codes[-1] not in items("/offices?standing=open")
    assert items(f"/offices?q={codes[1]}") == [codes[1]]
    assert items("/offices?q=ققققققق") == []
    assert items("/offices?service=petition&grade=nothing") == []
    [province] = {one["place"]["province"] for one in got("/offices").json()["items"]}
    assert len(items(f"/offices?province={province}")) == 5
    known = {one["key"]: one["offices"] for one in got("/provinces").json()["items"]}
    assert (len(known), known[province]) == (31, 5)


def test_one_office_is_told_whole_and_with_the_initial_grade(codes):
    said = got(f"/offices/{codes[0]}").json()["office"]
    assert said["standing"]["key"] == "open"
    assert said["grade"]["basis"] == "initial"
    assert said["grade"]["year"] is None
    assert Client().get(said["page"]).status_code == 200
    assert got(f"/offices/{codes[0]}/grades").json()["items"] == []
    assert got("/grades").json()["items"] == []
    assert {len(one["name"]) for one in got("/services").json()["items"]} == {2}


def test_services_are_counted_whether_the_list_names_an_amount_or_not(codes):
    ListedOffice.objects.filter(code__in=codes[:3]).update(services={"brief": None})
    ListedOffice.objects.filter(code=codes[3]).update(services={"brief": 430_000})
    counted = {one["key"]: one["offices"] for one in got("/services").json()["items"]}
    assert counted["brief"] == 4


def test_nobody_is_named_and_nobody_gets_a_cookie(codes):
    client = Client(headers={"Cookie": "session=x"})
    manager = licence_sample()
    published()
    for path in ("/offices", f"/offices/{manager.office.code}", "/edition", "/method"):
        answer = client.get(V1 + path)
        assert answer.status_code == 200
        assert manager.manager.name not in answer.content.decode()
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_how_grades_are_made_is_told_in_exact_numbers(db):
    said = got("/method").json()
    assert len(said["indicators"]) == 10
    assert all(one["weight"].replace(".", "").isdigit() for one in said["indicators"])
    assert [one["tiles"] for one in said["bands"]] == list(range(1, len(said["bands"]) + 1))


# ---- caches and other sites


def test_what_the_reader_has_is_not_sent_again_until_the_next_edition(codes, monkeypatch):
    door, made = door_of_pages(monkeypatch, version_now)
    first = Answer(door, f"{V1}/offices", "limit=2")
    etag = first.headers["ETag"]
    for known in (etag, etag.removeprefix("W/"), f'"x", {etag}', "*"):
        again = Answer(door, f"{V1}/offices", "limit=2", HTTP_IF_NONE_MATCH=known)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["ETag"] == etag
        assert again.headers["Link"] == first.headers["Link"]
        assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert made == [f"{V1}/offices"]
    licence_sample()
    published()
    after = Answer(door, f"{V1}/offices", "limit=2", HTTP_IF_NONE_MATCH=etag)
    assert (after.status, after.headers["ETag"] != etag) == (200, True)
    document_etag = got("/openapi.json").headers["ETag"]
    assert got("/openapi.json", 304, **{"If-None-Match": document_etag})


def test_an_answer_is_kept_once_for_everybody_in_any_language(codes, monkeypatch):
    door, made = door_of_pages(monkeypatch, version_now)
    path = f"{V1}/offices/{codes[0]}"
    first = Answer(door, path)
    for environ in (
        {"HTTP_COOKIE": "session=x"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"HTTP_ACCEPT_LANGUAGE": "en"},
        {"HTTP_ACCEPT": "application/json, text/plain"},
    ):
        again = Answer(door, path, **environ)
        assert again.body == first.body == Client().get(path).content
        assert again.headers["Cache-Control"] == "public, max-age=60"
        assert again.headers["Vary"] == "Accept-Encoding"
        assert "Set-Cookie" not in again.headers
    assert made == [path]


@pytest.mark.parametrize(
    ("query", "accept", "status"),
    [
        ("limit=1&limit=2", "", 422),
        ("grade=", "", 422),
        ("grade", "", 422),
        ("limit=0", "", 422),
        ("x=1", "", 422),
        ("limit=2", "text/html", 406),
    ],
)
def test_what_is_refused_is_refused_beside_a_kept_answer_too(
    codes, monkeypatch, query, accept, status
):
    door, _ = door_of_pages(monkeypatch, version_now)
    Answer(door, f"{V1}/offices", "limit=2")
    for language in ("fa", "en"):
        asks = {"HTTP_ACCEPT_LANGUAGE": language} | ({"HTTP_ACCEPT": accept} if accept else {})
        answer = Answer(door, f"{V1}/offices", query, **asks)
        assert answer.status == status
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["Content-Language"] == language
        assert "ETag" not in answer.headers
        assert orjson.loads(answer.body)["request"] == answer.headers["X-Request-Id"]
    assert len(door.kept) == 1


def test_what_is_kept_is_counted_as_what_is_made_each_question_once(codes, monkeypatch):
    with override_settings(API_RATE=3):
        door, made = door_of_pages(monkeypatch, version_now)
        asks = {"REMOTE_ADDR": "192.0.2.8"}
        asked = [Answer(door, f"{V1}/edition", **asks).status for _ in range(5)]
        other = Client(REMOTE_ADDR="192.0.2.8").get(f"{V1}/verify/letter?text=x").status_code
    assert asked == [200, 200, 200, 429, 429]
    assert other == 429
    assert made == [f"{V1}/edition"] * 3  # the first, and the two that were refused


def test_pages_of_other_sites_may_read_and_nothing_else(codes):
    assert got("/offices").headers["Access-Control-Allow-Origin"] == "*"
    preflight = Client().options(f"{V1}/offices")
    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert Client().head(f"{V1}/offices").status_code == 200


# ---- refusals


REFUSED = [
    ("/nowhere", 404, "not-found", {}),
    ("/", 404, "not-found", {}),
    ("/offices/1", 404, "no-such-office", {}),
    ("/offices", 406, "not-acceptable", {"Accept": "text/html"}),
    ("/offices?limit=0", 422, "invalid-question", {}),
]


def test_every_refusal_is_a_problem_in_the_language_asked_for(codes):
    for (path, status, name, headers), language in product(REFUSED, Language):
        answer = got(path, status, **headers, **{"Accept-Language": f"de, {language}-X;q=0.5"})
        said = answer.json()
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["Content-Language"] == language
        assert said["title"] == gettext(PROBLEMS[name].title, language)
        assert said["type"] == f"/api/#{name}"
        assert said["status"] == status
        assert said["instance"] == V1 + path.partition("?")[0]
        assert said["request"] == answer.headers["X-Request-Id"]


def test_only_reading_is_answered(codes):
    for method in ("post", "put", "patch", "delete", "trace"):
        answer = getattr(Client(enforce_csrf_checks=True), method)(f"{V1}/offices")
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert answer.json()["type"] == "/api/#method-not-allowed"


def test_everything_that_is_wrong_is_said_at_once(codes):
    path = "/offices?limit=900&province=IR-99&provnice=IR-07&standing=open&standing=closed"
    said = got(f"{path}&language=en", 422).json()
    assert {one["parameter"]: one["detail"] for one in said["errors"]} == {
        "limit": "It must be at most 200.",
        "province": next(one["detail"] for one in said["errors"] if one["parameter"] == "province"),
        "provnice": "There is no such parameter.",
        "standing": "It is said more than once.",
    }


def test_what_is_unknown_or_said_twice_is_refused_though_all_else_is_right(codes):
    for asked in ("x=1", "limit=1&limit=2"):
        assert len(got(f"/offices?{asked}", 422).json()["errors"]) == 1


def test_before_the_first_edition_nothing_is_published(db):
    assert got("/offices", 404).json()["type"] == "/api/#not-published"


def test_a_fault_of_ours_is_a_problem_too_and_is_written_down(codes, monkeypatch, caplog):
    monkeypatch.setattr("parvaneh.site.api.routes.method_said", lambda: 1 // 0)
    answer = Client(raise_request_exception=False).get(f"{V1}/method")
    assert answer.status_code == 500
    assert answer.json()["type"] == "/api/#failed"
    assert "ZeroDivisionError" in caplog.text


def test_who_asks_too_often_waits(codes):
    with override_settings(API_RATE=2):
        client = Client(REMOTE_ADDR="192.0.2.7")
        asked = [client.get(f"{V1}/edition") for _ in range(3)]
    assert [one.status_code for one in asked] == [200, 200, 429]
    assert 1 <= int(asked[-1].headers["Retry-After"]) <= 60
    assert asked[-1].json()["type"] == "/api/#too-many-questions"


def test_a_limit_counts_each_address_within_a_minute():
    limit = Limit(1)
    assert limit.wait("192.0.2.1", now=10.0) == 0
    assert limit.wait("192.0.2.1", now=15.5) == 45
    assert limit.wait("192.0.2.2", now=15.5) == 0
    assert limit.wait("192.0.2.1", now=61.0) == 0
    assert limit.wait("127.0.0.1", now=61.0) == limit.wait("127.0.0.1", now=61.0) == 0


# ---- letters


def test_a_letter_that_nobody_issued_is_unknown_and_says_why(db):
    said = got("/verify/letter?text=9023/1/1404").json()
    assert (said["stands"], said["letter"]) == ("unknown", None)
    assert set(said["why"]) == {"fa", "en"}
    assert got("/verify/letter?text=x").headers["Cache-Control"] == "no-store"
    digest = hashlib.sha256(b"x").hexdigest()
    assert got(f"/verify/file?sha256={digest}").json()["stands"] == "unknown"
    assert got("/verify/file?sha256=x", 422)
    assert got("/verify/letter", 422).json()["errors"][0]["parameter"] == "text"


# ---- the document


def test_the_document_is_openapi_3_1_in_both_languages(db):
    english, persian = (
        got("/openapi.json", **{"Accept-Language": one}).json() for one in ("en", "fa")
    )
    for said in (english, persian):
        assert said["openapi"] == "3.1.0"
        assert not list(OpenAPIV31SpecValidator(said).iter_errors())
    assert english["paths"].keys() == persian["paths"].keys()
    assert persian["info"]["title"] == gettext(english["info"]["title"], Language.FA)


def test_a_document_that_is_no_openapi_is_found():
    broken = {**document(Language.EN), "openapi": "3.0.0", "info": {}}
    assert list(OpenAPIV31SpecValidator(broken).iter_errors())


def test_every_explanation_is_there_in_persian():
    told = {
        text
        for one in operations()
        for text in (
            one["summary"],
            one["description"],
            *(part["description"] for part in one["parameters"] if "description" in part),
        )
    }
    assert not [text for text in told if gettext(text, Language.FA) == text]


# ---- its page


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_tells_every_operation_problem_and_shape_and_its_links_lead_somewhere(
    codes, prefix
):
    page = Client().get(f"{prefix}/api/").content.decode()
    names = {one["operationId"] for one in operations()}
    shapes = set(document(Language.EN)["components"]["schemas"])
    anchors = set(re.findall(r'id="([^"]+)"', page))
    assert anchors >= names | set(PROBLEMS) | shapes
    assert anchors >= set(re.findall(r'href="#([^"]+)"', page))
    assert "<script" not in page.partition("<main")[2].partition("</main>")[0]
    examples = set(re.findall(r'"http://testserver(/api/v1/[^"]*)"', page))
    assert len(examples) >= len(names)
    for example in examples:
        assert Client().get(example.replace("&amp;", "&")).status_code == 200, example
