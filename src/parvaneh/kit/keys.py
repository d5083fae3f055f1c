"""The keyring: secret keys in files of their own or in one environment variable.

A key is one line: ``parvaneh-key-1 <purpose> <id> <made at> <active|retired> <secret>``. A file
holds one such line, its name is ``<id>.key`` and nobody but its owner may read it; the variable
``PARVANEH_KEYRING`` holds several, parted by semicolons or line breaks. For each purpose the newest
active key is the one in use; older and retired keys still open and verify what they once sealed
and signed, so a key is never deleted by the product.
"""

import base64
import binascii
import fcntl
import os
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from parvaneh.kit.languages import msg

VARIABLE = "PARVANEH_KEYRING"
FORMAT = "parvaneh-key-1"
SUFFIX = ".key"
SECRET_BYTES = 32  # AES-256, HMAC-SHA-256 and an Ed25519 seed alike
ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # without i, l, o, u: read aloud without doubt
ID_LENGTH = 8
ACTIVE, RETIRED = "active", "retired"
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class Purpose(StrEnum):
    """What a key is for. One key never serves two purposes."""

    ENCRYPTION = "encryption"  # personal fields
    INDEX = "index"  # equality search over personal fields
    SIGNING = "signing"  # checkpoints of the log, documents
    SESSION = "session"  # signed cookies and forms


class KeysRefused(RuntimeError):
    """The keyring cannot be used as it stands."""

    def __init__(self, message: str, **params: str) -> None:
        """Keep the message of the catalogue and its parameters; never a secret."""
        super().__init__(message.format(**params))
        self.message = message
        self.params = params


class NoKey(KeysRefused):
    """There is no active key for a purpose, or none with an id."""


@dataclass(frozen=True)
class Key:
    """A key. Its secret is not shown."""

    id: str
    purpose: Purpose
    made_at: datetime
    secret: bytes = field(repr=False)
    retired: bool = False

    def line(self) -> str:
        """The key as the one line that is stored."""
        state = RETIRED if self.retired else ACTIVE
        secret = base64.urlsafe_b64encode(self.secret).decode()
        made = self.made_at.astimezone(UTC).isoformat(timespec="microseconds")
        return f"{FORMAT} {self.purpose} {self.id} {made} {state} {secret}"


@dataclass(frozen=True)
class Keyring:
    """All keys that are known, newest first."""

    keys: tuple[Key, ...]

    def of(self, purpose: Purpose) -> tuple[Key, ...]:
        """Every key of a purpose, the one in use first."""
        return tuple(
            sorted((key for key in self.keys if key.purpose is purpose), key=lambda k: k.retired)
        )

    def current(self, purpose: Purpose) -> Key:
        """The key in use for a purpose.

        Raises:
            NoKey: there is no active one.
        """
        active = [key for key in self.of(purpose) if not key.retired]
        if not active:
            raise NoKey(msg("There is no active key for {purpose}."), purpose=purpose.value)
        return active[0]

    def by_id(self, purpose: Purpose, key_id: str) -> Key:
        """The key of a purpose with an id, retired or not.

        Raises:
            NoKey: it is not in the keyring.
        """
        for key in self.keys:
            if key.id == key_id and key.purpose is purpose:
                return key
        raise NoKey(
            msg("The key {id} for {purpose} is not in the keyring."), id=key_id, purpose=purpose
        )


def keyring_read(folder: Path, environment: Mapping[str, str]) -> Keyring:
    """Read the keys of a folder and of the environment.

    Args:
        folder: need not exist.
        environment: where ``PARVANEH_KEYRING`` may be set.

    Raises:
        KeysRefused: a file may be read by others, a line is damaged, or two keys share an id.
        OSError: a file cannot be read.
    """
    keys = [_read(path) for path in sorted(folder.glob(f"*{SUFFIX}"))]
    given = environment.get(VARIABLE, "").replace(";", "\n").splitlines()
    keys += [_parsed(line, VARIABLE) for line in given if line.strip()]
    ids = [key.id for key in keys]
    for key_id in ids:
        if ids.count(key_id) > 1:
            raise KeysRefused(msg("Two keys have the id {id}."), id=key_id)
    return Keyring(tuple(sorted(keys, key=lambda key: (key.made_at, key.id), reverse=True)))


def key_make(folder: Path, purpose: Purpose, *, at: datetime) -> Key:
    """Make a new key in the folder; it is in use at once.

    Args:
        folder: made if missing, for its owner only.
        purpose: what the key is for.
        at: the moment of making.

    Raises:
        OSError: it cannot be written; then nothing is left behind.
    """
    key_id = "".join(secrets.choice(ID_LETTERS) for _ in range(ID_LENGTH))
    made = Key(key_id, purpose, at, secrets.token_bytes(SECRET_BYTES))
    _write(folder, made)
    return made


def key_retire(folder: Path, key_id: str) -> Key:
    """Take a key of the folder out of use; it still opens and verifies what it made.

    Raises:
        NoKey: there is no such key in the folder.
        KeysRefused: it is the only active one of its purpose: make the next one first.
    """
    path = folder / f"{key_id}{SUFFIX}"
    if not key_id.isalnum() or not path.exists():
        raise NoKey(msg("There is no key {id} in the folder of keys."), id=key_id)
    key = _read(path)
    others = [
        one
        for one in keyring_read(folder, {}).of(key.purpose)
        if not one.retired and one.id != key_id
    ]
    if not others:
        raise KeysRefused(
            msg("{id} is the only active key for {purpose}: make a new one first."),
            id=key_id,
            purpose=key.purpose,
        )
    retired = replace(key, retired=True)
    _write(folder, retired)
    return retired


def keys_ensure(folder: Path, environment: Mapping[str, str], *, at: datetime) -> list[Key]:
    """Make the keys that are missing, one for each purpose without an active key.

    Two processes that start together make them once: the folder is locked meanwhile. Returns
    those that were made.
    """
    with _locked(folder):
        held = keyring_read(folder, environment)
        missing = [one for one in Purpose if all(key.retired for key in held.of(one))]
        return [key_make(folder, purpose, at=at) for purpose in missing]


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _read(path: Path) -> Key:
    if path.stat().st_mode & OTHERS:
        raise KeysRefused(
            msg("{file} may be read by others: set its mode to 0600."), file=path.name
        )
    key = _parsed(path.read_text(encoding="utf-8"), path.name)
    if key.id != path.stem:
        raise KeysRefused(msg("{file} holds the key of another name."), file=path.name)
    return key


def _parsed(line: str, source: str) -> Key:
    try:
        form, purpose, key_id, made_at, state, secret = line.split()
        key = Key(
            key_id,
            Purpose(purpose),
            datetime.fromisoformat(made_at),
            base64.b64decode(secret, altchars=b"-_", validate=True),
            {ACTIVE: False, RETIRED: True}[state],
        )
    except (ValueError, KeyError, binascii.Error):
        # Not chained: the cause would quote the line, and the secret with it.
        raise KeysRefused(msg("{file} is not a key."), file=source) from None
    whole = len(key.secret) == SECRET_BYTES and key.made_at.tzinfo is not None
    if form != FORMAT or not whole or not set(key.id) <= set(ID_LETTERS):
        raise KeysRefused(msg("{file} is not a key."), file=source)
    return key


def _write(folder: Path, key: Key) -> None:
    """Write the key's file whole or not at all, and make it last."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{key.id}{SUFFIX}"
    unfinished = path.with_name(f".{key.id}.new")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(f"{key.line()}\n")
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)
