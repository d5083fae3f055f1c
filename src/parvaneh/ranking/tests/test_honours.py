"""The end of a cycle: the closed list, tasks that follow from grades, the honoured."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parvaneh.casework.models import Case, Document
from parvaneh.casework.operations import step_take
from parvaneh.casework.passing import time_pass
from parvaneh.frame.refused import Conflict, Refused
from parvaneh.kit.clock import day_of
from parvaneh.law.ruling import blocking
from parvaneh.ranking.models import Effect, Honour
from parvaneh.ranking.operations.effects import effect_end
from parvaneh.ranking.operations.honours import cycle_finalise, honour_give
from parvaneh.ranking.queries.announcements import cases_of
from parvaneh.ranking.tests.on_the_way import SOON, announced
from parvaneh.ranking.tests.samples import acting_as, country_sample

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LATER = SOON + timedelta(days=40)


@pytest.fixture
def country():
    return country_sample()


@pytest.fixture
def made(country):
    return announced(country)


def test_the_list_closes_when_nobody_objected_and_names_the_highest(country, made):
    time_pass(at=LATER)
    cycle_finalise(cycle=made.cycle, by=country.officer, at=LATER)
    assert set(cases_of(made.cycle).values_list("state", flat=True)) == {"unchallenged"}
    assert Case.objects.get(pk=made.cycle.case_id).state == "final"
    listed = list(Honour.objects.order_by("place").values_list("place", flat=True))
    assert listed == list(range(1, len(listed) + 1))
    assert listed


def test_time_that_no_job_recorded_has_passed_all_the_same(country, made):
    cycle_finalise(cycle=made.cycle, by=country.officer, at=LATER)
    assert Case.objects.get(pk=made.cycle.case_id).state == "final"


def test_the_list_stays_open_while_days_for_objecting_run(country, made):
    with pytest.raises(Refused) as why:
        cycle_finalise(cycle=made.cycle, by=country.officer, at=SOON + timedelta(days=1))
    assert {one.key for one in blocking(why.value.ruling)} == {"objections"}
    assert not Honour.objects.exists()


def test_the_list_stays_open_while_an_objection_is_decided(country, made):
    case = cases_of(made.cycle).get(office_code="2300101")
    step_take(case=case, step="object", by=country.manager, at=SOON + timedelta(days=2))
    with pytest.raises(Refused):
        cycle_finalise(cycle=made.cycle, by=country.officer, at=LATER)


def test_the_kanoon_honours_an_office_once_with_a_certificate(country, made):
    cycle_finalise(cycle=made.cycle, by=country.officer, at=LATER)
    honour = Honour.objects.select_related("cycle", "office").order_by("place")[0]
    Honour.objects.filter(pk=honour.pk).update(kanoon="k-23")
    honour.kanoon = "k-23"
    chair = acting_as("kanoon_chair", "kanoon", "k-23")
    said = {"honour": honour, "how": "مراسم استان", "at": LATER}
    with pytest.raises(Refused):
        honour_give(**said, on=day_of(LATER), by=country.officer)
    with pytest.raises(Refused):
        honour_give(**said, on=day_of(SOON), by=chair)
    honour_give(**said, on=day_of(LATER), by=chair)
    assert Document.objects.get(kind="ranking.honour").visible_to == ["manager"]
    with pytest.raises(Conflict):
        honour_give(**said, on=day_of(LATER), by=chair)


def test_a_task_is_ended_once_by_those_of_its_place_with_a_note(country, made):
    effect = Effect.objects.filter(province="IR-07").first()
    for by in (country.deputy, country.analyst):
        with pytest.raises(Refused):
            effect_end(effect=effect, state="done", note="شد", by=by, at=SOON)
    with pytest.raises(Refused):
        effect_end(effect=effect, state="done", note=" ", by=country.deputy_of_fars, at=SOON)
    effect_end(effect=effect, state="done", note="شد", by=country.deputy_of_fars, at=SOON)
    with pytest.raises(Conflict):
        effect_end(effect=effect, state="done", note="شد", by=country.officer, at=SOON)
