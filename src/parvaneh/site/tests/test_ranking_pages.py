"""Pages of the cycle: opened, locked, frozen, computed, compared, tried, confirmed, sent."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from parvaneh.frame.idempotency_key import FIELD, key_make
from parvaneh.frame.jobs import run_waiting
from parvaneh.kit.clock import now_utc
from parvaneh.ranking.models import Cycle
from parvaneh.ranking.tests.samples import (
    Country,
    country_sample,
    finished_run,
    frozen_cycle,
    locked_cycle,
)
from parvaneh.site.tests.cast import client_of


@pytest.fixture
def country(db) -> Country:
    return country_sample()


@pytest.fixture
def officer(country: Country) -> Client:
    return client_of(country.officer.user)


def sent(client: Client, path: str, **form: object):
    client.raise_request_exception = False
    return client.post(path, {FIELD: key_make(now_utc()), **form})


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_a_yearly_cycle_is_opened_once(country, officer):
    answer = sent(officer, "/en/ranking/open/", year="۱۴۰۵")
    assert answer["Location"] == "/en/ranking/1405/"
    again = sent(officer, "/en/ranking/open/", year="1405")
    assert again.status_code == 422
    assert "open already" in again.content.decode()
    page = text_of(officer, "/en/ranking/1405/")
    assert len(re.findall(r'class="task-name"', page)) >= 11
    assert "Last day by law" in page
    assert "Ranking of 1405" in text_of(officer, "/en/ranking/")


def test_an_evaluation_out_of_turn_says_all_that_lacks_at_once(country, officer):
    path = "/en/ranking/open/extraordinary/"
    bad = sent(officer, path, year="1405", offices="x1", reason="")
    page = bad.content.decode()
    for field in ("ground", "reason", "offices"):
        assert f'id="id_{field}-error"' in page
    unknown = sent(
        officer, path, year="1405", ground="demoting_event", reason="رخداد", offices="9999999"
    )
    assert "article 5" in unknown.content.decode()
    good = sent(
        officer, path, year="1405", ground="demoting_event", reason="رخداد",
        offices="2300101\n۲۳۰۰۱۰۲",
    )  # fmt: skip
    assert Cycle.objects.get().offices == ["2300101", "2300102"]
    assert "رخداد" in text_of(officer, good["Location"])


@pytest.mark.slow
def test_provisional_values_say_what_they_touch_and_stop_the_announcement(db):
    country = country_sample(demonstration=False, offices=["2300101"])
    officer = client_of(country.officer.user)
    sent(officer, "/en/ranking/open/", year="1405")
    page = text_of(officer, "/en/ranking/1405/")
    assert "Official announcement is refused" in page
    assert "/en/values/D1404.3.coefficients/" in page
    assert "every total" in page


def test_the_cycle_goes_from_values_to_a_run_page_by_page(country, officer):
    sent(officer, "/en/ranking/open/", year="1405")
    assert "will happen" in text_of(officer, "/en/ranking/1405/lock/")
    assert sent(officer, "/en/ranking/1405/lock/").status_code == 303
    check = text_of(officer, "/en/ranking/1405/freeze/")
    assert "6 offices would be ranked" in check
    assert sent(officer, "/en/ranking/1405/freeze/").status_code == 303
    assert "SHA-256" in text_of(officer, "/en/ranking/1405/snapshots/1/")
    wrong = sent(officer, "/en/ranking/1405/run/", draws="x", seed="-1")
    assert wrong.content.decode().count('class="error"') == 2
    ordered = sent(officer, "/en/ranking/1405/run/", draws="20", seed="1")
    waiting = text_of(officer, ordered["Location"])
    assert 'http-equiv="refresh"' in waiting
    run_waiting()
    page = text_of(officer, ordered["Location"])
    assert "of the graded offices are" in page
    assert 'http-equiv="refresh"' not in page


@pytest.mark.slow
def test_results_are_listed_and_each_opens_to_its_evidence(country):
    run = finished_run(country, draws=20)
    analyst = client_of(country.analyst.user)
    path = f"/en/ranking/1405/runs/{run.number}/results/"
    page = text_of(analyst, path)
    assert page.index("2300101") < page.index("0700103")
    assert "2300101" not in text_of(analyst, f"{path}?province=IR-07")
    assert "2300101" in analyst.get(f"{path}?format=csv").content.decode()
    one = text_of(analyst, f"{path}2300101/")
    assert "From the ten indicators to the total" in one
    assert "art. 3" in one or "article 3" in one
    assert "How firm this is" in one
    deputy = client_of(country.deputy.user)
    assert "0700101" not in text_of(deputy, path)
    assert deputy.get(f"{path}0700101/").status_code == 404


def test_files_are_given_to_who_works_on_it_and_logged(country):
    run = finished_run(country)
    assert run.results is not None
    analyst = client_of(country.analyst.user)
    path = f"/en/ranking/1405/runs/{run.number}/files/"
    assert analyst.get(f"{path}results/").content.startswith(b"office_code")
    assert analyst.get(f"{path}bundle/").content[:2] == b"PK"
    assert analyst.get("/en/ranking/1405/snapshots/1/file/").content[:2] == b"PK"
    assert analyst.get(f"{path}nothing/").status_code == 404
    head = client_of(country.head.user)
    assert head.get(f"{path}bundle/").status_code == 404


def test_it_is_compared_confirmed_by_another_and_sent_to_the_managers(country, officer):
    finished_run(country)
    page = text_of(officer, "/en/ranking/1405/compare/")
    assert "No earlier ranking" in page
    assert "The earlier grade in rows" in page
    assert sent(officer, "/en/ranking/1405/compare/", note="همه خوب").status_code == 303
    assert "another officer confirms" in text_of(officer, "/en/ranking/1405/confirm/")
    assert sent(officer, "/en/ranking/1405/confirm/").status_code == 422
    second = client_of(country.second.user)
    assert sent(second, "/en/ranking/1405/confirm/").status_code == 303
    late = sent(second, "/en/ranking/1405/draft/", until="1400/01/01")
    assert 'id="id_until-error"' in late.content.decode()


def test_a_run_goes_back_to_be_corrected_with_a_reason(country, officer):
    finished_run(country)
    sent(officer, "/en/ranking/1405/compare/")
    assert (
        'id="id_reason-error"'
        in sent(officer, "/en/ranking/1405/correct/", reason="").content.decode()
    )
    assert sent(officer, "/en/ranking/1405/correct/", reason="گزارش ناقص").status_code == 303
    assert Cycle.objects.get().case.state == "values_locked"


def test_other_coefficients_are_tried_beside_the_run(country):
    finished_run(country)
    analyst = client_of(country.analyst.user)
    page = text_of(analyst, "/en/ranking/1405/what-if/")
    assert "a quarter larger" in page or "a quarter up or down" in page
    path = "/en/ranking/1405/what-if/new/D1404.3.coefficients/"
    same = {f"of_I{number}": str(11 - number) for number in range(1, 11)}
    unchanged = sent(analyst, path, title="همان", **same)
    assert "Change at least one figure" in unchanged.content.decode()
    ordered = sent(analyst, path, title="رضایت دوبرابر", **{**same, "of_I2": "18"})
    assert ordered.status_code == 303
    assert "being computed" in text_of(analyst, ordered["Location"])
    run_waiting()
    beside = text_of(analyst, ordered["Location"])
    assert "9, here 18" in beside
    assert "By province" in beside


@pytest.mark.slow
def test_the_pages_of_each_state_open_in_both_languages(country, officer):
    snapshot = frozen_cycle(country)
    assert snapshot.number == 1
    for prefix in ("", "/en"):
        for page in ("lock", "freeze", "run", "compare", "what-if", "confirm", "correct",
                     "draft", "remarks"):  # fmt: skip
            assert officer.get(f"{prefix}/ranking/1405/{page}/").status_code == 200, page


def test_a_province_sees_the_cycle_and_decides_nothing(country):
    locked_cycle(country)
    deputy = client_of(country.deputy.user)
    assert "Eleven tasks" in text_of(deputy, "/en/ranking/1405/")
    for page in ("lock", "freeze", "run", "confirm", "compare", "what-if"):
        assert deputy.get(f"/en/ranking/1405/{page}/").status_code == 404, page
