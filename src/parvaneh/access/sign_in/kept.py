"""A cache in a table of ours: used codes and counters that every process must see alike.

Values are kept as JSON; Django's own table cache would run whatever a writer of the table put in.
"""

from datetime import timedelta
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction
from django.db.models import Q

from parvaneh.access.models import Kept
from parvaneh.kit.clock import now_utc


class KeptCache(BaseCache):
    """Django's cache interface over `Kept`."""

    def __init__(self, _place: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(
        self,
        key: str,
        value: Any,
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Keep a value unless there is one; of parallel callers exactly one succeeds."""
        name = self.make_and_validate_key(key, version)
        Kept.objects.filter(name=name, expires_at__lte=now_utc()).delete()
        try:
            with transaction.atomic():
                Kept.objects.create(name=name, content=value, expires_at=self._end(timeout))
        except IntegrityError:
            return False
        return True

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """The value, unless its time is over."""
        name = self.make_and_validate_key(key, version)
        alive = Q(expires_at__isnull=True) | Q(expires_at__gt=now_utc())
        found = Kept.objects.filter(alive, name=name).values_list("content", flat=True).first()
        return default if found is None else found

    def set(
        self,
        key: str,
        value: Any,
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Keep a value, whatever was there."""
        name = self.make_and_validate_key(key, version)
        kept = {"content": value, "expires_at": self._end(timeout)}
        Kept.objects.update_or_create(name=name, defaults=kept)

    def touch(
        self,
        key: str,
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Keep what is there for another while."""
        name = self.make_and_validate_key(key, version)
        return bool(Kept.objects.filter(name=name).update(expires_at=self._end(timeout)))

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget a value."""
        found, _ = Kept.objects.filter(name=self.make_and_validate_key(key, version)).delete()
        return bool(found)

    def clear(self) -> None:
        """Forget everything."""
        Kept.objects.all().delete()

    def _end(self, timeout: Any) -> Any:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return None if seconds is None else now_utc() + timedelta(seconds=float(seconds))
