"""A small fixed cast: users with roles, made by the product itself."""

import itertools
from datetime import UTC, date, datetime

from parvaneh.access.acting import Acting
from parvaneh.access.four_eyes import FourEyes
from parvaneh.access.models import Grant, User
from parvaneh.access.operations import grant_give, user_make
from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Scope
from parvaneh.ledger.acts import SYSTEM

AT = datetime(2025, 10, 4, 6, 0, tzinfo=UTC)
ON = AT.date()
TRIAL = FourEyes(
    "trial.do", "Do what is tried", Permission.VALUE_PROPOSE, Permission.VALUE_APPROVE, 60
)
LONG_AGO = date(2025, 3, 21)
_numbers = itertools.count(1)


def user_of_cast(username: str = "", **fields: object) -> User:
    """Somebody without a role: `somebody_3`, or as named."""
    name = username or f"somebody_{next(_numbers)}"
    return user_make(username=name, name=name, by=SYSTEM, at=AT, **fields)


def acting_as(role: str, scope: Scope = Scope.COUNTRY, key: str = "", **fields: object) -> Acting:
    """Somebody with a role since long ago: `acting_as("inspector", Scope.PROVINCE, "IR-07")`."""
    user = user_of_cast(f"{role}_{next(_numbers)}", **fields)
    role_give(user, role, scope, key)
    return Acting(user)


def role_give(user: User, role: str, scope: Scope = Scope.COUNTRY, key: str = "") -> Grant:
    """A role for somebody of the cast, since long ago."""
    return grant_give(
        user=user, role=role, scope=scope, scope_key=key, starts_on=LONG_AGO, by=SYSTEM, at=AT
    )
