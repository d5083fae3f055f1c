"""What pages of users and roles say: permissions, places, states, in plain words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from parvaneh.access.models import Delegation, Grant, Proposal, User
from parvaneh.access.permissions import Permission
from parvaneh.access.roles import ROLES, Role
from parvaneh.access.scopes import Scope
from parvaneh.frame.listing import Tag
from parvaneh.frame.pages_environment import cites, say, shown
from parvaneh.kit.languages import msg
from parvaneh.law.citation import Citation
from parvaneh.site.roles_said import role_name

# What a holder of the permission may do, as the end of «may …».
ALLOWS: Mapping[Permission, str] = {
    Permission.USER_SEE: msg("see the users and their roles"),
    Permission.USER_MANAGE: msg("make users, rename them, let them out and in again"),
    Permission.GRANT_GIVE: msg("give and withdraw roles"),
    Permission.GRANT_CONFIRM: msg("be the second person behind a weighty role"),
    Permission.LOG_SEE: msg("read the log"),
    Permission.OFFICE_SEE: msg("see the offices"),
    Permission.OFFICE_MANAGE: msg("enter offices and change what is known of them"),
    Permission.PERSON_SEE: msg("see the persons, personal values masked"),
    Permission.PERSON_MANAGE: msg("enter persons and what they have proven"),
    Permission.PERSON_REVEAL: msg("unmask a personal value, with a reason that is kept"),
    Permission.LICENCE_SEE: msg("see the licences"),
    Permission.LICENCE_MANAGE: msg("issue, renew, suspend and revoke licences"),
    Permission.BODY_SEE: msg("see the bodies and who sits in them"),
    Permission.BODY_MANAGE: msg("found bodies and fill their seats"),
    Permission.VALUE_SEE: msg("see the values of the law"),
    Permission.VALUE_PROPOSE: msg("propose values of the law"),
    Permission.VALUE_APPROVE: msg("confirm or decline proposed values of the law"),
    Permission.RECORD_SEE: msg("see convictions and sanctions that count"),
    Permission.RECORD_MANAGE: msg("enter convictions and sanctions, and correct them"),
    Permission.EVIDENCE_SEE: msg("see the evidence of the ranking"),
    Permission.EVIDENCE_MANAGE: msg("enter and import the evidence of the ranking"),
    Permission.CALENDAR_MANAGE: msg("enter and withdraw days off of the judicial calendar"),
    Permission.CASE_SEE: msg("see the cases"),
    Permission.CASE_ACT: msg("take the steps that the law gives to this role"),
    Permission.CASE_ASSIGN: msg("give cases to colleagues to work on"),
    Permission.CASE_HAND_OVER: msg("hand a case over to the next body"),
    Permission.DEADLINE_EXTEND: msg("stop, restart and extend time limits, with a reason"),
    Permission.NOTE_INTERNAL_SEE: msg("read the internal notes on cases"),
    Permission.DOCUMENT_SEE: msg("read the documents of cases"),
    Permission.NOTICE_SERVE: msg("send documents and record their service"),
}
GROUPS: Mapping[str, tuple[str, ...]] = {
    msg("People and roles"): ("user", "grant"),
    msg("Log"): ("log",),
    msg("Registry"): ("office", "person", "licence", "body", "record"),
    msg("Values of the law"): ("value",),
    msg("Evidence"): ("evidence",),
    msg("Calendar"): ("calendar",),
    msg("Cases"): ("case", "deadline", "note", "document", "notice"),
}
SCOPES: Mapping[Scope, str] = {
    Scope.COUNTRY: msg("the whole country"),
    Scope.PROVINCE: msg("a province"),
    Scope.KANOON: msg("a Kanoon"),
    Scope.OFFICE: msg("an office"),
    Scope.CASE: msg("one case"),
}
OPEN, ENDED, LATER, PAST = (
    msg("in force"),
    msg("withdrawn"),
    msg("from later on"),
    msg("over"),
)
WAITS, CONFIRMED, DECLINED, LAPSED, TAKEN_BACK = (
    msg("waits for a second person"),
    msg("confirmed"),
    msg("declined"),
    msg("lapsed"),
    msg("taken back"),
)


@dataclass(frozen=True)
class RoleSaid:
    """A role in words."""

    code: str
    name: str
    description: str
    scopes: str
    weighty: bool
    staff: bool
    allows: tuple[tuple[str, tuple[str, ...]], ...]
    apart: tuple[tuple[str, str], ...]  # code and name
    apart_cites: str


def role_said(role: Role) -> RoleSaid:
    """A role in words, with what it allows, group by group."""
    return RoleSaid(
        role.code,
        say(role.name),
        say(role.description),
        shown([say(SCOPES[one]) for one in Scope if one in role.scopes]),
        role.weighty,
        role.staff,
        allows_said(role.allows),
        tuple((code, role_name(code)) for code in ROLES if code in kept_apart(role.code)),
        cites(apart_cites(role.code)),
    )


def kept_apart(code: str) -> frozenset[str]:
    """Codes of the roles that may not stand beside a role, whichever of the two says so."""
    said_there = {one.code for one in ROLES.values() if code in one.apart_from}
    return ROLES[code].apart_from | said_there


def apart_cites(code: str) -> tuple[Citation, ...]:
    """Where the law says that they may not; empty where only the product does."""
    told = [ROLES[code], *(one for one in ROLES.values() if code in one.apart_from)]
    return tuple(dict.fromkeys(place for one in told for place in one.apart_cites))


def allows_said(allowed: frozenset[Permission]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What is allowed, group by group, in words."""
    found = []
    for name, kinds in GROUPS.items():
        words = tuple(
            say(ALLOWS[one])
            for one in Permission
            if one in allowed and one.value.split(".")[0] in kinds
        )
        if words:
            found.append((say(name), words))
    return tuple(found)


def stands(row: Grant | Delegation, on: date) -> Tag:
    """Whether a grant or delegation holds today, in words."""
    if row.withdrawn_at:
        return Tag(say(ENDED), "bad")
    if row.starts_on > on:
        return Tag(say(LATER), "note")
    if row.ends_on is not None and row.ends_on < on:
        return Tag(say(PAST), "plain")
    return Tag(say(OPEN), "ok")


def proposal_stands(proposal: Proposal, at: datetime) -> Tag:
    """What became of a proposal, in words."""
    if proposal.confirmed_at:
        return Tag(say(CONFIRMED), "ok")
    if proposal.declined_at:
        mine = proposal.declined_by_id == proposal.proposed_by_id
        return Tag(say(TAKEN_BACK if mine else DECLINED), "bad")
    if proposal.expires_at <= at:
        return Tag(say(LAPSED), "plain")
    return Tag(say(WAITS), "warn")


def people(users: Iterable[User | None]) -> str:
    """Names of people, those that there are."""
    return shown([one.name for one in users if one])
