"""The secrets that sign cookies and forms, newest first, from the keyring."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from parvaneh.kit.keys import KeysRefused, Purpose, keyring_read, keys_ensure

VARIABLE = "PARVANEH_SECRET"


def secrets_of(folder: Path, environment: Mapping[str, str]) -> list[str]:
    """The secrets: ``PARVANEH_SECRET`` if set, then the keys of the keyring that are for sessions.

    None where there is no key yet, or the keyring cannot be read: settings must be importable
    everywhere, and `parvaneh doctor` says what is wrong with it.
    """
    given = [environment[VARIABLE]] if environment.get(VARIABLE) else []
    try:
        keys = keyring_read(folder, environment).of(Purpose.SESSION)
    except (KeysRefused, OSError):
        return given
    # Derived, so that what Django holds is not the key itself.
    return given + [
        hashlib.sha256(b"parvaneh/django-secret\n" + key.secret).hexdigest() for key in keys
    ]


def keys_prepare(folder: Path, environment: Mapping[str, str], *, at: datetime) -> None:
    """Make the keys that are missing, at the first run; changes nothing where all are there.

    Raises:
        KeysRefused: the keyring cannot be used as it stands.
        OSError: the folder cannot be written.
    """
    held = keyring_read(folder, environment)
    if any(all(key.retired for key in held.of(purpose)) for purpose in Purpose):
        keys_ensure(folder, environment, at=at)
