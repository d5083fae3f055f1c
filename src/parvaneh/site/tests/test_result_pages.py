"""The pages on an office's result: for who may see its evidence, exact, and promising nothing."""

import re
from fractions import Fraction

import pytest
from django.db import transaction

from parvaneh.casework.messages import message_write
from parvaneh.casework.models import Message
from parvaneh.casework.operations import case_open
from parvaneh.editions.operations import edition_publish
from parvaneh.frame.idempotency_key import FIELD, key_make
from parvaneh.kit.clock import now_utc
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.ledger.acts import SYSTEM, act
from parvaneh.ranking.models import Announcement, Remark, Result
from parvaneh.ranking.queries.own_results import among, announced_of
from parvaneh.ranking.tests.announced import announced_run, drafted
from parvaneh.ranking.tests.samples import AT, PERIOD, acting_as, country_sample
from parvaneh.registry.models import Grade, Record
from parvaneh.registry.tests.graded import level_sample
from parvaneh.site.own_result import Told
from parvaneh.site.results.criterion import few_answers
from parvaneh.site.tests.cast import client_of

pytestmark = pytest.mark.django_db
OFFICE, OTHER = "2300102", "0700103"


@pytest.fixture(scope="module")
def announced_of_module(django_db_setup, django_db_blocker):
    """The announced run, made once: what a test does to it is undone by its own transaction."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        country = country_sample()
        for code in (OFFICE, OTHER):
            country.managers[code] = acting_as("office_manager", "office", code)
        office = country.offices[OFFICE]
        Record.objects.create(
            code="r-1", version=1, office=office, province=office.province, kind="disciplinary",
            convicted="manager", degree=2, ruled_on=PERIOD.first, final_on=PERIOD.first,
            ruling="1404/77", source="letter:77", entered_by="system", entered_at=AT,
        )  # fmt: skip
        made = announced_run(country)
    yield made
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def announced(announced_of_module, db):
    return announced_of_module


@pytest.fixture
def manager(announced):
    return client_of(announced.country.managers[OFFICE].user)


def key():
    return {FIELD: key_make(now_utc())}


def text_of(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status, path
    return re.sub(r"[\u2066-\u2069\u200e\u200f]", "", answer.content.decode())


def test_a_manager_reads_the_own_result_and_no_other(announced, manager):
    said = text_of(manager, f"/en/results/{OFFICE}/")
    result = Result.objects.get(run=announced.run, office__code=OFFICE)
    assert f"{float(Fraction(result.total)):.2f}" in said
    assert f"{result.place} of 6" in said
    text_of(manager, f"/en/results/{OTHER}/", 404)
    text_of(client_of(announced.country.deputy.user), f"/en/results/{OFFICE}/")
    text_of(client_of(announced.country.deputy_of_fars.user), f"/en/results/{OFFICE}/", 404)


def test_every_criterion_opens_to_its_rows(manager):
    for code in [*list(CRITERIA)[::8], "I2.a", "I7"]:
        said = text_of(manager, f"/en/results/{OFFICE}/of/{code}/")
        assert "Rows of evidence" in said
    single = text_of(manager, f"/en/results/{OFFICE}/of/I1.a/")
    assert "brings" in single
    assert "R-" in single
    text_of(manager, f"/en/results/{OFFICE}/of/I1.z/", 404)


def test_the_record_falls_from_a_hundred_and_each_conviction_can_be_objected_to(announced, manager):
    page = f"/en/results/{OFFICE}/of/I7/"
    said = text_of(manager, page)
    assert "The record lost 20 of 100 points" in said
    assert "costs 20 points of the record" in said
    assert "Object to this" not in said
    office = announced.country.offices[OFFICE]
    case_open(
        procedure="objection", subject=f"office:{OFFICE}", source=announced.run.cycle.key,
        office=office, by=SYSTEM, at=now_utc(),
    )  # fmt: skip
    assert "evidence=record%3Ar-1" in text_of(manager, page)
    assert "evidence=assessment%3A" in text_of(manager, f"/en/results/{OFFICE}/of/I1.a/")
    assert "You may object until" in text_of(manager, f"/en/results/{OFFICE}/")
    assert "You may object until" in text_of(manager, "/en/")
    deputy = client_of(announced.country.deputy.user)
    assert "evidence=record%3A" not in text_of(deputy, page)
    improve = text_of(manager, f"/en/results/{OFFICE}/improve/")
    assert "counts until" in improve


def test_how_few_clients_answered_is_told_but_not_how(announced, manager, monkeypatch):
    page = f"/en/results/{OFFICE}/of/I2.a/"
    assert "of the worst to the best answer" in text_of(manager, page)
    told = Told(announced_of(announced.country.offices[OFFICE]))
    assert few_answers(told) is None
    told.own.result.answers = 3
    least = few_answers(told)
    assert least
    monkeypatch.setattr("parvaneh.site.results.criterion.few_answers", lambda _: least)
    said = text_of(manager, page)
    assert "how they answered is not shown" in said
    assert "of the worst to the best answer" not in said


def test_other_scores_are_tried_out_and_nothing_is_saved(manager, announced):
    before = list(Result.objects.values_list("pk", "total"))
    page = f"/en/results/{OFFICE}/improve/"
    assert "Nothing is saved" in text_of(manager, page)
    risen = text_of(manager, f"{page}?i1a=100&i2b=100")
    assert "The total would rise by" in risen
    assert "The total would fall by" in text_of(manager, f"{page}?i1a=۱۲٫۵")
    assert "No score was changed" in text_of(manager, f"{page}?i1a=")
    wrong = text_of(manager, f"{page}?i1a=140&i1b=x")
    assert "at most 100 is allowed" in wrong
    assert "Write a number" in wrong
    assert list(Result.objects.values_list("pk", "total")) == before


def test_a_total_is_placed_among_the_others_exactly(announced):
    own = announced_of(announced.country.offices[OFFICE])
    places = among(own, Fraction(own.result.total))
    assert (places.place, places.province_place) == (
        own.result.place, own.result.province_place,
    )  # fmt: skip
    assert (places.of, places.province_of) == (6, 3)
    best = Fraction(Result.objects.get(run=own.run, place=1).total)
    assert among(own, best).place == 1
    assert among(own, best - Fraction(1, 10**12)).place == 2
    assert among(own, Fraction(0)).place == 6


def test_nothing_is_told_before_the_announcement_and_a_draft_only_in_its_days(announced, manager):
    Announcement.objects.update(announced_at=None, edition=None)
    Grade.objects.update(void=True)
    assert "There is no result" in text_of(manager, f"/en/results/{OFFICE}/")
    assert "There is no result" in text_of(manager, f"/en/results/{OFFICE}/of/I1.a/?of=draft")
    assert "No draft waits" in text_of(manager, f"/en/results/{OFFICE}/draft/")
    drafted(announced.run, now_utc())
    assert "This is a draft" in text_of(manager, f"/en/results/{OFFICE}/draft/")
    assert "Rows of evidence" in text_of(manager, f"/en/results/{OFFICE}/of/I1.a/?of=draft")
    assert "To the draft" in text_of(manager, f"/en/results/{OFFICE}/")


def test_a_manager_remarks_on_the_draft_and_nobody_else_does(announced, manager):
    Announcement.objects.update(announced_at=None, edition=None)
    drafted(announced.run, now_utc())
    page = f"/en/results/{OFFICE}/draft/"
    asked = {"criterion": "I1.a", "text": "تاریخ بازدید نادرست است"}
    wrong = manager.post(page, {"criterion": "I1.a", "text": ""} | key())
    assert wrong.status_code == 422
    assert manager.post(page, asked | key()).status_code == 303
    assert "تاریخ بازدید نادرست است" in text_of(manager, page)
    deputy = client_of(announced.country.deputy.user)
    assert "Write a remark" not in text_of(deputy, page)
    assert deputy.post(page, asked | key()).status_code == 404
    assert Remark.objects.count() == 1


def test_history_and_letters_are_told_even_where_there_are_none(manager):
    assert "Every version" in text_of(manager, f"/en/results/{OFFICE}/history/")
    assert "No letter has been sent" in text_of(manager, f"/en/results/{OFFICE}/letters/")


def test_everybody_reads_how_stable_grades_are_and_no_office_is_named(client, announced):
    said = text_of(client, "/en/stability/")
    assert "offices keep their grade" in said
    assert "6 offices with a place" in said
    assert not any(code in said for code in announced.country.offices)


def test_the_public_page_says_how_firm_a_grade_is_only_above_the_level_of_the_grade(
    client, announced
):
    assert announced
    edition_publish(by=SYSTEM, at=now_utc())
    page = f"/en/find/{OFFICE}/"
    assert "100 draws" not in text_of(client, page)
    level_sample("indicators")
    edition_publish(by=SYSTEM, at=now_utc())
    said = text_of(client, page)
    assert "100 draws" in said
    assert "survey answers lies between" in said


def test_a_message_on_the_draft_leads_its_manager_there(announced, manager):
    user = announced.country.managers[OFFICE].user
    told = {"facts": {"cycle": "1405", "day": "2026-07-30"}, "by": SYSTEM, "at": now_utc()}
    with act(by=SYSTEM, at=now_utc()):
        message_write(to=[user], kind="draft", subject="cycle:1405", occasion="1405:9", **told)
    number = Message.objects.get(to=user, kind="draft", channel="app").pk
    answer = manager.post(f"/en/inbox/messages/{number}/", key())
    assert answer.headers["Location"].endswith(f"/results/{OFFICE}/draft/")


def test_before_a_ranking_the_page_says_that_there_is_none(client, announced):
    assert announced
    Announcement.objects.update(announced_at=None, edition=None)
    assert "No ranking with a study" in text_of(client, "/en/stability/")
