"""Kill -9 of workers at random points of a ranking's run: all of a run is stored, once, or nothing.

Runs wait; workers that compute them are killed one after the other. After each kill every run has
all of its results, files and its step, or none of it; in the end all have them, once.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
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
RUNS = KILLS * 3 // 4 + 2  # some are killed more than once
LONGEST = 0.9  # seconds that a worker lives at most: a run takes about half of that
PATIENCE = 90.0
CHANCE = random.Random()  # noqa: S311 - a point in time, not a secret
OFFICES = 6

HALF = """
SELECT run.id, run.state, run.done_at IS NULL, run.results_id IS NULL, run.bundle_id IS NULL,
    (SELECT count(*) FROM ranking_result result WHERE result.run_id = run.id),
    (SELECT state FROM casework_case WHERE id = cycle.case_id),
    (SELECT count(*) FROM ledger_event event WHERE event.kind = 'run.done'
        AND event.subject = 'run:' || cycle.code || '/' || run.number),
    (SELECT count(*) FROM ledger_event event WHERE event.kind = 'case.step-taken'
        AND event.after = 'run' AND event.subject = 'case:' || (
            SELECT number FROM casework_case WHERE id = cycle.case_id))
FROM ranking_run run JOIN ranking_cycle cycle ON cycle.id = run.cycle_id ORDER BY run.id
"""
NOTHING = ("ordered", True, True, True, 0, "evidence_frozen", 0, 0)
EVERYTHING = ("done", False, False, False, OFFICES, "run", 1, 1)


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    server = postgres.Server(postgres.place_under(tmp_path / "var"))
    server.start()
    url = f"postgresql://{postgres.OWNER}@/{postgres.DATABASE}?host={server.place.socket}"
    made = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "parvaneh.config.settings",
        "PARVANEH_VAR": str(tmp_path / "var"),
        "PYTHONPATH": str(HERE),
        "CONNINFO": postgres.conninfo(server.place),
    }
    for words in (["-m", "parvaneh.cli", "migrate"], [HERE / "kill_runs_cast.py", str(RUNS)]):
        subprocess.run([sys.executable, *words], env=made, check=True, capture_output=True)
    yield made
    server.stop()


def runs_of(environment: dict[str, str]) -> dict[int, tuple[object, ...]]:
    with psycopg.connect(environment["CONNINFO"]) as connection:
        return {pk: tuple(rest) for pk, *rest in connection.execute(HALF).fetchall()}


def halves(found: dict[int, tuple[object, ...]]) -> dict[int, tuple[object, ...]]:
    return {pk: one for pk, one in found.items() if one not in {NOTHING, EVERYTHING}}


def forked(forks: subprocess.Popen[str]) -> int:
    forks.stdin.write("next\n")
    forks.stdin.flush()
    return int(forks.stdout.readline())


def test_kill_9_of_workers_leaves_all_of_a_run_or_nothing_and_never_twice(environment):
    forks = subprocess.Popen(
        [sys.executable, HERE / "kill_workers.py"], env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        interrupted = killed_again_and_again(forks, environment)
        forked(forks)
        end = time.monotonic() + PATIENCE + 2 * KILLS
        while any(one != EVERYTHING for one in runs_of(environment).values()):
            assert time.monotonic() < end, halves(runs_of(environment)) or "runs wait for ever"
            time.sleep(0.2)
    finally:
        forks.kill()
        forks.communicate()
    assert len(runs_of(environment)) == RUNS
    assert interrupted, "no worker was killed while it computed: the gate tests nothing"
    if FULL:
        rows = [
            ("kills of workers that compute rankings", KILLS),
            ("of these while a run was being computed", interrupted),
            ("runs stored in part, or twice", 0),
        ]
        record("Kill -9 during a ranking", table(["what", "how many"], rows))


def killed_again_and_again(forks: subprocess.Popen[str], environment: dict[str, str]) -> int:
    """Kill workers one after the other; how many were computing a run when they died."""
    interrupted = 0
    for _ in range(KILLS):
        worker = forked(forks)
        time.sleep(CHANCE.uniform(0.1, LONGEST))
        os.kill(worker, signal.SIGKILL)
        assert halves(runs_of(environment)) == {}
        interrupted += doing(environment) > 0
    return interrupted


def doing(environment: dict[str, str]) -> int:
    """Jobs that a dead worker left in the middle."""
    with psycopg.connect(environment["CONNINFO"]) as connection:
        [(count,)] = connection.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'"
        ).fetchall()
    return count
