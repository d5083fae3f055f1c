"""The one way in which an operation says no: with every reason and its article."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model

from parvaneh.law.ruling import Reason, Ruling, blocking, ruled

M = TypeVar("M", bound=Model)


class Refused(Exception):
    """An operation was refused; `ruling` holds all reasons, for pages and the API to show."""

    def __init__(self, ruling: Ruling[Any]) -> None:
        """Keep the ruling."""
        super().__init__("; ".join(reason.key for reason in blocking(ruling)))
        self.ruling = ruling


class NotThere(LookupError):
    """What was asked for does not exist, or lies beyond the reader's reach: both look the same."""


class Conflict(RuntimeError):
    """Somebody else changed it in the meantime; look again, then try again."""


def granted_or_refused(ruling: Ruling[Any]) -> None:
    """Let a granted ruling pass.

    Raises:
        Refused: it is not granted.
    """
    if not ruling.granted:
        raise Refused(ruling)


def refuse(*reasons: Reason) -> None:
    """Refuse if there is a reason that blocks.

    Raises:
        Refused: with all the reasons.
    """
    granted_or_refused(ruled(reasons))


@contextmanager
def conflict_if_refused(why: str = "") -> Iterator[None]:
    """Run a block in which the database may refuse what somebody else made impossible just now.

    Args:
        why: what the conflict is said to be, for logs.

    Raises:
        Conflict: a constraint refused; what the block wrote is taken back.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refusal:
        raise Conflict(why) from refusal


def inserted(row: M) -> M:
    """Insert a row whose constraints were looked at before, outside of any lock.

    Raises:
        Conflict: a constraint stands against it now; what was just looked at has changed.
    """
    with conflict_if_refused(f"{row._meta.db_table} was changed by somebody else at that time"):
        row.save(force_insert=True)
    return row
