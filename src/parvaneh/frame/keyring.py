"""The keyring of ``settings.KEYS`` and the environment, read again whenever it changes."""

import os
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from parvaneh.kit.clock import now_utc
from parvaneh.kit.keys import VARIABLE, Key, Keyring, NoKey, Purpose, keyring_read, keys_ensure

PRODUCTION = "production"
Stamp = tuple[int, tuple[str, ...]]


def keyring() -> Keyring:
    """The keys as they stand now; a key made or retired by another process is seen at once.

    Raises:
        KeysRefused: the keyring cannot be used as it stands.
    """
    folder = Path(settings.KEYS)
    return _read(folder, _stamp(folder), os.environ.get(VARIABLE, ""))


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
        if settings.ENVIRONMENT == PRODUCTION:
            raise
    keys_ensure(Path(settings.KEYS), os.environ, at=now_utc())
    return keyring().current(purpose)


def _stamp(folder: Path) -> Stamp:
    try:
        return folder.stat().st_mtime_ns, tuple(sorted(path.name for path in folder.iterdir()))
    except FileNotFoundError:
        return 0, ()


@lru_cache(maxsize=4)
def _read(folder: Path, _stamp: Stamp, variable: str) -> Keyring:
    return keyring_read(folder, {VARIABLE: variable})
