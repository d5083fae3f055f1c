"""What a user may do, and where, on a day."""

from collections.abc import Iterable
from datetime import date

from parvaneh.access.acting import Acting
from parvaneh.access.models import Grant
from parvaneh.access.permissions import Permission
from parvaneh.access.roles import ROLES
from parvaneh.access.scopes import Lies, Reach, Scope
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
