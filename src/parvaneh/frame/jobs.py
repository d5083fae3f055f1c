"""Jobs, thinly over procrastinate: enqueued in the caller's transaction, run by `parvaneh worker`.

    @job(queue="letters")
    def document_render(*, document: int) -> None: ...

    with act(by=by, at=at):
        enqueue(document_render, document=row.pk)   # starts after the commit, or never

A job is declared in its application's ``jobs.py``. It must be idempotent: after a crash it is run
again, and a worker that was only asleep may finish beside the one that took over. Its arguments
are codes and numbers: they are logged, so nothing personal belongs there. A lost job must never
lose a legal deadline: deadlines are computed from data.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import ParamSpec, TypeVar, cast

from asgiref.sync import sync_to_async
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job as Row
from procrastinate.types import JSONDict

from parvaneh.frame.job_failures import failure_note
from parvaneh.frame.worker import jobs_health, run_waiting, work

__all__ = [
    "BATCH",
    "JOBS",
    "Job",
    "batches",
    "enqueue",
    "enqueue_at",
    "enqueue_many",
    "job",
    "jobs_health",
    "run_waiting",
    "work",
]

P = ParamSpec("P")
T = TypeVar("T")

# Bulk work is cut into jobs of so many items: a crash repeats seconds, not hours.
BATCH = 150
RETRIES = 8
# 4 s, 16 s, 64 s … and never longer than this: a mail server that is away for a day comes back.
LONGEST_WAIT = timedelta(hours=6)
WAIT_FACTOR = 4


class GrowingWaits(BaseRetryStrategy):
    """Tries again after 4, 16, 64 … seconds, so often and no more."""

    def __init__(self, times: int) -> None:
        """Take how often a failed job is tried again."""
        self.times = times

    def get_retry_decision(self, *, exception: BaseException, job: Row) -> RetryDecision | None:
        """When to try again; None when it was tried often enough."""
        del exception
        if job.attempts >= self.times:
            return None
        seconds = min(WAIT_FACTOR ** (job.attempts + 1), int(LONGEST_WAIT.total_seconds()))
        return RetryDecision(retry_in={"seconds": seconds})


@dataclass(frozen=True)
class Job:
    """A declared job: the name its rows carry, its queue, its hours, and what it does."""

    name: str
    queue: str
    every: str  # five fields of cron in UTC; empty where only `enqueue` starts it
    says: str


JOBS: dict[str, Job] = {}
_names: dict[Callable[..., None], str] = {}


def job(
    *, queue: str = "default", retry: int = RETRIES, every: str = ""
) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Declare a job under ``<application>.<function>``: a name that survives a moved module.

    Args:
        queue: the queue that it waits in.
        retry: how often it is tried again after an exception, each time later.
        every: cron fields (UTC) for a job that also starts by itself. A run is missed while no
            worker lives: such a job looks at the data for what is due, never at the hour.
    """

    def declared(function: Callable[P, None]) -> Callable[P, None]:
        application = function.__module__.partition("parvaneh.")[2].partition(".")[0]
        name = f"{application}.{function.__name__}"
        says = (function.__doc__ or "").partition("\n")[0]
        JOBS[name] = Job(name, queue, every, says)
        _names[function] = name

        # Run by the worker's one thread for database work: in a test that is the test's own
        # thread, so the real worker sees the test's transaction.
        async def run(
            context: JobContext, /, timestamp: int | None = None, **kwargs: object
        ) -> None:
            del timestamp  # the periodic starter gives it; no job may depend on it
            try:
                await sync_to_async(cast("Callable[..., None]", function))(**kwargs)
            except Exception as why:
                await sync_to_async(failure_note)(context.job.id, why)
                raise

        task = app.task(name=name, queue=queue, retry=GrowingWaits(retry), pass_context=True)(run)
        if every:
            app.periodic(cron=every)(task)
        return function

    return declared


def enqueue(function: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
    """Enqueue a job in the running transaction; it starts after the commit, or never."""
    if args:
        raise TypeError("a job takes keyword arguments only")
    app.configure_task(_names[function]).defer(**cast("JSONDict", kwargs))


def enqueue_at(
    function: Callable[P, None], when: datetime, *args: P.args, **kwargs: P.kwargs
) -> None:
    """Enqueue a job that starts at a moment, or after the commit if that is later.

    A job may be lost: what must come about at its moment is also looked for in the data.
    """
    if args:
        raise TypeError("a job takes keyword arguments only")
    task = app.configure_task(_names[function], schedule_at=when)
    task.defer(**cast("JSONDict", kwargs))


def enqueue_many(function: Callable[..., None], arguments: Sequence[Mapping[str, object]]) -> None:
    """Enqueue one job for each set of arguments, in one statement."""
    if arguments:
        given = [cast("JSONDict", dict(one)) for one in arguments]
        app.configure_task(_names[function]).batch_defer(*given)


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Cut items into lists of at most `size`, for one job each."""
    left = iter(items)
    while taken := list(islice(left, size)):
        yield taken
