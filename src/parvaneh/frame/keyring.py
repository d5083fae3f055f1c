"""The keyring of ``settings.KEYS`` and the environment, read again whenever it changes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from parvaneh.kit.clock import now_utc
from parvaneh.kit.keys import VARIABLE, Key, Keyring, NoKey, Purpose, keyring_read, keys_ensure

PRODUCTION = "production"
Stamp = tuple[int, tuple[str, ...]]
_held: ContextVar[Keyring | None] = ContextVar("keyring", default=None)


def keyring() -> Keyring:
    """The keys as they stand now; a key made or retired by another process is seen at once.

    Raises:
        KeysRefused: the keyring cannot be used as it stands.
    """
    return _held.get() or _now()


@contextmanager
def keyring_held() -> Iterator[None]:
    """Look at the keys once for the whole block: for many values that are sealed together.

    Keys that are missing are still made; what other processes change meanwhile is seen afterwards.
    """
    token = _held.set(_now())
    try:
        yield
    finally:
        _held.reset(token)


def key_in_use(purpose: Purpose) -> Key:
    """The key in use for a purpose.

    Outside of production a missing one is made. In production it is refused: a folder of keys that
    was not mounted must not be taken for a new installation.

    Raises:
        NoKey: there is none, in production.
    """
    try:
        return keyring().current(purpose)
    except NoKey:
        _held.set(None)
        if settings.ENVIRONMENT == PRODUCTION:
            raise
    keys_ensure(Path(settings.KEYS), os.environ, at=now_utc())
    return keyring().current(purpose)


def _now() -> Keyring:
    folder = Path(settings.KEYS)
    return _read(folder, _stamp(folder), os.environ.get(VARIABLE, ""))


def _stamp(folder: Path) -> Stamp:
    try:
        return folder.stat().st_mtime_ns, tuple(sorted(path.name for path in folder.iterdir()))
    except FileNotFoundError:
        return 0, ()


@lru_cache(maxsize=4)
def _read(folder: Path, _stamp: Stamp, variable: str) -> Keyring:
    return keyring_read(folder, {VARIABLE: variable})
