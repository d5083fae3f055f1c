"""Roles: a stable code, a description that a manager can read, what it allows, whom it speaks for.

Rows hold the code only, so a renamed role breaks nothing. A body of several (Council, boards)
speaks through the one who signs for it; its members see, and vote where a process asks them to.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from parvaneh.access.permissions import Permission as Can
from parvaneh.access.scopes import Scope
from parvaneh.kit.languages import msg
from parvaneh.law.citation import Citation, cites
from parvaneh.law.vocabulary import Actor

COUNTRY = frozenset({Scope.COUNTRY})
PROVINCE = frozenset({Scope.PROVINCE})
KANOON = frozenset({Scope.KANOON})
OFFICE = frozenset({Scope.OFFICE})
CASE = frozenset({Scope.CASE})

REGISTRY_READ = frozenset(
    {Can.OFFICE_SEE, Can.LICENCE_SEE, Can.BODY_SEE, Can.RECORD_SEE, Can.VALUE_SEE}
)
CASE_READ = frozenset({Can.CASE_SEE, Can.DOCUMENT_SEE})
CASE_WORK = CASE_READ | {Can.CASE_ACT}
DESK = CASE_READ | {Can.NOTE_INTERNAL_SEE, Can.NOTICE_SERVE, Can.CASE_ASSIGN, Can.CASE_HAND_OVER}

ADMINISTRATOR, AUDITOR, ANALYST = "administrator", "auditor", "analyst"


@dataclass(frozen=True)
class Role:
    """A role: who holds it may do `allows`, and takes the steps that the law gives to `acts_as`.

    Attributes:
        scopes: the kinds of place in which it can be held.
        staff: its holders sign in with a second factor.
        weighty: it takes two people to give it.
        gives: codes of the roles that its holder may give, within reach.
        apart_from: codes of the roles that the same person may not hold at the same time.
        apart_cites: where the law says so; empty where the product does (trust model).
    """

    code: str
    name: str
    description: str
    allows: frozenset[Can]
    scopes: frozenset[Scope]
    acts_as: frozenset[Actor] = frozenset()
    staff: bool = True
    weighty: bool = False
    gives: frozenset[str] = frozenset()
    apart_from: frozenset[str] = frozenset()
    apart_cites: tuple[Citation, ...] = ()


_COUNCIL = frozenset({"council_member", "council_secretary"})
_APPEAL = frozenset({"appeal_board_member", "appeal_board_chair"})
_KANOON_BOARD = frozenset({"kanoon_chair", "kanoon_treasurer", "kanoon_secretary", "kanoon_member"})
_PRIMARY = frozenset({"primary_board_member", "primary_board_chair"})
_PARTIES = frozenset({"applicant", "complainant", "defendant"})
_OFFICE = frozenset({"office_manager", "office_staff"})

_CENTER = (
    Role(
        "center_head",
        msg("Head of the Center"),
        msg("Decides what the directives leave to the head of the Center, and approves values."),
        REGISTRY_READ
        | CASE_WORK
        | {
            Can.PERSON_SEE,
            Can.EVIDENCE_SEE,
            Can.RANKING_SEE,
            Can.VALUE_APPROVE,
            Can.USER_SEE,
            Can.GRANT_CONFIRM,
            Can.LOG_SEE,
        },
        COUNTRY,
        frozenset({Actor.CENTER_HEAD}),
        weighty=True,
    ),
    Role(
        "department_officer",
        msg("Officer of the General Department"),
        msg(
            "Acts for the General Department (the Services Deputy): registry, opinions, notices, "
            "deadlines. Proposes values and cannot approve them."
        ),
        REGISTRY_READ
        | DESK
        | {
            Can.CASE_ACT,
            Can.DEADLINE_EXTEND,
            Can.OFFICE_MANAGE,
            Can.LICENCE_MANAGE,
            Can.PERSON_SEE,
            Can.PERSON_MANAGE,
            Can.PERSON_REVEAL,
            Can.BODY_MANAGE,
            Can.RECORD_MANAGE,
            Can.EVIDENCE_SEE,
            Can.RANKING_SEE,
            Can.RANKING_WORK,
            Can.RANKING_DECIDE,
            Can.VALUE_PROPOSE,
            Can.CALENDAR_MANAGE,
        },
        COUNTRY,
        frozenset({Actor.GENERAL_DEPARTMENT}),
        weighty=True,
    ),
    Role(
        "department_clerk",
        msg("Clerk of the General Department"),
        msg("Prepares cases for the officers, assigns them and serves notices; decides nothing."),
        REGISTRY_READ | DESK | {Can.PERSON_SEE},
        COUNTRY,
    ),
    Role(
        ANALYST,
        msg("Analyst of the Center"),
        msg(
            "Gathers evidence and proposes the values of the ranking. Can neither approve a value "
            "nor decide a case."
        ),
        REGISTRY_READ
        | {
            Can.EVIDENCE_SEE,
            Can.EVIDENCE_MANAGE,
            Can.RANKING_SEE,
            Can.RANKING_WORK,
            Can.VALUE_PROPOSE,
        },
        COUNTRY,
        apart_from=frozenset({"center_head"}),
    ),
    Role(
        "judiciary_head_office",
        msg("Office of the Head of the Judiciary"),
        msg("Records what the Head of the Judiciary approves."),
        REGISTRY_READ | CASE_WORK,
        COUNTRY,
        frozenset({Actor.HEAD_OF_JUDICIARY}),
        weighty=True,
    ),
)

_PROVINCES = (
    Role(
        "provincial_deputy",
        msg("Provincial Deputy"),
        msg(
            "Acts for the Provincial Deputy in one province: reports, reviews objections, enters "
            "closures. Sees no survey answer and edits no inspection report."
        ),
        REGISTRY_READ
        | DESK
        | {
            Can.CASE_ACT,
            Can.DEADLINE_EXTEND,
            Can.PERSON_SEE,
            Can.EVIDENCE_SEE,
            Can.EVIDENCE_MANAGE,
            Can.RANKING_SEE,
            Can.CALENDAR_MANAGE,
            Can.USER_SEE,
            Can.GRANT_GIVE,
        },
        PROVINCE,
        frozenset({Actor.PROVINCIAL_DEPUTY}),
        weighty=True,
        gives=frozenset({"provincial_staff"}),
    ),
    Role(
        "provincial_staff",
        msg("Staff of a Provincial Deputy"),
        msg("Prepares the cases of one province and serves notices; decides nothing."),
        REGISTRY_READ | DESK | {Can.PERSON_SEE, Can.EVIDENCE_SEE, Can.RANKING_SEE},
        PROVINCE,
    ),
    Role(
        "inspector",
        msg("Inspector"),
        msg("Visits the offices that are given to them and reports; chooses no visit alone."),
        CASE_WORK | {Can.OFFICE_SEE, Can.LICENCE_SEE},
        PROVINCE | KANOON,
        frozenset({Actor.INSPECTOR}),
    ),
)

_BODIES = (
    Role(
        "council_member",
        msg("Member of the Council"),
        msg("Reads what comes before the Council. A decision is recorded by its secretary."),
        REGISTRY_READ | CASE_READ | {Can.NOTE_INTERNAL_SEE},
        COUNTRY,
        weighty=True,
        apart_from=_KANOON_BOARD,
        apart_cites=cites("D1392 10"),
    ),
    Role(
        "council_secretary",
        msg("Secretary of the Council"),
        msg("Keeps the Council's docket and records its decisions."),
        REGISTRY_READ | DESK | {Can.CASE_ACT},
        COUNTRY,
        frozenset({Actor.COUNCIL}),
        weighty=True,
        apart_from=_KANOON_BOARD,
        apart_cites=cites("D1392 10"),
    ),
    Role(
        "appeal_board_member",
        msg("Member of the appeal board"),
        msg("Reads the appeals that come before the board."),
        REGISTRY_READ | CASE_READ | {Can.NOTE_INTERNAL_SEE},
        COUNTRY,
        weighty=True,
        apart_from=_KANOON_BOARD | _PRIMARY,
        apart_cites=cites("D1392 10", "D1392 24"),
    ),
    Role(
        "appeal_board_chair",
        msg("Chair of the appeal board"),
        msg("Records the decisions of the appeal board and signs for it."),
        REGISTRY_READ | DESK | {Can.CASE_ACT},
        COUNTRY,
        frozenset({Actor.APPEAL_BOARD}),
        weighty=True,
        apart_from=_KANOON_BOARD | _PRIMARY,
        apart_cites=cites("D1392 10", "D1392 24"),
    ),
    Role(
        "kanoon_chair",
        msg("Chair of a Kanoon"),
        msg("Chairs the board of one Kanoon, carries out its decisions and signs for it."),
        REGISTRY_READ | DESK | {Can.CASE_ACT},
        KANOON,
        frozenset({Actor.KANOON, Actor.KANOON_BOARD, Actor.KANOON_CHAIR}),
        weighty=True,
    ),
    Role(
        "kanoon_treasurer",
        msg("Treasurer of a Kanoon"),
        msg("Signs money papers of one Kanoon together with its chair."),
        REGISTRY_READ | CASE_READ | {Can.NOTE_INTERNAL_SEE},
        KANOON,
        apart_from=frozenset({"kanoon_chair"}),
        apart_cites=cites("D1392 14"),
    ),
    Role(
        "kanoon_secretary",
        msg("Secretary of a Kanoon"),
        msg("Keeps the docket of one Kanoon and records what its board and members decide."),
        REGISTRY_READ | DESK | {Can.CASE_ACT},
        KANOON,
        frozenset({Actor.KANOON, Actor.KANOON_BOARD, Actor.KANOON_MEMBERS}),
    ),
    Role(
        "kanoon_member",
        msg("Member of a Kanoon board"),
        msg("Reads what comes before the board of one Kanoon."),
        REGISTRY_READ | CASE_READ | {Can.NOTE_INTERNAL_SEE},
        KANOON,
    ),
    Role(
        "primary_board_member",
        msg("Member of a primary board"),
        msg("Reads the disciplinary cases of one Kanoon's primary board."),
        REGISTRY_READ | CASE_READ | {Can.NOTE_INTERNAL_SEE},
        KANOON,
    ),
    Role(
        "primary_board_chair",
        msg("Chair of a primary board"),
        msg("The judge who chairs a primary board, writes its rulings and signs for it."),
        REGISTRY_READ | DESK | {Can.CASE_ACT},
        KANOON,
        frozenset({Actor.PRIMARY_BOARD}),
        weighty=True,
    ),
)

_OFFICES_AND_PARTIES = (
    Role(
        "office_manager",
        msg("Manager of an office"),
        msg("Sees all that concerns the own office, applies, answers and objects for it."),
        CASE_WORK
        | {
            Can.OFFICE_SEE,
            Can.LICENCE_SEE,
            Can.RECORD_SEE,
            Can.EVIDENCE_SEE,
            Can.USER_SEE,
            Can.GRANT_GIVE,
        },
        OFFICE,
        frozenset({Actor.MANAGER}),
        staff=False,
        gives=frozenset({"office_staff"}),
    ),
    Role(
        "office_staff",
        msg("Staff of an office"),
        msg("Sees the own office as the public register and its licence show it."),
        frozenset({Can.OFFICE_SEE, Can.LICENCE_SEE}),
        OFFICE,
        staff=False,
    ),
    Role(
        "applicant",
        msg("Applicant"),
        msg("Sees the own application and answers what it asks for."),
        CASE_WORK,
        CASE,
        frozenset({Actor.APPLICANT}),
        staff=False,
    ),
    Role(
        "complainant",
        msg("Complainant"),
        msg("Follows the own complaint."),
        CASE_WORK,
        CASE,
        frozenset({Actor.COMPLAINANT}),
        staff=False,
    ),
    Role(
        "defendant",
        msg("Defendant"),
        msg("Sees the case against them and answers it."),
        CASE_WORK,
        CASE,
        frozenset({Actor.DEFENDANT}),
        staff=False,
    ),
    Role(
        "competent_authority",
        msg("Competent authority"),
        msg("A judicial or other authority that reports to, or decides in, cases given to it."),
        CASE_WORK,
        CASE | PROVINCE | COUNTRY,
        frozenset({Actor.COMPETENT_AUTHORITY}),
    ),
)

_DECIDING = _CENTER + _PROVINCES + _BODIES + _OFFICES_AND_PARTIES
_EVERYBODY = frozenset(one.code for one in _DECIDING)

_MACHINE = (
    Role(
        ADMINISTRATOR,
        msg("Administrator"),
        msg(
            "Keeps users, roles and the calendar. Sees no case and no personal value; a weighty "
            "role takes a second person."
        ),
        frozenset(
            {
                Can.USER_SEE,
                Can.USER_MANAGE,
                Can.GRANT_GIVE,
                Can.GRANT_CONFIRM,
                Can.LOG_SEE,
                Can.CALENDAR_MANAGE,
                Can.MACHINE_SEE,
                Can.MACHINE_MANAGE,
            }
        ),
        COUNTRY,
        weighty=True,
        gives=_EVERYBODY | {ADMINISTRATOR, AUDITOR},
        apart_from=_EVERYBODY,
    ),
    Role(
        AUDITOR,
        msg("Auditor"),
        msg("Reads the log, the users, the bodies and the values; changes nothing."),
        frozenset({Can.LOG_SEE, Can.MACHINE_SEE, Can.USER_SEE, Can.VALUE_SEE, Can.BODY_SEE}),
        COUNTRY,
        weighty=True,
        apart_from=_EVERYBODY | {ADMINISTRATOR},
    ),
)

ROLES: Mapping[str, Role] = {role.code: role for role in _MACHINE + _DECIDING}


def clash(held: str, asked: str) -> Role | None:
    """The role whose holder may not hold the other one too; none where both go together."""
    first, second = ROLES[held], ROLES[asked]
    if second.code in first.apart_from:
        return first
    return second if first.code in second.apart_from else None
