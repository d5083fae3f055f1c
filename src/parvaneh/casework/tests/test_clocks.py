"""Deadlines: stopped, extended, served, counted again; each explained, none decided by itself."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from parvaneh.casework import recounting, rules
from parvaneh.casework.deadlines import found_for
from parvaneh.casework.models import Case, Deadline, DeadlineChange
from parvaneh.casework.operations import (
    case_open,
    deadline_extend,
    deadline_restart,
    deadline_stop,
    deadlines_preview,
    deadlines_recompute,
    service_record,
    step_take,
    time_pass,
)
from parvaneh.casework.queries import explained
from parvaneh.casework.rules import rules_now
from parvaneh.casework.tests.conftest import AT, ON
from parvaneh.casework.tests.trial import TEN_DAYS, TWENTY_DAYS
from parvaneh.frame.refused import Conflict, NotThere, Refused
from parvaneh.kit.languages import Language, render
from parvaneh.law.judicial_calendar import DayOff, Off, Weekday, Weekend, with_days
from parvaneh.law.ruling import parameters
from parvaneh.ledger.models import Event
from parvaneh.registry.models import ApprovedValue

pytestmark = pytest.mark.django_db

LAST = date(2025, 10, 15)  # 23 Mehr 1404, a Wednesday
CLOSED = DayOff(Off.CLOSURE, "آلودگی هوا", "bad air", "IR-23")


def faults(refused) -> list[str]:
    return [reason.key for reason in refused.value.ruling.reasons if reason.blocks]


@pytest.fixture
def deadline(case):
    return Deadline.objects.select_related("case").get(case=case)


def again(deadline) -> Deadline:
    return Deadline.objects.select_related("case").get(pk=deadline.pk)


@pytest.fixture
def closed(monkeypatch):
    """The last day is closed in Tehran, as soon as the test says so."""

    def close(*days):
        now = rules_now()
        entries = [(on, CLOSED) for on in days]
        then = type(now)(now.values, with_days(now.calendar, entries), "closed")
        monkeypatch.setattr(recounting, "rules_now", lambda: then)

    return close


def test_a_deadline_is_counted_by_the_articles_own_function(deadline):
    assert (deadline.last_on, deadline.nominal_on) == (LAST, LAST)
    assert (deadline.amount, deadline.unit) == (10, "days")
    assert deadline.counting == "D1404.12.objection_counting"


@pytest.mark.parametrize("column", ["last_on", "counted_on", "nominal_on", "starts_on"])
def test_the_database_refuses_an_open_deadline_without_one_of_its_days(deadline, column):
    with pytest.raises(IntegrityError, match="deadline_in_order"), transaction.atomic():
        Deadline.objects.filter(pk=deadline.pk).update(**{column: None})


def test_an_explanation_goes_day_by_day_in_both_languages(deadline):
    shown = explained(deadline)
    assert len(shown.notes) == (LAST - ON).days + 1
    for language in Language:
        texts = [
            render(why.message, parameters(why), language)
            for why in (*shown.said, *(note.why for note in shown.notes))
        ]
        assert all(texts)


def test_a_stopped_clock_adds_the_days_it_stood(deadline, deputy):
    stopped = deadline_stop(deadline=deadline, reason="منتظر پاسخ", by=deputy, at=AT)
    assert again(deadline).state == "stopped"
    assert Case.objects.get().due_on is None
    stopped = again(stopped)
    running = deadline_restart(deadline=stopped, reason="پاسخ آمد", by=deputy, at=AT + timedelta(5))
    # 28 Mehr is a Monday.
    assert running.last_on == LAST + timedelta(5)
    assert Case.objects.get().due_on == running.last_on
    kinds = DeadlineChange.objects.order_by("id").values_list("kind", "days")
    assert list(kinds) == [("stop", 0), ("restart", 5)]
    added = [why for why in explained(again(running)).said if why.key == "restart"]
    assert added[0].found == 5


def test_an_extension_that_ends_on_a_friday_moves_on(deadline, deputy):
    longer = deadline_extend(deadline=deadline, days=2, reason="دلیل", by=deputy, at=AT)
    assert longer.last_on == LAST + timedelta(3)
    assert again(deadline).last_on == longer.last_on


def test_a_change_without_reason_or_by_another_or_too_late_is_refused(
    deadline, deputy, deputy_elsewhere, applicant
):
    for who in (deputy_elsewhere, applicant):
        with pytest.raises(NotThere):
            deadline_extend(deadline=deadline, days=1, reason="x", by=who, at=AT)
    with pytest.raises(Refused) as refused:
        deadline_extend(deadline=deadline, days=0, reason=" ", by=deputy, at=AT)
    assert faults(refused) == ["days", "reason"]
    with pytest.raises(Refused) as refused:
        deadline_stop(deadline=deadline, reason="x", by=deputy, at=AT + timedelta(30))
    assert faults(refused) == ["last_on"]
    with pytest.raises(Refused) as refused:
        deadline_restart(deadline=deadline, reason="x", by=deputy, at=AT)
    assert faults(refused) == ["state"]
    assert again(deadline).last_on == LAST


def test_two_changes_at_once_are_a_conflict(deadline, deputy):
    deadline_extend(deadline=deadline, days=1, reason="x", by=deputy, at=AT)
    with pytest.raises(Conflict):
        deadline_extend(deadline=deadline, days=1, reason="x", by=deputy, at=AT)


def test_a_stopped_clock_lets_no_time_pass(deadline, deputy):
    deadline_stop(deadline=deadline, reason="x", by=deputy, at=AT)
    assert time_pass(at=AT + timedelta(90)) == []
    case = Case.objects.get()
    step_take(case=case, step="examine", by=deputy, at=AT + timedelta(90))
    assert again(deadline).state == "met"


def test_time_passes_once_for_each_case_whose_last_day_is_over(case, deadline):
    assert time_pass(at=AT + timedelta(11)) == []
    (moved,) = time_pass(at=AT + timedelta(12))
    assert (moved.state, moved.entered_on) == ("overdue", LAST + timedelta(1))
    assert time_pass(at=AT + timedelta(12)) == []
    assert again(deadline).state == "lapsed"
    assert Event.objects.filter(kind="case.step-taken", by="system").count() == 1


def test_a_closed_last_day_moves_open_deadlines_there_first_shown_then_done(
    deadline, closed, applicant
):
    (shown,) = deadlines_preview(entered=[(LAST, CLOSED)])
    # The next day is a Thursday, a working day in Tehran.
    assert (shown.before, shown.after) == (LAST, LAST + timedelta(1))
    assert again(deadline).last_on == LAST
    closed(LAST)
    assert deadlines_recompute(by=applicant, at=AT, days=[(LAST, "IR-23")]) == [shown]
    assert again(deadline).last_on == Case.objects.get().due_on == LAST + timedelta(1)
    assert again(deadline).calendar == "closed"
    event = Event.objects.order_by("-number").first()
    assert event.kind == "deadlines.recomputed"
    assert shown.case in str(event.body)
    assert deadlines_recompute(by=applicant, at=AT) == []


def test_a_day_withdrawn_moves_deadlines_back(deadline, closed, applicant):
    closed(LAST)
    deadlines_recompute(by=applicant, at=AT, days=[(LAST, None)])
    (shown,) = deadlines_preview(withdrawn=[(LAST, CLOSED)])
    assert (shown.before, shown.after) == (LAST + timedelta(1), LAST)


def test_a_closure_elsewhere_or_inside_the_period_moves_nothing(deadline):
    elsewhere = DayOff(Off.CLOSURE, "برف", "snow", "IR-07")
    assert deadlines_preview(entered=[(LAST, elsewhere)]) == []
    assert deadlines_preview(entered=[(LAST - timedelta(3), CLOSED)]) == []


def test_what_has_ended_is_not_counted_again(deadline, case, deputy, closed):
    step_take(case=case, step="examine", by=deputy, at=AT)
    closed(LAST)
    moved = deadlines_recompute(by=deputy, at=AT, days=[(LAST, "IR-23")])
    assert not [one for one in moved if one.key == TEN_DAYS]
    assert again(deadline).last_on == LAST


def test_added_days_stay_when_the_calendar_changes(deadline, deputy, closed):
    longer = deadline_extend(deadline=deadline, days=3, reason="x", by=deputy, at=AT)
    closed(longer.last_on)
    (moved,) = deadlines_recompute(by=deputy, at=AT, days=[(longer.last_on, "IR-23")])
    assert moved.after == longer.last_on + timedelta(1)


def test_proven_service_starts_the_time_to_appeal(office, deputy):
    case = case_open(procedure="trial", subject="x:1", office=office, by=deputy, at=AT)
    assert service_record(case=case, served_on=ON + timedelta(2), by=deputy, at=AT) == []
    # By the values shipped the announcement starts this clock, whatever day it was served.
    assert Deadline.objects.get(case=case).last_on == LAST


def test_the_row_keeps_what_the_law_finds(deadline):
    found = found_for(deadline, rules.rules_now())
    assert (found.last_on, found.nominal_on) == (deadline.counted_on, deadline.nominal_on)


def approved(key: str) -> ApprovedValue:
    return ApprovedValue.objects.create(
        code=f"v-{key[6:14]}",
        key=key,
        content=25,
        starts_on=date(2025, 7, 1),
        source="x",
        authority="x",
        status="official",
        proposed_by="system",
        proposed_at=AT,
        confirmed_by="user:u-1",
        confirmed_at=AT,
    )


def test_a_value_that_a_limit_was_counted_by_is_not_ended_before_its_first_day(case, deputy):
    value, other = approved(TWENTY_DAYS), approved("D1392.24.appeal_days")
    step_take(case=case, step="examine", by=deputy, at=AT)
    begun = Deadline.objects.get(key=TWENTY_DAYS)
    value.refresh_from_db()
    other.refresh_from_db()
    assert begun.amount == 25
    assert value.used_until == begun.starts_on
    assert other.used_until is None


def test_what_another_weekend_would_move_is_shown_before_it_is_set(deadline):
    weekend = Weekend(frozenset({Weekday.WEDNESDAY, Weekday.THURSDAY}), ON)
    [moved] = deadlines_preview(weekend=weekend)
    assert moved.before == LAST < moved.after
    assert moved.notes[-1].on == moved.after
    assert again(deadline).last_on == LAST
