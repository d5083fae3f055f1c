"""Writing generated rows: by COPY, table by table, with one event for each batch.

The database takes longer to store rows than we to make them, so that the next ones are made
meanwhile. Triggers and constraints run as for everything else; nothing is switched off.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model

from parvaneh.frame.copying import rows_copied
from parvaneh.ledger.acts import SYSTEM, act, event_write

KIND = "demonstration.generated"
MOST_WAITING = 2  # jobs whose rows are held in memory
Row = tuple[type[Model], Mapping[str, object]]  # a table, and plain values by column


@contextmanager
def written_meanwhile() -> Iterator[Callable[..., None]]:
    """Have jobs done one after another on this connection while the block goes on without it.

    What the block itself asks of the database, it asks before or after: one connection does one
    thing at a time. A job that fails ends the block with its error.
    """
    ours = connections[DEFAULT_DB_ALIAS]
    waiting: deque[Future[object]] = deque()
    ours.inc_thread_sharing()
    try:
        with ThreadPoolExecutor(
            1, initializer=connections.__setitem__, initargs=(DEFAULT_DB_ALIAS, ours)
        ) as hands:

            def hand_over(job: Callable[..., object], *given: object) -> None:
                if len(waiting) == MOST_WAITING:
                    waiting.popleft().result()
                waiting.append(hands.submit(job, *given))

            yield hand_over
            for one in waiting:
                one.result()
    finally:
        ours.dec_thread_sharing()


class Sheaf:
    """Rows of several tables, written together in the order in which the tables are named."""

    def __init__(self, *models: type[Model]) -> None:
        """Name the tables; those that others point at first."""
        self.rows: dict[type[Model], list[Mapping[str, object]]] = {model: [] for model in models}
        self.written: Counter[str] = Counter()

    def add(self, rows: Iterable[Row]) -> None:
        """Take rows of any of the tables."""
        for model, row in rows:
            self.rows[model].append(row)

    def write(self) -> None:
        """Write what was taken, and forget it."""
        for model, rows in self.rows.items():
            self.written[model._meta.model_name or ""] = rows_copied(model, rows)
            rows.clear()


def told(what: str, rows: Counter[str] | dict[str, int], *, at: datetime) -> None:
    """Write the one event of a batch: what was generated, and how many rows of each table.

    Args:
        what: the subject of the batch.
        rows: how many, by table.
        at: the moment.
    """
    with act(by=SYSTEM, at=at):
        facts: dict[str, object] = {name: number for name, number in sorted(rows.items()) if number}
        event_write(kind=KIND, subject=f"demonstration:{what}", facts=facts)


def analysed(models: Sequence[type[Model]]) -> None:
    """Let the planner know what was written."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
