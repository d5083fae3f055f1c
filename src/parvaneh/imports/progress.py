"""How far an import has come, seen from outside of its transaction.

What a running transaction writes nobody else can see; the name of its connection everybody can.
"""

from dataclasses import dataclass
from time import monotonic

from django.db import connection

from parvaneh.kit.progress import Progress

TOLD_EVERY = 0.2  # seconds


@dataclass(frozen=True)
class Come:
    """How many rows are done, of how many."""

    done: int
    total: int


def told_by(key: str) -> Progress:
    """A progress that names its connection: ``import:i-4k2p9x0m 120/2000``.

    It does so a few times a second: nobody sees more, and a hundred thousand rows take seconds.
    """
    told_at = 0.0

    def tell(what: str, done: int, total: int) -> None:
        nonlocal told_at
        del what
        if monotonic() - told_at < TOLD_EVERY:
            return
        told_at = monotonic()
        with connection.cursor() as cursor:
            name = f"{key} {done}/{total}"
            cursor.execute("SELECT set_config('application_name', %s, true)", [name])

    return tell


def progress_of(key: str) -> Come | None:
    """How far the work on an import has come; None where none is done at this moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT split_part(application_name, ' ', 2) FROM pg_stat_activity"
            " WHERE starts_with(application_name, %s)",
            [f"{key} "],
        )
        row = cursor.fetchone()
    done, _, total = row[0].partition("/") if row else ("", "", "")
    return Come(int(done), int(total)) if done.isdigit() and total.isdigit() else None
