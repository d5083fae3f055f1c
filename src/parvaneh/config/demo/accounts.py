"""The demo people who sign in: one at least of every role, and those behind all other cases.

They share one password, drawn at the first run and kept in ``var/demo-accounts`` for its owner
alone: whoever looks at a demonstration signs in as many, and hashing one takes a third of a second.
"""

import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from parvaneh.access.models import Grant, User
from parvaneh.access.roles import ROLES
from parvaneh.access.scopes import Scope
from parvaneh.config.demo.chance import code_of
from parvaneh.config.demo.plan import Plan
from parvaneh.config.demo.writing import told
from parvaneh.frame.copying import copy_rows, keyed
from parvaneh.kit.languages import gettext
from parvaneh.kit.text import Language, persian_digits
from parvaneh.ledger.acts import SYSTEM

LETTERS = "abcdefghjkmnpqrstvwxyz23456789"  # none that is taken for another
LENGTH = 14
CAPITAL, SERVED, KANOON = "IR-23", "IR-19", "kanoon-23"
FIRST_OFFICE = "230001"
HEAD = "# Generated accounts of a demonstration: name, password, role."


@dataclass(frozen=True)
class Account:
    """An account, the role that it holds, and where; no scope where it is only a party."""

    name: str
    role: str
    scope: Scope | None = Scope.COUNTRY
    key: str = ""


ACCOUNTS = (
    Account("administrator_1", "administrator"),
    Account("administrator_2", "administrator"),
    Account("auditor_1", "auditor"),
    Account("center_head_1", "center_head"),
    Account("officer_1", "department_officer"),
    Account("officer_2", "department_officer"),
    Account("clerk_1", "department_clerk"),
    Account("analyst_1", "analyst"),
    Account("judiciary_1", "judiciary_head_office"),
    Account("deputy_1", "provincial_deputy", Scope.PROVINCE, CAPITAL),
    Account("province_staff_1", "provincial_staff", Scope.PROVINCE, CAPITAL),
    Account("inspector_1", "inspector", Scope.PROVINCE, CAPITAL),
    Account("council_member_1", "council_member"),
    Account("council_1", "council_secretary"),
    Account("appeal_member_1", "appeal_board_member"),
    Account("appeal_1", "appeal_board_chair"),
    Account("kanoon_1", "kanoon_chair", Scope.KANOON, KANOON),
    Account("treasurer_1", "kanoon_treasurer", Scope.KANOON, KANOON),
    Account("secretary_1", "kanoon_secretary", Scope.KANOON, KANOON),
    Account("board_member_1", "kanoon_member", Scope.KANOON, KANOON),
    Account("primary_member_1", "primary_board_member", Scope.KANOON, KANOON),
    Account("judge_1", "primary_board_chair", Scope.KANOON, KANOON),
    Account("manager_1", "office_manager", Scope.OFFICE, FIRST_OFFICE),
    Account("staff_1", "office_staff", Scope.OFFICE, FIRST_OFFICE),
    Account("applicant_1", "applicant", None),
    Account("complainant_1", "complainant", None),
    Account("defendant_1", "defendant", None),
    Account("authority_1", "competent_authority", Scope.PROVINCE, CAPITAL),
)


def accounts_make(wanted: Iterable[Account], hashed: str, plan: Plan) -> dict[str, User]:
    """Make accounts that share a password, with their roles, in one batch.

    Args:
        wanted: the accounts.
        hashed: the password that all of them sign in with, as it is kept.
        plan: what to make.

    Returns:
        The users by name.
    """
    asked, before = list(wanted), User.objects.count()
    users = [
        User(
            code=code_of("u", plan.seed, before + number),
            username=one.name,
            name=_name(one),
            password=hashed,
            is_demo=True,
            created_at=plan.at,
        )
        for number, one in enumerate(asked, start=1)
    ]
    copy_rows(User, keyed(users))
    grants = [
        _grant(user, one, plan.past, plan.at)
        for user, one in zip(users, asked, strict=True)
        if one.scope is not None
    ]
    written = {"user": len(users), "grant": copy_rows(Grant, grants)}
    told("accounts", written, at=plan.at)
    return {one.username: one for one in users}


def password_drawn() -> str:
    """A password that nobody guesses and anybody can type."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def password_keep(path: Path, password: str) -> None:
    """Write the listed accounts for their owner alone, in place of older ones."""
    lines = [f"{one.name}\t{password}\t{one.role}" for one in ACCOUNTS]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write("\n".join([HEAD, *lines, ""]))


def accounts_of(path: Path) -> list[tuple[str, str, str]]:
    """Name, password and role of each listed account, as kept for their owner."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(name, password, role) for name, password, role in rows]


def _grant(user: User, one: Account, since: date, at: datetime) -> Grant:
    return Grant(
        user=user,
        role=one.role,
        scope=one.scope or Scope.COUNTRY,
        scope_key=one.key,
        starts_on=since,
        given_by=SYSTEM.key,
        given_at=at,
    )


def _name(one: Account) -> str:
    number = one.name.rpartition("_")[2].rpartition("-")[2]
    title = gettext(ROLES[one.role].name, Language.FA)
    return f"{title} {persian_digits(number)} (نمایشی)"
