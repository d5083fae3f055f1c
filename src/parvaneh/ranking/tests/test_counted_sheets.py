"""Counted sheets: read whole, all faults at once, kept as counts, never twice."""

import pytest

from parvaneh.frame.refused import Refused
from parvaneh.law.ruling import blocking
from parvaneh.ranking.operations import counts_give
from parvaneh.ranking.queries import evidence_now
from parvaneh.ranking.tests.samples import AT, country_sample, locked_cycle
from parvaneh.registry.models import Batch, Count

pytestmark = pytest.mark.django_db
TRAINING = "office_code,held_on,hours\n{office},1404/07/10,4\n{office},1404/08/10,2.5\n"
SURVEY = "office_code,answered_on,a,b,c,d\n"
ANSWER = "2300101,1404/07/10,5,4,4,5\n"


@pytest.fixture
def country():
    return country_sample(demonstration=False, offices=("2300101", "0700101"))


def given(country, cycle, text, sheet="training", by=None):
    return counts_give(
        cycle=cycle, sheet=sheet, name=f"{sheet}.csv", data=text.encode(),
        by=by or country.analyst, at=AT,
    )  # fmt: skip


def test_a_sheet_is_counted_and_counts_once(country):
    cycle, text = locked_cycle(country), TRAINING.format(office="2300101")
    batch = given(country, cycle, text)
    assert Count.objects.get(batch=batch).counts == [2, 65_000]
    at = [one.code for one in evidence_now(cycle).offices].index("2300101")
    assert evidence_now(cycle).training[at].tolist() == [2, 65_000]
    with pytest.raises(Refused) as why:
        given(country, cycle, text)
    assert [one.key for one in blocking(why.value.ruling)] == ["file"]


def test_all_faults_of_a_file_are_told_and_nothing_of_it_counts(country):
    cycle, before = locked_cycle(country), Batch.objects.count()
    text = "office_code,held_on,hours\n2300101,1404/13/10,4\n9999999,1404/07/10,-1\n"
    with pytest.raises(Refused) as why:
        given(country, cycle, text)
    assert len(blocking(why.value.ruling)) >= 3
    assert Batch.objects.count() == before


def test_a_province_gives_nothing_of_another(country):
    cycle, text = locked_cycle(country), TRAINING.format(office="0700101")
    with pytest.raises(Refused):
        given(country, cycle, text, by=country.deputy)
    assert given(country, cycle, text, by=country.deputy_of_fars)


def test_answers_of_a_survey_come_in_batches_only(country):
    cycle = locked_cycle(country)
    with pytest.raises(Refused):
        given(country, cycle, SURVEY + ANSWER, "survey")
    batch = given(country, cycle, SURVEY + ANSWER * 12, "survey")
    assert Count.objects.get(batch=batch).counts[0] == 12
