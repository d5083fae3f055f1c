"""Sharing work among as many threads as there are processors."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def cores() -> int:
    """How many processors this process may use."""
    known = getattr(os, "sched_getaffinity", None)
    return len(known(0)) if known else os.cpu_count() or 1


def in_parts(work: Callable[[int, int, int], None], total: int, threads: int) -> None:
    """Share the range from 0 to `total` among threads; what one raises is raised here.

    Args:
        work: given the number of its part, where the part begins and where it ends.
        total: the end of the range.
        threads: how many parts.
    """
    cuts = [total * part // threads for part in range(threads + 1)]
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(threads), cuts[:-1], cuts[1:]))
