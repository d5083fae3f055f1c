"""What an office page gives to paper and to programs: sheet, poster, data, list of addresses."""

import hashlib
import json
import re

import pytest
from django.test import Client

from parvaneh.editions.models import ListedOffice
from parvaneh.editions.operations import edition_publish
from parvaneh.kit.clock import now_utc
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.operations import demonstration_mark
from parvaneh.registry.tests.samples import licence_sample
from parvaneh.site.public.schema_org import script_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def code():
    licence = licence_sample()
    edition_publish(by=SYSTEM, at=now_utc())
    return licence.office.code


def text_of(path):
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_an_office_is_told_to_programs_and_serves_nobody_where_it_is_suspended(code):
    hours = [["saturday", "08:00", "14:00"]]
    ListedOffice.objects.filter(code=code).update(phones=["02112345678"], hours=hours)
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', _page(code))
    said = json.loads(data)
    assert (said["@type"], said["identifier"]) == ("GovernmentOffice", code)
    assert said["url"] == f"http://testserver/find/{code}/"
    assert said["openingHoursSpecification"][0]["opens"] == "08:00"
    ListedOffice.objects.filter(code=code).update(standing="suspended")
    assert "openingHoursSpecification" not in _page(code)


def _page(code):
    return text_of(f"/find/{code}/")


def test_data_within_a_page_cannot_end_its_block():
    hostile = {"name": "</script><script>alert(1)</script>&<!--"}
    said = script_data(hostile)
    assert not set("<>&") & set(said)
    assert json.loads(said) == hostile


def test_each_page_names_its_one_address_and_those_in_both_languages(code):
    page = text_of(f"/en/find/{code}/?x=1")
    assert f'<link rel="canonical" href="http://testserver/en/find/{code}/">' in page
    assert f'hreflang="fa" href="http://testserver/find/{code}/"' in page
    assert f'hreflang="x-default" href="http://testserver/find/{code}/"' in page


def test_sheet_and_poster_lead_back_to_the_page_by_their_code(code):
    for paper in ("sheet", "poster"):
        page = text_of(f"/en/find/{code}/{paper}/")
        assert f"http://testserver/find/{code}/" in page
        assert "<svg" in page
        assert Client().get(f"/find/404404/{paper}/").status_code == 404


def test_every_office_is_in_the_list_of_addresses_in_both_languages(code):
    listed = text_of("/sitemap.xml")
    assert f"<loc>http://testserver/find/{code}/</loc>" in listed
    assert f"<loc>http://testserver/en/find/{code}/</loc>" in listed


def test_search_engines_are_let_in(code):
    assert "Sitemap: http://testserver/sitemap.xml" in text_of("/robots.txt")
    assert "noindex" not in _page(code)


def test_search_engines_are_kept_out_of_a_demonstration():
    demonstration_mark(seed=1, size="tiny", standing="none", by=SYSTEM, at=now_utc())
    assert "Disallow: /\n" in text_of("/robots.txt")
    assert "noindex" in text_of("/help/")


def test_open_data_is_given_with_its_checksum_and_only_once_to_who_has_it(code):
    page = text_of("/en/open-data/")
    answer = Client().get("/data/offices.csv")
    digest = hashlib.sha256(answer.content).hexdigest()
    assert digest in page
    assert code in answer.content.decode()
    etag = {"HTTP_IF_NONE_MATCH": answer.headers["ETag"]}
    assert Client().get("/data/offices.csv", **etag).status_code == 304
    assert Client().get("/data/persons.csv").status_code == 404
