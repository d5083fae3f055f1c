"""Events are numbered without gaps, chained, and can be neither changed nor taken away."""

import hashlib
import itertools
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from parvaneh.kit.canonical import NotCanonical, canonical
from parvaneh.ledger.acts import SYSTEM, System, act, event_write
from parvaneh.ledger.chain import GENESIS, event_hash
from parvaneh.ledger.models import Event, Head, Private

AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def write(count=1, **said) -> list[Event]:
    with act(by=SYSTEM, at=AT):
        return [
            event_write(**{"kind": "office.made", "subject": f"office:{n}", **said})
            for n in range(1, count + 1)
        ]


def test_events_are_numbered_and_chained_from_the_first():
    events = write(3) + write(1)
    assert [one.number for one in events] == [1, 2, 3, 4]
    assert events[0].previous == GENESIS
    for before, after in itertools.pairwise(events):
        assert after.previous == before.hash
    head = Head.objects.get()
    assert (head.number, bytes(head.hash)) == (4, events[-1].hash)


def test_the_hash_is_a_plain_sha256_that_anybody_can_compute():
    (event,) = write(after="active", cites=["D1404.12"], facts={"days": 10})
    covered = f"parvaneh-event-1\n1\n{'00' * 32}\n{event.body}".encode()
    assert event.hash == hashlib.sha256(covered).digest()


def test_the_database_and_python_compute_one_hash_over_persian_text():
    for event in write(2, before="«پیش»%s\\", after='"پس"\n'):
        assert event.hash == event_hash(event.number, event.previous, event.body)


def test_an_act_that_is_rolled_back_leaves_no_gap():
    write(2)
    with pytest.raises(ZeroDivisionError), act(by=SYSTEM, at=AT):
        event_write(kind="office.made", subject="office:9")
        raise ZeroDivisionError
    with pytest.raises(IntegrityError), transaction.atomic():
        write(1)
        Head.objects.create(id=1, number=0, previous=b"", hash=b"")
    assert [one.number for one in write(1)] == [3]


def test_the_columns_repeat_the_body():
    with act(by=System("user:a", "user:b"), at=AT, case="1404-1"):
        event_write(kind="k.done", subject="s:1", before="x", after="y", facts={"n": 1})
    event = Event.objects.get()
    assert json.loads(event.body) == {
        "after": "y",
        "at": "2025-10-04T08:30:00.000000Z",
        "before": "x",
        "by": "user:a",
        "case": "1404-1",
        "facts": {"n": 1},
        "for": "user:b",
        "kind": "k.done",
        "subject": "s:1",
    }
    said = (event.kind, event.subject, event.by, event.acted_for, event.case, event.at)
    assert said == ("k.done", "s:1", "user:a", "user:b", "1404-1", AT)
    assert (event.before, event.after, event.facts, event.cites) == ("x", "y", {"n": 1}, [])


def test_columns_given_by_hand_are_taken_from_the_body_all_the_same():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_event (number, hash, kind, body) VALUES (77, 'x', 'other', %s)",
            [canonical({"at": AT, "by": "a", "kind": "k", "subject": "s"})],
        )
    event = Event.objects.get()
    assert (event.number, event.kind) == (1, "k")


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"kind":"k"}', "no json"])
def test_a_body_that_says_too_little_is_refused_by_the_database(body):
    said = "null value|invalid input|cannot"
    with pytest.raises(DatabaseError, match=said), transaction.atomic():
        cursor = connection.cursor()
        cursor.execute("INSERT INTO ledger_event (body) VALUES (%s)", [body])
    assert not Event.objects.exists()


CHANGES = [
    "UPDATE ledger_event SET kind = 'x'",
    "UPDATE ledger_event SET body = body WHERE false",
    "DELETE FROM ledger_event",
    "UPDATE ledger_private SET salt = ''",
    "UPDATE ledger_private SET name = ''",
    "UPDATE ledger_checkpoint SET text = ''",
    "DELETE FROM ledger_checkpoint",
    "UPDATE ledger_tile SET hash = ''",
    "DELETE FROM ledger_tile",
    "DELETE FROM ledger_head",
]


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_written_is_neither_changed_nor_deleted(change):
    write(2)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(change)
    assert Event.objects.count() == 2


@pytest.mark.parametrize("table", ["event", "head", "tile", "checkpoint", "private"])
def test_a_table_of_the_log_is_not_emptied(table):
    name = f"ledger_{table}"
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        cursor = connection.cursor()
        cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER {name}_not_emptied")
        cursor.execute(f"TRUNCATE {name}")


def test_a_log_whose_head_is_missing_takes_no_event():
    write(1)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_head DISABLE TRIGGER ledger_head_append_only")
        cursor.execute("DELETE FROM ledger_head")
    with pytest.raises(IntegrityError, match="head"), transaction.atomic():
        write(1)


def test_private_values_enter_the_log_as_commitments_only():
    (event,) = write(private={"reason": "بیماری مدیر"})
    assert "بیماری" not in event.body
    kept = Private.objects.get(commitment=event.private["reason"])
    assert kept.value.reveal() == "بیماری مدیر"
    salted = b"parvaneh-commitment-1" + bytes(kept.salt) + b"reason\0" + "بیماری مدیر".encode()
    assert hashlib.sha256(salted).hexdigest() == event.private["reason"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM ledger_private")
        assert "بیماری" not in cursor.fetchone()[0]


def test_equal_private_values_have_different_commitments():
    one, two = write(2, private={"reason": "x"})
    assert one.private != two.private


def test_an_inner_act_that_fails_takes_its_private_values_back():
    with act(by=SYSTEM, at=AT):
        event_write(kind="k", subject="s", private={"reason": "1"})
        with pytest.raises(ZeroDivisionError), act(by=SYSTEM, at=AT):
            event_write(kind="k", subject="s", private={"reason": "2"})
            raise ZeroDivisionError
    assert [one.value.reveal() for one in Private.objects.all()] == ["1"]


@pytest.mark.parametrize(
    "facts",
    [{"x": 1.5}, {"x": object()}, {"نام": 1}, {"x": 2**53}, {"x": "\0"}, {"x": "\ud800"}],
    ids=["float", "object", "persian name", "too large", "nul", "half a pair"],
)
def test_facts_without_a_canonical_form_are_refused(facts):
    with pytest.raises(NotCanonical):
        write(facts=facts)


def test_a_moment_without_offset_is_refused():
    with pytest.raises(NotCanonical), act(by=SYSTEM, at=AT.replace(tzinfo=None)):
        event_write(kind="k", subject="s")


def test_a_moment_is_kept_in_utc_whatever_its_offset():
    there = AT.astimezone(timezone(timedelta(hours=3, minutes=30)))
    with act(by=SYSTEM, at=there):
        event_write(kind="k", subject="s")
    assert '"at":"2025-10-04T08:30:00.000000Z"' in Event.objects.get().body


def test_an_act_writes_all_its_events_in_one_statement(django_assert_num_queries):
    with django_assert_num_queries(4):  # savepoint, context, events, release
        write(50)


@pytest.mark.django_db(transaction=True)
def test_acts_that_run_together_leave_one_chain_without_gaps():
    def one(_) -> None:
        try:
            write(2)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(24)))
    events = list(Event.objects.order_by("number"))
    assert [event.number for event in events] == list(range(1, 49))
    for before, after in itertools.pairwise(events):
        assert bytes(after.previous) == bytes(before.hash)
