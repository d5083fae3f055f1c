"""A cycle from its opening to its run, each step by who may take it."""

import pytest

from parvaneh.ranking.models import RunState
from parvaneh.ranking.queries import derivation_of, results_of, summary_of
from parvaneh.ranking.tests.samples import country_sample, finished_run

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
