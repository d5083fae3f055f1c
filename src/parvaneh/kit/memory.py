"""Memory in work that makes very many small objects."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects that may lie in a cycle, until it is looked for: a few requests' worth. What is
# looked through at once, with all requests of the process waiting, takes 2 ms; of ten times as
# much it is 10 to 30 ms, and all together costs the same.
YOUNG = 2_000
FULL = 100  # such lookings, each of ten, until everything is looked through


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no cycles meanwhile: rows of a sheet make none, and there may be a million cells.

    What is in no cycle is freed as ever. Inside another such block nothing changes.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def settled() -> None:
    """Spare a server the collecting over what it loaded: that stays for as long as it runs.

    A full collection stops every request of the process for as long as it takes to walk all that
    was imported; and young rubbish is looked for after every few requests, not many times in each,
    nor so seldom that the others notice.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, gc.get_threshold()[1], FULL)
