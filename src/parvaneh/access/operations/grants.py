"""Grants: given and withdrawn."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from parvaneh.access.acting import Acting
from parvaneh.access.models import Grant, User
from parvaneh.access.operations.ending import grants_end, place_facts
from parvaneh.access.permissions import Permission
from parvaneh.access.roles import ROLES
from parvaneh.access.rules import (
    NOT_YOURSELF,
    TWO_PEOPLE,
    apart,
    lies_in,
    may_give,
    permitted,
    role_fits,
)
from parvaneh.access.scopes import Lies, Scope
from parvaneh.frame.refused import refuse
from parvaneh.kit.clock import tehran_day
from parvaneh.kit.languages import msg
from parvaneh.law.ruling import Reason
from parvaneh.ledger.acts import Doer, act, event_write

HELD_ALREADY = msg("The user holds the role {found} there in that time already.")
NOT_IN_ORDER = msg("It would end on {found}, before it starts on {needed}.")
NOT_ACTIVE = msg("The user {found} is not active.")
WITHDRAWN = msg("It was withdrawn already.")


def grant_give(
    *,
    user: User,
    role: str,
    scope: Scope,
    by: Doer,
    at: datetime,
    scope_key: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    lies: Lies | None = None,
) -> Grant:
    """Give a user a role, from a day until a day.

    Args:
        user: who receives it.
        role: its code.
        scope: the kind of place in which it holds.
        by: who gives it; needs `grant.give` there, and a role that gives this one.
        at: the moment of the act.
        scope_key: code of the place; empty for the whole country.
        starts_on: first day; today where none is said.
        ends_on: last day; open where none is said.
        lies: where the place lies, where its own code does not tell (an office's province).

    Raises:
        Refused: with every fault at once; a weighty role is always refused to a single person.
    """
    faults = [*against_giver(user, role, by, tehran_day(at), lies or lies_in(scope, scope_key))]
    if isinstance(by, Acting) and role in ROLES and ROLES[role].weighty:
        faults.append(Reason("role", TWO_PEOPLE, (), found=role))
    asked = Grant(
        user=user,
        role=role,
        scope=scope,
        scope_key=scope_key,
        starts_on=starts_on or tehran_day(at),
        ends_on=ends_on,
    )
    return grant_store(asked, faults, by=by, at=at)


def grant_store(asked: Grant, faults: list[Reason], *, by: Doer, at: datetime) -> Grant:
    """Store a grant that was asked for, unless something speaks against it.

    The user's row is locked: two grants that may not stand together cannot be given at once.
    """
    with act(by=by, at=at):
        user = User.objects.select_for_update().get(pk=asked.user.pk)
        refuse(*faults, *against(asked, user))
        asked.given_by, asked.given_at = by.key, at
        try:
            with transaction.atomic():
                asked.save(force_insert=True)
        except IntegrityError:
            refuse(Reason("role", HELD_ALREADY, (), found=asked.role))
        event_write(
            kind="grant.given",
            subject=asked.key,
            after="given",
            facts={"user": user.code, "role": asked.role, **place_facts(asked)},
        )
    return asked


def grant_withdraw(
    *, grant: Grant, by: Doer, at: datetime, reason: str, lies: Lies | None = None
) -> None:
    """Withdraw a grant at once, with all that was delegated of it; sessions of staff end.

    Args:
        grant: which.
        by: who withdraws it; its holder may too, else as for giving it.
        at: the moment of the act.
        reason: why; kept out of the log's readable part.
        lies: as for `grant_give`.

    Raises:
        Refused: no permission there, or it was withdrawn already.
    """
    on = tehran_day(at)
    if not (isinstance(by, Acting) and by.user == grant.user):
        there = lies or lies_in(Scope(grant.scope), grant.scope_key)
        refuse(*permitted(by, Permission.GRANT_GIVE, there, on), *may_give(by, grant.role, on))
    with act(by=by, at=at):
        if not grants_end(Grant.objects.filter(pk=grant.pk), by=by, at=at, reason=reason):
            refuse(Reason("grant", WITHDRAWN, ()))
    grant.refresh_from_db()


def against_giver(user: User, role: str, by: Doer, on: date, lies: Lies) -> list[Reason]:
    """Reasons why somebody may not give a role to a user there."""
    faults = [*permitted(by, Permission.GRANT_GIVE, lies, on), *may_give(by, role, on)]
    if isinstance(by, Acting) and user.pk in by.persons:
        faults.append(Reason("user", NOT_YOURSELF, ()))
    return faults


def against(asked: Grant, user: User) -> list[Reason]:
    """Reasons why a user may not hold a grant, whoever gives it."""
    faults = role_fits(asked.role, asked.scope, asked.scope_key)
    if not user.is_active:
        faults.append(Reason("user", NOT_ACTIVE, (), found=user.code))
    if asked.ends_on is not None and asked.ends_on < asked.starts_on:
        faults.append(
            Reason("ends_on", NOT_IN_ORDER, (), found=asked.ends_on, needed=asked.starts_on)
        )
    if asked.role in ROLES:
        faults += apart(asked.role, roles_beside(user, asked.starts_on, asked.ends_on))
    return faults


def roles_beside(user: User, starts_on: date, ends_on: date | None) -> frozenset[str]:
    """Codes of the roles that a user holds, or may use for others, at any time of a period."""
    held = user.grants.filter(withdrawn_at__isnull=True)
    used = user.delegations_received.filter(
        withdrawn_at__isnull=True, grant__withdrawn_at__isnull=True
    )
    spans = [(one.role, one.starts_on, one.ends_on) for one in held]
    spans += [(one.grant.role, one.starts_on, one.ends_on) for one in used.select_related("grant")]
    return frozenset(
        role
        for role, first, last in spans
        if (ends_on is None or first <= ends_on) and (last is None or starts_on <= last)
    )
