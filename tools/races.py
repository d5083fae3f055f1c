"""Races: many threads let go at one moment, in full (`PARVANEH_GATES=full`) 50 × 40 rounds.

Whatever takes effect once is tried by all; who comes second is refused, or meets a conflict.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

from parvaneh.frame.refused import Conflict, Refused
from tools.measured import record_row

T = TypeVar("T")
FULL = os.environ.get("PARVANEH_GATES") == "full"
THREADS, ROUNDS = (50, 40) if FULL else (8, 3)
SECTION = "Races"
HEADER = ("what all tried at once", "threads", "rounds", "took effect", "double effects")
LONGEST_WAIT = 60  # seconds until all threads stand ready


def at_once(work: Callable[[int], T]) -> list[T | Exception]:
    """Let all threads do it at the same moment.

    Args:
        work: gets the number of its thread.

    Returns:
        What each got: what the work returned, or why it was refused. Any other fault is raised.
    """
    start = Barrier(THREADS)

    def one(number: int) -> T | Exception:
        try:
            connection.ensure_connection()  # before the start, so that nobody is late
            start.wait(LONGEST_WAIT)
            return work(number)
        except (Refused, Conflict) as why:
            return why
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(one, range(THREADS)))


def done(told: list[T | Exception]) -> list[T]:
    """Of what `at_once` told, that of the threads that were not refused."""
    return [one for one in told if not isinstance(one, Exception)]


def race_record(what: str, effects: int, doubled: int) -> None:
    """Write down how a race ended, where it was run in full."""
    if FULL:
        record_row(SECTION, HEADER, (what, THREADS, ROUNDS, effects, doubled))
