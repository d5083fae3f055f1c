"""Gate: nine kinds of tampering with the log, each found and named by its row.

In CI 45 times, in full (`PARVANEH_GATES=full`) 1,000 times. The tamperer rules the database: the
triggers are off, the head, the stored checkpoints and the signing key are theirs. What they do not
have is what was kept outside: a checkpoint, and the hashes of the events under it.
"""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from parvaneh.kit.canonical import canonical
from parvaneh.kit.notes import Checkpoint as Statement
from parvaneh.kit.notes import checkpoint_opened
from parvaneh.ledger import verification
from parvaneh.ledger.acts import SYSTEM, act, event_write
from parvaneh.ledger.chain import GENESIS, event_hash
from parvaneh.ledger.checkpoints import checkpoint_sign, latest, verifiers
from parvaneh.ledger.models import Event
from parvaneh.ledger.verification import hashes_hold, log_verify
from tools.measured import record, table

AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)
SIZE = 40
FULL = os.environ.get("PARVANEH_GATES") == "full"
TIMES = 1_000 if FULL else 45

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

Tampering = Callable[[int, random.Random], None]


@dataclass(frozen=True)
class Outside:
    """What was kept outside of the database."""

    checkpoints: list[Statement]
    hashes: list[bytes]


@pytest.fixture
def outside() -> Outside:
    """A log of forty events, signed after every eighth; the tail of it kept outside too."""
    for n in range(1, SIZE + 1):
        with act(by=SYSTEM, at=AT, case=f"1404-{n % 3}" if n % 3 else ""):
            private = {"reason": f"دلیل {n}"} if n % 7 == 0 else {}
            event_write(
                kind="licence.suspended",
                subject=f"licence:{n}",
                before="active",
                after="suspended",
                cites=["D1392.26"],
                facts={"days": n},
                private=private,
            )
        if n % 8 == 0:
            checkpoint_sign(by=SYSTEM, at=AT)
    kept = checkpoint_opened(latest().text, verifiers())
    hashes = [bytes(one.hash) for one in Event.objects.order_by("number")]
    assert hashes_hold(hashes, kept)
    return Outside([kept], hashes)


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def body(number: int) -> str:
    return Event.objects.get(number=number).body


def edited(number: int, chance: random.Random) -> str:
    """The body of an event with one member changed."""
    said = json.loads(body(number))
    name, value = chance.choice(
        [
            ("subject", "licence:0"),
            ("after", "active"),
            ("by", "user:x"),
            ("kind", "licence.renewed"),
            ("at", "2025-10-04T08:30:00.000001Z"),
            ("facts", {"days": 0}),
            ("cites", []),
        ]
    )
    return canonical({**said, name: value})


def edit_field(number: int, chance: random.Random) -> None:
    """One member everywhere: in the body and in its column."""
    changed = edited(number, chance)
    said = json.loads(changed)
    sql(
        'UPDATE ledger_event SET body = %s, subject = %s, after = %s, "by" = %s, kind = %s, '
        "at = %s WHERE number = %s",
        changed,
        *(said[name] for name in ("subject", "after", "by", "kind", "at")),
        number,
    )


def edit_body(number: int, chance: random.Random) -> None:
    text = body(number)
    spot = chance.randrange(len(text))
    other = chance.choice([one for one in 'a0 {}":,' if one != text[spot]])
    changed = text[:spot] + other + text[spot + 1 :]
    sql("UPDATE ledger_event SET body = %s WHERE number = %s", changed, number)


def edit_column(number: int, chance: random.Random) -> None:
    column = chance.choice(["kind", "subject", "by", "acted_for", "case", "before", "after", "at"])
    value = "2024-01-01T00:00:00Z" if column == "at" else "x"
    sql(f'UPDATE ledger_event SET "{column}" = %s WHERE number = %s', value, number)  # noqa: S608


def delete_row(number: int, _: random.Random) -> None:
    sql("DELETE FROM ledger_event WHERE number = %s", number)


def shift(number: int, by: int) -> None:
    """Move the numbers from one on; twice, so that none is there twice meanwhile."""
    sql("UPDATE ledger_event SET number = -number WHERE number >= %s", number)
    sql("UPDATE ledger_event SET number = -number + %s WHERE number < 0", by)


def insert_row(number: int, chance: random.Random) -> None:
    """A forged event between two others, rightly chained to the one before; the rest moves up."""
    previous = bytes(Event.objects.get(number=number).previous)
    forged = edited(number, chance)
    shift(number, 1)
    copied = 'body, kind, subject, by, acted_for, "case", at, before, after'
    sql(
        f"INSERT INTO ledger_event (number, previous, hash, {copied}) "  # noqa: S608
        f"SELECT %s, %s, %s, {copied} FROM ledger_event WHERE number = %s",
        number,
        previous,
        event_hash(number, previous, forged),
        number + 1,
    )
    said = json.loads(forged)
    sql(
        'UPDATE ledger_event SET body = %s, subject = %s, after = %s, "by" = %s, kind = %s, '
        "at = %s WHERE number = %s",
        forged,
        *(said[name] for name in ("subject", "after", "by", "kind", "at")),
        number,
    )
    sql("UPDATE ledger_head SET number = number + 1")


def swap_two(number: int, chance: random.Random) -> None:
    other = chance.choice([n for n in range(1, SIZE + 1) if n != number])
    sql("UPDATE ledger_event SET number = 0 WHERE number = %s", number)
    sql("UPDATE ledger_event SET number = %s WHERE number = %s", number, other)
    sql("UPDATE ledger_event SET number = %s WHERE number = 0", other)


def renumber(number: int, chance: random.Random) -> None:
    """A gap is opened, or a deleted row's gap closed; the head follows."""
    if chance.random() < 0.5:
        shift(number, 1)
        sql("UPDATE ledger_head SET number = number + 1")
    else:
        sql("DELETE FROM ledger_event WHERE number = %s", number)
        shift(number, -1)
        sql("UPDATE ledger_head SET number = number - 1")


def cut_tail(number: int, _: random.Random) -> None:
    """From one event on everything is gone, and nothing inside shows it."""
    gone = Event.objects.filter(number__gte=number)
    digests = [digest for one in gone for digest in one.private.values()]
    sql("DELETE FROM ledger_private WHERE commitment = ANY(%s)", digests)
    sql("DELETE FROM ledger_event WHERE number >= %s", number)
    sql("DELETE FROM ledger_checkpoint WHERE size >= %s", number)
    last = Event.objects.order_by("-number").first()
    sql(
        "UPDATE ledger_head SET number = %s, hash = %s",
        last.number if last else 0,
        bytes(last.hash) if last else GENESIS,
    )


def rechain(number: int, chance: random.Random) -> None:
    """One event edited, all chained again, the checkpoints signed again with the real key."""
    bodies = [one.body for one in Event.objects.order_by("number")]
    bodies[number - 1] = edited(number, chance)
    sql("DELETE FROM ledger_checkpoint")
    sql("DELETE FROM ledger_event")
    sql("DELETE FROM ledger_head")
    sql("SET LOCAL session_replication_role = origin")
    for text in bodies:
        sql("INSERT INTO ledger_event (body) VALUES (%s)", text)
    checkpoint_sign(by=SYSTEM, at=AT)


KINDS: dict[str, Tampering] = {
    "a field edited": edit_field,
    "a body edited": edit_body,
    "a column edited": edit_column,
    "a row deleted": delete_row,
    "a row inserted": insert_row,
    "two rows swapped": swap_two,
    "rows renumbered": renumber,
    "the tail cut": cut_tail,
    "edited, then all chained again": rechain,
}
FROM_OUTSIDE = {"the tail cut", "edited, then all chained again"}


@contextmanager
def tampered(kind: str, number: int, chance: random.Random) -> Iterator[None]:
    """Tamper for the length of a block."""
    with transaction.atomic():
        sql("SET LOCAL session_replication_role = replica")
        KINDS[kind](number, chance)
        sql("SET LOCAL session_replication_role = origin")
        yield
        transaction.set_rollback(True)


def named(outside: Outside | None) -> list[range]:
    """The rows that verification names, fault by fault."""
    verdict = log_verify(
        outside=outside.checkpoints if outside else (),
        hashes=outside.hashes if outside else (),
        verifiers=verifiers(),
    )
    return [range(one.first, one.last + 1) for one in verdict.faults]


def is_named(kind: str, number: int, rows: list[range]) -> bool:
    """Whether a fault names the row itself: alone, with its neighbour, or as the first of a cut."""
    if kind in FROM_OUTSIDE:
        return any(one.start == number for one in rows)
    return any(number in one and len(one) <= 2 for one in rows)


def test_tampering_is_found_and_named(outside):
    assert named(outside) == []
    chance = random.Random(1404)  # noqa: S311 - a repeatable choice of rows
    done, found, rightly = Counter(), Counter(), Counter()
    for at in range(TIMES):
        kind = list(KINDS)[at % len(KINDS)]
        number = chance.randint(1, SIZE)
        with tampered(kind, number, chance):
            rows = named(outside)
            done[kind] += 1
            found[kind] += bool(rows)
            rightly[kind] += is_named(kind, number, rows)
    assert named(outside) == []
    assert found == done
    assert rightly == done
    if FULL:
        rows = [(kind, done[kind], found[kind], rightly[kind]) for kind in KINDS]
        lines = table(["tampering", "times", "found", "named by row"], rows)
        head = f"{TIMES:,} times, a log of {SIZE} events, a checkpoint and its hashes kept outside."
        record("Tampering with the log", [head, "", *lines])


@pytest.mark.parametrize("kind", sorted(FROM_OUTSIDE))
def test_without_anything_from_outside_these_are_missed(outside, kind):
    """Why a checkpoint is kept outside: the negative control of the two last kinds."""
    with tampered(kind, 11, random.Random(1)):  # noqa: S311 - repeatable
        assert named(None) == []
        assert is_named(kind, 11, named(outside))


def kept_hash(number: int, *_: object) -> bytes:
    """The hash as the row has it, computed from nothing."""
    return bytes(Event.objects.get(number=number).hash)


SWITCHED_OFF = {
    "a field edited": ("event_hash", kept_hash),
    "a column edited": ("_wrong_columns", lambda *_: []),
}


@pytest.mark.parametrize("kind", SWITCHED_OFF)
def test_a_verifier_without_the_check_misses_it(outside, kind, monkeypatch):
    chance = random.Random(7)  # noqa: S311 - repeatable
    with tampered(kind, 11, chance):
        assert is_named(kind, 11, named(None))
        monkeypatch.setattr(verification, *SWITCHED_OFF[kind])
        assert not is_named(kind, 11, named(None))
