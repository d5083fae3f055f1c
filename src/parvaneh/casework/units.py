"""Units: those who work together at one desk, in one place, and read each other's notes."""

from parvaneh.access.models import Grant

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
