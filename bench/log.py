"""The log: a chained event beside a plain insert of the same row, and the time to verify it all.

A durable private server (fsync on). The peer is a table with the same columns and indexes, numbered
by a sequence, without the trigger: what the chain costs is the difference.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.out import Out

AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)
COMMITS = 200  # of each side and round
CLIENTS = 8
BULK = 20_000
EVENTS = int(os.environ.get("PARVANEH_BENCH_EVENTS", "100000"))

PEER = """
CREATE TABLE plain_event (LIKE ledger_event INCLUDING ALL);
CREATE SEQUENCE plain_number;
ALTER TABLE plain_event ALTER number SET DEFAULT nextval('plain_number');
"""
PLAIN = """
INSERT INTO plain_event (previous, hash, body, at, kind, subject, by, acted_for, "case", before,
                         after)
SELECT '\\x00', '\\x00', body, %s, 'licence.suspended', 'licence:12', 'user:u-4k2p', '', '1404-12',
       'active', 'suspended' FROM unnest(%s::text[]) AS said (body)
"""
CHAINED = "INSERT INTO ledger_event (body) SELECT unnest(%s::text[])"


def run(out: Out) -> None:
    """Measure on a server of its own; nothing of it is kept."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PARVANEH_VAR"] = folder
        os.environ.pop("DATABASE_URL", None)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvaneh.config.settings")
        import django  # noqa: PLC0415 - only where this benchmark runs

        from parvaneh.config import postgres  # noqa: PLC0415 - after the folder is set

        place = postgres.place_under(Path(folder))
        with postgres.running(place):
            django.setup()
            from django.core.management import call_command  # noqa: PLC0415 - needs Django
            from django.db import connections  # noqa: PLC0415 - the same

            connections["default"].settings_dict |= {"HOST": str(place.socket)}
            call_command("migrate", verbosity=0)
            _measure(out, lambda: postgres.conninfo(place, postgres.DATABASE))
            connections.close_all()


def _measure(out: Out, where: Callable[[], str]) -> None:
    import psycopg  # noqa: PLC0415 - only where this benchmark runs

    body = _body()
    with closing(psycopg.connect(where())) as session:
        session.execute(PEER)
        session.commit()
    rows = []
    for name, clients, size in (
        ("one event a commit, 1 client", 1, 1),
        (f"one event a commit, {CLIENTS} clients", CLIENTS, 1),
        ("five events a commit, 1 client", 1, 5),
    ):
        plain, chained = [], []
        for _ in range(out.runs):  # in turns, so that both meet the same moods of the machine
            plain.append(_rate(where(), clients, PLAIN, (AT, [body] * size)))
            chained.append(_rate(where(), clients, CHAINED, ([body] * size,)))
        best = max(plain), max(chained)
        rows.append((name, *(f"{one:,.0f}/s" for one in best), f"{best[1] / best[0]:.2f}"))
    rows.append(_bulk(where(), body))
    seconds, events = _verified()
    told = f"Verified: {events:,} events in {seconds:.1f} s, {events / seconds:,.0f}/s."
    out.table("The log", ["commits", "plain insert", "chained event", "ratio"], rows, [told])


def _rate(where: str, clients: int, statement: str, values: tuple[object, ...]) -> float:
    """Commits a second."""
    import psycopg  # noqa: PLC0415 - only where this benchmark runs

    ready = threading.Barrier(clients + 1)

    def client() -> None:
        with closing(psycopg.connect(where)) as session:
            ready.wait()
            for _ in range(COMMITS // clients):
                session.execute(statement, values)  # type: ignore[arg-type]  # a fixed statement
                session.commit()

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for one in threads:
        one.start()
    ready.wait()
    begun = perf_counter()
    for one in threads:
        one.join()
    return (COMMITS // clients) * clients / (perf_counter() - begun)


def _bulk(where: str, body: str) -> tuple[str, str, str, str]:
    """The cost of a row itself, in one transaction that is rolled back."""
    import psycopg  # noqa: PLC0415 - only where this benchmark runs

    costs = []
    for statement, values in ((PLAIN, (AT, [body] * BULK)), (CHAINED, ([body] * BULK,))):
        taken = []
        for _ in range(3):
            with closing(psycopg.connect(where)) as session:
                begun = perf_counter()
                session.execute(statement, values)
                taken.append((perf_counter() - begun) / BULK * 1e6)
                session.rollback()
        costs.append(statistics.median(taken))
    plain, chained = costs
    return (
        "the row alone, no commit",
        f"{plain:.0f} µs",
        f"{chained:.0f} µs",
        f"{plain / chained:.2f}",
    )


def _verified() -> tuple[float, int]:
    """Fill the log, sign it, verify all of it."""
    from django.db import connection  # noqa: PLC0415 - needs Django

    from parvaneh.ledger.acts import SYSTEM  # noqa: PLC0415 - the same
    from parvaneh.ledger.checkpoints import checkpoint_sign, verifiers  # noqa: PLC0415 - the same
    from parvaneh.ledger.verification import log_verify  # noqa: PLC0415 - the same

    with connection.cursor() as cursor:
        cursor.execute(CHAINED, [[_body()] * EVENTS])
    checkpoint_sign(by=SYSTEM, at=AT)
    known = verifiers()
    begun = perf_counter()
    verdict = log_verify(verifiers=known)
    if not verdict.holds:
        raise AssertionError(verdict.faults[:3])
    return perf_counter() - begun, verdict.events


def _body() -> str:
    from parvaneh.ledger.chain import body_of  # noqa: PLC0415 - needs no Django

    said = {
        "kind": "licence.suspended",
        "subject": "licence:12",
        "by": "user:u-4k2p",
        "case": "1404-12",
        "before": "active",
        "after": "suspended",
    }
    return body_of(at=AT, said=said, cites=["D1392.26"], facts={"days": 30}, private=[])
