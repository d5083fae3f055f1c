"""The badge of an office: honest, alone, readable without our face, and the same for everybody."""

import re
from base64 import b64encode
from hashlib import sha256
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from parvaneh.editions.models import ListedOffice
from parvaneh.editions.operations import edition_publish
from parvaneh.editions.queries import version_now
from parvaneh.kit.clock import day_of, now_utc
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.operations import demonstration_mark
from parvaneh.registry.tests.samples import licence_sample
from parvaneh.site.tests.asking import Answer, door_of_pages

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def code():
    licence = licence_sample()
    edition_publish(by=SYSTEM, at=now_utc())
    return licence.office.code


def drawn(code, language="en"):
    """The badge as who sees it reads it, and as who does not."""
    answer = badge_of(code, language)
    tree = ET.fromstring(answer.content)  # noqa: S314 - our own drawing
    seen = " ".join("".join(one.itertext()) for one in tree.iter(f"{SVG}text"))
    return tree, seen, tree.findtext(f"{SVG}desc")


def badge_of(code, language="en"):
    answer = Client().get(f"{'/en' if language == 'en' else ''}/badge/{code}.svg")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/svg+xml"
    return answer


def classes(tree):
    return [one.get("class", "") for one in tree.iter()]


def test_before_the_first_ranking_the_grade_is_called_initial(code):
    tree, seen, told = drawn(code)
    assert "initial, before the first ranking" in seen
    assert "Demonstration" not in seen
    assert "Grade: " in seen
    assert tree.findtext(f"{SVG}title").startswith("Grade of ")
    for words in ("initial, before the first ranking", "grade 2 of 4", "edition 1"):
        assert words in told
    assert classes(tree).count("tile") == 3  # by shape, not by colour alone
    assert classes(tree).count("tile empty") == 1
    _, persian, _ = drawn(code, "fa")
    assert "آغازین، پیش از نخستین رتبه‌بندی" in persian


def test_a_grade_of_a_ranking_stands_with_its_year_and_day(code):
    on = day_of(now_utc())
    ListedOffice.objects.update(cycle=1404, graded_on=on, official="provisional")
    _, seen, told = drawn(code)
    assert "ranking of 1404" in seen
    assert "announced on" in seen
    assert "provisional" in seen
    assert "initial" not in seen
    assert "provisional" in told


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        ("suspended", "suspended"),
        ("revoked", "licence revoked"),
        ("vacant", "without a manager"),
        ("closed", "closed"),
    ],
)
def test_an_office_that_serves_nobody_shows_that_and_no_grade(code, standing, words):
    on = day_of(now_utc())
    ListedOffice.objects.update(standing=standing, standing_since=on, standing_until=None)
    tree, seen, told = drawn(code)
    assert words in seen
    assert words in told
    assert "since" in seen
    assert "Grade: " not in seen + told
    assert not [one for one in classes(tree) if one.startswith("tile")]
    assert "sign" in classes(tree)


def test_an_office_without_a_grade_says_so(code):
    ListedOffice.objects.update(grade="")
    _, seen, told = drawn(code)
    assert "no grade" in seen
    assert "no grade" in told


def test_a_demonstration_says_so_on_every_badge(db):
    demonstration_mark(seed=1, size="tiny", standing="none", by=SYSTEM, at=now_utc())
    code = licence_sample().office.code
    edition_publish(by=SYSTEM, at=now_utc())
    _, seen, told = drawn(code)
    assert "Demonstration" in seen
    assert "Nothing counts." in told
    assert "نمایشی" in drawn(code, "fa")[1]


def test_a_long_or_hostile_title_stays_within_and_is_told_whole(code):
    title = "دفتر <script>&" + " بسیار دراز" * 15
    ListedOffice.objects.update(title=title)
    tree, _, told = drawn(code)
    lines = [one for one in tree.iter(f"{SVG}text") if one.get("class") == "title"]
    assert len(lines) == 2
    assert lines[-1].text.endswith("…\u2069")
    assert max(len(one.text) for one in lines) <= 38
    assert title in told


def test_the_drawing_loads_nothing_runs_nothing_and_only_its_own_style_is_let(code):
    answer = badge_of(code)
    said = answer.content.decode()
    assert not re.search(r"<script|href=|url\(|@import|on\w+=|<foreignObject", said)
    assert said.count("http") == 1  # the name of the form
    [style] = re.findall("<style>(.*?)</style>", said)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert answer.headers["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'"
    )
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert not answer.cookies
    assert "prefers-color-scheme:dark" in style
    assert "system-ui" in style


def test_a_badge_is_kept_for_everybody_until_the_next_edition(code, monkeypatch):
    door, made = door_of_pages(monkeypatch, version_now)
    path = f"/badge/{code}.svg"
    first = Answer(door, path)
    for environ in ({}, {"HTTP_COOKIE": "session=x"}, {"HTTP_ACCEPT_ENCODING": "gzip"}):
        again = Answer(door, path, **environ)
        assert again.headers["ETag"] == first.headers["ETag"]
        assert again.headers["Cache-Control"] == "public, max-age=300"
        assert again.headers["Vary"] == "Accept-Encoding"
        assert again.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert Answer(door, path, HTTP_IF_NONE_MATCH=first.headers["ETag"]).status == 304
    assert made == [path]
    licence_sample()
    edition_publish(by=SYSTEM, at=now_utc())
    assert Answer(door, path).headers["ETag"] != first.headers["ETag"]


def test_of_an_office_that_is_not_listed_there_is_no_badge(code):
    assert Client().get("/badge/000.svg").status_code == 404
