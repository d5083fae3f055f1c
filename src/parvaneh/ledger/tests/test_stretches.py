"""A stretch of the log is verified against the event before it; what was found is an event."""

import pytest

from parvaneh.ledger.acts import SYSTEM, act, event_write
from parvaneh.ledger.faults import Wrong
from parvaneh.ledger.models import Event
from parvaneh.ledger.private_values import private_erase
from parvaneh.ledger.stretches import VERIFIED, faults_read, stretch_verify, verification_run
from parvaneh.ledger.tests.test_verification import AT, change

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def log():
    for n in range(1, 13):
        with act(by=SYSTEM, at=AT):
            private = {"reason": "بیماری"} if n == 4 else {}
            event_write(kind="office.made", subject=f"office:{n}", after="new", private=private)


def wrongs(first, last):
    return [(one.wrong, one.first) for one in stretch_verify(first=first, last=last).faults]


def test_a_sound_stretch_holds():
    verdict = stretch_verify(first=3, last=9)
    assert verdict.holds
    assert verdict.events == 7
    assert stretch_verify(first=1, last=999).events == 12


def test_a_change_is_found_in_its_stretch_and_not_in_another():
    change("UPDATE ledger_event SET body = replace(body, 'new', 'old') WHERE number = 7")
    assert (Wrong.ALTERED, 7) in wrongs(5, 9)
    assert not wrongs(1, 6)
    assert not wrongs(8, 12)


def test_a_missing_event_is_found():
    change("DELETE FROM ledger_event WHERE number = 6")
    assert (Wrong.MISSING, 6) in wrongs(5, 9)


def test_a_value_erased_on_record_is_no_fault_and_one_erased_otherwise_is():
    private_erase(event=4, name="reason", by=SYSTEM, at=AT)
    assert not wrongs(3, 5)
    change("DELETE FROM ledger_event WHERE kind = 'log.private-erased'")
    assert (Wrong.PRIVATE_GONE, 4) in wrongs(3, 5)


def test_what_was_found_is_an_event_that_can_be_read_again():
    change("UPDATE ledger_event SET body = replace(body, 'new', 'old') WHERE number = 7")
    verdict = verification_run(by=SYSTEM, at=AT, first=5, last=9)
    event = Event.objects.get(kind=VERIFIED)
    assert event.after == "does-not-hold"
    assert event.facts["faults"] == verdict.count
    assert faults_read(event) == list(verdict.faults)


def test_the_whole_log_is_verified_with_its_checkpoints():
    assert verification_run(by=SYSTEM, at=AT).holds
    assert Event.objects.get(kind=VERIFIED).facts["last"] == 12
