"""Verification: a sound log holds, and every fault is named by its row."""

import json
from datetime import UTC, datetime

import pytest
from django.db import connection

from parvaneh.frame.refused import NotThere
from parvaneh.kit.canonical import canonical
from parvaneh.kit.notes import checkpoint_opened
from parvaneh.ledger import verification
from parvaneh.ledger.acts import SYSTEM, act, event_write
from parvaneh.ledger.chain import COLUMNS
from parvaneh.ledger.checkpoints import checkpoint_sign, verifiers
from parvaneh.ledger.faults import MESSAGES, Wrong
from parvaneh.ledger.models import Checkpoint, Event, Private
from parvaneh.ledger.private_values import private_erase, private_of
from parvaneh.ledger.verification import hashes_hold, log_verify

AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)
SIZE = 20

pytestmark = pytest.mark.django_db


@pytest.fixture
def _log():
    """Twenty events, checkpoints after the 8th and the 16th."""
    for n in range(1, SIZE + 1):
        with act(by=SYSTEM, at=AT):
            private = {"reason": "بیماری"} if n % 5 == 0 else {}
            event_write(kind="office.made", subject=f"office:{n}", after="new", private=private)
        if n % 8 == 0:
            checkpoint_sign(by=SYSTEM, at=AT)


def change(statement: str, *values: object) -> None:
    """Do what only somebody who rules the database can."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


def found(**options) -> list[tuple[Wrong, int, int]]:
    verdict = log_verify(verifiers=verifiers(), **options)
    assert verdict.holds == (not verdict.faults)
    return [(one.wrong, one.first, one.last) for one in verdict.faults]


@pytest.mark.usefixtures("_log")
def test_a_sound_log_holds():
    verdict = log_verify(verifiers=verifiers())
    assert verdict.holds
    assert (verdict.events, verdict.checkpoints) == (SIZE, 2)
    assert verdict.hash == bytes(Event.objects.get(number=SIZE).hash).hex()


def test_an_empty_log_holds():
    assert not found()


@pytest.mark.usefixtures("_log")
def test_a_changed_body_is_named():
    body = Event.objects.get(number=7).body.replace("office:7", "office:8")
    change("UPDATE ledger_event SET body = %s, subject = 'office:8' WHERE number = 7", body)
    assert found() == [(Wrong.ALTERED, 7, 7)]


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.usefixtures("_log")
def test_a_changed_column_is_named(column):
    change(f'UPDATE ledger_event SET "{column}" = %s WHERE number = 7', "x")  # noqa: S608
    assert found() == [(Wrong.COLUMN, 7, 7)]


@pytest.mark.usefixtures("_log")
def test_a_changed_moment_is_named():
    change("UPDATE ledger_event SET at = at - interval '1 microsecond' WHERE number = 7")
    assert found() == [(Wrong.COLUMN, 7, 7)]


@pytest.mark.usefixtures("_log")
def test_missing_rows_are_named():
    change("DELETE FROM ledger_event WHERE number IN (6, 7)")
    assert (Wrong.MISSING, 6, 7) in found()


@pytest.mark.usefixtures("_log")
def test_a_cut_tail_is_seen_by_the_head():
    change("DELETE FROM ledger_event WHERE number > 18")
    assert (Wrong.HEAD, 19, 20) in found()


@pytest.mark.usefixtures("_log")
def test_a_cut_tail_is_seen_by_a_stored_checkpoint():
    change("DELETE FROM ledger_event WHERE number > 14")
    change(
        "UPDATE ledger_head SET number = 14, hash = (SELECT hash FROM ledger_event "
        "WHERE number = 14)"
    )
    assert (Wrong.ROOT, 15, 16) in found()


@pytest.mark.usefixtures("_log")
def test_a_number_that_is_there_twice_is_named():
    change("ALTER TABLE ledger_event DROP CONSTRAINT ledger_event_pkey")
    change("INSERT INTO ledger_event SELECT * FROM ledger_event WHERE number = 7")
    assert (Wrong.REPEATED, 7, 7) in found()


@pytest.mark.usefixtures("_log")
def test_a_broken_link_is_named():
    change("UPDATE ledger_event SET previous = sha256('x') WHERE number = 7")
    assert (Wrong.UNLINKED, 6, 7) in found()


BODIES = ["", "[]", "no json", '{"kind": "k"}', '{"kind":1.5}', '{"b":1,"a":1}', '{"more":1}']


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.usefixtures("_log")
def test_a_body_that_is_not_canonical_is_named(body):
    change("UPDATE ledger_event SET body = %s WHERE number = 7", body)
    assert (Wrong.NOT_CANONICAL, 7, 7) in found()


HOSTILE = [
    '{"private":{"reason":',
    '{"private":' + "[" * 100_000,
    '{"private":[1]}',
    '{"private":{"reason":null}}',
    '{"private":{"reason":"\\u0000"}}',
    '{"private":{"reason":{"a":[]}}}',
    '{"facts":{"event":[],"name":{}},"kind":"log.private-erased"}',
]


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.usefixtures("_log")
def test_no_body_stops_the_verification(body):
    """The event withheld a value, so what is kept of it belongs to no event any more."""
    change("UPDATE ledger_event SET body = %s WHERE number = 5", body)
    named = found()
    assert (Wrong.ALTERED, 5, 5) in named
    assert (Wrong.PRIVATE_STRAY, 0, 0) in named


@pytest.mark.usefixtures("_log")
def test_a_checkpoint_with_another_root_or_key_is_named():
    change("UPDATE ledger_checkpoint SET root = sha256('x') WHERE size = 8")
    change("UPDATE ledger_checkpoint SET text = replace(text, '16', '15') WHERE size = 16")
    assert found() == [(Wrong.SIGNATURE, 8, 8), (Wrong.SIGNATURE, 16, 16)]
    assert (Wrong.SIGNATURE, 8, 8) in [
        (one.wrong, one.first, one.last) for one in log_verify(verifiers=[]).faults
    ]


def rewritten(number: int) -> None:
    """Edit an event and chain all that follow again, checkpoints signed anew."""
    events = list(Event.objects.order_by("number"))
    bodies = [one.body for one in events]
    bodies[number - 1] = canonical({**json.loads(bodies[number - 1]), "subject": "office:99"})
    change("DELETE FROM ledger_checkpoint")
    change("DELETE FROM ledger_event")
    change("DELETE FROM ledger_head")
    with connection.cursor() as cursor:
        for body in bodies:
            cursor.execute("INSERT INTO ledger_event (body) VALUES (%s)", [body])
    checkpoint_sign(by=SYSTEM, at=AT)


@pytest.mark.usefixtures("_log")
def test_a_rewritten_log_is_found_only_by_a_checkpoint_from_outside():
    kept = [checkpoint_opened(one.text, verifiers()) for one in Checkpoint.objects.all()]
    hashes = [bytes(one.hash) for one in Event.objects.order_by("number")][:16]
    rewritten(11)
    assert found() == []
    assert found(outside=kept) == [(Wrong.REWRITTEN, 9, 16)]
    assert found(outside=kept[1:]) == [(Wrong.REWRITTEN, 1, 16)]
    assert found(outside=kept[:1]) == []
    assert hashes_hold(hashes, max(kept, key=lambda one: one.size))
    assert found(hashes=hashes) == [(Wrong.REWRITTEN, 11, 11)]


@pytest.mark.usefixtures("_log")
def test_a_tail_that_was_cut_cleanly_is_found_by_a_checkpoint_from_outside():
    kept = [checkpoint_opened(one.text, verifiers()) for one in Checkpoint.objects.all()]
    change("DELETE FROM ledger_checkpoint")
    change("DELETE FROM ledger_private")
    change("DELETE FROM ledger_event WHERE number > 4")
    change(
        "UPDATE ledger_head SET number = 4, hash = (SELECT hash FROM ledger_event WHERE number = 4)"
    )
    assert found() == []
    assert (Wrong.CUT, 5, 16) in found(outside=kept)


def test_a_kept_subtree_that_is_wrong_is_named():
    with act(by=SYSTEM, at=AT):
        for n in range(520):
            event_write(kind="k", subject=f"s:{n}")
    checkpoint_sign(by=SYSTEM, at=AT)
    assert found() == []
    change("UPDATE ledger_tile SET hash = sha256('x') WHERE index = 1")
    assert found() == [(Wrong.TILE, 257, 512)]
    change("UPDATE ledger_tile SET index = 5 WHERE index = 1")
    assert found() == [(Wrong.TILE, 1281, 1536)]


@pytest.mark.usefixtures("_log")
def test_an_erased_private_value_leaves_the_log_sound():
    event = Event.objects.get(number=5)
    assert private_of(event)["reason"].reveal() == "بیماری"
    erased = private_erase(event=5, name="reason", by=SYSTEM, at=AT)
    assert (erased.subject, erased.facts) == ("event:5", {"event": 5, "name": "reason"})
    assert private_of(event) == {"reason": None}
    assert found() == []
    for number, name in ((5, "reason"), (10, "other"), (4, "reason"), (99, "reason")):
        with pytest.raises(NotThere):
            private_erase(event=number, name=name, by=SYSTEM, at=AT)


@pytest.mark.usefixtures("_log")
def test_a_private_value_that_went_without_a_record_is_named():
    digest = Event.objects.get(number=5).private["reason"]
    change("DELETE FROM ledger_private WHERE commitment = %s", digest)
    assert found() == [(Wrong.PRIVATE_GONE, 5, 5)]


@pytest.mark.usefixtures("_log")
def test_a_private_value_that_was_changed_is_named():
    one, two = (Event.objects.get(number=n).private["reason"] for n in (5, 10))
    change("UPDATE ledger_private SET salt = sha256('x') WHERE commitment = %s", one)
    change("UPDATE ledger_private SET name = 'x' WHERE commitment = %s", two)
    three, four = (Event.objects.get(number=n).private["reason"] for n in (15, 20))
    change(
        "UPDATE ledger_private SET value = (SELECT value FROM ledger_private "
        "WHERE commitment = %s) WHERE commitment = %s",
        three,
        four,
    )
    assert found() == [(Wrong.PRIVATE_ALTERED, n, n) for n in (5, 10, 20)]


@pytest.mark.usefixtures("_log")
def test_a_private_value_of_no_event_is_named():
    Private.objects.create(commitment="0" * 64, name="x", salt=b"", value="x")
    verdict = log_verify(verifiers=verifiers())
    assert [(one.wrong, one.detail) for one in verdict.faults] == [(Wrong.PRIVATE_STRAY, "0" * 64)]


@pytest.mark.usefixtures("_log")
def test_a_log_full_of_faults_lists_some_and_counts_all(monkeypatch):
    monkeypatch.setattr("parvaneh.ledger.faults.LISTED", 5)
    monkeypatch.setattr(verification, "BATCH", 3)
    change("UPDATE ledger_event SET kind = 'x'")
    verdict = log_verify(verifiers=verifiers())
    assert (len(verdict.faults), verdict.count) == (5, SIZE)


def test_progress_is_told():
    with act(by=SYSTEM, at=AT):
        event_write(kind="k", subject="s")
    told = []
    log_verify(verifiers=[], progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]


def test_every_kind_of_fault_has_its_sentence():
    assert set(MESSAGES) == set(Wrong)
