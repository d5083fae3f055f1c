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
WITH next AS (INSERT INTO casework_lettercounter (unit, year, last) VALUES ('9023', 1404, 1)
    ON CONFLICT (unit, year) DO UPDATE SET last = casework_lettercounter.last + 1 RETURNING last)
    %(document)s;
SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('letters', 'casework.document_render', 0, NULL, NULL,
    jsonb_build_object('document', 'd-b' || :id), NULL)::procrastinate_job_to_defer_v1]);
INSERT INTO ledger_event (body) VALUES %(bodies)s;
COMMIT;
"""


def run(out: Out) -> None:
    """Measure both sides, taking turns, with one client and with several."""
    rows = []
    with server.running(NAME):
        turns = max(1, out.runs // 2)
        _seed(OURS + EACH * (1 + turns * sum(CLIENTS)))
        _same_rows(OURS)
        used = OURS + EACH
        for clients in CLIENTS:
            ours, theirs = [], []
            for _ in range(turns):
                ours.append(_ours(clients))
                theirs.append(_theirs(clients, used))
                used += clients * EACH
            rows.append(_row(clients, max(ours), max(theirs)))
    notes = [
        f"Goal: at least {GOAL} % of pgbench. {SECONDS} seconds each, best of the runs in turn.",
        "A step: rights, law, deadline, pending letter with number and job, history, two events.",
        "Durable on both sides (fsync, synchronous_commit); both write the same rows: checked.",
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
    from bench._step_cases import acting, admit, on_trial, unstepped  # noqa: PLC0415 - needs Django
    from parvaneh.kit.clock import now_utc  # noqa: PLC0415 - the same

    with on_trial():
        by, at = acting(), now_utc()
        waiting = unstepped(number, OURS // clients)
        admit(waiting.pop(), by, at)
        begun = time.perf_counter()
        done = 0
        while time.perf_counter() - begun < SECONDS:
            # As a request does it: what the doer holds is read once for each.
            admit(waiting.pop(), acting(), at)
            done += 1
        return done / (time.perf_counter() - begun)


def _theirs(clients: int, used: int) -> float:
    said = _pgbench(used, "-T", str(SECONDS), "-c", str(clients), "-j", str(min(2, clients)))
    found = next((line for line in said.splitlines() if line.startswith("tps")), "= 0")
    return float(found.split("=")[1].split()[0])


def _pgbench(first: int, *words: str) -> str:
    program = server.pgbench(NAME)
    if program is None:
        return ""
    script = server.HOME / NAME / "step.sql"
    if not script.exists():
        script.write_text(WRITES % {"document": _document(), "bodies": _bodies()})
    ran = subprocess.run(
        [program, "-n", "-M", "prepared", *words,
         "-D", f"first={first}", "-D", "n=0", "-f", script],
        env=os.environ | server.connection_of(NAME),
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return ran.stdout


def _same_rows(first: int) -> None:
    """Let each side take one step, and see that both write as many rows into the same tables.

    Raises:
        RuntimeError: they do not; nothing that is measured then would be comparable.
    """
    from bench._step_cases import one_step, rows_of_each_table  # noqa: PLC0415 - needs Django

    before = rows_of_each_table()
    one_step()
    between = rows_of_each_table()
    if not _pgbench(first, "-t", "1", "-c", "1"):
        return
    after = rows_of_each_table()
    ours = {table: between[table] - before[table] for table in before}
    theirs = {table: after[table] - between[table] for table in before}
    if ours != theirs:
        other = {table: (ours[table], theirs[table]) for table in ours}
        told = {table: both for table, both in other.items() if both[0] != both[1]}
        raise RuntimeError(f"the sides write different rows: {told}")


def _bodies() -> str:
    """The bodies of the events of one step, as SQL."""
    from parvaneh.ledger.models import Event  # noqa: PLC0415 - needs Django

    last = Event.objects.filter(kind="case.step-taken").order_by("-number").first()
    assert last is not None
    events = Event.objects.filter(case=last.case).order_by("number")
    return ", ".join(f"({_text(event.body)})" for event in events)


def _document() -> str:
    """The insert of a letter such as a step pends, with a code and a number of its own."""
    from bench._step_cases import last_document  # noqa: PLC0415 - needs Django

    row = last_document()
    values = {name: _text(value) for name, value in row.items() if value is not None}
    values |= {"case_id": ":id", "code": "'d-b' || :id", "series": "'d-b' || :id"}
    values |= {"number": "'9023/' || last || '/1404'"}
    columns, chosen = ", ".join(values), ", ".join(values.values())
    return f"INSERT INTO casework_document ({columns}) SELECT {chosen} FROM next"


def _text(value: str) -> str:
    # pgbench would take what follows a colon for a variable.
    said = value.replace("\\", "\\\\").replace("'", "\\'").replace(":", "\\x3a")
    return f"E'{said}'"


def _seed(cases: int) -> None:
    from bench._step_cases import seed  # noqa: PLC0415 - needs Django

    seed(cases)
