"""Memory in work that makes very many small objects."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
