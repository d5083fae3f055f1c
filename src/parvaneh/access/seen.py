"""What may be seen of grants, delegations and proposals: each loader scopes to the reader."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from parvaneh.access.acting import Acting
from parvaneh.access.four_eyes import KINDS
from parvaneh.access.models import Delegation, Grant, Proposal, User
from parvaneh.access.operations.delegations import chain_of
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import in_force, reach
from parvaneh.access.roles import ROLES
from parvaneh.access.scopes import Reach, Scope
from parvaneh.frame.refused import NotThere

WAITING = Q(confirmed_at__isnull=True, declined_at__isnull=True)
NOWHERE = Q(pk__in=())


def visible_grants(acting: Acting, on: date) -> QuerySet[Grant]:
    """Grants, ended ones too, that who acts may see: those within reach, and their own."""
    reached = reach(acting, Permission.USER_SEE, on)
    seen = Q() if reached.country else _held_within(reached) | Q(user=acting.user)
    return Grant.objects.filter(seen).select_related("user")


def grant_of(acting: Acting, user: User, number: int, on: date) -> Grant:
    """One grant of a user.

    Raises:
        NotThere: there is none, or it lies beyond the reader's reach.
    """
    found = visible_grants(acting, on).filter(user=user, pk=number).first()
    if found is None:
        raise NotThere(str(number))
    return found


def holders_of(acting: Acting, role: str, on: date) -> QuerySet[Grant]:
    """Who holds a role today, as far as who acts may see."""
    return (
        visible_grants(acting, on)
        .filter(in_force(on), role=role)
        .order_by("scope", "scope_key", "user__name")
    )


def roles_given_by(acting: Acting, on: date) -> list[str]:
    """Codes of the roles that somebody may give somewhere, in the order of `ROLES`."""
    if reach(acting, Permission.GRANT_GIVE, on).empty():
        return []
    held = [one.grant for one in acting.held if one.is_in_force(on) and one.grant.role in ROLES]
    given = {code for grant in held for code in ROLES[grant.role].gives}
    return [code for code in ROLES if code in given]


def givers_of(role: str) -> list[str]:
    """Codes of the roles whose holders may give a role."""
    return [one.code for one in ROLES.values() if role in one.gives]


def visible_delegations(acting: Acting, on: date) -> QuerySet[Delegation]:
    """Delegations, ended ones too: those one stands in, and those of grants within reach."""
    mine = acting.user
    own = Q(giver=mine) | Q(receiver=mine) | Q(grant__user=mine)
    seen = visible_grants(acting, on).values("pk")
    return (
        Delegation.objects.filter(own | Q(grant__in=seen))
        .select_related("giver", "receiver", "grant__user", "passed_from")
        .order_by("-starts_on", "-pk")
    )


def delegation_of(acting: Acting, number: int, on: date) -> Delegation:
    """One delegation.

    Raises:
        NotThere: there is none, or it lies beyond the reader's reach.
    """
    found = visible_delegations(acting, on).filter(pk=number).first()
    if found is None:
        raise NotThere(str(number))
    return found


def line_of(delegation: Delegation) -> list[User]:
    """Through whom a delegation came: the holder of the role first, the last receiver last."""
    chain = list(reversed(chain_of(delegation)))
    return [delegation.grant.user, *(one.receiver for one in chain)]


def visible_proposals(acting: Acting, on: date) -> QuerySet[Proposal]:
    """Proposals that one made, or would be asked to confirm; or, seeing all users, every one."""
    everything = reach(acting, Permission.USER_SEE, on).country
    there = Q() if everything else Q(proposed_by=acting.user) | _confirmed_by(acting, on)
    return Proposal.objects.filter(there).select_related(
        "proposed_by", "proposed_for", "confirmed_by", "confirmed_for", "declined_by"
    )


def proposal_of(acting: Acting, code: str, on: date) -> Proposal:
    """One proposal by its code.

    Raises:
        NotThere: there is none, or it is not for the reader.
    """
    found = visible_proposals(acting, on).filter(code=code).first()
    if found is None:
        raise NotThere(code)
    return found


def proposals_waiting_for(acting: Acting, at: datetime, on: date) -> QuerySet[Proposal]:
    """What waits for somebody as the second person, the first to lapse first."""
    found = Proposal.objects.filter(WAITING, _confirmed_by(acting, on), expires_at__gt=at)
    others = ~Q(proposed_by__in=acting.persons) & (
        Q(proposed_for__isnull=True) | ~Q(proposed_for__in=acting.persons)
    )
    not_for_themselves = ~Q(kind="grant.give", subject__in=_subjects(acting))
    return found.filter(others & not_for_themselves).order_by("expires_at")


def _subjects(acting: Acting) -> list[str]:
    return [f"user:{one.code}" for one in (acting.user, acting.acts_for) if one]


def _confirmed_by(acting: Acting, on: date) -> Q:
    found = NOWHERE
    for known in KINDS.values():
        reached = reach(acting, known.confirm, on)
        if not reached.empty():
            found |= Q(kind=known.kind) & _lies_within(reached)
    return found


def _lies_within(reached: Reach) -> Q:
    if reached.country:
        return Q()
    return _any(
        {
            "province": reached.provinces,
            "kanoon": reached.kanoons,
            "office": reached.offices,
            "case": reached.cases,
        }
    )


def _any(columns: dict[str, frozenset[str]]) -> Q:
    found = NOWHERE
    for column, keys in columns.items():
        if keys:
            found |= Q(**{f"{column}__in": sorted(keys)})
    return found


def _held_within(reached: Reach) -> Q:
    places: Iterable[tuple[Scope, frozenset[str]]] = (
        (Scope.PROVINCE, reached.provinces),
        (Scope.KANOON, reached.kanoons),
        (Scope.OFFICE, reached.offices),
        (Scope.CASE, reached.cases),
    )
    found = NOWHERE
    for scope, keys in places:
        if keys:
            found |= Q(scope=scope, scope_key__in=sorted(keys))
    return found
