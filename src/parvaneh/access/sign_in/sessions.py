"""Sessions in the database: each request finds session and user in one query, or a stranger.

The cookie holds the key, the database its digest. A session that has ended, by its owner, by a
withdrawn role or by time, cannot be saved again: its next request is a stranger's.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.db.models import Q

from parvaneh.access.models import Session, User
from parvaneh.frame.whole_rows import rows_of
from parvaneh.kit.clock import now_utc

SEEN_EVERY = timedelta(minutes=1)  # a write per request would be wasted on who reads much
KEPT_FOR = timedelta(days=90)  # ended ones, so that their owner can look back
# `open_at` for one session, with its user.
OPEN = """
FROM access_session LEFT JOIN access_user ON access_user.id = access_session.user_id
WHERE access_session.digest = %s AND access_session.ended_at IS NULL
  AND access_session.expires_at > %s AND access_session.last_seen_at > %s
  AND (access_user.id IS NULL OR access_user.is_active)
"""


def digest_of(key: str) -> bytes:
    """What the database knows a session by."""
    return hashlib.sha256(key.encode()).digest()


def open_at(at: datetime) -> Q:
    """Sessions that are open at a moment: not ended, within their time, used not long ago."""
    idle = timedelta(seconds=settings.SESSION_IDLE_AGE)
    return Q(ended_at__isnull=True, expires_at__gt=at, last_seen_at__gt=at - idle)


def _open_of(digest: bytes, at: datetime) -> Session | None:
    idle = timedelta(seconds=settings.SESSION_IDLE_AGE)
    found = rows_of((Session, User), OPEN, (digest, at, at - idle))
    if not found:
        return None
    row: Session = found[0][0]
    row.user = found[0][1]
    return row


class SessionStore(SessionBase):
    """Django's session, kept in our table. `row` and `user` are known once it was loaded."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.row: Session | None = None
        self.device = ""
        self.address: str | None = None

    @property
    def user(self) -> User | None:
        """Whose session it is; nobody's before sign-in."""
        return self.row.user if self.row else None

    def load(self) -> dict[str, Any]:
        """Read session and user in one query; an empty session where there is none open."""
        at = now_utc()
        self.row = _open_of(digest_of(self.session_key or ""), at)
        if self.row is None:
            self._session_key = None
            return {}
        if at - self.row.last_seen_at > SEEN_EVERY:
            Session.objects.filter(pk=self.row.pk).update(last_seen_at=at)
        content: dict[str, Any] = self.decode(self.row.content)
        return content

    def exists(self, session_key: str) -> bool:
        """Whether a key was ever given out."""
        return Session.objects.filter(digest=digest_of(session_key)).exists()

    def create(self) -> None:
        """Begin a session under a new key."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        """Keep the content.

        Raises:
            CreateError: the key is taken.
            UpdateError: the session has ended in the meantime.
        """
        if self.session_key is None:
            self.create()
            return
        content = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        kept = {"content": self.encode(content), "user_id": content.get(SESSION_KEY)}
        if must_create:
            self._insert(kept)
            return
        open_ones = Session.objects.filter(ended_at__isnull=True)
        if not open_ones.filter(digest=digest_of(self.session_key)).update(**kept):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        """End the session; its row stays for a while, so that its owner can look back."""
        key = session_key or self.session_key
        if key:
            Session.objects.filter(digest=digest_of(key), ended_at__isnull=True).update(
                ended_at=now_utc(), ended_why="signed out"
            )

    @classmethod
    def clear_expired(cls) -> None:
        """Forget sessions that ended long ago."""
        old = now_utc() - KEPT_FOR
        Session.objects.filter(Q(expires_at__lt=old) | Q(ended_at__lt=old)).delete()

    def _insert(self, kept: dict[str, Any]) -> None:
        at = now_utc()
        try:
            with transaction.atomic():
                self.row = Session.objects.create(
                    **kept,
                    digest=digest_of(self.session_key or ""),
                    device=self.device,
                    address=self.address,
                    made_at=at,
                    last_seen_at=at,
                    expires_at=at + timedelta(seconds=settings.SESSION_COOKIE_AGE),
                )
        except IntegrityError as taken:
            raise CreateError from taken
