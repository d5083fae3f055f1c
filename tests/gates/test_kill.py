"""Kill -9 of the database and of workers at random points: nothing acknowledged is lost.

Clients open cases and take their steps; each step enqueues a job in its act. The database (its
postmaster or any process of it) and the worker are killed again and again. Afterwards every
acknowledged step must be there, every case must agree with its events and deadlines, and every step
must have had its job's effect once.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
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
KILLS = 200 if FULL else 10
CLIENTS = 2
CHANCE = random.Random()  # noqa: S311 - a point in time, not a secret
PATIENCE = 60.0
ENDS = "decided"
ENOUGH = 300  # jobs that wait
WAITING = "SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'gate' AND status <> 'failed'"


@dataclass
class Bench:
    """A durable private server with the cast of the gate, and where its clients write."""

    folder: Path
    server: postgres.Server
    environment: dict[str, str] = field(default_factory=dict)
    acknowledged: list[Path] = field(default_factory=list)

    def start(self, script: str, *words: str, **pipes: int) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, HERE / script, *words], env=self.environment, text=True, **pipes
        )

    def asked(self, sql: str) -> list[tuple]:
        with psycopg.connect(postgres.conninfo(self.server.place)) as connection:
            return connection.execute(sql).fetchall()

    def lines(self) -> list[str]:
        return [
            line
            for path in self.acknowledged
            if path.exists()
            for line in path.read_text(encoding="ascii").splitlines()
        ]


CAST = """
from datetime import date
import django; django.setup()
from django.db import connection
from kill_job import TABLE
from parvaneh.access.models import User, Grant
from parvaneh.kit.clock import now_utc
from parvaneh.registry.models import Person
at = now_utc()
for name in ("deputy_1", "applicant_1"):
    User.objects.create(code=name, username=name, name=name, created_at=at)
Grant.objects.create(user=User.objects.get(username="deputy_1"), role="provincial_deputy",
    scope="province", scope_key="IR-23", starts_on=date(2025, 1, 1), given_by="system", given_at=at)
Person.objects.create(code="p-1", name="applicant_1", user=User.objects.get(username="applicant_1"))
connection.cursor().execute(TABLE)
"""


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
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
    made = Bench(tmp_path, server, environment)
    for words in (["-m", "parvaneh.cli", "migrate"], ["-c", CAST]):
        subprocess.run([sys.executable, *words], env=environment, check=True, capture_output=True)
    yield made
    server.stop()


@contextmanager
def clients(bench: Bench, *words: str) -> Iterator[list[subprocess.Popen[str]]]:
    bench.acknowledged = [bench.folder / f"client-{n}" for n in range(CLIENTS)]
    running = [bench.start("kill_client.py", str(path), *words) for path in bench.acknowledged]
    try:
        yield running
        assert all(one.poll() is None for one in running), "a client ended by itself"
    finally:
        for one in running:
            one.kill()
            one.wait()


def await_progress(bench: Bench, since: int) -> None:
    end = time.monotonic() + PATIENCE
    while len(bench.lines()) <= since:
        assert time.monotonic() < end, "the clients stand still"
        time.sleep(0.01)


def database_kill(bench: Bench) -> float:
    """Kill the postmaster, or one of its processes, and return the seconds until it answers."""
    postmaster = bench.server._process.pid
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    victim = CHANCE.choice([postmaster, postmaster, *map(int, children)])
    try:
        os.kill(victim, signal.SIGKILL)
    except ProcessLookupError:  # a backend that ended by itself
        os.kill(postmaster, signal.SIGKILL)
    begun = time.monotonic()
    if victim == postmaster:
        bench.server._process.wait()
    end = begun + PATIENCE
    while time.monotonic() < end:
        if not bench.server.running():
            bench.server.start()
        if postgres.answers(bench.server.place):
            return time.monotonic() - begun
        time.sleep(0.01)
    raise AssertionError("the database does not come back")


def kill_databases(bench: Bench, kills: int) -> list[float]:
    seconds = []
    for _ in range(kills):
        await_progress(bench, len(bench.lines()))
        time.sleep(CHANCE.uniform(0, 0.15))
        seconds.append(database_kill(bench))
    await_progress(bench, len(bench.lines()))
    return seconds


def kill_workers(bench: Bench, kills: int, working: list[subprocess.Popen[str]]) -> None:
    """Kill workers while clients work; at the end one worker does what is left."""
    forks = bench.start("kill_workers.py", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        for _ in range(kills):
            worker = forked(forks)
            full = bench.asked(WAITING)[0][0] > ENOUGH
            for one in working:  # no more than the killed workers can ever do
                one.send_signal(signal.SIGSTOP if full else signal.SIGCONT)
            time.sleep(CHANCE.uniform(0.1, 0.6))
            os.kill(worker, signal.SIGKILL)
        for one in working:
            one.kill()
            one.wait()
        forked(forks)
        drain(bench)
    finally:
        forks.kill()
        forks.communicate()


def forked(forks: subprocess.Popen[str]) -> int:
    forks.stdin.write("next\n")
    forks.stdin.flush()
    return int(forks.stdout.readline())


def drain(bench: Bench) -> None:
    """Wait until no job waits; what a dead worker left comes back by then."""
    end = time.monotonic() + PATIENCE + 2 * KILLS
    while bench.asked(WAITING) != [(0,)]:
        assert time.monotonic() < end, "jobs wait for ever"
        time.sleep(0.1)


@dataclass(frozen=True)
class Facts:
    """What was acknowledged, and what the database holds."""

    acknowledged: list[tuple[str, int, str]]
    cases: dict[str, str]  # number: state
    states: dict[str, list[str]]  # number: the states it came to, by its events
    running: dict[str, int]  # number: deadlines that run
    effects: Counter[str]  # step: how often its job's effect was written to the log


def facts_of(bench: Bench) -> Facts:
    events = bench.asked(
        "SELECT c.number, e.after FROM ledger_event e JOIN casework_case c "
        "ON e.subject = 'case:' || c.number WHERE e.kind IN ('case.opened', 'case.step-taken') "
        "ORDER BY e.number"
    )
    states: dict[str, list[str]] = {}
    for number, after in events:
        states.setdefault(number, []).append(after)
    running = (
        "SELECT c.number, count(*) FROM casework_deadline d JOIN casework_case c "
        "ON c.id = d.case_id WHERE d.state IN ('waiting', 'open', 'stopped') GROUP BY c.number"
    )
    effects = "SELECT substr(subject, 6) FROM ledger_event WHERE kind = 'gate.effect'"
    acknowledged = [line.split() for line in bench.lines()]
    return Facts(
        [(number, int(version), state) for number, version, state in acknowledged],
        dict(bench.asked("SELECT number, state FROM casework_case")),
        states,
        dict(bench.asked(running)),
        Counter(step for (step,) in bench.asked(effects)),
    )


def faults_of(facts: Facts, *, jobs: bool) -> list[str]:
    """What was lost, half done or done twice."""
    found = []
    for number, _, state in facts.acknowledged:
        if state not in facts.states.get(number, []):
            found.append(f"lost: {number} {state}")
    for number, state in facts.cases.items():
        came = facts.states.get(number, [])
        if came[-1:] != [state]:
            found.append(f"half-applied: {number} is {state}, its events end with {came[-1:]}")
        if facts.running.get(number, 0) != (state != ENDS):
            found.append(f"half-applied: {number} is {state} with {facts.running.get(number, 0)}")
    found += [f"event without case: {number}" for number in facts.states.keys() - facts.cases]
    if jobs:
        took = Counter(
            f"{number}:{state}" for number, came in facts.states.items() for state in came
        )
        marked = Counter(step.rpartition(":")[0] for step in facts.effects.elements())
        found += [
            f"effects: {one} {took[one]} {marked[one]}"
            for one in took | marked
            if took[one] != marked[one]
        ]
        found += [f"twice: {step}" for step, times in facts.effects.items() if times != 1]
    return found


def gaps_of(bench: Bench) -> int:
    return bench.asked("SELECT max(number) - count(*) FROM ledger_event")[0][0]


def test_kill_9_of_the_database_loses_nothing_acknowledged(bench: Bench) -> None:
    with clients(bench):
        seconds = kill_databases(bench, KILLS)
    facts = facts_of(bench)
    faults = faults_of(facts, jobs=False)
    assert faults == []
    assert gaps_of(bench) == 0
    if FULL:
        slowest = sorted(seconds)
        rows = [
            ("kills of the database (postmaster or any of its processes)", KILLS),
            ("acknowledged steps", len(facts.acknowledged)),
            ("acknowledged steps lost", 0),
            ("cases half-applied", 0),
            ("gaps in the log", 0),
            ("seconds until it answers again: median", f"{slowest[len(slowest) // 2]:.2f}"),
            ("seconds until it answers again: longest", f"{slowest[-1]:.2f}"),
        ]
        record("Kill -9 of the database", table(("what", "figure"), rows))


def test_kill_9_of_workers_loses_no_effect_and_repeats_none(bench: Bench) -> None:
    with clients(bench) as working:
        await_progress(bench, 5)
        kill_workers(bench, KILLS, working)
        facts = facts_of(bench)
        working.clear()  # they were ended on purpose
    assert faults_of(facts, jobs=True) == []
    assert gaps_of(bench) == 0
    assert sum(facts.effects.values()) >= len(facts.acknowledged) > 0
    if FULL:
        rows = [
            ("kills of the worker", KILLS),
            ("steps with a job", sum(facts.effects.values())),
            ("effects missing", 0),
            ("effects repeated", 0),
        ]
        record("Kill -9 of the worker", table(("what", "figure"), rows))


def test_a_writer_that_acknowledges_before_the_commit_is_found(bench: Bench) -> None:
    """The negative control: the same kills, the same judge."""
    with clients(bench, "early"):
        kill_databases(bench, 6)
    assert [one for one in faults_of(facts_of(bench), jobs=False) if one.startswith("lost")]


WHOLE = Facts(
    [("c-1", 1, "asked")],
    {"c-1": "examined"},
    {"c-1": ["asked", "examined"]},
    {"c-1": 1},
    Counter({"c-1:asked:1": 1, "c-1:examined:2": 1}),
)


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ({"acknowledged": [("c-1", 3, "decided")]}, "lost"),
        ({"cases": {"c-1": "asked"}}, "half-applied"),
        ({"running": {}}, "half-applied"),
        ({"cases": {}}, "event without case"),
        ({"effects": Counter({"c-1:asked:1": 1})}, "effects"),
        ({"effects": Counter({"c-1:asked:1": 2, "c-1:examined:2": 1})}, "effects"),
    ],
)
def test_the_judge_names_what_is_wrong(spoilt: dict, said: str) -> None:
    assert faults_of(WHOLE, jobs=True) == []
    found = faults_of(replace(WHOLE, **spoilt), jobs=True)
    assert found
    assert found[0].startswith(said)
