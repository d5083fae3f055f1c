"""Where a private server keeps its data and its socket, and as whom it runs.

A normal user runs it as themselves. PostgreSQL refuses to run as root; so root runs it

1. as whoever owns the data, or the folder that they are made in, where that is not root;
2. else in a user namespace of one id (`parvaneh.config.child`);
3. else, where the kernel forbids that, as an id that nobody uses. Where that id cannot enter the
   folder of the data, they lie in a folder of the machine instead, which ``postgres.elsewhere``
   names; its programs are copied beside them if it cannot reach those either.

No account is made, and no folder that was there before changes its permissions.
"""

import hashlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from parvaneh.config import child
from parvaneh.config.editions import Edition

SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 107  # bytes of the path of a Unix socket
UNUSED = range(62_000, 62_500)  # ids that no distribution gives to an account
SHELF = Path("/var/lib")


class ServerFailed(RuntimeError):
    """The private database server cannot be started; the message says why."""


@dataclass(frozen=True)
class Place:
    """Where a private server keeps its data, and the folder of its socket."""

    data: Path
    socket: Path
    lock: Path

    @property
    def log(self) -> Path:
        """The server's own log file."""
        return self.lock.with_name("postgres.log")

    @property
    def making(self) -> Path:
        """Where the data are made before they are whole."""
        return self.data.with_name(f"{self.data.name}.making")

    @property
    def elsewhere(self) -> Path:
        """The file that names another folder for the data, where there is one."""
        return self.lock.with_name("postgres.elsewhere")

    @property
    def socket_file(self) -> Path:
        """The socket itself."""
        return self.socket / SOCKET_NAME


@dataclass(frozen=True)
class Who:
    """As whom the server runs, in the words of `parvaneh.config.child`, and where data lie."""

    name: str
    data: Path

    def ids(self) -> tuple[int, int]:
        """The user and group that own, outside, what they make."""
        user, _, group = self.name.partition(":")
        return (int(user), int(group)) if group else (0, 0)

    def maker(self) -> "Who":
        """As whom the data are made: `initdb` wants a user with a name, `postgres` does not."""
        user, _ = self.ids()
        return (
            self if not user or _named(user) else Who(f"{child.NOBODY}:{child.NOBODY}", self.data)
        )

    def reaches(self, *paths: Path) -> bool:
        """Whether they can enter these folders and read what lies there."""
        test = 'for one; do test -r "$one" && test -x "$one" || exit 1; done'
        words = ("/bin/sh", "-c", test, "sh", *map(str, paths))
        asked = subprocess.run(
            child.command(self.name, signal.SIGKILL, *words),
            capture_output=True,
            check=False,
            cwd="/",
        )
        return asked.returncode == 0

    def reachable(self, edition: Edition) -> Edition:
        """The edition, or its copy beside the data where they cannot reach it."""
        if self.name == child.SAME or self.reaches(Path(edition.program("postgres"))):
            return edition
        copy = self.data.with_name(f"programs-{edition.major}")
        if not copy.exists():
            making = copy.with_suffix(".making")
            shutil.rmtree(making, ignore_errors=True)
            shutil.copytree(edition.folder.parent, making, symlinks=True)
            making.rename(copy)
        return Edition(edition.major, copy / "bin")


def place_under(var: Path) -> Place:
    """The place of the server whose data lie under a folder; the same for every process."""
    var = var.absolute()
    elsewhere = var / "postgres.elsewhere"
    data = Path(elsewhere.read_text(encoding="utf-8").strip()) if elsewhere.exists() else None
    mark = hashlib.sha256(str(var).encode()).hexdigest()[:12]
    return Place(data or var / "postgres", _sockets() / f"parvaneh-{mark}", var / "postgres.lock")


def place_prepare(place: Place) -> None:
    """Make the folders of a place that are not there, and see that they are ours.

    Raises:
        ServerFailed: one of them is somebody else's, or the socket's path would be too long.
    """
    if len(os.fsencode(place.socket_file)) > LONGEST_SOCKET:
        raise ServerFailed(f"{place.socket_file} is too long for a socket; set a shorter TMPDIR.")
    try:
        place.lock.parent.mkdir(parents=True, exist_ok=True)
        place.socket.mkdir(mode=0o700, exist_ok=True)
    except OSError as why:
        raise ServerFailed(f"{why.filename}: {why.strerror}") from None
    found = place.socket.lstat()
    trusted = {os.geteuid(), 0, _owner(place.data)}
    if not stat.S_ISDIR(found.st_mode) or found.st_mode & 0o077 or found.st_uid not in trusted:
        raise ServerFailed(f"{place.socket} is not a folder of our own.")
    if os.geteuid() and place.data.exists() and place.data.stat().st_uid != os.geteuid():
        raise ServerFailed(
            f"The data in {place.data} belong to another user; run as that user, or set "
            "PARVANEH_VAR to another folder."
        )


def who_serves(place: Place) -> tuple[Place, Who]:
    """Where the data lie in the end, and as whom the server runs there; call it under the lock.

    As root, also gives them the folders that they need.

    Raises:
        ServerFailed: root may become nobody here.
    """
    if place.making.exists():  # an interrupted start left it
        shutil.rmtree(place.making)
    if os.geteuid():
        return place, Who(child.SAME if _named(os.geteuid()) else child.NAMESPACE, place.data)
    owner, there = _owner(place.data), place.data.exists()
    choices = [f"{owner}:{_nearest(place.data).stat().st_gid}"] if owner else []
    if not (owner and there):
        choices += [child.NAMESPACE, _unused()]
    for at in (place,) if there else (place, _on_shelf(place)):
        for name in choices:
            who = Who(name, at.data)
            if who.reaches(_nearest(at.data.parent)):
                _give(at, who.ids())
                if at.data != place.data:
                    place.elsewhere.write_text(f"{at.data}\n", encoding="utf-8")
                return at, who
    raise ServerFailed(
        f"Nobody but root can enter {_nearest(place.data.parent)}, and PostgreSQL refuses to run "
        "as root."
    )


def _on_shelf(place: Place) -> Place:
    """The same server with its data in a folder of the machine, which everybody can enter."""
    return replace(place, data=SHELF / place.socket.name / "postgres")


def _give(place: Place, owner: tuple[int, int]) -> None:
    """Give the socket's folder, and the data, to whom the server runs as."""
    os.chown(place.socket, *owner)
    if not place.data.exists():
        place.data.parent.mkdir(mode=0o755, exist_ok=True)
        place.making.mkdir(mode=0o700)
        os.chown(place.making, *owner)
    elif place.data.stat().st_uid != owner[0]:
        give_all(place.data, owner)


def give_all(folder: Path, owner: tuple[int, int]) -> None:
    """Give a folder and all that is in it to a user and group."""
    for one in (folder, *folder.rglob("*")):
        os.chown(one, *owner, follow_symlinks=False)


def _nearest(path: Path) -> Path:
    """The path, or the nearest folder above it that is there."""
    return next(one for one in (path, *path.parents) if one.exists())


def _named(user: int) -> bool:
    return any(one.pw_uid == user for one in pwd.getpwall())


def _owner(path: Path) -> int:
    return _nearest(path).stat().st_uid


def _unused() -> str:
    taken = {one.pw_uid for one in pwd.getpwall()}
    number = next(one for one in UNUSED if one not in taken)
    return f"{number}:{number}"


def _sockets() -> Path:
    """A short folder for sockets, the same for every process whatever its environment."""
    short = Path("/tmp")  # noqa: S108 - the folder inside is made by us, for us alone
    return short if os.access(short, os.W_OK) else Path(tempfile.gettempdir())
