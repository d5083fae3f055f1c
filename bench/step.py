"""A step of a case against pgbench with the same inserts and the same chain, on one server.

Ours is the whole operation: rights, law, deadline, lock, history, log. pgbench only writes: the
same rows into the same tables with the same triggers, in one transaction, without asking anything.
"""

import os
import subprocess
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from bench import server
from bench.out import Out

NAME = "step"
CLIENTS = (1, 4)
SECONDS = 4
OURS = 20_000  # cases for our side; each step takes one on
EACH = 10_000  # cases for each client of pgbench in each run
GOAL = 15  # per cent

WRITES = """
\\set n :n + 1
\\set id :first + :client_id * 10000 + :n
BEGIN;
SELECT set_config('pghistory.context_metadata',
    E'{"by": "user\\x3adeputy", "case": "1404-99"}', true);
UPDATE casework_case SET state = 'examined', version = version + 1, outcome = '',
    entered_on = '2025-10-04', waits_for = '{applicant,provincial_deputy}', due_on = '2025-10-25',
    ended_on = NULL WHERE id = :id;
INSERT INTO casework_deadline (case_id, key, state, province, facts, starts_on, amount, unit,
    counting, nominal_on, counted_on, added_days, last_on, calendar) VALUES (:id,
    'D1404.12.review_days', 'open', 'IR-23', '{"entered_on": "2025-10-04", "served_on": null}',
    '2025-10-04', 20, 'days', 'D1404.12.review_counting', '2025-10-24', '2025-10-25', 0,
    '2025-10-25', '1');
%(document)s
INSERT INTO ledger_event (body) VALUES (E'%(body)s');
COMMIT;
"""


def run(out: Out) -> None:
    """Measure both sides, taking turns, with one client and with several."""
    rows = []
    with server.running(NAME):
        turns = max(1, out.runs // 2)
        _seed(OURS + EACH * turns * sum(CLIENTS))
        used = OURS
        for clients in CLIENTS:
            ours, theirs = [], []
            for _ in range(turns):
                ours.append(_ours(clients))
                theirs.append(_theirs(clients, used))
                used += clients * EACH
            rows.append(_row(clients, max(ours), max(theirs)))
    notes = [
        f"Goal: at least {GOAL} % of pgbench. {SECONDS} seconds each, best of the runs in turn.",
        "fsync and synchronous_commit on; the case and its deadline in tables with history.",
    ]
    header = ["clients", "steps/s", "pgbench/s", "share"]
    out.table("A step of a case beside pgbench", header, rows, notes)


def _row(clients: int, ours: float, theirs: float) -> tuple[str, ...]:
    share = f"{100 * ours / theirs:.0f} %" if theirs else "not measured"
    return f"{clients}", f"{ours:,.0f}", f"{theirs:,.0f}", share


def _ours(clients: int) -> float:
    with ProcessPoolExecutor(clients, get_context("spawn")) as pool:
        taken = list(pool.map(_client, range(clients), [clients] * clients))
    return sum(taken)


def _client(number: int, clients: int) -> float:
    """Take steps for some seconds; returns how many a second."""
    server.connect(NAME)
    from bench._step_cases import acting, on_trial, unstepped  # noqa: PLC0415 - needs Django
    from parvaneh.casework.operations import step_take  # noqa: PLC0415 - the same
    from parvaneh.kit.clock import now_utc  # noqa: PLC0415 - the same

    with on_trial():
        by, at = acting(), now_utc()
        waiting = unstepped(number, OURS // clients)
        step_take(case=waiting.pop(), step="admit", by=by, at=at)
        begun = time.perf_counter()
        done = 0
        while time.perf_counter() - begun < SECONDS:
            # As a request does it: what the doer holds is read once for each.
            step_take(case=waiting.pop(), step="admit", by=acting(), at=at)
            done += 1
        return done / (time.perf_counter() - begun)


def _theirs(clients: int, used: int) -> float:
    program = server.pgbench(NAME)
    if program is None:
        return 0.0
    script = server.HOME / NAME / "step.sql"
    script.write_text(WRITES % {"document": "", "body": _body()})
    ran = subprocess.run(
        [program, "-n", "-M", "prepared", "-c", str(clients), "-j", str(min(2, clients)),
         "-T", str(SECONDS), "-D", f"first={used}", "-D", "n=0", "-f", script],
        env=os.environ | server.connection_of(NAME),
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    found = next(line for line in ran.stdout.splitlines() if line.startswith("tps"))
    return float(found.split("=")[1].split()[0])


def _body() -> str:
    from parvaneh.ledger.models import Event  # noqa: PLC0415 - needs Django

    last = Event.objects.filter(kind="case.step-taken").order_by("-number").first()
    assert last is not None
    # pgbench would take what follows a colon for a variable.
    return last.body.replace("\\", "\\\\").replace(":", "\\x3a")


def _seed(cases: int) -> None:
    from bench._step_cases import seed  # noqa: PLC0415 - needs Django

    seed(cases)
