"""What the environment says of where we are: read here, before the settings."""

import os
from pathlib import Path

DEVELOPMENT, TEST, PRODUCTION = "development", "test", "production"
ENVIRONMENT = os.environ.get("PARVANEH_ENV", DEVELOPMENT)
VAR = Path(os.environ.get("PARVANEH_VAR", "var")).absolute()
KEYS = Path(os.environ.get("PARVANEH_KEYS", VAR / "keys"))
# Names the log in its checkpoints; part of what is signed, so it never changes in an installation.
LOG_ORIGIN = os.environ.get("PARVANEH_LOG_ORIGIN", "parvaneh.invalid/log")


def number(name: str, default: int) -> int:
    """The whole number in an environment variable.

    Raises:
        ValueError: it holds something else; the message names it.
    """
    given = os.environ.get(name, "")
    if given and not (given.isascii() and given.isdigit()):
        raise ValueError(f"{name} must be a whole number: {given!r}")
    return int(given) if given else default
