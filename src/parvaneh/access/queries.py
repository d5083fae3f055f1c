"""What a user may do, and where, on a day."""

from datetime import date

from parvaneh.access.acting import Acting
from parvaneh.access.models import Grant
from parvaneh.access.permissions import Permission
from parvaneh.access.roles import ROLES
from parvaneh.access.scopes import Lies, Reach, Scope
from parvaneh.law.vocabulary import Actor


def grants_of(acting: Acting, on: date) -> list[Grant]:
    """The grants that are in force for who acts, on a day; of the giver where they act for one."""
    user = acting.acts_for or acting.user
    return [
        grant
        for grant in user.grants.all()
        if grant.withdrawn_at is None
        and grant.starts_on <= on
        and (grant.ends_on is None or on <= grant.ends_on)
    ]


def reach(acting: Acting, permission: Permission, on: date) -> Reach:
    """How far who acts reaches with a permission on a day."""
    held = [one for one in grants_of(acting, on) if permission in ROLES[one.role].allows]
    return _reach(held)


def actors(acting: Acting, lies: Lies, on: date) -> frozenset[Actor]:
    """For whom, in the law's words, somebody may take steps on a thing that lies there."""
    return frozenset(
        actor
        for grant in grants_of(acting, on)
        if _reach([grant]).covers(lies)
        for actor in ROLES[grant.role].acts_as
    )


def _reach(grants: list[Grant]) -> Reach:
    def keys(scope: Scope) -> frozenset[str]:
        return frozenset(one.scope_key for one in grants if one.scope == scope)

    return Reach(
        any(one.scope == Scope.COUNTRY for one in grants),
        keys(Scope.PROVINCE),
        keys(Scope.KANOON),
        keys(Scope.OFFICE),
        keys(Scope.CASE),
    )
