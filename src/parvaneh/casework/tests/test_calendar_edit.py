"""An edit of the calendar moves the deadlines that it can; jobs make good what was left."""

from datetime import timedelta
from functools import partial

import pytest

from parvaneh.casework.models import Case, Deadline, DeadlineChange, Message
from parvaneh.casework.operations import calendar_edit, case_open, step_take
from parvaneh.casework.passing import time_passes
from parvaneh.casework.queries import explained, timeline
from parvaneh.casework.recounting import deadlines_recount
from parvaneh.casework.reminding import deadlines_remind_at
from parvaneh.casework.tests.conftest import AT, ON
from parvaneh.casework.tests.trial import TWENTY_DAYS
from parvaneh.frame.refused import Refused
from parvaneh.law.judicial_calendar import Off, Weekday
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM
from parvaneh.ledger.models import Event
from parvaneh.registry.models import DayOff
from parvaneh.registry.operations import day_off_enter, day_off_withdraw, weekend_set

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def running(case, deputy):
    """A deadline of twenty days."""
    step_take(case=case, step="examine", by=deputy, at=AT)
    return Deadline.objects.get(key=TWENTY_DAYS)


def closed(on, province="IR-23"):
    return partial(
        day_off_enter,
        on=on,
        kind=Off.CLOSURE,
        fa="سرما",
        en="cold",
        source="governor",
        province=province,
        by=SYSTEM,
        at=AT,
    )


def test_a_day_off_on_the_last_day_moves_it_and_says_so_in_the_course(running, deputy):
    last = running.last_on
    edited = calendar_edit(closed(last), by=SYSTEM, at=AT)
    [moved] = edited.moved
    running.refresh_from_db()
    assert (moved.before, moved.after) == (last, running.last_on)
    assert Case.objects.get().due_on == running.last_on > last
    told = next(e for e in timeline(running.case, deputy, ON) if e.kind == "deadline.recounted")
    assert told.thing.days == (running.last_on - last).days
    # The days of the law say why; the sentences of stops and extensions say nothing twice.
    assert explained(running).last_on == running.last_on


def test_a_day_off_elsewhere_moves_nothing(running):
    assert calendar_edit(closed(running.last_on, "IR-07"), by=SYSTEM, at=AT).moved == ()
    assert not DeadlineChange.objects.exists()
    assert not Event.objects.filter(kind="deadlines.recomputed").exists()


def test_a_day_off_that_is_withdrawn_moves_it_back(running):
    last = running.last_on
    calendar_edit(closed(last), by=SYSTEM, at=AT)
    row = DayOff.objects.get()
    back = partial(day_off_withdraw, day_off=row, reason="نادرست", by=SYSTEM, at=AT)
    [moved] = calendar_edit(back, by=SYSTEM, at=AT).moved
    assert moved.after == last
    assert [change.days < 0 for change in DeadlineChange.objects.order_by("id")] == [False, True]


def test_another_weekend_is_counted_for_every_deadline(running):
    weekdays = [Weekday.SATURDAY, Weekday.SUNDAY, Weekday.MONDAY, Weekday.TUESDAY]
    edit = partial(weekend_set, weekdays=weekdays, starts_on=ON, by=SYSTEM, at=AT)
    [moved] = calendar_edit(edit, by=SYSTEM, at=AT).moved
    assert moved.after >= moved.before


def test_an_edit_that_is_refused_changes_nothing(running, applicant):
    edit = closed(running.last_on).func
    kept = closed(running.last_on).keywords | {"by": applicant}
    with pytest.raises(Refused):
        calendar_edit(partial(edit, **kept), by=applicant, at=AT)
    assert not DayOff.objects.exists()
    assert not DeadlineChange.objects.exists()


def test_what_an_edit_left_behind_the_job_makes_good_once(running):
    last = running.last_on
    closed(last)()  # not by the door
    deadlines_recount()
    running.refresh_from_db()
    assert running.last_on > last
    deadlines_recount()
    assert DeadlineChange.objects.count() == 1


def test_the_job_of_time_takes_the_step_that_waits_for_nobody(case):
    # The case is of 1404; whenever this runs, its ten days are over.
    time_passes()
    case.refresh_from_db()
    assert (case.state, Deadline.objects.get(case=case).state) == ("overdue", "lapsed")


def test_those_whose_turn_it_is_are_told_once_of_a_last_day_that_comes_near(office, person, deputy):
    case = case_open(
        procedure="trial",
        subject="x:1",
        office=office,
        parties=[(person, Actor.APPLICANT)],
        by=SYSTEM,
        at=AT,
    )
    case = step_take(case=case, step="examine", by=deputy, at=AT)
    case = step_take(case=case, step="return", by=deputy, at=AT)
    last = Deadline.objects.get(case=case, key=TWENTY_DAYS).last_on
    assert deadlines_remind_at(AT + (last - ON) - 4 * DAY) == 0
    for left in (3, 2):
        deadlines_remind_at(AT + (last - ON) - left * DAY)
    told = Message.objects.filter(kind="deadline", channel="app")
    assert [one.to for one in told] == [person.user]
    assert told[0].facts == {"case": case.number, "day": last.isoformat()}
