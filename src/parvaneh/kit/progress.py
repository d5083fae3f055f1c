"""How long work tells how far it is: a function that is called now and then."""

from collections.abc import Callable

# What is being done (a message id), how much of it is done, and how much there is (0: unknown).
Progress = Callable[[str, int, int], None]


def silent(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""
