"""Keys that make a form count once: made with the form, sent back with it.

A key says when it was made, so that a form older than what is remembered is refused instead of
being done a second time. Nothing secret is in it: whoever forges one fools only themselves.
"""

import re
import secrets
from datetime import UTC, datetime, timedelta

FIELD = "idempotency_key"
HEADER = "Idempotency-Key"
KEPT = timedelta(days=7)  # how long an answer is remembered, and a form may lie open
AHEAD = timedelta(minutes=5)  # how far another machine's clock may run ahead
_FORM = re.compile(r"(\d{10})-([A-Za-z0-9_-]{16,64})")


def key_make(at: datetime) -> str:
    """A new key for a form that is shown at a moment."""
    return f"{int(at.timestamp()):010d}-{secrets.token_urlsafe(16)}"


def is_well_formed(key: str) -> bool:
    """Whether this can be a key at all."""
    return _FORM.fullmatch(key) is not None


def is_fresh(key: str, at: datetime) -> bool:
    """Whether a well-formed key is young enough that its answer would still be remembered."""
    made_at = datetime.fromtimestamp(int(key[:10]), UTC)
    return made_at - AHEAD <= at < made_at + KEPT
