"""Grades on other sites: a list that alone may be framed, and a page that says how."""

import html
import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from parvaneh.editions.models import ListedOffice
from parvaneh.editions.operations import edition_publish
from parvaneh.editions.queries import version_now
from parvaneh.kit.clock import now_utc
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.tests.samples import licence_sample
from parvaneh.site.public.embedding import MOST
from parvaneh.site.tests.asking import Answer, door_of_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def codes():
    """Three listed offices in two provinces; the last is suspended."""
    made = [licence_sample().office.code for _ in range(3)]
    edition_publish(by=SYSTEM, at=now_utc())
    for code, province, city in zip(
        made, ("IR-23", "IR-10", "IR-10"), ["الف", "ب", "پ"], strict=True
    ):
        ListedOffice.objects.filter(code=code).update(province=province, city=city)
    ListedOffice.objects.filter(code=made[-1]).update(standing="suspended")
    return made


def text_of(path):
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def policy_of(path):
    headers = Client().get(path).headers
    parts = (one.split(" ", 1) for one in headers["Content-Security-Policy"].split("; "))
    return dict(parts), headers.get("X-Frame-Options")


# ---- the list


def test_a_list_holds_the_offices_of_a_place_with_grade_or_standing(codes):
    whole = text_of("/en/embed/list/")
    assert all(f"/en/find/{code}/" in whole for code in codes)
    some = text_of("/en/embed/list/?province=IR-10")
    assert f"/en/find/{codes[0]}/" not in some
    assert "Offices in " in some
    assert some.count("grade-word") == 1  # of the suspended one the grade is not told
    assert "suspended" in some
    assert "initial grade" in some
    one = text_of("/en/embed/list/?province=IR-10&city=ب&service=&grade=")
    assert f"/en/find/{codes[1]}/" in one
    assert f"/en/find/{codes[2]}/" not in one
    assert "Edition 1 of the register" in one
    assert "From the register of offices" in one


def test_a_list_that_is_empty_or_not_understood_says_so_and_leads_on(codes):
    for asked in ("province=IR-30", "province=IR-99", "grade=zz", "service=zz"):
        said = text_of(f"/en/embed/list/?{asked}")
        assert "No listed office is like that" in said, asked
        assert "/en/find/" in said
    assert f"/find/{codes[0]}/" in text_of("/embed/list/?q=zzzz&x=1")  # the box is no part of it


def test_a_long_list_is_cut_and_leads_to_all(codes, monkeypatch):
    monkeypatch.setattr("parvaneh.site.public.embedding.MOST", 1)
    said = text_of("/en/embed/list/?province=IR-10")
    assert said.count("<li>") == 1
    assert "Show all 2 offices" in said
    assert 'href="/en/find/?province=IR-10"' in said
    assert MOST == 30


def test_every_link_of_the_list_opens_beside_it_and_nothing_is_sent_from_it(codes):
    said = text_of("/embed/list/")
    links = re.findall("<a [^>]*>", said)
    assert links
    assert all('target="_blank" rel="noopener"' in one for one in links)
    assert not re.search("<form|<script|<input|csrf", said)
    assert 'name="robots" content="noindex"' in said


def test_the_list_alone_may_stand_in_a_frame(codes):
    for prefix in ("", "/en"):
        policy, refused = policy_of(f"{prefix}/embed/list/")
        assert (policy["frame-ancestors"], refused) == ("*", None)
        assert policy["default-src"] == policy["form-action"] == "'none'"
        assert "script-src" not in policy
    others = ("/", "/find/", f"/find/{codes[0]}/", "/embed/", "/open-data/", "/api/", "/verify/")
    for path in (*others, f"/badge/{codes[0]}.svg", "/account/login/", "/nowhere/"):
        policy, refused = policy_of(path)
        assert (policy["frame-ancestors"], refused) == ("'none'", "DENY"), path


def test_the_list_knows_nobody_and_is_kept_for_everybody(codes, monkeypatch):
    door, made = door_of_pages(monkeypatch, version_now)
    first = Answer(door, "/embed/list/", "province=IR-10")
    again = Answer(door, "/embed/list/", "city=&province=IR-10", HTTP_COOKIE="session=x")
    assert again.body == first.body
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "Set-Cookie" not in first.headers
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert first.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert made == ["/embed/list/"]


# ---- the page about both


def test_the_page_gives_what_to_copy_and_what_is_copied_leads_to_us(codes):
    said = text_of(f"/en/embed/?office={codes[1]}")
    badge, framed = (
        html.unescape(one) for one in re.findall("<textarea[^>]*>(.*?)</textarea>", said)
    )
    assert badge.startswith(f'<a href="http://testserver/en/find/{codes[1]}/"><img ')
    assert f'src="http://testserver/en/badge/{codes[1]}.svg" width="340" height="160"' in badge
    assert "Grade of " in badge
    [listed] = re.findall('src="http://testserver([^"]*)"', framed)
    assert Client().get(html.unescape(listed)).status_code == 200
    assert said.count("readonly") == 2
    assert f'src="/en/badge/{codes[1]}.svg"' in said
    assert "As an example" not in said
    assert "Do not copy them as a picture" in strip_tags(said)


def test_a_chosen_place_comes_into_the_code_and_the_preview(codes):
    said = text_of("/embed/?province=IR-10&city=ب&office=")
    address = "/embed/list/?province=IR-10&amp;city=%D8%A8"
    assert f'<iframe class="framed" src="{address}"' in said
    assert "<details open>" not in said  # the page alone stays within its budget
    assert "http://testserver/embed/list/?province=IR-10&amp;amp;city=%D8%A8" in said
    assert policy_of("/embed/")[0]["frame-src"] == "'self'"


def test_without_a_code_an_example_is_shown_and_a_wrong_one_is_said(codes):
    assert "As an example" in text_of("/en/embed/")
    said = text_of("/en/embed/?office=99")
    assert "No listed office has this code." in said
    persian = codes[0].translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert f"/badge/{codes[0]}.svg" in text_of(f"/embed/?office={persian}")


def test_before_the_first_edition_there_is_nothing_to_copy(db):
    said = text_of("/en/embed/")
    assert "Nothing is published yet" in said
    assert "<textarea" not in said
    assert text_of("/embed/list/")


def test_hostile_titles_stay_text_in_the_page_and_in_what_is_copied(codes):
    ListedOffice.objects.update(title='"><script>alert(1)</script>')
    for path in (f"/embed/?office={codes[0]}", "/embed/list/"):
        assert "<script>alert" not in text_of(path)
    said = text_of(f"/embed/?office={codes[0]}")
    [badge, _] = re.findall("<textarea[^>]*>(.*?)</textarea>", said)
    assert "<script" not in html.unescape(badge)


def test_other_pages_lead_to_it(codes):
    assert f'/en/embed/?office={codes[0]}"' in text_of(f"/en/find/{codes[0]}/")
    for path in ("/en/open-data/", "/en/api/"):
        assert 'href="/en/embed/"' in text_of(path)
    assert "http://testserver/embed/</loc>" in text_of("/sitemap.xml")
    assert "Disallow: /en/embed/list/\n" in text_of("/robots.txt")
