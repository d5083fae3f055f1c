"""Roles: a stable code, a description that a manager can read, what it allows, whom it speaks for.

Rows hold the code only, so a renamed role breaks nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Scope
from parvaneh.kit.languages import msg
from parvaneh.law.vocabulary import Actor


@dataclass(frozen=True)
class Role:
    """A role: who holds it may do `allows`, and takes the steps that the law gives to `acts_as`."""

    code: str
    name: str
    description: str
    allows: frozenset[Permission]
    scopes: frozenset[Scope]
    acts_as: frozenset[Actor] = field(default_factory=frozenset)
    staff: bool = True  # staff sign in with a second factor


_ROLES = (
    Role(
        "administrator",
        msg("Administrator"),
        msg("Keeps users, roles and the calendar. Sees no case and no personal value."),
        frozenset(
            {
                Permission.USER_SEE,
                Permission.USER_MANAGE,
                Permission.GRANT_GIVE,
                Permission.LOG_SEE,
                Permission.CALENDAR_MANAGE,
            }
        ),
        frozenset({Scope.COUNTRY}),
    ),
)
ROLES: Mapping[str, Role] = {role.code: role for role in _ROLES}
