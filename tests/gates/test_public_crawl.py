"""Nobody is named in public: every public page and file is read and no personal value is in it.

A demonstration is walked as a stranger, from the first page along every link, the list of
addresses, the API and the files, in both languages; each answer is searched for every name, code,
national id, mobile number, birth date, user name and e-mail of everybody in it. The same search
over a page that staff may see finds them.
"""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.error import HTTPError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import Request, urlopen

import pytest

from parvaneh.kit.text import ascii_digits, clean
from tools.demo_server import Demo, demo_running
from tools.measured import record, table

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("public_crawl")]

LINK = re.compile(r'(?:href|src|action)="([^"]+)"|<loc>([^<]+)</loc>')
# What is not public, or holds no text of ours.
LEFT_OUT = ("/static/", "/account/")
STARTS = (
    "/",
    "/en/",
    "/sitemap.xml",
    "/robots.txt",
    "/api/v1/openapi.json",
    "/en/verify/file/",
    "/embed/?province=IR-23",
)
API = ("offices", "grades", "provinces", "services", "edition", "method")
MOST = 20_000
FAULT = 500

Values = Mapping[str, list[str]]


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Iterator[Demo]:
    with demo_running(tmp_path_factory.mktemp("crawled")) as running:
        yield running


@pytest.fixture(scope="module")
def told(demo):
    return demo.asked("tools.personal_values")


def folded(text: str) -> str:
    """A text as it is searched: marks of HTML undone, one form of each letter and digit."""
    return ascii_digits(clean(html.unescape(text)))


def hits_in(text: str, values: Values) -> set[tuple[str, str]]:
    """The personal values that a folded text holds as whole words, with their kinds."""
    return {
        (kind, value)
        for kind, known in values.items()
        for value in known
        if value in text and re.search(rf"(?<![\w-]){re.escape(value)}(?![\w-])", text)
    }


def read(address: str, path: str, session: str = "") -> tuple[str, Mapping[str, str]]:
    """The text of an answer and its headers; what is not found answers with a page too."""
    request = Request(urljoin(address, path))  # noqa: S310 - our own server
    if session:
        request.add_header("Cookie", f"session={session}")
    try:
        with urlopen(request) as answer:  # noqa: S310 - our own server
            return answer.read().decode(), dict(answer.headers)
    except HTTPError as answer:
        if answer.code >= FAULT:
            raise
        return answer.read().decode(), dict(answer.headers)


def links_in(text: str, path: str, headers: Mapping[str, str]) -> Iterator[str]:
    """The addresses of our own to which an answer leads, without their fragments."""
    found = [html.unescape(one or other) for one, other in LINK.findall(text)]
    found += re.findall(r"<([^>]+)>; rel=\"next\"", headers.get("Link", ""))
    for one in found:
        parts = urlsplit(urljoin(f"http://here{path}", one))
        if parts.scheme in {"http", "https"} and not parts.path.startswith(LEFT_OUT):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def walked(address: str, starts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every address that can be reached, with its text."""
    waiting, seen = list(starts), set(starts)
    while waiting:
        assert len(seen) < MOST
        path = waiting.pop()
        text, headers = read(address, path)
        yield path, text
        fresh = set(links_in(text, path, headers)) - seen
        seen |= fresh
        waiting += fresh


def starts_of(told) -> list[str]:
    asked = [f"/verify/?what={quote(number)}" for number in told["asked"]]
    return [*STARTS, *asked, *(f"/api/v1/{name}" for name in API)]


def test_no_public_page_or_file_holds_a_personal_value(demo, told):
    values = {kind: [folded(one) for one in known] for kind, known in told["values"].items()}
    found: list[str] = []
    pages: dict[str, int] = {}
    for path, text in walked(demo.address, starts_of(told)):
        pages[path] = len(text)
        found += [f"{path}: {kind} {value}" for kind, value in hits_in(folded(text), values)]
    for part in (
        "/find/",
        "/poster/",
        "/badge/",
        "/embed/list/?province=",
        "/data/offices.csv",
        "/api/v1/offices",
        "/places/IR-30/",
        "/stability/",
    ):
        assert any(part in path for path in pages), part
    assert len(pages) > 500
    if os.environ.get("PARVANEH_GATES"):
        said = [
            ("public addresses read", len(pages)),
            ("personal values searched", sum(map(len, values.values()))),
            ("found", len(found)),
        ]
        record("Personal values in public", table(("", "count"), said))
    assert not found, "\n".join(found[:50])


def test_the_same_search_finds_people_where_staff_see_them(demo, told):
    values = {kind: [folded(one) for one in known] for kind, known in told["values"].items()}
    text, _ = read(demo.address, "/persons/", told["session"])
    kinds = {kind for kind, _ in hits_in(folded(text), values)}
    assert {"name", "code"} <= kinds


def test_every_kind_of_value_is_found_however_it_is_written():
    values = {
        "name": ["مدیر 30"], "national id": ["0000001511"], "mobile": ["09000000151"],
        "birth date": ["1369-05-14", "1990-08-05"], "e-mail": ["a@b.example"],
        "code": ["p-6v8nd2pb"],
    }  # fmt: skip
    persian = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
    for kind, known in values.items():
        for value in known:
            for text in (value, value.translate(persian), f"<b>{html.escape(value)}</b>"):
                assert (kind, value) in hits_in(folded(f"دفتر {text}، تهران"), values), text
            assert (kind, value) in hits_in(
                folded(json.dumps({"x": value}, ensure_ascii=False)), values
            )
    assert not hits_in(folded("مدیر 301، 00000015110، xa@b.example"), values)
