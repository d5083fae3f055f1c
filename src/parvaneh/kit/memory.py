"""Memory in work that makes very many small objects."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 20_000  # new objects that may lie in a cycle, until it is looked for


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
    was imported; and young rubbish is looked for after every few requests, not many times in each.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
