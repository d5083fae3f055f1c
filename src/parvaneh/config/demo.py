"""A little generated content for an empty database: accounts, a registry, cases; marked as such.

Passwords are drawn at the first run and kept in ``var/demo-accounts`` for their owner alone.
`parvaneh doctor` refuses a database that holds them in production.
"""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from parvaneh.access.models import User
from parvaneh.access.operations import grant_give, user_make
from parvaneh.access.roles import ROLES
from parvaneh.access.scopes import Lies, Scope
from parvaneh.config.demo_cases import FIRST, cases_make
from parvaneh.config.demo_country import CAPITAL, KANOON, country_make
from parvaneh.config.environment import VAR
from parvaneh.kit.clock import now_utc
from parvaneh.kit.languages import gettext
from parvaneh.kit.text import Language
from parvaneh.ledger.acts import SYSTEM, act

LETTERS = "abcdefghjkmnpqrstvwxyz23456789"  # none that is taken for another
LENGTH = 14


@dataclass(frozen=True)
class Account:
    """A generated account, the role that it holds, and where; none where it is only a party."""

    name: str
    role: str
    scope: Scope | None = Scope.COUNTRY
    key: str = ""
    lies: Lies | None = None


ACCOUNTS = (
    Account("administrator_1", "administrator"),
    Account("center_head_1", "center_head"),
    Account("analyst_1", "analyst"),
    Account("officer_1", "department_officer"),
    Account("auditor_1", "auditor"),
    Account("council_1", "council_secretary"),
    Account("deputy_1", "provincial_deputy", Scope.PROVINCE, CAPITAL),
    Account("inspector_1", "inspector", Scope.PROVINCE, CAPITAL),
    Account("kanoon_1", "kanoon_chair", Scope.KANOON, KANOON),
    Account("judge_1", "primary_board_chair", Scope.KANOON, KANOON),
    Account("manager_1", "office_manager", Scope.OFFICE, FIRST, Lies(CAPITAL, office=FIRST)),
    Account("applicant_1", "applicant", None),
)
HEAD = "# Generated accounts of a demonstration: name, password, role."


def demo_make(path: Path = VAR / "demo-accounts") -> Path | None:
    """Make the accounts and what they work on in a database without any; otherwise nothing.

    Returns:
        The file with their names and passwords, or None where there is none.
    """
    if User.objects.exists():
        return path if path.exists() else None
    drawn = {one.name: _drawn() for one in ACCOUNTS}
    # The file first: accounts whose passwords nobody knows would be of no use.
    _keep(path, [f"{one.name}\t{drawn[one.name]}\t{one.role}" for one in ACCOUNTS])
    at = now_utc()
    with transaction.atomic():  # all of it or nothing: half a demonstration would stay for ever
        users = {one.name: _user(one, drawn[one.name], at) for one in ACCOUNTS}
        with act(by=SYSTEM, at=at):
            country = country_make({FIRST: users["manager_1"]}, at=at)
        for one in ACCOUNTS:
            _grant(one, users[one.name], at)
        cases_make(users, country, at=at)
    return path


def accounts_of(path: Path) -> list[tuple[str, str, str]]:
    """Name, password and role of each generated account, as kept for their owner."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(name, password, role) for name, password, role in rows]


def _user(account: Account, password: str, at: datetime) -> User:
    role = gettext(ROLES[account.role].name, Language.FA)
    return user_make(
        username=account.name,
        name=f"{role} (نمایشی)",
        password=password,
        is_demo=True,
        by=SYSTEM,
        at=at,
    )


def _grant(account: Account, user: User, at: datetime) -> None:
    if account.scope is not None:
        grant_give(
            user=user,
            role=account.role,
            scope=account.scope,
            scope_key=account.key,
            lies=account.lies,
            by=SYSTEM,
            at=at,
        )


def _drawn() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def _keep(path: Path, lines: list[str]) -> None:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write("\n".join([HEAD, *lines, ""]))
