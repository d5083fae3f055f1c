"""Who acts: the user, and for whom by delegation. Every operation takes it as `by`."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from parvaneh.access.models import Delegation, Grant, User
from parvaneh.frame.whole_rows import rows_of

OWN = """
FROM access_grant JOIN access_user ON access_user.id = access_grant.user_id
WHERE access_grant.user_id = %s AND access_user.is_active AND access_grant.withdrawn_at IS NULL
"""


@dataclass(frozen=True)
class Held:
    """A grant that somebody may use, and from when until when they may."""

    grant: Grant
    starts_on: date
    ends_on: date | None

    def is_in_force(self, on: date) -> bool:
        """Whether it may be used on a day: within its own time and within the grant's."""
        return _within(self.starts_on, self.ends_on, on) and _within(
            self.grant.starts_on, self.grant.ends_on, on
        )


@dataclass(frozen=True)
class Acting:
    """A user who acts, for themselves or, by delegation, for another.

    Made once per request: what the user holds is read once, in one query, and kept on it.
    """

    user: User
    acts_for: User | None = None

    @property
    def key(self) -> str:
        """Key of who acts, as events name them."""
        return f"user:{self.user.code}"

    @property
    def for_key(self) -> str:
        """Key of whom they act for; empty where they act for themselves."""
        return f"user:{self.acts_for.code}" if self.acts_for else ""

    @property
    def persons(self) -> frozenset[int]:
        """Keys of everybody who stands behind the act: who acts, and for whom."""
        return frozenset(one.pk for one in (self.user, self.acts_for) if one)

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """What who acts may use, now or on another day; for another only what was delegated.

        Nobody inactive holds anything, nor does anybody who acts for somebody inactive.
        """
        if self.acts_for is None:
            return tuple(Held(one, one.starts_on, one.ends_on) for one in _own(self.user))
        return tuple(
            Held(one.grant, one.starts_on, one.ends_on)
            for one in _delegated(self.user, self.acts_for)
        )


def _own(user: User) -> list[Grant]:
    return [grant for (grant,) in rows_of((Grant,), OWN, (user.pk,))]


def _delegated(user: User, holder: User) -> QuerySet[Delegation]:
    return Delegation.objects.filter(
        receiver=user,
        receiver__is_active=True,
        withdrawn_at__isnull=True,
        grant__user=holder,
        grant__user__is_active=True,
        grant__withdrawn_at__isnull=True,
    ).select_related("grant")


def _within(starts_on: date, ends_on: date | None, on: date) -> bool:
    return starts_on <= on and (ends_on is None or on <= ends_on)
