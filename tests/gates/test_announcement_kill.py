"""Kill -9 of workers at random points of an announcement: all of it, or nothing, once.

Two workers at once try the same announcement and its letters and are killed again and again. After
each kill there are either no grades, no cases, no effects and no edition, or all of them; in the
end every office has one letter, one number and one notice.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from parvaneh.config import postgres
from tools.measured import record, table

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
FULL = os.environ.get("PARVANEH_GATES") == "full"
KILLS = 200 if FULL else 6
CHANCE = random.Random()  # noqa: S311 - a point in time, not a secret
PATIENCE = 120.0
NOTHING = (0, 0, 0, 0, 0)
# What an announcement writes; before it all are empty.
COUNTED = """
SELECT (SELECT count(*) FROM registry_grade WHERE cycle = 1405),
       (SELECT count(*) FROM casework_case WHERE procedure = 'objection'),
       (SELECT count(*) FROM ledger_event WHERE kind = 'ranking.announced'),
       (SELECT count(*) FROM ranking_announcement WHERE announced_at IS NOT NULL),
       (SELECT count(*) FROM casework_case WHERE procedure = 'ranking_cycle'
           AND state = 'announced')
"""
LETTERS = """
SELECT count(*), count(DISTINCT case_id), count(DISTINCT number)
FROM casework_document WHERE kind = 'ranking.grade' AND state = 'ready'
"""
NOTICES = "SELECT count(*), count(DISTINCT case_id) FROM casework_notice"
CAST = """
import django; django.setup()
from datetime import timedelta
from parvaneh.kit.clock import now_utc
from parvaneh.ranking.models import Announcement
from parvaneh.ranking.tests.on_the_way import confirmed
from parvaneh.ranking.tests.samples import country_sample
confirmed(country_sample())
Announcement.objects.update(announce_at=now_utc() - timedelta(minutes=1))
"""


@dataclass
class Bench:
    """A durable private server with a confirmed announcement whose moment has come."""

    server: postgres.Server
    environment: dict[str, str]

    def asked(self, sql: str) -> tuple[int, ...]:
        with psycopg.connect(postgres.conninfo(self.server.place)) as connection:
            [row] = connection.execute(sql).fetchall()
        return row


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    tmp_path = tmp_path_factory.mktemp("gate")
    server = postgres.Server(postgres.place_under(tmp_path / "var"))
    server.start()
    url = f"postgresql://{postgres.OWNER}@/{postgres.DATABASE}?host={server.place.socket}"
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "parvaneh.config.settings",
        "PARVANEH_VAR": str(tmp_path / "var"),
        "PYTHONPATH": str(HERE),
    }
    for words in (["-m", "parvaneh.cli", "migrate"], ["-c", CAST]):
        subprocess.run([sys.executable, *words], env=environment, check=True, capture_output=True)
    yield Bench(server, environment)
    server.stop()


def started(starter: subprocess.Popen[str]) -> list[int]:
    """Two more workers."""
    assert starter.stdin is not None
    assert starter.stdout is not None
    starter.stdin.write("\n")
    starter.stdin.flush()
    return list(map(int, starter.stdout.readline().split()))


def is_killed(worker: int) -> bool:
    """Kill a worker; False where it had ended by itself."""
    try:
        os.kill(worker, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def test_an_announcement_that_is_killed_is_there_whole_or_not_at_all(bench: Bench) -> None:
    whole, killed = (6, 6, 1, 1, 1), 0
    with subprocess.Popen(
        [sys.executable, HERE / "announce_workers.py"],
        env=bench.environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as starter:  # fmt: skip
        longest = 0.12
        for _ in range(KILLS):
            workers = started(starter)
            time.sleep(CHANCE.uniform(0, longest))
            killed += sum(map(is_killed, workers))
            found = bench.asked(COUNTED)
            assert found in {NOTHING, whole}
            # Longer from time to time, so that a kill falls within the letters too.
            longest = min(longest * 1.4, 1.5) if found != whole else 0.4
        started(starter)
        until = time.monotonic() + PATIENCE
        while bench.asked(NOTICES)[0] < whole[0] and time.monotonic() < until:
            time.sleep(0.1)
        starter.kill()
    assert bench.asked(COUNTED) == whole
    assert bench.asked(LETTERS) == (6, 6, 6)
    assert bench.asked(NOTICES) == (6, 6)
    if FULL:
        record(
            "Announcement under kill -9",
            table(["Workers killed", "Half an announcement", "Letters doubled or lost"],
                  [[str(killed), "0", "0"]]),
        )  # fmt: skip


def test_the_gate_sees_half_an_announcement(bench: Bench) -> None:
    with psycopg.connect(postgres.conninfo(bench.server.place)) as connection:
        connection.execute("UPDATE casework_case SET state = 'announced'")
        connection.execute("UPDATE ranking_announcement SET announced_at = NULL, edition = NULL")
        [row] = connection.execute(COUNTED).fetchall()
        connection.rollback()
    assert row not in {NOTHING, (6, 6, 1, 1, 1)}
