"""One more piece of evidence: the office's score and place, as ranking everything anew gives."""

from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest
from django.db import transaction

from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.ledger.acts import SYSTEM
from parvaneh.ranking.models import Provisional
from parvaneh.ranking.operations import (
    assessment_count,
    finding_count,
    provisionals_refresh,
)
from parvaneh.ranking.queries import evidence_now, provisional_of
from parvaneh.ranking.queries.cycles import values_of
from parvaneh.ranking.tests.samples import AT, PERIOD, country_sample, locked_cycle
from parvaneh.registry.operations import (
    Applies,
    Entry,
    Found,
    applicability_declare,
    assessment_correct,
    assessment_write,
    record_write,
)
from parvaneh.registry.queries.evidence import assessments_in_force
from parvaneh.scoring.fast import rank

pytestmark = pytest.mark.django_db
DONE = {"by": SYSTEM, "at": AT}
ON = PERIOD.last - timedelta(days=3)


@pytest.fixture
def country():
    return country_sample(offices=("2300101", "2300102", "0700102"))


@pytest.fixture
def cycle(country):
    made = locked_cycle(country)
    provisionals_refresh(cycle=made)
    return made


def as_ranked(cycle):
    """What ranking all the evidence anew says of each office."""
    found = rank(evidence_now(cycle), values_of(cycle)).results
    return {one.office: (one.total, one.place, one.status.value, one.grade) for one in found}


def as_kept(cycle, country):
    found = {}
    for code, office in country.offices.items():
        one = provisional_of(cycle, office)
        if one is not None:
            found[code] = (one.total, one.place, one.row.status, one.row.grade)
    return found


def test_rows_say_what_ranking_everything_says(cycle, country):
    assert as_kept(cycle, country) == as_ranked(cycle)
    row = Provisional.objects.get(office__code="2300101")
    assert set(row.scores) == {one.value for one in Indicator}
    assert set(row.fed) == set(CRITERIA)


def test_one_assessment_moves_its_office_at_once(cycle, country):
    low = country.offices["0700102"]
    for criterion in ("I1.a", "I3.a", "I9.b"):
        row = assessment_count(
            cycle=cycle, office=low, criterion=criterion, method=3, score=1_000_000,
            assessed_on=ON, source="inspection:1", **DONE,
        )  # fmt: skip
        assert row.is_fresh
    assert as_kept(cycle, country) == as_ranked(cycle)


def test_a_finding_counts_once_and_at_once(cycle, country):
    found = Found(Indicator.I3, False, "I3.a", 0, ON)
    office = country.offices["2300101"]
    finding_count(cycle=cycle, office=office, found=found, source="inspection:1/1", **DONE)
    assert as_kept(cycle, country) == as_ranked(cycle)


def by_other_ways(country):
    """Evidence that reaches an office without its row being asked."""
    office = country.offices["2300102"]
    lies = {"office": office, "source": "letter:1"}
    entry = Entry("disciplinary", "1404/1", ON, ON, "manager", 4)
    first = assessments_in_force().filter(office=office).first()
    yield lambda: record_write(entry=entry, **lies, **DONE)
    yield lambda: assessment_correct(
        assessment=first, score=0, because="خطا", source="letter:2", **DONE
    )
    yield lambda: applicability_declare(
        rows=[Applies(office, "I4.c", False, "زندان ندارد")], period=PERIOD, source="x:1", **DONE
    )
    yield lambda: assessment_write(
        criterion="I5.a", method=2, score=10_000, assessed_on=ON, **lies, **DONE
    )


def test_evidence_by_any_other_way_marks_the_row_and_is_caught_up_with(cycle, country):
    for write in by_other_ways(country):
        write()
        assert Provisional.objects.filter(is_fresh=False).count() == 1
        assert provisionals_refresh(cycle=cycle) == 1
        assert as_kept(cycle, country) == as_ranked(cycle)


@pytest.mark.slow
def test_an_assessment_after_an_import_catches_up_first(cycle, country):
    office = country.offices["2300101"]
    for write in by_other_ways(country):
        write()
    assessment_count(
        cycle=cycle, office=office, criterion="I1.a", method=2, score=0, assessed_on=ON,
        source="report:1", **DONE,
    )  # fmt: skip
    provisionals_refresh(cycle=cycle)
    assert as_kept(cycle, country) == as_ranked(cycle)


@pytest.mark.slow
def test_a_row_that_was_taken_back_leaves_nothing(cycle, country):
    before = as_kept(cycle, country)
    with pytest.raises(RuntimeError), transaction.atomic():
        assessment_count(
            cycle=cycle, office=country.offices["2300101"], criterion="I1.a", method=2, score=0,
            assessed_on=ON, source="report:1", **DONE,
        )  # fmt: skip
        raise RuntimeError
    assert as_kept(cycle, country) == before == as_ranked(cycle)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_whatever_comes_in_whatever_order_the_rows_are_those_of_a_full_run(seed, cycle, country):
    draw = np.random.default_rng(seed)
    offices = list(country.offices.values())
    singles = [code for code in CRITERIA if not code.startswith("I2")]
    for number in range(40):
        office = offices[int(draw.integers(len(offices)))]
        said = {
            "office": office,
            "criterion": singles[int(draw.integers(len(singles)))],
            "method": int(draw.integers(2, 7)),
            "score": int(draw.integers(0, 5)) * 250_000,
            "assessed_on": PERIOD.first + timedelta(days=int(draw.integers(0, 360))),
            "source": f"x:{number}",
        }
        if said["assessed_on"] > AT.date() or said["assessed_on"] < date(2025, 6, 1):
            continue
        if draw.random() < 0.8:
            assessment_count(cycle=cycle, **said, **DONE)
        else:
            assessment_write(**said, **DONE)
    provisionals_refresh(cycle=cycle)
    assert as_kept(cycle, country) == as_ranked(cycle)
    total = {code: Fraction(one[0]) for code, one in as_kept(cycle, country).items()}
    assert len(total) == len(offices)
