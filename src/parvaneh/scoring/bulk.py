"""One pass over a large sheet: what is counted of its rows, and whether anything in them is wrong.

Reading takes most of the time; as many threads share it as there are processors. Only where
the pass met something wrong are the rows looked at again, one by one, to say what and where.
"""

import os
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import takewhile
from queue import Queue
from threading import Event, Lock

import pyarrow as pa

from parvaneh.kit.languages import msg
from parvaneh.kit.sheets import Fault, Notice, Unreadable
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.scoring.bulk_counts import (
    COUNTED,
    IDLE,
    MOST_SYSTEMS,
    TALLIES,
    MonitoringTally,
    Tally,
)
from parvaneh.scoring.bulk_faults import list_faults
from parvaneh.scoring.bulk_rows import Piece, Pieces, parts_of
from parvaneh.scoring.codes import CodeList
from parvaneh.scoring.faults import Faults
from parvaneh.scoring.opened import BulkSource, Progress, silent
from parvaneh.scoring.rows import REPAIRED
from parvaneh.scoring.summary import Counts

COUNTING = {
    "survey": msg("counting the survey's answers"),
    "services": msg("counting the services"),
    "monitoring": msg("counting the minutes of the systems"),
}
TOO_MANY_SYSTEMS = msg("at most {most} different systems")
READABLE = msg("rows that can be told apart: quotation marks in pairs, doubled inside a cell")


@dataclass(frozen=True, eq=False)
class BulkCounts:
    """What a large sheet came to.

    counts: survey (n, 21): rows with an answer, then answers 1..5 to each question; services
    (n, 4) and monitoring (n, systems, 2) as in `Summary`. outside: rows outside the period.
    """

    counts: Counts
    outside: int
    systems: tuple[str, ...]
    notices: tuple[Notice, ...]


def reduce_bulk(
    source: BulkSource,
    codes: CodeList,
    period: Period,
    faults: Faults,
    progress: Progress = silent,
) -> BulkCounts:
    """Count the rows of a large sheet, and find out whether anything in them is wrong.

    Args:
        source: the sheet.
        codes: the offices; rows of counts are in the order of their codes.
        period: rows of other days are ignored and counted; they must be right nevertheless.
        faults: takes every fault, the first of each kind listed, all counted. If there are any,
            the counts mean nothing.
        progress: told what is done, bytes done, bytes in all.
    """
    try:
        tally = _counted(source, codes, period, progress)
    except Unreadable as why:
        faults.add_all(why.faults)
        return BulkCounts(TALLIES[source.sheet](codes, period).counts(), 0, (), ())
    except pa.ArrowInvalid as why:
        _list_or_blame(source, codes, faults, str(why), progress)
        return BulkCounts(TALLIES[source.sheet](codes, period).counts(), 0, (), ())
    if tally.wrong:
        list_faults(source, codes, faults, progress)
    systems = tally.systems if isinstance(tally, MonitoringTally) else ()
    if len(systems) > MOST_SYSTEMS:
        params = {"most": MOST_SYSTEMS}
        faults.add(Fault(source.file, None, "system", "", TOO_MANY_SYSTEMS, params))
    repaired = Notice(source.file, REPAIRED, {"count": tally.repaired})
    notices = (repaired,) if tally.repaired else ()
    return BulkCounts(tally.counts(), tally.outside, systems, notices)


def _counted(source: BulkSource, codes: CodeList, period: Period, progress: Progress) -> Tally:
    """Count here what other threads read: reading needs no interpreter, counting holds it."""
    parts = parts_of(source, COUNTED[source.sheet], IDLE.get(source.sheet, ()))
    tally: Tally = TALLIES[source.sheet](codes, period)
    what = COUNTING[source.sheet]
    done = 0
    with closing(_read(parts)) as pieces:
        for piece in pieces:
            tally.add(piece)
            done = min(source.bytes, done + piece.bytes)
            progress(what, done, source.bytes)
    return tally


def _read(parts: Sequence[Pieces]) -> Generator[Piece, None, None]:
    """The pieces of all parts, as they come from several threads; only so many wait."""
    threads = max(1, min(len(parts), _processors()))
    ready: Queue[Piece | None] = Queue(2 * threads)
    waiting = iter(parts)
    lock, stopped = Lock(), Event()

    def read() -> None:
        try:
            while not stopped.is_set():
                with lock:
                    part = next(waiting, None)
                if part is None:
                    break
                for piece in takewhile(lambda _: not stopped.is_set(), part()):
                    ready.put(piece)
        except BaseException:
            stopped.set()
            raise
        finally:
            ready.put(None)

    with ThreadPoolExecutor(threads) as pool:
        reading = [pool.submit(read) for _ in range(threads)]
        left = threads
        try:
            while left:
                piece = ready.get()
                if piece is None:
                    left -= 1
                else:
                    yield piece
        finally:
            stopped.set()
            while left:  # let those go on that wait for a place
                left -= ready.get() is None
    for one in reading:
        one.result()


def _list_or_blame(
    source: BulkSource, codes: CodeList, faults: Faults, why: str, progress: Progress
) -> None:
    """Let the row-by-row reader say what is wrong with a delimited file, or say it at large."""
    before = sum(faults.totals.values())
    list_faults(source, codes, faults, progress)
    if sum(faults.totals.values()) == before:
        faults.add(Fault(source.file, None, None, why[:80], READABLE))


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
