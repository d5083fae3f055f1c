"""Units: those who work together at one desk, in one place, and read each other's notes."""

from datetime import date

from django.db.models import Q

from parvaneh.access.acting import Acting
from parvaneh.access.models import Grant, User
from parvaneh.access.queries import grants_of, in_force
from parvaneh.kit.text import sort_key

# The desk of each role that reads internal notes, and of those who share searches.
DESKS = {
    "center_head": "center",
    "department_officer": "department",
    "department_clerk": "department",
    "analyst": "department",
    "provincial_deputy": "deputy",
    "provincial_staff": "deputy",
    "council_member": "council",
    "council_secretary": "council",
    "appeal_board_member": "appeal",
    "appeal_board_chair": "appeal",
    "kanoon_chair": "kanoon",
    "kanoon_treasurer": "kanoon",
    "kanoon_secretary": "kanoon",
    "kanoon_member": "kanoon",
    "primary_board_member": "primary",
    "primary_board_chair": "primary",
}


def unit_of(grant: Grant) -> str:
    """The unit of who holds a grant: ``province:IR-23:deputy``; alone where a role has no desk."""
    return f"{grant.scope}:{grant.scope_key}:{DESKS.get(grant.role, grant.role)}"


def units_held(acting: Acting, on: date) -> list[str]:
    """The units to which somebody belongs, in the order of their roles."""
    return list(dict.fromkeys(map(unit_of, grants_of(acting, on))))


def colleagues(acting: Acting, on: date) -> list[User]:
    """Those who share a desk with somebody, themselves among them."""
    there = Q(pk__in=())
    for grant in grants_of(acting, on):
        desk = DESKS.get(grant.role, grant.role)
        roles = [code for code, known in DESKS.items() if known == desk] or [grant.role]
        there |= Q(scope=grant.scope, scope_key=grant.scope_key, role__in=roles)
    held = Grant.objects.filter(in_force(on)).filter(there)
    users = User.objects.filter(is_active=True, pk__in=held.values("user"))
    return sorted(users, key=lambda one: sort_key(one.name))
