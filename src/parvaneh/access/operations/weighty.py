"""Weighty roles: proposed by one person, given when another confirms; and the first of all."""

from datetime import date, datetime

from django.db import connection

from parvaneh.access.acting import Acting
from parvaneh.access.models import Grant, Proposal, User
from parvaneh.access.operations.grants import against, against_giver, grant_give, grant_store
from parvaneh.access.operations.proposals import proposal_confirm, proposal_make
from parvaneh.access.operations.users import user_make
from parvaneh.access.queries import administrators
from parvaneh.access.roles import ADMINISTRATOR
from parvaneh.access.rules import lies_in
from parvaneh.access.scopes import Lies, Scope
from parvaneh.frame.refused import refuse
from parvaneh.kit.clock import tehran_day
from parvaneh.kit.languages import msg
from parvaneh.law.ruling import Reason
from parvaneh.ledger.acts import SYSTEM, act, event_write

NOT_YOUR_OWN = msg("Nobody confirms a role for themselves.")
ENOUGH = msg("There are {found} administrators; users are made by one of them: say --by.")
BOOTSTRAP_UNTIL = 2  # administrators: from then on one can propose and another confirm


def grant_propose(
    *,
    user: User,
    role: str,
    scope: Scope,
    by: Acting,
    at: datetime,
    scope_key: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    lies: Lies | None = None,
) -> Proposal:
    """Propose a grant, for another to confirm. Arguments as for `grant_give`.

    Raises:
        Refused: with every fault at once.
    """
    there = lies or lies_in(scope, scope_key)
    asked = Grant(
        user=user,
        role=role,
        scope=scope,
        scope_key=scope_key,
        starts_on=starts_on or tehran_day(at),
        ends_on=ends_on,
    )
    refuse(*against_giver(user, role, by, tehran_day(at), there), *against(asked, user))
    content = {
        "role": role,
        "scope": str(scope),
        "scope_key": scope_key,
        "from": asked.starts_on.isoformat(),
        "until": ends_on.isoformat() if ends_on else "",
    }
    return proposal_make(
        kind="grant.give", subject=f"user:{user.code}", content=content, by=by, at=at, lies=there
    )


def grant_confirm(*, proposal: Proposal, digest: str, by: Acting, at: datetime) -> Grant:
    """Give what was proposed, as the second person.

    Raises:
        Refused: as `proposal_confirm`, one's own role, or it may no longer be given.
        Conflict: somebody decided it in the meantime.
    """
    asked = grant_asked(proposal)
    refuse(*against_own(asked, by))
    with act(by=by, at=at):
        proposal_confirm(proposal=proposal, digest=digest, by=by, at=at)
        return grant_store(asked, [], by=by, at=at)


def grant_asked(proposal: Proposal) -> Grant:
    """The grant that a proposal asks for, not stored."""
    said = proposal.content
    return Grant(
        user=User.objects.get(code=proposal.subject.removeprefix("user:")),
        role=said["role"],
        scope=said["scope"],
        scope_key=said["scope_key"],
        starts_on=date.fromisoformat(said["from"]),
        ends_on=date.fromisoformat(said["until"]) if said["until"] else None,
    )


def against_own(asked: Grant, by: Acting) -> list[Reason]:
    """Reasons against: nobody is the second person behind a role for themselves."""
    return [Reason("user", NOT_YOUR_OWN, ())] if asked.user.pk in by.persons else []


def administrator_first_make(
    *, username: str, name: str, password: str | None, at: datetime, language: str = "fa"
) -> User:
    """Make an administrator without anybody to make them, while there are fewer than two.

    Raises:
        Refused: there are two already, or the user's own faults.
    """
    with act(by=SYSTEM, at=at):
        # Locked, so that two of these at once cannot both find one place left.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('access.begun'))")
        found = administrators(tehran_day(at)).count()
        if found >= BOOTSTRAP_UNTIL:
            refuse(Reason("by", ENOUGH, (), found=found))
        user = user_make(
            username=username, name=name, password=password, language=language, by=SYSTEM, at=at
        )
        grant_give(user=user, role=ADMINISTRATOR, scope=Scope.COUNTRY, by=SYSTEM, at=at)
        event_write(kind="access.begun", subject=f"user:{user.code}", facts={"before": found})
    return user
