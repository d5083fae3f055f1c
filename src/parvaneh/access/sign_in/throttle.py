"""How often somebody may try: counted in the database, so that all processes count together.

A browser that its owner has signed in with before has a counter of its own: whoever guesses from
elsewhere fills other counters and cannot lock the owner out. No counter locks for longer than its
window.
"""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address

from django.core import signing
from django.db import connection

from parvaneh.access.models import User

DEVICE_COOKIE = "device"
DEVICE_AGE = timedelta(days=180)
_SALT = "parvaneh.access.device"

_COUNT = """
    INSERT INTO access_throttle (bucket, count, since_at) VALUES (%s, 1, %s)
    ON CONFLICT (bucket) DO UPDATE SET
        count = CASE WHEN access_throttle.since_at <= %s THEN 1 ELSE access_throttle.count + 1 END,
        since_at = CASE
            WHEN access_throttle.since_at <= %s THEN excluded.since_at
            ELSE access_throttle.since_at
        END
    RETURNING count
"""
_GIVE_BACK = "UPDATE access_throttle SET count = greatest(count - 1, 0) WHERE bucket = ANY(%s)"


@dataclass(frozen=True)
class Limit:
    """So many tries within so long, counted under a name and what it is counted for."""

    name: str
    of: tuple[str, ...]
    tries: int
    within: timedelta

    @property
    def bucket(self) -> str:
        """Key of the counter: a digest, so that the table names nobody."""
        return hashlib.sha256("\x1f".join((self.name, *self.of)).encode()).hexdigest()


def sign_in_limits(account: str, address: str | None, device: str) -> tuple[Limit, ...]:
    """The counters of one attempt at a password.

    Args:
        account: code of the user, or what was typed where there is none of that name.
        address: where it comes from; not counted where it is this machine (a proxy in front).
        device: mark of a browser known to be the user's; empty where it is not.
    """
    minutes = timedelta(minutes=5)
    if device:
        return (Limit("password-device", (account, device), 10, minutes),)
    limits = [
        Limit("password-account", (account,), 50, 3 * minutes),
        Limit("password-account-address", (account, address or ""), 5, minutes),
    ]
    if address and not ip_address(address).is_loopback:
        limits.append(Limit("password-address", (address,), 100, minutes))
    return tuple(limits)


def code_limits(account: str, device: str) -> tuple[Limit, ...]:
    """The counters of one attempt at a second factor or a one-time code."""
    day = timedelta(days=1)
    return (
        Limit("code", (account, device), 5, timedelta(minutes=5)),
        Limit("code-day", (account, device), 50, day),
    )


def attempt(limits: Iterable[Limit], at: datetime) -> bool:
    """Count one attempt; whether every counter still allows it. Safe among parallel attempts."""
    allowed = True
    with connection.cursor() as cursor:
        for one in limits:
            old = at - one.within
            cursor.execute(_COUNT, [one.bucket, at, old, old])
            (count,) = cursor.fetchone()
            allowed = allowed and count <= one.tries
    return allowed


def give_back(limits: Iterable[Limit]) -> None:
    """Do not count an attempt that succeeded."""
    with connection.cursor() as cursor:
        cursor.execute(_GIVE_BACK, [[one.bucket for one in limits]])


def device_cookie(user: User) -> str:
    """A cookie that marks a browser as the user's; it is void once the password changes."""
    return signing.dumps([user.code, _proof(user), secrets.token_hex(8)], salt=_SALT)


def device_of(cookie: str, user: User | None) -> str:
    """The mark of a browser known to be the user's; empty for any other."""
    try:
        code, proof, mark = signing.loads(cookie, salt=_SALT, max_age=DEVICE_AGE)
    except (signing.BadSignature, ValueError):
        return ""
    return mark if user is not None and (code, proof) == (user.code, _proof(user)) else ""


def forget(at: datetime) -> None:
    """Drop counters that no limit looks at any more."""
    with connection.cursor() as cursor:
        old = at - timedelta(days=2)
        cursor.execute("DELETE FROM access_throttle WHERE since_at < %s", [old])


def _proof(user: User) -> str:
    return user.get_session_auth_hash()[:16]
