"""Jobs, thinly over procrastinate: enqueued in the caller's transaction, run by `parvaneh worker`.

A job must be idempotent: after a crash it is run again.
"""

from collections.abc import Callable
from typing import ParamSpec, cast

from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

P = ParamSpec("P")


def job(
    *, queue: str = "default", retry: int = 5
) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Declare a job under the dotted name of its function; its arguments must be JSON values.

    Args:
        queue: the queue that it waits in.
        retry: how often it is tried again after an exception, each time later.
    """

    def declared(function: Callable[P, None]) -> Callable[P, None]:
        name = f"{function.__module__}.{function.__qualname__}"
        app.task(name=name, queue=queue, retry=retry)(function)
        return function

    return declared


def enqueue(function: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
    """Enqueue a job in the running transaction; it starts after the commit, or never."""
    if args:
        raise TypeError("a job takes keyword arguments only")
    name = f"{function.__module__}.{function.__qualname__}"
    app.configure_task(name).defer(**cast("dict[str, JSONValue]", kwargs))
