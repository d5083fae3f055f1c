"""A cycle from its opening to its draft: each step by who may take it, and once."""

from datetime import date, timedelta

import pytest
from django.db.utils import IntegrityError

from parvaneh.access.acting import Acting
from parvaneh.access.models import Delegation, Grant
from parvaneh.casework.documents import document_pend
from parvaneh.casework.operations import case_open
from parvaneh.casework.queries import visible_cases
from parvaneh.frame.refused import Conflict, Refused
from parvaneh.law.directive_1404.art05_evaluation import Ground
from parvaneh.ledger.models import Event
from parvaneh.ranking.models import Cycle
from parvaneh.ranking.operations import (
    cycle_confirm,
    cycle_correct,
    cycle_open,
    draft_send,
    evidence_freeze,
    remark_answer,
    remark_write,
    values_lock,
)
from parvaneh.ranking.queries import due_of, policy_of_cycle, values_of, visible_cycles
from parvaneh.ranking.tests.samples import (
    AT,
    ON,
    UNTIL,
    YEAR,
    compared_cycle,
    confirmed_cycle,
    country_sample,
    drafted_cycle,
    locked_cycle,
    opened_cycle,
    run_finished,
)
from parvaneh.registry.tests.graded import value_sample

pytestmark = pytest.mark.django_db


def keys_of(refused):
    return {reason.key for reason in refused.value.ruling.reasons}


@pytest.fixture
def country():
    return country_sample()


def test_a_cycle_lies_in_the_whole_country_and_no_province_reaches_its_case(country):
    cycle = opened_cycle(country)
    assert (cycle.case.province, cycle.case.kanoon, cycle.case.state) == ("IR", "", "opened")
    seen = {name: visible_cases(one, on=ON) for name, one in vars(country).items() if name in WHO}
    assert {name: cycle.case in rows for name, rows in seen.items()} == WHO
    assert due_of(cycle) == date(2026, 9, 22)  # 31 Shahrivar


WHO = {"officer": True, "head": True, "deputy": False, "manager": False}


def test_who_may_see_the_ranking_of_a_province_sees_that_there_is_a_cycle(country):
    cycle = opened_cycle(country)
    assert [*visible_cycles(country.deputy, on=ON)] == [cycle]
    assert [*visible_cycles(country.manager, on=ON)] == []


def test_a_letter_of_the_whole_country_is_numbered_by_the_center(country):
    cycle = opened_cycle(country)
    letter = document_pend(case=cycle.case, kind="case.standing", by=country.officer, at=AT)
    assert letter.number.split("/")[0] == "9000"


def test_a_case_of_the_whole_country_has_no_office(country):
    case = opened_cycle(country).case
    case.office, case.office_code = country.offices["2300101"], "2300101"
    with pytest.raises(IntegrityError):
        case.save()


def test_the_yearly_cycle_is_opened_once_and_by_the_department(country):
    opened_cycle(country)
    with pytest.raises(Refused) as refused:
        opened_cycle(country)
    assert keys_of(refused) == {"year"}
    with pytest.raises(Refused) as refused:
        cycle_open(year=1406, by=country.analyst, at=AT)
    assert keys_of(refused) == {"not_permitted"}
    with pytest.raises(Refused) as refused:
        cycle_open(year=1399, by=country.officer, at=AT)
    assert keys_of(refused) == {"year"}


def test_an_evaluation_out_of_turn_says_why_and_whom_all_at_once(country):
    with pytest.raises(Refused) as refused:
        cycle_open(year=YEAR, offices=["9999999"], by=country.officer, at=AT)
    assert keys_of(refused) == {"no_ground", "reason", "offices"}
    told = {"ground": Ground.DEMOTING_EVENT, "reason": "حکم قطعی", "offices": ["2300102"]}
    cycle = cycle_open(year=YEAR, by=country.officer, at=AT, **told)
    assert (cycle.code, cycle.case.state) == ("1405-2", "extraordinary")
    snapshot = evidence_freeze(
        cycle=values_lock(cycle=cycle, by=country.officer, at=AT), by=country.officer, at=AT
    )
    run = run_finished(snapshot.cycle, country)
    assert [one.office.code for one in run.office_results.select_related("office")] == ["2300102"]


def test_what_is_approved_after_the_lock_changes_nothing_in_the_cycle(country):
    cycle = locked_cycle(country)
    before = policy_of_cycle(cycle)
    value_sample("D1404.3.coefficients", {f"I{one}": one for one in range(1, 11)}, date(2026, 1, 1))
    assert policy_of_cycle(Cycle.objects.get(pk=cycle.pk)) == before
    assert values_of(cycle).histories["D1404.3.coefficients"][-1].start < date(2026, 1, 1)


def test_evidence_is_not_frozen_before_the_period_is_over(country):
    cycle = locked_cycle(country)
    early = AT - timedelta(days=60)
    with pytest.raises(Refused) as refused:
        evidence_freeze(cycle=cycle, by=country.officer, at=early)
    assert keys_of(refused) == {"period"}


def test_two_who_freeze_at_once_make_one_snapshot(country):
    cycle = locked_cycle(country)
    other = Cycle.objects.select_related("case").get(pk=cycle.pk)
    snapshot = evidence_freeze(cycle=cycle, by=country.officer, at=AT)
    assert snapshot.counts["offices"] == {"active": 6}
    with pytest.raises(Conflict):
        evidence_freeze(cycle=other, by=country.second, at=AT)
    assert cycle.snapshots.count() == 1


def test_the_run_is_confirmed_by_another_person_and_no_delegate_of_the_first(country):
    cycle = compared_cycle(country)
    with pytest.raises(Refused) as refused:
        cycle_confirm(cycle=cycle, by=country.officer, at=AT)
    assert keys_of(refused) == {"by"}
    grant = Grant.objects.get(user=country.officer.user)
    Delegation.objects.create(
        giver=country.officer.user, grant=grant, receiver=country.second.user, starts_on=ON,
        ends_on=ON, reason="مرخصی", given_at=AT,
    )  # fmt: skip
    for_first = Acting(country.second.user, country.officer.user)
    with pytest.raises(Refused) as refused:
        cycle_confirm(cycle=cycle, by=for_first, at=AT)
    assert keys_of(refused) == {"by"}
    assert cycle_confirm(cycle=cycle, by=country.second, at=AT).confirmed_by == country.second.key


def test_a_draft_is_remarked_on_and_answered_and_the_cycle_is_taken_back(country):
    cycle = drafted_cycle(country)
    office = country.offices["2300101"]
    remark = remark_write(cycle=cycle, office=office, text="نکته", by=country.manager, at=AT)
    remark = remark_answer(remark=remark, answer="پاسخ", by=country.analyst, at=AT)
    assert remark.answered_at == AT
    with pytest.raises(Refused) as refused:
        cycle_correct(cycle=cycle, reason="", by=country.officer, at=AT)
    assert keys_of(refused) == {"reason"}
    cycle = cycle_correct(cycle=cycle, reason="یک گزارش جا مانده", by=country.officer, at=AT)
    assert (cycle.case.state, cycle.draft_until) == ("values_locked", None)
    run = run_finished(evidence_freeze(cycle=cycle, by=country.officer, at=AT).cycle, country)
    assert (run.number, run.snapshot.number) == (2, 2)


def test_only_the_manager_remarks_and_only_in_the_window(country):
    cycle = drafted_cycle(country)
    first, second = country.offices["2300101"], country.offices["2300102"]
    said = {"cycle": cycle, "text": "نکته"}
    for who, office in ((country.manager, second), (country.deputy, first)):
        with pytest.raises(Refused) as refused:
            remark_write(office=office, by=who, at=AT, **said)
        assert keys_of(refused) == {"not_permitted"}
    late = AT + (UNTIL - ON) + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        remark_write(
            office=first, by=country.manager, at=late, cycle=cycle, text=" ", criterion="x"
        )
    assert keys_of(refused) == {"until", "text", "criterion"}


def test_no_draft_is_sent_before_the_run_is_confirmed_nor_for_a_day_gone_by(country):
    cycle = compared_cycle(country)
    with pytest.raises(Refused) as refused:
        draft_send(cycle=cycle, until=UNTIL, by=country.officer, at=AT)
    assert keys_of(refused) == {"state"}
    cycle_confirm(cycle=cycle, by=country.second, at=AT)
    with pytest.raises(Refused) as refused:
        draft_send(cycle=cycle, until=ON, by=country.officer, at=AT)
    assert keys_of(refused) == {"until"}


def test_every_step_of_a_cycle_is_told_to_the_log(country):
    confirmed_cycle(country)
    kinds = set(Event.objects.values_list("body", flat=True))
    for kind in ("cycle.opened", "cycle.values-locked", "cycle.evidence-frozen", "run.confirmed"):
        assert any(kind in body for body in kinds)


def test_a_case_lies_somewhere(country):
    with pytest.raises(Refused) as refused:
        case_open(procedure="ranking_cycle", subject="cycle:1", by=country.officer, at=AT)
    assert keys_of(refused) == {"province"}
