"""The worker: runs jobs until it is told to stop, and gives back what a dead worker left.

A worker that is killed (-9, power, out of memory) leaves its job as ``doing``. Each worker shows
that it lives every few seconds; whichever other worker first finds one silent for too long puts
its job back. Where the database goes away, the worker waits and goes on by itself.
"""

import asyncio
import json
import logging
import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString, cast

from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate import App, JobContext, PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.periodic import PeriodicRegistry
from procrastinate.worker import Worker
from psycopg import Error as DatabaseError
from psycopg_pool import PoolTimeout

__all__ = ["JobsHealth", "jobs_health", "run_waiting", "stalled_jobs_return", "work"]

HEARTBEAT = 3.0  # seconds between two signs of life
STALLED = 15.0  # seconds of silence after which a worker is taken for dead
SWEEP = 3.0  # seconds between two looks for dead workers
POLL = 5.0  # seconds between two looks for jobs, should a notification be lost
GRACE = 20.0  # seconds that a running job is given when the worker is told to stop
PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)  # seconds before the next try to reach the database
# A job that has outlived so many workers has probably killed them.
MOST_ATTEMPTS = 20

Next = Callable[[], Awaitable[Any]]

# Of the workers that are silent, and of those whose row is gone.
_RETURN = """
UPDATE procrastinate_jobs AS job
   SET status = (CASE WHEN attempts >= %(most)s OR abort_requested THEN 'failed' ELSE 'todo' END
                )::procrastinate_job_status,
       attempts = attempts + 1, scheduled_at = now(), worker_id = NULL
 WHERE status = 'doing'
   AND NOT EXISTS (
       SELECT FROM procrastinate_workers AS worker
        WHERE worker.id = job.worker_id
          AND worker.last_heartbeat >= now() - make_interval(secs => %(silent)s))
"""
_HEALTH = """
SELECT count(*) FILTER (WHERE due), count(*) FILTER (WHERE status = 'todo' AND NOT due),
       count(*) FILTER (WHERE status = 'doing'), count(*) FILTER (WHERE status = 'failed'),
       (SELECT count(*) FROM procrastinate_workers
         WHERE last_heartbeat >= now() - make_interval(secs => %(silent)s)),
       (SELECT min(at) FROM procrastinate_events AS event
         WHERE event.type = 'deferred' AND event.job_id = min(job.id) FILTER (WHERE due))
  FROM (SELECT *, status = 'todo' AND coalesce(scheduled_at <= now(), true) AS due
          FROM procrastinate_jobs) AS job
"""

log = logging.getLogger(__name__)


def work(*, queues: tuple[str, ...] = ()) -> None:
    """Run jobs until SIGINT or SIGTERM; a running job is finished first, within 20 seconds.

    Args:
        queues: the queues to serve; none means all.
    """
    asyncio.run(_work(queues))


def run_waiting() -> int:
    """Run what waits, in this thread, connection and transaction, with the real worker.

    For tests, and for a command that must not end before its jobs have.

    Returns:
        How many jobs were run.
    """
    names: list[str] = []

    async def noted(call_next: Next, context: JobContext, worker: Worker) -> Any:
        del worker
        names.append(context.job.task_name)
        return await call_next()

    async def run() -> None:
        inside = app.with_connector(_Inside())
        # Only what was enqueued: what starts by the hour would make a test depend on the hour.
        inside.periodic_registry = PeriodicRegistry()  # type: ignore[no-untyped-call]
        await inside.run_worker_async(
            wait=False,
            listen_notify=False,
            install_signal_handlers=False,
            worker_middleware=[noted],
            task_middleware=[],  # Django's would close the connection, and the transaction with it
        )

    async_to_sync(run)()
    return len(names)


def stalled_jobs_return(silent_for: float = STALLED) -> None:
    """Put back the jobs of workers that have been silent for so many seconds.

    One statement: two workers that sweep at once do it once. A job that was begun too often is
    failed instead, since it probably kills its worker.
    """
    with connection.cursor() as cursor:
        cursor.execute(_RETURN, {"silent": silent_for, "most": MOST_ATTEMPTS})


@dataclass(frozen=True)
class JobsHealth:
    """How the queues stand. `oldest` is when the longest waiting job of those due was enqueued."""

    waiting: int
    later: int
    running: int
    failed: int
    workers: int
    oldest: datetime | None


def jobs_health() -> JobsHealth:
    """Count what waits now, waits for later, runs and has failed; how many workers live."""
    with connection.cursor() as cursor:
        cursor.execute(_HEALTH, {"silent": STALLED})
        return JobsHealth(*cursor.fetchone())


class _Inside(DjangoConnector):
    """Lets a worker use Django's own connection, on which JSON comes back as text."""

    def execute_query_one(self, query: LiteralString, **arguments: Any) -> dict[str, Any]:
        row = super().execute_query_one(query, **arguments)
        if isinstance(row.get("args"), str):
            row["args"] = json.loads(row["args"])
        return row


async def _work(queues: tuple[str, ...]) -> None:
    stop = asyncio.Event()
    tries = 0
    with _signals_set(stop):
        while not stop.is_set():
            try:
                await _session(queues, stop)
                tries = 0
            except (ConnectorException, DatabaseError, PoolTimeout, OSError):
                log.warning("the database does not answer; trying again")
                tries += 1
            if not stop.is_set():
                pause = PAUSES[min(tries, len(PAUSES) - 1)]
                await _first_of(stop.wait(), asyncio.sleep(pause))


async def _session(queues: tuple[str, ...], stop: asyncio.Event) -> None:
    """Work on one set of connections, until told to stop or the database goes away."""
    inside = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    async with inside.open_async():
        await _first_of(
            inside.run_worker_async(
                queues=queues or None,  # type: ignore[arg-type]  # None means all
                install_signal_handlers=False,
                fetch_job_polling_interval=POLL,
                shutdown_graceful_timeout=GRACE,
                update_heartbeat_interval=HEARTBEAT,
                stalled_worker_timeout=STALLED,
                delete_jobs="successful",  # what was done stands in the log
            ),
            _sweep_for_ever(inside),
            stop.wait(),
        )


async def _sweep_for_ever(inside: App) -> None:
    connector = cast("PsycopgConnector", inside.connector)
    while True:
        await connector.execute_query_async(_RETURN, silent=STALLED, most=MOST_ATTEMPTS)
        await inside.job_manager.prune_stalled_workers(STALLED)
        await asyncio.sleep(SWEEP)


async def _first_of(*awaitables: Awaitable[object]) -> None:
    """Wait for the first to end, stop the others, and raise what it raised."""
    tasks = [asyncio.ensure_future(one) for one in awaitables]
    done, rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
    for task in done:
        task.result()


@contextmanager
def _signals_set(stop: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    try:
        yield
    finally:
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(name)
