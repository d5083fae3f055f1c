"""The engine: what the law allows happens once and whole; everything else leaves nothing."""

from datetime import date, timedelta

import pytest

from parvaneh.casework.letter_kinds import NoSuchLetter
from parvaneh.casework.models import Case, Deadline
from parvaneh.casework.operations import case_open, step_take
from parvaneh.casework.tests.conftest import AT, ON
from parvaneh.casework.tests.trial import TEN_DAYS, TWENTY_DAYS
from parvaneh.frame.refused import Conflict, Refused
from parvaneh.ledger.acts import SYSTEM
from parvaneh.ledger.models import Event

pytestmark = pytest.mark.django_db

LATE = AT + timedelta(30)


def faults(refused) -> list[str]:
    return [reason.key for reason in refused.value.ruling.reasons if reason.blocks]


def test_a_case_opens_in_the_first_state_with_number_turn_and_deadline(case):
    kept = Case.objects.get(number=case.number)
    assert kept.state == "asked"
    assert kept.number.startswith("1404-99-000001-")
    assert kept.waits_for == ["applicant", "provincial_deputy"]
    assert kept.province == "IR-23"
    assert kept.office_code == "2300001"
    # Ten days, neither that day nor the day of action: 23 Mehr.
    assert kept.due_on == date(2025, 10, 15)


def test_numbers_go_on_within_a_year_and_begin_again_with_the_next(case, office, applicant):
    def opened(at):
        return case_open(procedure="trial", subject="x:1", office=office, by=applicant, at=at)

    assert opened(AT).number[5:14] == "99-000002"
    assert opened(AT + timedelta(300)).number[:14] == "1405-99-000001"


def test_a_step_moves_state_turn_deadlines_and_log_together(case, deputy):
    after = step_take(case=case, step="examine", by=deputy, at=AT, reason="کامل است")
    kept = Case.objects.get(pk=case.pk)
    assert (kept.state, kept.version, kept.waits_for) == (
        "examined",
        2,
        ["provincial_deputy", "applicant"][::-1],
    )
    assert (after.state, after.version, after.due_on) == (kept.state, kept.version, kept.due_on)
    assert case.state == "asked"
    states = dict(Deadline.objects.values_list("key", "state"))
    assert states == {TEN_DAYS: "met", TWENTY_DAYS: "open"}
    event = Event.objects.order_by("number").last()
    assert (event.kind, event.subject) == ("case.step-taken", case.key)
    assert (event.before, event.after) == ("asked", "examined")
    assert event.facts["step"] == "examine"
    assert "کامل" not in str(event.facts)


def test_a_step_of_another_actor_is_refused_with_who_takes_it(case, applicant):
    with pytest.raises(Refused) as refused:
        step_take(case=case, step="examine", by=applicant, at=AT)
    assert faults(refused) == ["actor"]
    assert Case.objects.get(pk=case.pk).version == 1
    assert Event.objects.count() == 1


def test_a_deputy_of_another_province_is_nobody_here(case, deputy_elsewhere):
    with pytest.raises(Refused) as refused:
        step_take(case=case, step="examine", by=deputy_elsewhere, at=AT)
    assert faults(refused) == ["actor"]


def test_a_step_that_is_not_possible_now_is_refused_with_when_it_is(case, deputy):
    with pytest.raises(Refused) as refused:
        step_take(case=case, step="decide", by=deputy, at=AT)
    assert faults(refused) == ["state"]


def test_a_step_that_does_not_exist_is_refused(case, deputy):
    with pytest.raises(Refused) as refused:
        step_take(case=case, step="پرواز", by=deputy, at=AT)
    assert faults(refused) == ["step"]


def test_a_case_that_moved_since_it_was_read_is_a_conflict(case, deputy):
    step_take(case=case, step="examine", by=deputy, at=AT)
    with pytest.raises(Conflict):
        step_take(case=case, step="examine", by=deputy, at=AT)
    assert Event.objects.count() == 2


def test_a_step_that_leaves_the_state_is_taken_once_too(case, applicant):
    step_take(case=case, step="remark", by=applicant, at=AT)
    with pytest.raises(Conflict):
        step_take(case=case, step="remark", by=applicant, at=AT)


def test_the_future_and_the_time_before_are_refused(case, deputy):
    for day in (ON + timedelta(1), ON - timedelta(1)):
        with pytest.raises(Refused) as refused:
            step_take(case=case, step="examine", by=deputy, at=AT, occurred_on=day)
        assert faults(refused) == ["occurred_on"]


def test_a_limit_goes_on_in_the_next_state_that_has_it(case, deputy, applicant):
    case = step_take(case=case, step="examine", by=deputy, at=AT)
    begun = Deadline.objects.get(key=TWENTY_DAYS)
    case = step_take(case=case, step="return", by=deputy, at=AT + timedelta(3))
    case = step_take(case=case, step="complete", by=applicant, at=AT + timedelta(5))
    kept = Deadline.objects.get(key=TWENTY_DAYS)
    assert (kept.pk, kept.last_on, kept.state) == (begun.pk, begun.last_on, "open")


def test_what_goes_another_way_drops_its_limit(case, applicant):
    after = step_take(case=case, step="withdraw", by=applicant, at=AT, outcome="withdrawn")
    assert Deadline.objects.get().state == "dropped"
    kept = Case.objects.get(pk=case.pk)
    assert (kept.ended_on, kept.due_on, kept.waits_for, kept.outcome) == (ON, None, [], "withdrawn")
    assert after.ended_on == ON


def test_time_that_has_passed_is_recorded_before_the_late_step(case, deputy):
    with pytest.raises(Refused) as refused:
        step_take(case=case, step="examine", by=deputy, at=LATE)
    assert faults(refused) == ["state"]
    after = step_take(case=case, step="admit", by=deputy, at=LATE)
    assert after.state == "examined"
    assert list(Event.objects.order_by("number").values_list("after", flat=True)) == [
        "asked",
        "overdue",
        "examined",
    ]
    assert Deadline.objects.get(key=TEN_DAYS).state == "lapsed"


def test_only_time_itself_lets_time_pass(case, deputy):
    with pytest.raises(Refused) as refused:
        step_take(case=case, step="lapse", by=deputy, at=AT)
    assert faults(refused) == ["actor"]
    with pytest.raises(Refused) as refused:
        step_take(case=case, step="lapse", by=SYSTEM, at=AT)
    assert faults(refused) == ["not_over"]
    assert step_take(case=case, step="lapse", by=SYSTEM, at=LATE).state == "overdue"


def test_nothing_is_counted_on_a_day_before_the_rule(office, applicant):
    with pytest.raises(Refused) as refused:
        case_open(
            procedure="trial",
            subject="x:1",
            office=office,
            by=applicant,
            at=AT,
            occurred_on=date(2020, 1, 1),
        )
    assert faults(refused) == ["in_force"]
    assert not Case.objects.exists()


def test_a_letter_is_pended_with_the_step_or_not_at_all(case, deputy):
    with pytest.raises(NoSuchLetter):
        step_take(case=case, step="examine", by=deputy, at=AT, letters={"nothing": {}})
    assert Case.objects.get(pk=case.pk).state == "asked"
    assert Event.objects.count() == 1
