"""An error planted in the program that ranks makes the verifier fail, whatever kind it is."""

import os
from dataclasses import replace

import numpy as np
import pytest

from parvaneh.scoring import fast, results
from parvaneh.scoring.policy import policy_of
from parvaneh.scoring.rational import Rational
from parvaneh.scoring.results import results_csv
from parvaneh.scoring.summary_file import from_members
from parvaneh.scoring.tests.bundles import faults, members_of, verified
from parvaneh.scoring.tests.drawn import VALUES
from parvaneh.scoring.tests.paper import RESULTS, reduced

FULL = os.environ.get("PARVANEH_GATES") == "full"


@pytest.fixture(scope="module")
def summary():
    return from_members(reduced())


def test_the_ranking_comes_to_what_was_computed_on_paper(summary, tmp_path):
    assert results_csv(fast.rank(summary, VALUES)).decode() == RESULTS
    assert faults(verified(members_of(summary), tmp_path / "bundle.zip")) == []


def misread(**fields):
    """The fast path reads some values otherwise than they are; the bundle keeps what they are."""

    def plant(monkeypatch):
        def policy(values, period):
            return replace(policy_of(values, period), **fields)

        monkeypatch.setattr(fast, "policy_of", policy)

    return plant


def changed(owner, name, change):
    """What a function answers is changed."""

    def plant(monkeypatch):
        whole = getattr(owner, name)
        monkeypatch.setattr(owner, name, lambda *given: change(whole(*given), *given))

    return plant


def in_order(places, *_):
    """Equal totals one after the other: 1, 2, 3, 4."""
    order = np.argsort(places, kind="stable")
    apart = np.empty_like(places)
    apart[order] = np.arange(1, len(places) + 1)
    return apart


def without_gaps(places, *_):
    """Equal totals tie, but nobody is left out after them: 1, 2, 2, 3."""
    return np.unique(places, return_inverse=True)[1] + 1


def one_coefficient_too_many(total, *_):
    return total and total * 10 / 11


POLICY = policy_of(VALUES, from_members(reduced()).period)
ROWS = POLICY.deductions
PLANTED = {
    "a coefficient too many in the sum": changed(Rational, "total", one_coefficient_too_many),
    "two coefficients changed": misread(coefficients=(2, 1, 1, 1, 1, 1, 1, 1, 1, 0)),
    "ties apart": changed(fast, "_places", in_order),
    "ties without a gap": changed(fast, "_places", without_gaps),
    "places from 0": changed(fast, "_places", lambda places, *_: places - 1),
    "the national place in the province": changed(
        fast, "_places_within", lambda _, *given: given[1]
    ),
    "rounded down": changed(results, "millionths", lambda _, exact: int(exact * 10**6)),
    "a deduction of 20 for 30": misread(deductions=(*ROWS[:2], replace(ROWS[2], points=20))),
    "crimes without intent deducted": misread(
        deductions=(replace(ROWS[0], intentional_only=False), *ROWS[1:])
    ),
    "no demotion": misread(demotion_degrees=frozenset()),
    "a grade's bound moved": misread(
        bands=tuple(replace(one, lower=one.lower * 6 / 5) for one in POLICY.bands)
    ),
    "new offices graded": misread(new_offices="graded"),
    "answers worth something else": misread(survey_points=(0, 20, 40, 60, 100)),
    "a system too many": misread(systems=("cctv", "network", "power")),
    "a smaller share asked": misread(
        shares=tuple(replace(one, full=one.full / 2) for one in POLICY.shares)
    ),
    "missing criteria as zero": misread(missing="zero"),
    "heavier criteria": misread(criterion_weights=(2, *POLICY.criterion_weights[1:])),
    "half the hours asked": misread(training_full=20),
    "suspended offices placed": changed(
        fast, "_status", lambda status, *_: np.where(status == 2, fast.ACTIVE, status)
    ),
    "two honoured": misread(honoured=2),
    "one place too many honoured": changed(fast, "_honoured", lambda honoured, *_: ~honoured),
    "the average of the graded": changed(fast, "_mean", lambda mean, *_: mean and mean + 1),
    "nobody below the average": changed(fast, "_is_below", lambda below, *_: below & False),
    "official for all that": misread(official=True),
    "survey without its number": changed(
        fast, "result_of", lambda result, *_: replace(result, survey_n=0)
    ),
}


@pytest.mark.parametrize("plant", PLANTED.values(), ids=PLANTED)
def test_a_planted_error_is_found(summary, tmp_path, monkeypatch, plant):
    plant(monkeypatch)
    found = faults(verified(members_of(summary), tmp_path / "bundle.zip"))
    assert {kind for kind, *_ in found} == {"result"}


@pytest.mark.slow
@pytest.mark.skipif(not FULL, reason="counted by make gates")
def test_planted_errors_are_counted(summary, tmp_path, monkeypatch):
    from tools import measured  # noqa: PLC0415 - at hand in the repository only

    found = 0
    for plant in PLANTED.values():
        with monkeypatch.context() as here:
            plant(here)
            found += bool(verified(members_of(summary), tmp_path / "bundle.zip").faults)
    rows = [("errors planted in the ranking", len(PLANTED), found)]
    measured.record("Errors found by the verifier", measured.table(("", "in all", "found"), rows))
    assert found == len(PLANTED)
