"""Backups: a folder with a dump of the database, the stored files, and what they must be.

``manifest.json`` says what was saved, ``SHA256SUMS`` names every file with its hash and is compared
whole, so that any flipped bit, missing file or stray file is found before anything is restored.
Keys are named by id only, unless asked for: whoever holds a backup and its keys reads everything.
"""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from parvaneh.config.editions import Edition, edition_that_reads
from parvaneh.kit.keys import keyring_read
from parvaneh.kit.outputs import folder_aside
from parvaneh.kit.version import code_version
from parvaneh.ledger.models import Head

FORMAT = "parvaneh-backup-1"
DUMP, MANIFEST, SUMS, FILES, KEYS = "database.dump", "manifest.json", "SHA256SUMS", "files", "keys"
CHUNK = 1 << 20
EMPTY_FIRST = "DROP SCHEMA public CASCADE; CREATE SCHEMA public; SET lock_timeout = '10s';"
MADE_BY_SERVER = r"""
SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
   AND c.relkind = 'r' ORDER BY c.relname
"""


class BackupFailed(RuntimeError):
    """A program of PostgreSQL refused; the message is its own."""


@dataclass(frozen=True)
class Content:
    """What a database held at one moment: rows by table, number and hash of the last event."""

    rows: Mapping[str, int]
    events: int
    head: str

    def differences(self, other: "Content") -> list[str]:
        """The tables whose number of rows differs, and ``log`` where the last event does."""
        names = sorted({*self.rows, *other.rows})
        found = [name for name in names if self.rows.get(name) != other.rows.get(name)]
        return [
            *found,
            *(["log"] if (self.events, self.head) != (other.events, other.head) else []),
        ]


def backup_make(out: Path, *, at: datetime, with_keys: bool = False) -> dict[str, Any]:
    """Write a backup of the database and the stored files into a new folder.

    Args:
        out: the folder; it must not exist. It appears whole or not at all.
        at: the moment of the backup.
        with_keys: put the keys themselves into it.

    Returns:
        Its manifest.

    Raises:
        AlreadyThere: the folder exists.
        BackupFailed: `pg_dump` refused.
        NoEdition: its programs here are older than the server.
    """
    with folder_aside(out) as folder:
        folder.chmod(0o700)
        with _snapshot() as snapshot:
            content = content_of_database()
            _dump(folder / DUMP, snapshot)
        _copy(settings.VAR / FILES, folder / FILES)
        if with_keys:
            _copy(Path(settings.KEYS), folder / KEYS)
        manifest = _manifest(content, at, with_keys=with_keys)
        text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
        (folder / SUMS).write_text(sums_of(folder), encoding="utf-8")
        for path in _files(folder):
            _keep(path)
    return manifest


def backup_note(at: datetime) -> None:
    """Note on this machine when a backup was last made, for its page of health."""
    Path(settings.LAST_BACKUP).write_text(at.isoformat(), encoding="utf-8")


def backup_faults(folder: Path) -> list[str]:
    """The files of a backup that are not what they were, or were never in it; none if it is whole.

    Raises:
        OSError: a file cannot be read.
    """
    sums = folder / SUMS
    if not sums.is_file():
        return [SUMS]
    noted = sums.read_bytes()
    found = sums_of(folder).encode()
    if noted == found:
        return []
    before, now = set(noted.splitlines()), set(found.splitlines())
    names = {line.partition(b"  ")[2].decode(errors="replace") for line in before ^ now}
    return sorted(names - {""}) or [SUMS]


def manifest_of(folder: Path) -> dict[str, Any]:
    """The manifest of a backup that `backup_faults` has found whole."""
    read: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return read


def content_noted(manifest: Mapping[str, Any]) -> Content:
    """What the database held when the backup was made."""
    return Content(manifest["rows"], manifest["events"], manifest["head"])


def database_restore(folder: Path) -> None:
    """Put the database of a backup in place of what is there, in one transaction.

    Raises:
        BackupFailed: a program refused; then the database is as it was.
        NoEdition: its programs here are older than the server.
    """
    edition, environment = _programs()
    connection.close()
    reading = [edition.program("pg_restore"), "--no-owner", "--no-privileges", "-f", "-"]
    writing = [edition.program("psql"), "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-o", os.devnull]
    with (
        subprocess.Popen(
            [*reading, str(folder / DUMP)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as script,
        subprocess.Popen(
            [*writing, "-c", EMPTY_FIRST, "-f", "-"],
            stdin=script.stdout,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment,
        ) as psql,
    ):
        said = psql.communicate()[1].decode(errors="replace")
        unread = script.communicate()[1].decode(errors="replace")
    if script.returncode or psql.returncode:
        raise BackupFailed((said.strip() or unread.strip())[-2000:])


def files_restore(folder: Path) -> None:
    """Put stored files, and keys where the backup has them, beside what is there already."""
    _copy(folder / FILES, settings.VAR / FILES)
    if (folder / KEYS).exists():
        _copy(folder / KEYS, Path(settings.KEYS))
        Path(settings.KEYS).chmod(0o700)


def keys_lacking(manifest: Mapping[str, Any]) -> list[str]:
    """Ids of the keys that were in use when the backup was made and are not here."""
    here = {key.id for key in keyring_read(Path(settings.KEYS), os.environ).keys}
    return sorted(set(manifest["keys"]) - here)


def content_of_database() -> Content:
    """What the database holds, as the running transaction sees it."""
    with connection.cursor() as cursor:
        cursor.execute(MADE_BY_SERVER)
        tables = [name for (name,) in cursor.fetchall()]
        rows = {}
        for name in tables:
            # The name comes from the catalogue of the database, quoted.
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608
            rows[name] = cursor.fetchone()[0]
    head = Head.objects.first() if Head._meta.db_table in rows else None
    return Content(rows, head.number if head else 0, bytes(head.hash).hex() if head else "")


def is_empty() -> bool:
    """Whether the database holds no table."""
    with connection.cursor() as cursor:
        cursor.execute(MADE_BY_SERVER)
        return cursor.fetchone() is None


def sums_of(folder: Path) -> str:
    """Hash and name of every file of a folder, one per line, as `sha256sum` writes them."""
    return "".join(
        f"{_hash(path)}  {path.relative_to(folder).as_posix()}\n"
        for path in _files(folder)
        if path != folder / SUMS
    )


def _manifest(content: Content, at: datetime, *, with_keys: bool) -> dict[str, Any]:
    ring = keyring_read(Path(settings.KEYS), os.environ)
    return {
        "format": FORMAT,
        "made_at": at.isoformat(),
        "code": code_version(),
        "server": _server_major(),
        "rows": dict(content.rows),
        "events": content.events,
        "head": content.head,
        "keys": {key.id: key.purpose.value for key in ring.keys},
        "keys_inside": with_keys,
    }


@contextmanager
def _snapshot() -> Iterator[str]:
    """A transaction that sees one moment, and the name under which `pg_dump` sees the same."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def _dump(out: Path, snapshot: str) -> None:
    edition, environment = _programs()
    words = ["-Fc", "-Z", "1", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
    done = subprocess.run(
        [edition.program("pg_dump"), *words, "-f", str(out)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    if done.returncode:
        raise BackupFailed(done.stderr.strip()[-2000:])


def _programs() -> tuple[Edition, dict[str, str]]:
    """The programs that fit the server, and how they reach the database; no password in sight."""
    given: dict[str, Any] = settings.DATABASES["default"]
    values = {
        "PGDATABASE": given["NAME"],
        "PGUSER": given["USER"],
        "PGPASSWORD": given.get("PASSWORD", ""),
        "PGHOST": given["HOST"],
        "PGPORT": given.get("PORT", ""),
        **{f"PG{name.upper()}": one for name, one in given["OPTIONS"].items() if "ssl" in name},
    }
    known = {name: str(one) for name, one in values.items() if one}
    edition = edition_that_reads(_server_major())
    return edition, {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", **known}


def _server_major() -> int:
    connection.ensure_connection()
    return int(connection.connection.info.server_version) // 10_000


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    if path.is_symlink():  # a backup holds none; whatever it leads to is not what was saved
        digest.update(b"link\0" + os.fsencode(path.readlink()))
        return digest.hexdigest()
    with path.open("rb") as stream:
        while part := stream.read(CHUNK):
            digest.update(part)
    return digest.hexdigest()


def _copy(given: Path, out: Path) -> None:
    """Copy files that are not there yet; stored files never change, keys are never replaced."""
    for path in _files(given) if given.exists() else []:
        target = out / path.relative_to(given)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copy2(path, target)


def _keep(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
