"""A cycle from its opening to its run, each step by who may take it."""

import pytest

from parvaneh.ranking.models import RunState
from parvaneh.ranking.operations import (
    cycle_correct,
    evidence_freeze,
    remark_answer,
    remark_write,
)
from parvaneh.ranking.queries import derivation_of, results_of, summary_of
from parvaneh.ranking.tests.samples import (
    AT,
    country_sample,
    drafted_cycle,
    finished_run,
    run_finished,
)

pytestmark = pytest.mark.django_db


def test_a_run_ranks_every_office_of_the_small_country():
    country = country_sample()
    run = finished_run(country)
    assert (run.state, run.faults) == (RunState.DONE, [])
    assert run.cycle.case.state == "run"
    assert run.cycle.case.province == "IR"
    found = list(results_of(run))
    assert [one.office.code for one in found] == [
        "2300101", "0700101", "2300102", "2300103", "0700102", "0700103",
    ]  # fmt: skip
    assert derivation_of(found[0])["place"] == 1
    assert len(summary_of(run.snapshot).offices) == 6


def test_a_draft_is_remarked_on_and_answered_and_the_cycle_is_taken_back():
    country = country_sample()
    cycle = drafted_cycle(country)
    office = country.offices["2300101"]
    remark = remark_write(cycle=cycle, office=office, text="نکته", by=country.manager, at=AT)
    remark = remark_answer(remark=remark, answer="پاسخ", by=country.analyst, at=AT)
    assert remark.answered_at == AT
    cycle = cycle_correct(cycle=cycle, reason="یک گزارش جا مانده", by=country.officer, at=AT)
    assert cycle.case.state == "values_locked"
    run = run_finished_again(cycle, country)
    assert (run.number, run.snapshot.number) == (2, 2)


def run_finished_again(cycle, country):
    snapshot = evidence_freeze(cycle=cycle, by=country.officer, at=AT)
    return run_finished(snapshot.cycle, country)
