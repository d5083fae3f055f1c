"""What a user may do, and where, on a day."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from parvaneh.access.acting import Acting
from parvaneh.access.models import Delegation, Grant, User
from parvaneh.access.models.users import login_form, mobile_form
from parvaneh.access.permissions import Permission
from parvaneh.access.roles import ADMINISTRATOR, ROLES
from parvaneh.access.scopes import Lies, Reach, Scope
from parvaneh.frame.refused import NotThere
from parvaneh.law.vocabulary import Actor


def grants_of(acting: Acting, on: date) -> list[Grant]:
    """The grants that who acts may use on a day: their own or, for another, those delegated."""
    return [one.grant for one in acting.held if one.is_in_force(on)]


def reach(acting: Acting, permission: Permission, on: date) -> Reach:
    """How far who acts reaches with a permission on a day."""
    return reach_of([one for one in grants_of(acting, on) if permission in allows(one)])


def actors(acting: Acting, lies: Lies, on: date) -> frozenset[Actor]:
    """For whom, in the law's words, somebody may take steps on a thing that lies there."""
    return frozenset(
        actor
        for grant in grants_of(acting, on)
        if grant.role in ROLES and reach_of([grant]).covers(lies)
        for actor in ROLES[grant.role].acts_as
    )


def is_staff(acting: Acting, on: date) -> bool:
    """Whether who acts holds, for themselves or another, a role of staff."""
    return any(grant.role in ROLES and ROLES[grant.role].staff for grant in grants_of(acting, on))


def allows(grant: Grant) -> frozenset[Permission]:
    """What a grant allows; nothing where its role no longer exists."""
    return ROLES[grant.role].allows if grant.role in ROLES else frozenset()


def reach_of(grants: Iterable[Grant]) -> Reach:
    """How far several grants reach together."""
    known = list(grants)

    def keys(scope: Scope) -> frozenset[str]:
        return frozenset(one.scope_key for one in known if one.scope == scope)

    return Reach(
        any(one.scope == Scope.COUNTRY for one in known),
        keys(Scope.PROVINCE),
        keys(Scope.KANOON),
        keys(Scope.OFFICE),
        keys(Scope.CASE),
    )


def user_named(text: str) -> User | None:
    """The user with that username or mobile number, however it was typed; in one query."""
    name = login_form(text)
    return User.objects.filter(
        Q(username=name) | Q(mobile=mobile_form(name), mobile__startswith="+")
    ).first()


def may_act_for(user: User, on: date) -> QuerySet[User]:
    """For whom a user may act on a day, by delegation."""
    given = Delegation.objects.filter(
        receiver=user,
        withdrawn_at__isnull=True,
        starts_on__lte=on,
        ends_on__gte=on,
        grant__withdrawn_at__isnull=True,
    )
    return User.objects.filter(is_active=True, grants__in=given.values("grant")).distinct()


def acting_for(user: User, code: str, on: date) -> Acting:
    """Who acts: the user for whom the code names, if they may; else for themselves."""
    holder = may_act_for(user, on).filter(code=code).first() if code else None
    return Acting(user, holder)


def in_force(on: date) -> Q:
    """Grants that hold on a day, as a condition on rows."""
    return Q(withdrawn_at__isnull=True, starts_on__lte=on) & (
        Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    )


def users_acting_as(actor: Actor, scope: Scope, key: str, on: date) -> QuerySet[User]:
    """Active users who, by a role of their own held in that very place, act as one of the law."""
    roles = [code for code, role in ROLES.items() if actor in role.acts_as]
    held = Grant.objects.filter(in_force(on), role__in=roles, scope=scope, scope_key=key)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("pk")


def users_acting_in(
    actor: Actor, scope: Scope, keys: Iterable[str], on: date
) -> Mapping[str, list[User]]:
    """As `users_acting_as`, for many places at once; places where nobody does are left out."""
    roles = [code for code, role in ROLES.items() if actor in role.acts_as]
    held = Grant.objects.filter(
        in_force(on), role__in=roles, scope=scope, scope_key__in=list(keys), user__is_active=True
    )
    found: dict[str, dict[int, User]] = {}
    for one in held.select_related("user").order_by("user"):
        found.setdefault(one.scope_key, {})[one.user_id] = one.user
    return {key: list(users.values()) for key, users in found.items()}


def administrators(on: date) -> QuerySet[User]:
    """Active users who are administrators on a day."""
    held = Grant.objects.filter(in_force(on), role=ADMINISTRATOR)
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def holds_weighty(user: User, on: date) -> bool:
    """Whether a user holds, on a day, a role that takes two people to give."""
    held = user.grants.filter(in_force(on)).values_list("role", flat=True)
    return any(role in ROLES and ROLES[role].weighty for role in held)


def user_of(acting: Acting, code: str, on: date) -> User:
    """The user of a code, if who acts may see them.

    Raises:
        NotThere: there is none, or they lie beyond the reader's reach.
    """
    found = visible_users(acting, on).filter(code=code).first()
    if found is None:
        raise NotThere(code)
    return found


def visible_users(acting: Acting, on: date) -> QuerySet[User]:
    """The users whom who acts may see: themselves, and those who hold a role within reach."""
    reached = reach(acting, Permission.USER_SEE, on)
    if reached.country:
        return User.objects.all()
    places = {
        Scope.PROVINCE: reached.provinces,
        Scope.KANOON: reached.kanoons,
        Scope.OFFICE: reached.offices,
        Scope.CASE: reached.cases,
    }
    there = Q(pk__in=())
    for scope, keys in places.items():
        if keys:
            there |= Q(scope=scope, scope_key__in=keys)
    held = Grant.objects.filter(in_force(on)).filter(there)
    return User.objects.filter(Q(pk=acting.user.pk) | Q(pk__in=held.values("user")))


def tied_to(user: User, on: date) -> list[str]:
    """What hangs on a user who leaves, as keys: grants, delegations, proposals that wait.

    Cases that are assigned to them are told, and handed over, by casework.
    """
    grants = user.grants.filter(in_force(on)).order_by("pk")
    delegations = Delegation.objects.filter(
        Q(giver=user) | Q(receiver=user), withdrawn_at__isnull=True, ends_on__gte=on
    ).order_by("pk")
    waiting = user.proposals_made.filter(confirmed_at__isnull=True, declined_at__isnull=True)
    return [
        *(grant.key for grant in grants),
        *(delegation.key for delegation in delegations),
        *(proposal.key for proposal in waiting.order_by("pk")),
    ]
