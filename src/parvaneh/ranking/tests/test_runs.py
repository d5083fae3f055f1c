"""What a run stores, once; what it says of the whole; why there is none; and what-ifs."""

from datetime import timedelta
from fractions import Fraction

import pytest

from parvaneh.access.models import Grant
from parvaneh.frame.jobs import run_waiting
from parvaneh.frame.refused import Refused
from parvaneh.kit.text import Language
from parvaneh.ledger.acts import SYSTEM
from parvaneh.ranking.models import Result, Run, RunState
from parvaneh.ranking.operations import run_compute, run_order, what_if_order
from parvaneh.ranking.queries import (
    derivation_of,
    evidence_now,
    ranking_of,
    results_of,
    summary_of,
    visible_results,
)
from parvaneh.ranking.tests.samples import (
    AT,
    COEFFICIENTS,
    ON,
    PERIOD,
    YEAR,
    country_sample,
    finished_run,
    frozen_cycle,
    run_finished,
)
from parvaneh.registry.models import Assessment, Batch, Grade
from parvaneh.registry.operations import Announced, assessment_write, grades_announce
from parvaneh.registry.queries.severity import inspectors_severity
from parvaneh.scoring.summary_file import to_members
from parvaneh.scoring.telling import told

pytestmark = pytest.mark.django_db
BEST, WORST = "2300101", "0700103"
SWAPPED = {**COEFFICIENTS, "I1": 1, "I10": 10}


@pytest.fixture
def country():
    return country_sample()


def keys_of(refused):
    return {reason.key for reason in refused.value.ruling.reasons}


def test_a_run_stores_every_office_with_scores_points_place_and_explanation(country):
    run = finished_run(country)
    found = {one.office.code: one for one in Result.objects.select_related("office")}
    assert sorted(found) == sorted(country.offices)
    best = found[BEST]
    assert (best.place, best.province_place, best.status) == (1, 1, "active")
    assert sum(map(Fraction, best.points.values())) == Fraction(best.total)
    assert best.millionths == round(Fraction(best.total) * 1_000_000)
    tree = derivation_of(best)
    assert (tree["office"], tree["total"]) == (BEST, best.total)
    assert best.firmness["survey"]["n"] == best.answers
    assert best.firmness["evidence"]["newest"] == (PERIOD.last - timedelta(40)).isoformat()
    assert run.provisional  # demonstration values keep it from being official
    assert not run.official
    assert next(one.office.code for one in results_of(run)) == BEST


def test_draws_say_how_firm_each_place_is_and_change_no_result(country):
    snapshot = frozen_cycle(country)
    run = run_finished(snapshot.cycle, country, draws=20)
    best = results_of(run).get(office__code=BEST)
    assert best.firmness["places"] == {"low": 1, "median": 1, "high": 1}
    assert sum(best.firmness["grades"].values()) == pytest.approx(1)
    assert run.facts["robustness"]["draws"] == 20
    assert {one.office: one.place for one in ranking_of(run).results}[BEST] == best.place


def test_a_run_is_stored_once_however_often_it_is_begun(country):
    run = finished_run(country)
    before = Run.objects.get(pk=run.pk).done_at
    run_compute(run=run.pk, at=AT + timedelta(hours=1))
    run_waiting()  # the job that was enqueued finds it done
    assert Run.objects.get(pk=run.pk).done_at == before
    assert run.office_results.count() == 6


def test_a_run_of_somebody_who_lost_the_role_fails_and_says_why_in_both_languages(country):
    run = run_order(cycle=frozen_cycle(country).cycle, by=country.officer, at=AT, draws=0)
    Grant.objects.filter(user=country.officer.user).update(withdrawn_at=AT, withdrawn_by="system")
    run_compute(run=run.pk, at=AT)
    run.refresh_from_db()
    assert (run.state, run.office_results.count()) == (RunState.FAILED, 0)
    [fault] = run.faults
    assert all(told(fault, one) for one in Language)
    assert run.cycle.case.__class__.objects.get(pk=run.cycle.case_id).state == "evidence_frozen"


def test_no_second_run_is_ordered_while_one_is_computed_and_none_after_it(country):
    cycle = frozen_cycle(country).cycle
    first = run_order(cycle=cycle, by=country.officer, at=AT, draws=0)
    with pytest.raises(Refused) as refused:
        run_order(cycle=cycle, by=country.second, at=AT, draws=0)
    assert keys_of(refused) == {"run"}
    with pytest.raises(Refused) as refused:
        run_order(cycle=cycle, by=country.second, at=AT, draws=-1, seed=-1)
    assert keys_of(refused) == {"draws", "seed"}
    run_compute(run=first.pk, at=AT)
    with pytest.raises(Refused) as refused:
        run_order(cycle=cycle, by=country.second, at=AT, draws=0)
    assert keys_of(refused) == {"state"}


def test_frozen_evidence_stays_what_it_was_when_more_is_entered(country):
    run = finished_run(country)
    frozen = to_members(summary_of(run.snapshot))
    assessment_write(
        office=country.offices[WORST], criterion="I3.a", method=3, score=1_000_000,
        assessed_on=PERIOD.last, source="report:1", by=SYSTEM, at=AT,
    )  # fmt: skip
    assert to_members(summary_of(run.snapshot)) == frozen
    assert to_members(evidence_now(run.cycle)) != frozen


def test_results_are_read_within_reach(country):
    run = finished_run(country)
    seen = visible_results(country.deputy_of_fars, run, on=ON)
    assert {one.province for one in seen} == {"IR-07"}
    assert not visible_results(country.manager, run, on=ON).exists()


def test_a_run_is_compared_with_the_grades_that_offices_hold(country):
    snapshot = frozen_cycle(country)
    office = country.offices[BEST]
    points = {f"I{n}": str(Fraction(8 * (11 - n), 11)) for n in range(1, 11)}  # four tenths of each
    grades_announce(
        cycle=YEAR - 1,
        grades=[Announced(office, "40", "weak", 6, points, 9)],
        starts_on=PERIOD.first, standing="demonstration", event="cycle:1404", source="run:1",
        by=SYSTEM, at=AT,
    )  # fmt: skip
    run = run_finished(snapshot.cycle, country)
    facts = run.facts
    assert sum(facts["histogram"]["counts"]) == sum(facts["grades"].values()) == 6
    assert facts["compared_with"] == "held"
    moved = {one["office"]: one for one in facts["movers"]}
    assert moved[BEST]["before"] == Grade.objects.get().grade
    assert moved[BEST]["grades"] > 0
    assert moved[BEST]["cause"]["kind"] in {"indicator", "coefficients"}
    assert sum(one["count"] for one in facts["transitions"]) == 6
    assert {one["province"] for one in facts["provinces"]} == {"IR-07", "IR-23"}


def test_a_what_if_ranks_the_same_evidence_and_leaves_the_cycle_alone(country):
    run = finished_run(country)
    changes = {"D1404.3.coefficients": SWAPPED}
    tried = what_if_order(
        cycle=run.cycle, title="وارونه", changes=changes, by=country.analyst, at=AT
    )
    run_compute(run=tried.pk, at=AT)
    tried.refresh_from_db()
    assert (tried.state, tried.what_if, tried.bundle, tried.root) == ("done", True, None, "")
    assert tried.facts["compared_with"] == "locked"
    assert tried.office_results.filter(derivation=None).count() == 6
    run.cycle.case.refresh_from_db()
    assert run.cycle.case.state == "run"


def test_a_what_if_names_everything_that_is_wrong_with_its_contents(country):
    run = finished_run(country)
    changes = {
        "D1404.3.coefficients": {"I1": 1},
        "D1404.9.effects": [],
        "D1404.5.period_last": {"years_before": 0, "month_day": "02-31"},
        "D1404.4.survey_minimum": 30,
    }
    with pytest.raises(Refused) as refused:
        what_if_order(cycle=run.cycle, title="", changes=changes, by=country.analyst, at=AT)
    assert {"title", *changes} - keys_of(refused) <= {"D1404.4.survey_minimum"}
    with pytest.raises(Refused) as refused:
        what_if_order(cycle=run.cycle, title="هیچ", changes={}, by=country.deputy, at=AT)
    assert keys_of(refused) == {"not_permitted"}


def test_who_scores_lower_than_everybody_is_told_as_severe(country):
    [office, *_] = country.offices.values()
    for who, score in (("user:mild", 900_000), ("user:severe", 500_000)):
        batch = Batch.objects.create(
            code=f"b-{who[5:]}", first=PERIOD.first, last=PERIOD.last, source="report:2", rows=6,
            entered_by=who, entered_at=AT,
        )  # fmt: skip
        Assessment.objects.bulk_create(
            Assessment(
                batch=batch, number=number, office=office, province=office.province,
                criterion="I8.a", method=3, assessed_on=PERIOD.last, score=score + number * 1_000,
            )
            for number in range(6)
        )  # fmt: skip
    found = inspectors_severity(PERIOD, AT)
    assert [one.who for one in found] == ["user:severe", "user:mild"]
    assert found[0].low < found[0].mean < found[0].high < 0
