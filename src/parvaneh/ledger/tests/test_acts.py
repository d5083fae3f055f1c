"""Acts write their events last, and take them back when they fail."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from parvaneh.ledger.acts import SYSTEM, NotInAnAct, System, act, acts_gathered, event_write
from parvaneh.ledger.models import Event, Private
from parvaneh.ledger.verification import log_verify

AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def write(subject: str) -> Event:
    return event_write(kind="office.made", subject=subject)


def test_the_events_of_an_act_are_written_when_its_outermost_block_ends():
    with act(by=SYSTEM, at=AT):
        write("office:1")
        with act(by=SYSTEM, at=AT):
            write("office:2")
        assert not Event.objects.exists()
    assert [event.subject for event in Event.objects.order_by("number")] == ["office:1", "office:2"]


def test_an_inner_act_that_fails_takes_only_its_own_events_back():
    with act(by=SYSTEM, at=AT):
        write("office:1")
        with pytest.raises(ZeroDivisionError), act(by=SYSTEM, at=AT):
            write("office:2")
            raise ZeroDivisionError
    assert [event.subject for event in Event.objects.all()] == ["office:1"]


def test_an_act_that_fails_leaves_nothing():
    with pytest.raises(ZeroDivisionError), transaction.atomic(), act(by=SYSTEM, at=AT):
        write("office:1")
        raise ZeroDivisionError
    assert not Event.objects.exists()


def test_an_event_outside_of_an_act_is_refused():
    with pytest.raises(NotInAnAct):
        write("office:1")


def test_gathered_acts_write_their_events_last_each_by_its_own_doer():
    with acts_gathered():
        for name in ("user:a", "user:b"):
            with act(by=System(name), at=AT, case=f"case of {name}"):
                event_write(kind="office.made", subject="office:1", private={"reason": name})
        assert not Event.objects.exists()
    told = Event.objects.order_by("number").values_list("number", "by", "case")
    assert list(told) == [(1, "user:a", "case of user:a"), (2, "user:b", "case of user:b")]
    assert set(Private.objects.values_list("name", flat=True)) == {"reason"}
    assert log_verify(verifiers=[]).holds


def test_gathered_acts_of_which_one_fails_leave_nothing():
    with pytest.raises(ZeroDivisionError), acts_gathered():
        with act(by=SYSTEM, at=AT):
            write("office:1")
        with act(by=SYSTEM, at=AT):
            raise ZeroDivisionError
    assert not Event.objects.exists()
    with act(by=SYSTEM, at=AT):
        write("office:2")
    assert Event.objects.get().subject == "office:2"
