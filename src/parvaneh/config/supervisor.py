"""Keeps the database, the web server and the workers running until it is told to stop.

A child that dies is started again; one that dies at once, later each time. They end in the order
of their need: web and workers first, the database last. Should the supervisor itself be killed,
the kernel tells each child (`parvaneh.config.child`).
"""

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from parvaneh.config import child
from parvaneh.config.postgres import Server, ServerFailed, answers

LOOK_EVERY = 0.1  # seconds
SETTLED = 10.0  # seconds after which a child that dies had been well
PAUSES = (0.0, 0.2, 0.5, 1.0, 2.0, 5.0)  # seconds before it is started again
GRACE = 25.0  # seconds for a running job and the requests that run
Told = Callable[[str, int | None], None]


@dataclass
class Child:
    """A program that shall run: its name, its command line, its environment."""

    name: str
    words: Sequence[str]
    environment: Mapping[str, str]
    _process: subprocess.Popen[bytes] | None = None
    _begun: float = 0.0
    _tries: int = 0
    _next: float = 0.0

    def start(self) -> None:
        """Start it."""
        self._begun = time.monotonic()
        self._process = subprocess.Popen(
            child.command(child.SAME, signal.SIGTERM, *self.words),
            stdin=subprocess.DEVNULL,
            stdout=2,  # talk: the supervisor's stdout is for the address
            env=dict(self.environment),
            start_new_session=True,  # Ctrl-C at the terminal is for the supervisor alone
        )

    def tend(self, told: Told) -> None:
        """Start it again if it died, not at once if it does so often."""
        if self._process is not None and self._process.poll() is not None:
            lived = time.monotonic() - self._begun
            self._tries = 0 if lived > SETTLED else min(self._tries + 1, len(PAUSES) - 1)
            self._next = time.monotonic() + PAUSES[self._tries]
            told(self.name, self._process.returncode)
            self._process = None
        if self._process is None and time.monotonic() >= self._next:
            self.start()

    def ask_to_stop(self) -> None:
        """Send SIGTERM."""
        if self._process is not None:
            self._process.terminate()

    def end(self, until: float) -> None:
        """Wait for its end until a moment of the monotonic clock, then kill it."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


@dataclass
class Supervisor:
    """The database server, if it is ours to run, and the children that need it."""

    server: Server | None
    children: Sequence[Child]
    told: Told
    failed: Callable[[str], None]

    def run(self, stop: threading.Event, ready: Callable[[], bool]) -> None:
        """Start all, tend them until told to stop, and end them.

        Args:
            stop: set by a signal.
            ready: called until it says yes once.
        """
        waiting = True
        try:
            while not stop.wait(LOOK_EVERY):
                self._tend_server()
                for one in self.children:
                    one.tend(self.told)
                if waiting:
                    waiting = not ready()
        finally:
            self._end()

    def _tend_server(self) -> None:
        if self.server is None or self.server.running():
            return
        if answers(self.server.place):
            return  # another process runs it; should that end, we do
        self.told("database", self.server.ended())
        try:
            self.server.start()
        except ServerFailed as why:
            self.failed(str(why))

    def _end(self) -> None:
        until = time.monotonic() + GRACE
        for one in self.children:
            one.ask_to_stop()
        for one in self.children:
            one.end(until)
        if self.server is not None:
            self.server.stop()


@contextmanager
def stopped_by_signals() -> Iterator[threading.Event]:
    """An event that Ctrl-C, SIGTERM and SIGHUP set; a second one ends at once."""
    stop = threading.Event()

    def asked(number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise SystemExit(128 + number)
        stop.set()

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {one: signal.signal(one, asked) for one in numbers}
    try:
        yield stop
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
