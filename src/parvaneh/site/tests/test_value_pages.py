"""Pages of the values of the law: what a change would do, said first; two people for each."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from parvaneh.access.models import User
from parvaneh.frame.idempotency_key import FIELD, key_make
from parvaneh.kit.clock import now_utc
from parvaneh.registry.models import ApprovedValue
from parvaneh.registry.queries import values_as_shipped, values_in_force
from parvaneh.registry.value_forms import plain
from parvaneh.site.tests.cast import OWN, Cast, client_of
from parvaneh.site.values.forms import ValueForm, shown_first

KEY = "D1404.12.review_days"
SAID = {
    "content": "۲۵",
    "starts_on": "1407/01/01",
    "ends_on": "",
    "source": "بخشنامه ۱",
    "authority": "رئیس مرکز",
    "status": "official",
}


def own(cast: Cast, role: str) -> User:
    return next(one.user for one in cast.everybody if one.role == role and one.relation == OWN)


@pytest.fixture
def analyst(cast: Cast) -> Client:
    return client_of(own(cast, "analyst"))


def sent(client: Client, path: str, **form: object):
    client.raise_request_exception = False
    return client.post(path, {FIELD: key_make(now_utc()), **form})


def test_a_change_says_what_it_would_do_before_it_is_proposed(cast: Cast, analyst):
    page = analyst.get(f"/en/values/{KEY}/propose/?{urlencode(SAID)}").content.decode()
    assert "25 days" in page
    assert "Until then: 20 days" in page
    assert "Nothing changes before a second person confirms it" in page
    assert not ApprovedValue.objects.filter(key=KEY).exists()


def test_a_value_is_proposed_by_one_and_confirmed_by_another(cast: Cast, analyst):
    answer = sent(analyst, f"/en/values/{KEY}/propose/", **SAID)
    row = ApprovedValue.objects.get(key=KEY)
    assert answer["Location"] == f"/en/values/proposals/{row.code}/"
    assert row.content == 25
    confirm = f"/en/values/proposals/{row.code}/confirm/"
    assert "You cannot be the second person" in analyst.get(answer["Location"]).content.decode()
    assert sent(analyst, confirm).status_code == 422
    head = client_of(own(cast, "center_head"))
    assert sent(head, confirm).status_code == 303
    assert values_in_force().histories[KEY][-1].content == 25
    history = analyst.get(f"/en/values/{KEY}/").content.decode()
    assert own(cast, "center_head").name in history


def test_all_faults_of_a_value_stand_beside_their_fields(cast: Cast, analyst):
    wrong = {**SAID, "content": "ده", "source": "", "starts_on": "1404/13/01"}
    page = analyst.get(f"/en/values/{KEY}/propose/?{urlencode(wrong)}").content.decode()
    for field in ("content", "source", "starts_on"):
        assert f'id="id_{field}-error"' in page


def test_content_of_another_form_is_refused_with_its_article(cast: Cast, analyst):
    key = "D1404.7.bands"
    said = {**SAID, "content": "[]"}
    answer = sent(analyst, f"/en/values/{key}/propose/", **said)
    assert answer.status_code == 422
    assert "Directive of 1404" in answer.content.decode()


def test_provisional_values_say_so_and_can_be_found(cast: Cast, analyst):
    page = analyst.get("/en/values/?status=provisional").content.decode()
    assert "/en/values/D1404.7.bands/" in page
    assert f"/en/values/{KEY}/" not in page
    one = analyst.get("/en/values/D1404.7.bands/").content.decode()
    assert "This value is not official" in one
    found = analyst.get("/en/values/?q=review_days").content.decode()
    assert f"/en/values/{KEY}/" in found


def test_every_value_is_shown_in_both_languages_and_its_own_form_takes_it_back(cast: Cast, analyst):
    for key, history in values_as_shipped().histories.items():
        first = shown_first(history[-1])
        form = ValueForm({**SAID, **first}, heading=history[-1])
        form.full_clean()
        assert "content" not in form.errors, key
    for key in list(values_as_shipped().histories)[::12]:
        for prefix in ("", "/en"):
            assert analyst.get(f"{prefix}/values/{key}/").status_code == 200


def test_the_table_is_exported(cast: Cast, analyst):
    text = analyst.get("/en/values/?article=D1404+12&format=csv").content.decode()
    assert KEY in text
    assert "D1404.7.bands" not in text


def test_what_stands_inside_values_is_said_in_words(cast: Cast, analyst):
    page = analyst.get("/values/").content.decode()
    assert "کارشناسی ارشد" in page
    assert "bachelor" not in page
    assert "both_ends_out" not in page


def test_the_long_page_of_values_has_a_jump_to_each_article(cast: Cast, analyst):
    page = analyst.get("/en/values/").content.decode()
    jumps = re.findall(r'<li><a href="#(article-\d+)">', page)
    assert len(jumps) > 5
    assert jumps == re.findall(r'<h2 class="article-head" id="(article-\d+)">', page)


def test_a_table_of_the_law_is_proposed_figure_by_figure(cast: Cast, analyst):
    key = "D1404.3.coefficients"
    page = analyst.get(f"/en/values/{key}/propose/").content.decode()
    assert 'name="of_I10"' in page
    said = {name: one for name, one in SAID.items() if name != "content"}
    numbers = {f"of_I{at}": at for at in range(1, 10)}
    wrong = analyst.get(f"/en/values/{key}/propose/?{urlencode({**said, **numbers, 'of_I2': 'x'})}")
    assert 'id="id_of_I2-error"' in wrong.content.decode()
    assert 'id="id_of_I10-error"' in wrong.content.decode()
    answer = sent(analyst, f"/en/values/{key}/propose/", **said, **numbers, of_I10="۵/۲")
    assert answer.status_code == 303
    row = ApprovedValue.objects.get(key=key)
    assert row.content == {**{f"I{at}": at for at in range(1, 10)}, "I10": "5/2"}
    beside = analyst.get(f"/en/values/{key}/compare/").content.decode()
    assert "9 of 10 parts differ" in beside
    assert "47.5" in beside


@pytest.mark.parametrize("key", ["D1404.4.criterion_weights", "D1404.4.deductions",
                                 "D1404.7.bands", "D1404.8.evidence_map"])  # fmt: skip
def test_a_grid_gives_back_the_value_that_it_was_given(cast: Cast, key):
    heading = values_as_shipped().histories[key][-1]
    first = ValueForm(heading=heading)
    said = {name: one for name, one in SAID.items() if name != "content"}
    form = ValueForm({**said, **first.grid.initial}, heading=heading)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["content"] == plain(heading.content)
