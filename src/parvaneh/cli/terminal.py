"""What every command does alike: exit codes, talk on stderr, progress, refusals.

Data goes to stdout, talk to stderr. Nothing here is slow to import.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import FrameType

    from parvaneh.kit.progress import Progress

SHOWN_AFTER = 1.0  # seconds of work before progress shows

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


class Exit(IntEnum):
    """Exit codes of every command."""

    OK = 0
    ERROR = 1
    USAGE = 2
    INVALID = 3
    UNVERIFIED = 4
    CONFLICT = 5
    REFUSED = 6
    TRY_AGAIN = 7


def say(*lines: str) -> None:
    """Talk to the person, on stderr."""
    for line in lines:
        typer.echo(line, err=True)


def stop(lines: Iterable[str], code: Exit) -> NoReturn:
    """Say why, and end with the code."""
    say(*lines)
    raise typer.Exit(code)


def print_json(content: Any) -> None:
    """Print JSON content on stdout, Persian as Persian."""
    print(json.dumps(content, ensure_ascii=False, indent=2))


@contextmanager
def progress_shown(*, quiet: bool = False) -> Iterator[Progress]:
    """A progress callable that draws on stderr: at a terminal, after a second, gone at the end."""
    if quiet or not sys.stderr.isatty():
        from parvaneh.kit.progress import silent

        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    bars = Progress(*columns, console=Console(stderr=True), transient=True)
    tasks: dict[str, Any] = {}
    begun = time.monotonic()

    def shown(what: str, done: int, total: int) -> None:
        if what not in tasks:
            tasks[what] = bars.add_task(what, total=total or None)
        bars.update(tasks[what], completed=done, total=total or None)
        if not bars.live.is_started and time.monotonic() - begun > SHOWN_AFTER:
            bars.start()

    try:
        yield shown
    finally:
        bars.stop()


def stop_on_signals() -> None:
    """Let a termination signal unwind like Ctrl-C, so that nothing half-written stays."""

    def ended(number: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, ended)
