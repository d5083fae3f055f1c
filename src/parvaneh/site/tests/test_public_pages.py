"""Public pages: found however it is typed, told honestly, without a person and without a script."""

import html
import re

import pytest
from django.test import Client

from parvaneh.editions.models import ListedOffice
from parvaneh.editions.operations import edition_publish
from parvaneh.kit.clock import day_of, now_utc
from parvaneh.kit.places import PROVINCES
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.operations import licence_revoke, licence_suspend
from parvaneh.registry.tests.samples import licence_sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices():
    """Three offices, of which one is suspended and one revoked."""
    at = now_utc()
    doing = {"by": SYSTEM, "at": at}
    open_one, suspended, revoked = (licence_sample() for _ in range(3))
    by_head = {"decided_by": Actor.CENTER_HEAD, **doing}
    licence_suspend(licence=suspended, starts_on=day_of(at), months=3, ruling="case:1", **by_head)
    licence_revoke(licence=revoked, on=day_of(at), **by_head)
    edition_publish(**doing)
    return [one.office.code for one in (open_one, suspended, revoked)]


def text_of(path):
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_an_office_is_found_by_its_code_and_leads_to_its_page(offices):
    found = text_of(f"/en/find/?q={offices[0]}")
    assert f"/en/find/{offices[0]}/" in found
    assert "One office" in found
    assert "initial grade" in text_of(f"/en/find/{offices[0]}/")


def test_what_is_not_there_is_said_and_leads_on(offices):
    assert "No listed office is like that" in text_of("/en/find/?q=ققققققق")
    assert Client().get("/find/000/").status_code == 404


def test_suspended_and_revoked_offices_say_so_and_are_not_open(offices):
    assert "suspended; it serves nobody" in text_of(f"/en/find/{offices[1]}/")
    assert "revoked; it serves nobody" in text_of(f"/en/find/{offices[2]}/")
    serving = text_of("/en/find/?open=serving")
    assert offices[0] in serving
    assert offices[1] not in serving
    assert offices[2] not in serving


def test_three_are_compared_and_a_fourth_is_said_to_be_too_many(offices):
    asked = "&".join(f"office={code}" for code in offices)
    compared = text_of(f"/en/find/compare/?{asked}")
    assert all(f"/en/find/{code}/" in compared for code in offices)
    assert "At most three" not in compared
    assert "At most three" in text_of(f"/en/find/compare/?{asked}&office=1")
    assert "Nothing is chosen" in text_of("/en/find/compare/")


@pytest.mark.parametrize(
    "asked",
    ["from=99999999999", "from=-1", "from=x", "q=%00", f"q={'x' * 3000}", "grade=zz", "province="],
)
def test_hostile_questions_are_no_fault(offices, asked):
    assert Client().get(f"/find/?{asked}").status_code == 200


def test_the_first_page_of_a_stranger_asks_for_an_office(offices):
    page = text_of("/")
    assert 'action="/find/"' in page
    assert 'name="q"' in page


def test_grades_are_explained_with_what_is_provisional():
    page = text_of("/en/method/")
    assert "Some tables are provisional" in page
    assert page.count('<th scope="row">') >= 10 + 4


def test_no_person_is_named_on_any_public_page(offices):
    manager = licence_sample()
    edition_publish(by=SYSTEM, at=now_utc())
    pages = [text_of(f"/find/{manager.office.code}/"), text_of(f"/find/?q={manager.office.code}")]
    assert ListedOffice.objects.filter(code=manager.office.code).exists()
    assert not any(manager.manager.name in page for page in pages)


def test_a_place_is_picked_from_lists_province_first_and_then_city(offices):
    row = ListedOffice.objects.get(code=offices[0])
    ListedOffice.objects.filter(code=offices[0]).update(city="نراق")
    assert f"/en/places/{row.province}/" in text_of("/en/")
    assert f"/en/places/{row.province}/" in text_of("/en/places/")
    there = text_of(f"/en/places/{row.province}/")
    [address] = re.findall(r'href="([^"]*city=[^"]*)"', there)
    found = text_of(html.unescape(address))
    assert f"/en/find/{offices[0]}/" in found
    assert f"/en/find/{offices[1]}/" not in found


def test_a_city_is_asked_only_within_its_province(offices):
    row = ListedOffice.objects.get(code=offices[0])
    other = "IR-10" if row.province != "IR-10" else "IR-11"
    assert 'name="city"' not in text_of("/find/")
    page = text_of(f"/en/find/?province={row.province}&city=Elsewhere")
    assert all(f"/en/find/{code}/" in page for code in offices)
    assert "No office is listed" in text_of(f"/en/places/{other}/")
    assert Client().get("/places/IR-99/").status_code == 404


def test_the_map_of_squares_gives_each_province_a_square_of_its_own():
    page = text_of("/")
    squares = re.findall(r'class="(column-\d row-\d)"', page)
    assert len(squares) == len(set(squares)) == len(PROVINCES)


def test_nobody_is_honoured_before_a_ranking_and_the_best_after_it(offices):
    assert "Nobody has been honoured yet" in text_of("/en/honours/")
    graded = {"cycle": 1404, "grade": "good", "graded_on": day_of(now_utc())}
    for place, code in enumerate(offices, 1):
        ListedOffice.objects.filter(code=code).update(place=place, **graded)
    page = text_of("/en/honours/")
    assert f"/en/find/{offices[0]}/" in page
    assert not any(f"/en/find/{code}/" in page for code in offices[1:])


def test_each_public_page_leads_to_help_privacy_and_accessibility():
    page = text_of("/en/")
    for name in ("help", "privacy", "accessibility", "honours", "verify", "method"):
        assert f'href="/en/{name}/"' in page
        text_of(f"/en/{name}/")


def test_public_pages_set_no_cookie(offices):
    for path in ("/", "/find/", f"/find/{offices[0]}/", "/verify/", "/places/", "/privacy/"):
        assert not Client().get(path).cookies, path
