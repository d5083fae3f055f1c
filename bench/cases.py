"""The list of cases as a user of one province sees it: a hundred out of ten thousand, of a million.

Each list is what a page asks for: rights, scope, filter, order, a hundred whole rows as objects.
"""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from bench import server
from bench.out import Out

if TYPE_CHECKING:
    from parvaneh.access.acting import Acting

NAME = "cases"
SIZES = (10_000, 1_000_000)
READS = 200
GOAL_MS, GOAL_RATIO = 300, 2
BATCH = 100_000

MORE = """
INSERT INTO casework_case (number, procedure, state, version, outcome, subject, source,
    office_code, province, kanoon, waits_for, due_on, opened_at, opened_by, entered_on, ended_on)
SELECT 'bench-' || n, 'objection', CASE WHEN n %% 10 = 0 THEN 'in_review' ELSE 'served' END, 1, '',
    'office:' || n %% 2000, '', '', 'IR-' || lpad((n %% 31)::text, 2, '0'), '',
    CASE WHEN n %% 10 = 0 THEN '{provincial_deputy,manager}'::varchar(40)[] ELSE '{}' END,
    CASE WHEN n %% 10 = 0 THEN date '2025-10-04' + (n * 7919 %% 400)::int - 100 END,
    timestamptz '2025-10-04' + n * interval '1 second', 'system', '2025-10-04',
    CASE WHEN n %% 10 = 0 THEN NULL ELSE date '2025-10-05' END
FROM generate_series(%s::bigint, %s::bigint) AS n
"""


def run(out: Out) -> None:
    """Fill the table to each size and read every list of each reader."""
    found: dict[str, list[float]] = {}
    with server.running(NAME):
        from django.db import connection  # noqa: PLC0415 - after the server is there

        held = 0
        readers = _readers()
        with connection.cursor() as cursor:
            # What is measured is reading; the history of a million rows is not needed for it.
            cursor.execute("ALTER TABLE casework_case DISABLE TRIGGER USER")
        for size in SIZES:
            with connection.cursor() as cursor:
                for first in range(held + 1, size + 1, BATCH):
                    cursor.execute(MORE, [first, min(size, first + BATCH - 1)])
                cursor.execute("VACUUM ANALYZE casework_case")
            held = size
            for reader, acting in readers.items():
                for name, read in _lists(acting).items():
                    found.setdefault(f"{reader}: {name}", []).append(_p95(read))
    rows = [
        (name, *(f"{one:.1f}" for one in times), f"{times[-1] / times[0]:.1f}")
        for name, times in found.items()
    ]
    header = ["list of 100", *(f"p95 ms of {size:,}" for size in SIZES), "ratio"]
    notes = [f"Goal: p95 at most {GOAL_MS} ms of a million, at most {GOAL_RATIO} times the first."]
    out.table("Lists of cases", header, rows, notes)


def _readers() -> "dict[str, Acting]":
    from bench._step_cases import AT  # noqa: PLC0415 - needs Django
    from parvaneh.access.acting import Acting  # noqa: PLC0415 - the same
    from parvaneh.access.models import Grant, User  # noqa: PLC0415 - the same

    found = {}
    for name, provinces in {"one province": 1, "three provinces": 3}.items():
        code = f"deputy-{provinces}"
        user = User.objects.create(code=code, username=code, name=code, created_at=AT)
        for n in range(provinces):
            Grant.objects.create(
                user=user,
                role="provincial_deputy",
                scope="province",
                scope_key=f"IR-{7 + n:02}",
                starts_on=AT.date(),
                given_by="system",
                given_at=AT,
            )
        found[name] = Acting(user)
    return found


def _lists(acting: "Acting") -> dict[str, Callable[[], object]]:
    from bench._step_cases import ON  # noqa: PLC0415 - needs Django
    from parvaneh.casework.queries import (  # noqa: PLC0415 - the same
        Asks,
        Order,
        Queue,
        condition,
        page,
        queue_page,
    )

    running = condition(Asks(running=True))
    return {
        "newest": lambda: page(acting, on=ON),
        "newest that run": lambda: page(acting, on=ON, where=running),
        "most pressing": lambda: page(acting, on=ON, order=Order.PRESSING),
        "my turn": lambda: queue_page(acting, Queue.TURN, on=ON),
        "overdue": lambda: queue_page(acting, Queue.OVERDUE, on=ON),
        "unassigned": lambda: queue_page(acting, Queue.UNASSIGNED, on=ON),
    }


def _p95(read: Callable[[], object]) -> float:
    read()
    times = []
    for _ in range(READS):
        begun = time.perf_counter()
        read()
        times.append(time.perf_counter() - begun)
    return 1000 * sorted(times)[READS * 95 // 100]
