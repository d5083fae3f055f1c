"""How grants, delegations and sessions end; used by every operation that takes something away."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from parvaneh.access.models import Delegation, Grant, Session, User
from parvaneh.access.roles import ROLES
from parvaneh.kit.text import clean
from parvaneh.ledger.acts import Doer, event_write


def user_key(user: User) -> str:
    """How events name a user."""
    return f"user:{user.code}"


def grants_end(grants: QuerySet[Grant], *, by: Doer, at: datetime, reason: str) -> int:
    """Withdraw those that are not yet withdrawn, with what was delegated of them.

    Sessions of whoever loses a role of staff end at once. The rows are locked in one order, so two
    that end the same grants wait for each other and one finds nothing left.

    Returns:
        How many were withdrawn.
    """
    open_ones = grants.filter(withdrawn_at__isnull=True).select_related("user")
    ended = list(open_ones.order_by("pk").select_for_update(of=("self",)))
    Grant.objects.filter(pk__in=[one.pk for one in ended]).update(
        withdrawn_at=at, withdrawn_by=by.key
    )
    for grant in ended:
        delegations_end(grant.delegations.all(), by=by, at=at)
        if grant.role not in ROLES or ROLES[grant.role].staff:
            sessions_end(grant.user, why="role withdrawn", at=at)
        event_write(
            kind="grant.withdrawn",
            subject=grant.key,
            before="given",
            after="withdrawn",
            facts={"user": grant.user.code, "role": grant.role, **place_facts(grant)},
            private={"reason": clean(reason)},
        )
    return len(ended)


def delegations_end(delegations: QuerySet[Delegation], *, by: Doer, at: datetime) -> int:
    """Withdraw those that are not yet withdrawn, and everything that was passed on from them."""
    waiting = _locked(delegations)
    ended: dict[int, Delegation] = {}
    while waiting:
        ended |= {one.pk: one for one in waiting}
        further = Delegation.objects.filter(passed_from__in=[one.pk for one in waiting])
        waiting = _locked(further.exclude(pk__in=ended))
    Delegation.objects.filter(pk__in=ended).update(withdrawn_at=at, withdrawn_by=by.key)
    for one in ended.values():
        event_write(
            kind="delegation.withdrawn",
            subject=one.key,
            before="given",
            after="withdrawn",
            facts={"giver": one.giver.code, "receiver": one.receiver.code},
        )
    return len(ended)


def sessions_end(user: User, *, why: str, at: datetime, but: Iterable[int] = ()) -> int:
    """End a user's open sessions, all but those named by key; the next request is a stranger's."""
    open_ones = Session.objects.filter(user=user, ended_at__isnull=True).exclude(pk__in=list(but))
    return open_ones.update(ended_at=at, ended_why=why)


def place_facts(grant: Grant) -> dict[str, object]:
    """Where and when a grant holds, as an event says it."""
    return {
        "scope": grant.scope,
        "scope_key": grant.scope_key,
        "from": grant.starts_on.isoformat(),
        "until": grant.ends_on.isoformat() if grant.ends_on else "",
    }


def _locked(delegations: QuerySet[Delegation]) -> list[Delegation]:
    open_ones = delegations.filter(withdrawn_at__isnull=True).select_related("giver", "receiver")
    return list(open_ones.order_by("pk").select_for_update(of=("self",)))
