"""Points of indicators on public pages and in the API: as far as the level goes, with its words."""

import re

import pytest
from django.test import Client

from parvaneh.editions.operations import edition_publish
from parvaneh.kit.clock import now_utc
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.tests.graded import ON_PAGES, TOLD, grade_sample, level_sample
from parvaneh.registry.tests.samples import licence_sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def codes():
    """Two offices, of which the first has a grade with points."""
    one, other = licence_sample().office, licence_sample().office
    grade_sample(one)
    return [one.code, other.code]


def published():
    return edition_publish(by=SYSTEM, at=now_utc())


def text_of(path):
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def addresses(codes):
    both = "&".join(f"office={code}" for code in codes)
    pages = [f"/find/{codes[0]}/", f"/find/{codes[0]}/sheet/", f"/find/compare/?{both}"]
    asked = [f"/offices/{codes[0]}", "/offices", "/grades", f"/offices/{codes[0]}/grades"]
    return [*(f"/en{page}" for page in pages), *(f"/api/v1{path}" for path in asked)]


def figures_in(text):
    """The figures of points that a text says, as files or as pages write them."""
    said = set(re.findall(r"[0-9]+(?:[./][0-9]+)?", re.sub(r"(?s)<svg.*?</svg>", "", text)))
    return {figure for figure in (*TOLD, *ON_PAGES) if figure in said}


def test_at_the_level_of_the_grade_no_figure_is_said_anywhere_and_the_level_is(codes):
    published()
    assert {path: figures_in(text_of(path)) for path in addresses(codes)} == {
        path: set() for path in addresses(codes)
    }
    page = text_of(f"/en/find/{codes[0]}/")
    assert "the points of indicators are not shown" in page
    assert "art. 13" in page
    said = Client().get(f"/api/v1/offices/{codes[0]}").json()
    assert (said["edition"]["level"], said["office"]["indicators"]) == ("grade", [])


def test_at_the_level_of_indicators_the_page_shows_bars_and_a_table_but_no_record(codes):
    level_sample("indicators")
    published()
    page = text_of(f"/en/find/{codes[0]}/")
    assert page.count('class="score-bar"') == 10
    assert figures_in(page) == set(ON_PAGES) - {"6.7"}  # that of the record
    assert "not shown to the public" in page
    assert "40 answers" in page
    bars = re.findall(r'class="score-name">([^<]*)<', page)
    assert bars[-1] == "Disciplinary and judicial record"
    assert bars[0] == "Office space"  # the most gained first
    assert "No points are entered" in text_of(f"/en/find/{codes[1]}/")
    compared = text_of(f"/en/find/compare/?office={codes[0]}&office={codes[1]}")
    assert "Law-abidance" in compared
    assert figures_in(compared)


def test_the_api_says_points_exactly_and_the_lists_say_none(codes):
    level_sample("all")
    published()
    said = Client().get(f"/api/v1/offices/{codes[0]}").json()["office"]["indicators"]
    assert [one["key"] for one in said] == [f"I{number}" for number in range(1, 11)]
    first, record = said[0], said[6]
    assert (first["points"], first["exact"], first["available"]) == ("6.2577", "607/97", "10.0000")
    assert (record["exact"], record["blank"]) == ("649/97", None)
    assert (said[1]["answers"], first["answers"]) == (40, None)
    assert "indicators" not in text_of("/api/v1/offices")


def test_grades_that_are_not_official_say_so_in_words_with_a_legend(codes):
    published()
    for paper in ("", "sheet/"):
        page = text_of(f"/en/find/{codes[0]}/{paper}")
        held = page[page.index("Grades over the years") :]
        assert re.search(r'<span class="tag warn">provisional</span>', held), paper
        assert "made with tables that nobody has approved yet" in held


def test_official_grades_of_the_strip_bear_no_mark():
    office = licence_sample().office
    grade_sample(office, standing="official")
    published()
    page = text_of(f"/en/find/{office.code}/")
    held = page[page.index("Grades over the years") : page.index("Poster for the wall")]
    assert "provisional" not in held.lower()
    said = Client().get(f"/api/v1/offices/{office.code}/grades").json()["items"]
    assert [one["basis"] for one in said] == ["official"]


def test_terms_of_reuse_are_said_and_marked_until_they_are_approved(codes):
    published()
    page = text_of("/en/open-data/")
    terms = page[page.index('id="terms"') :]
    assert "no official proof" in terms
    assert "provisional" in terms
    assert "سند رسمی نیستند" in text_of("/open-data/")


def test_the_method_says_what_the_public_sees(codes):
    assert "the points of indicators are not shown" in text_of("/en/method/")
    level_sample("all")
    assert "the points of all indicators" in text_of("/en/method/")
