"""Writing generated rows: by COPY, table by table, with one event for each batch.

Triggers and constraints run as for everything else; nothing is switched off.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import connection
from django.db.models import Model

from parvaneh.frame.copying import rows_copied
from parvaneh.ledger.acts import SYSTEM, act, event_write

KIND = "demonstration.generated"
Row = tuple[type[Model], Mapping[str, object]]  # a table, and plain values by column


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
            self.written[model._meta.model_name or ""] += rows_copied(model, rows)
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
