"""Access to an office where people look for it: found exactly, told honestly, given to programs."""

import csv
import html
import io
import json
import re
from hashlib import sha256
from itertools import count

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvaneh.editions.models import Edition, ListedOffice
from parvaneh.editions.open_data import METADATA, files_of
from parvaneh.editions.operations import edition_publish
from parvaneh.kit.clock import day_of, now_utc
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.access_features import ACCESS_FEATURES, AccessFeature, KnownFrom
from parvaneh.registry.models import Office
from parvaneh.registry.operations import Access, office_access_set
from parvaneh.registry.tests.samples import START, licence_sample

pytestmark = pytest.mark.django_db
FEATURES = [one.value for one in AccessFeature]
YES, NO = Access(holds=True), Access(holds=False)
SEEN = Access(holds=True, known_from=KnownFrom.INSPECTION)


def published(*known):
    """An edition of as many offices as there are things known of them; their codes."""
    doing = {"by": SYSTEM, "at": now_utc()}
    offices = [licence_sample().office for _ in known]
    for office, one in zip(offices, known, strict=True):
        office_access_set(office=office, known=one, starts_on=START, **doing)
    edition_publish(**doing)
    return [one.code for one in offices]


@pytest.fixture
def codes():
    """Of the first much is known, of the second little, of the third nothing."""
    return published(
        {AccessFeature.STEP_FREE_ENTRANCE: SEEN, AccessFeature.HEARING_LOOP: NO,
         AccessFeature.PARKING_NEAR: YES},
        {AccessFeature.STEP_FREE_ENTRANCE: YES},
        {},
    )  # fmt: skip


def text_of(path):
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def asked(*features):
    return "&".join(f"access={one}" for one in features)


def found(path):
    return set(re.findall(r'<h2><a href="/en/find/([0-9]+)/"', text_of(path)))


def listed(path):
    answer = Client().get(f"/api/v1/offices?{path}")
    assert answer.status_code == 200, answer.content
    return {one["code"] for one in answer.json()["items"]}


@pytest.fixture
def six():
    return published(*[{}] * 6)


def changed(known):
    """The register as it would be if this were known; the API keeps what an edition said."""
    rows = {row.code: row for row in ListedOffice.objects.all()}
    for code, access in known.items():
        rows[code].access = access
    ListedOffice.objects.bulk_update(rows.values(), ["access"])
    Edition.objects.update(digest=sha256(str(next(changed.times)).encode()).hexdigest())


changed.times = count()
KNOWN = st.dictionaries(st.sampled_from(FEATURES), st.booleans())


@pytest.mark.slow
@given(data=st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_filter_finds_exactly_what_a_plain_scan_finds(six, data):
    holds = {code: data.draw(KNOWN) for code in six}
    wanted = data.draw(st.lists(st.sampled_from(FEATURES), max_size=4))
    changed({
        code: {key: [value, "office", "2025-01-01"] for key, value in one.items()}
        for code, one in holds.items()
    })  # fmt: skip
    scanned = {code for code, one in holds.items() if all(one.get(key) for key in wanted)}
    assert found(f"/en/find/?{asked(*wanted)}") == scanned
    assert listed(asked(*wanted)) == scanned


def test_an_office_is_found_only_if_it_is_known_to_have_all_that_is_ticked(codes):
    first, second, _ = codes
    for path, expected in (
        ("", set(codes)),
        (asked("step_free_entrance"), {first, second}),
        (asked("step_free_entrance", "parking_near"), {first}),
        (asked("hearing_loop"), set()),
    ):
        assert found(f"/en/find/?{path}") == expected
        assert listed(path) == expected
    both = f"{asked('step_free_entrance')}&q={second}&open=serving"
    assert found(f"/en/find/?{both}") == {second}


def test_the_filter_is_ticked_again_and_goes_on_to_the_next_page(codes):
    page = text_of(f"/en/find/?{asked('parking_near', 'step_free_entrance')}")
    ticked = re.findall(r'name="access"[^>]*value="(\w+)" checked', page)
    assert ticked == ["step_free_entrance", "parking_near"]


def test_what_is_no_feature_is_refused_and_no_fault(codes):
    for value in ("helicopter", "%00", "step_free_entrance%27--", "بله" * 99):
        page = text_of(f"/en/find/?access={value}")
        assert 'class="error-summary"' in page
        assert not re.findall('class="office-card"', page)
        answer = Client().get("/api/v1/offices", {"access": ["hearing_loop", value]})
        assert answer.status_code == 422
        assert [one["parameter"] for one in answer.json()["errors"]] == ["access"]


def test_cards_name_only_what_is_known_to_be_there(codes):
    cards = re.findall(r'<li class="office-card">.*?</li>\n(?=<li class="office-card|</ol)',
                       text_of("/en/find/"), re.DOTALL)  # fmt: skip
    said = {re.search(r"/en/find/(\d+)/", one)[1]: re.findall(r"<li>([^<]+)</li>", one)
            for one in cards}  # fmt: skip
    assert said == {
        codes[0]: ["Step-free entrance", "Parking near by"],
        codes[1]: ["Step-free entrance"],
        codes[2]: [],
    }


def rows_of(page):
    [table] = re.findall(r'<table class="access">.*?</table>', page, re.DOTALL)
    cells = re.findall(r'<tr><th scope="row">([^<]+)</th><td><span[^>]*>([^<]+)<', table)
    return dict(cells)


def test_the_page_of_an_office_says_yes_no_and_not_known(codes):
    page = text_of(f"/en/find/{codes[0]}/")
    said = rows_of(page)
    assert list(said) == [term.en for term in ACCESS_FEATURES.values()]
    assert said["Step-free entrance"] == "yes"
    assert said["Hearing loop"] == "no"
    assert said["Help in sign language"] == "not known"
    assert "seen by an inspection" in page
    assert "Nothing is known of the access" in text_of(f"/en/find/{codes[2]}/")
    assert "ورودی بدون پله" in text_of(f"/find/{codes[0]}/")


def test_offices_are_compared_by_what_is_known_of_any(codes):
    page = text_of(f"/en/find/compare/?office={codes[0]}&office={codes[2]}")
    for name, words in (("Step-free entrance", ["yes", "not known"]),
                        ("Hearing loop", ["no", "not known"])):  # fmt: skip
        [row] = re.findall(rf'<th scope="row">{name}</th>(.*?)</tr>', page)
        assert re.findall(r"<span[^>]*>([^<]+)</span>", row) == words
    assert "Accessible toilet" not in page


def test_search_engines_are_told_only_what_is_known(codes):
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>',
                        text_of(f"/find/{codes[0]}/"))  # fmt: skip
    said = {one["propertyID"]: one["value"] for one in json.loads(data)["amenityFeature"]}
    assert said == {"step_free_entrance": True, "parking_near": True, "hearing_loop": False}
    assert "amenityFeature" not in text_of(f"/find/{codes[2]}/")


def test_the_api_tells_who_said_it_and_since_when(codes):
    office = Client().get(f"/api/v1/offices/{codes[0]}").json()["office"]
    [entrance] = [one for one in office["access"] if one["feature"] == "step_free_entrance"]
    assert (entrance["holds"], entrance["known_from"]) == (True, "inspection")
    assert entrance["since"]["date"] == START.isoformat()
    assert Client().get(f"/api/v1/offices/{codes[2]}").json()["office"]["access"] == []


def test_the_open_data_have_a_column_for_each_feature_and_leave_the_unknown_empty(codes):
    rows = ListedOffice.objects.order_by("code")
    files = files_of(Edition.objects.get(), rows, "https://offices.example/data/")
    lines = {one["code"]: one for one in csv.DictReader(io.StringIO(files["offices.csv"].decode()))}
    assert [lines[codes[0]][one] for one in FEATURES] == ["true", "", "", "true", "false", ""]
    assert {lines[codes[2]][one] for one in FEATURES} == {""}
    described = json.loads(files[METADATA])["tables"][0]["tableSchema"]["columns"]
    kinds = {one["name"]: (one["datatype"], one["titles"]["fa"]) for one in described}
    assert kinds["parking_near"] == ("boolean", "جای پارک نزدیک")


def test_what_becomes_known_makes_another_edition(codes):
    before = Edition.objects.latest("number")
    office = Office.objects.get(code=codes[2])
    doing = {"by": SYSTEM, "at": now_utc()}
    known = {AccessFeature.SIGN_LANGUAGE: YES}
    office_access_set(office=office, known=known, starts_on=day_of(now_utc()), **doing)
    edition_publish(**doing)
    after = Edition.objects.latest("number")
    assert (after.number, after.changed) == (before.number + 1, 1)
    assert found(f"/en/find/?{asked('sign_language')}") == {codes[2]}


def test_help_says_how_to_find_an_office_that_one_can_enter():
    assert "step-free entrance" in html.unescape(text_of("/en/help/"))
