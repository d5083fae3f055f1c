"""A little generated content for an empty database: accounts to sign in with, marked as such.

Their passwords are drawn at the first run and kept in ``var/demo-accounts`` for their owner alone.
`parvaneh doctor` refuses a database that holds them in production.
"""

import os
import secrets
from pathlib import Path

from parvaneh.access.models import User
from parvaneh.access.operations import grant_give, user_make
from parvaneh.access.roles import ROLES
from parvaneh.access.scopes import Scope
from parvaneh.config.environment import VAR
from parvaneh.kit.clock import now_utc
from parvaneh.kit.languages import gettext
from parvaneh.kit.text import Language
from parvaneh.ledger.acts import SYSTEM, act

PROVINCE = "IR-23"  # Tehran
LETTERS = "abcdefghjkmnpqrstvwxyz23456789"  # none that is taken for another
LENGTH = 14
# Each account, the role that it holds, and in which scope.
ACCOUNTS = (
    ("administrator_1", "administrator", Scope.COUNTRY),
    ("analyst_1", "analyst", Scope.COUNTRY),
    ("officer_1", "department_officer", Scope.COUNTRY),
    ("auditor_1", "auditor", Scope.COUNTRY),
    ("deputy_1", "provincial_deputy", Scope.PROVINCE),
    ("inspector_1", "inspector", Scope.PROVINCE),
)
HEAD = "# Generated accounts of a demonstration: name, password, role."


def demo_make(path: Path = VAR / "demo-accounts") -> Path | None:
    """Make the accounts in a database without any; otherwise nothing.

    Returns:
        The file with their names and passwords, or None where there is none.
    """
    if User.objects.exists():
        return path if path.exists() else None
    drawn = {name: _drawn() for name, _, _ in ACCOUNTS}
    # The file first: accounts whose passwords nobody knows would be of no use.
    _keep(path, [f"{name}\t{drawn[name]}\t{role}" for name, role, _ in ACCOUNTS])
    at = now_utc()
    with act(by=SYSTEM, at=at):
        for name, role, scope in ACCOUNTS:
            user = user_make(
                username=name,
                name=f"{gettext(ROLES[role].name, Language.FA)} (نمایشی)",
                password=drawn[name],
                is_demo=True,
                by=SYSTEM,
                at=at,
            )
            key = PROVINCE if scope is Scope.PROVINCE else ""
            grant_give(user=user, role=role, scope=scope, scope_key=key, by=SYSTEM, at=at)
    return path


def _drawn() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def _keep(path: Path, lines: list[str]) -> None:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write("\n".join([HEAD, *lines, ""]))
