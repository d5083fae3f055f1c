"""Delegations: given, passed on, withdrawn."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from parvaneh.access.acting import Acting
from parvaneh.access.models import Delegation, Grant, User
from parvaneh.access.operations.ending import delegations_end, place_facts
from parvaneh.access.operations.grants import roles_beside
from parvaneh.access.permissions import Permission
from parvaneh.access.roles import ROLES
from parvaneh.access.rules import apart, lies_in, permitted
from parvaneh.access.scopes import Scope
from parvaneh.frame.refused import refuse
from parvaneh.kit.clock import tehran_day
from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean
from parvaneh.law.ruling import Reason
from parvaneh.ledger.acts import Doer, act, event_write

NOT_YOURS = msg("Only who holds a role may delegate it.")
NOT_FOR_PASSING = msg("This delegation may not be passed on.")
TO_YOURSELF = msg("Nobody delegates to themselves.")
ROUND = msg("{found} stands in this chain already.")
LONGER = msg("It would last until {found}; the giver's own ends on {needed}.")
EARLIER = msg("It would start on {found}; the giver's own starts on {needed}.")
NOT_IN_ORDER = msg("It would end on {found}, before it starts on {needed}.")
PAST = msg("It would end on {found}; that day is over.")
NO_REASON = msg("Say why.")
GIVEN_ALREADY = msg("{found} may use this role in that time already.")
NOT_ACTIVE = msg("The user {found} is not active.")
WITHDRAWN = msg("It was withdrawn already.")


def delegation_give(
    *,
    grant: Grant,
    receiver: User,
    starts_on: date,
    ends_on: date,
    reason: str,
    by: Acting,
    at: datetime,
    may_pass_on: bool = False,
) -> Delegation:
    """Let another use a grant of one's own for a time.

    Args:
        grant: one's own grant; never another's.
        receiver: who may use it.
        starts_on: first day.
        ends_on: last day; a delegation always ends by itself.
        reason: why; shown to both.
        by: the holder, acting for themselves.
        at: the moment of the act.
        may_pass_on: whether the receiver may pass it on in turn.

    Raises:
        Refused: with every fault at once.
    """
    faults = [] if by.user == grant.user and not by.acts_for else [Reason("grant", NOT_YOURS, ())]
    asked = Delegation(
        giver=by.user,
        receiver=receiver,
        grant=grant,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=clean(reason),
        may_pass_on=may_pass_on,
    )
    return _stored(asked, faults, by=by, at=at)


def delegation_pass_on(
    *,
    delegation: Delegation,
    receiver: User,
    starts_on: date,
    ends_on: date,
    reason: str,
    by: Acting,
    at: datetime,
    may_pass_on: bool = False,
) -> Delegation:
    """Pass on what one may use for another: never longer, never back up the chain.

    Args:
        delegation: the one that `by` received.
        receiver: who may use it; they act for the holder of the grant, not for `by`.
        starts_on: first day.
        ends_on: last day.
        reason: why.
        by: who received the delegation.
        at: the moment of the act.
        may_pass_on: whether the receiver may pass it on in turn.

    Raises:
        Refused: with every fault at once.
    """
    faults = [] if by.user == delegation.receiver else [Reason("delegation", NOT_YOURS, ())]
    if not delegation.may_pass_on:
        faults.append(Reason("delegation", NOT_FOR_PASSING, ()))
    asked = Delegation(
        giver=by.user,
        receiver=receiver,
        grant=delegation.grant,
        passed_from=delegation,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=clean(reason),
        may_pass_on=may_pass_on,
    )
    return _stored(asked, faults, by=by, at=at)


def delegation_withdraw(*, delegation: Delegation, by: Doer, at: datetime) -> None:
    """Withdraw a delegation at once, with everything that was passed on from it.

    Args:
        delegation: which.
        by: its giver, its receiver, the holder of the grant, or who may withdraw the grant.
        at: the moment of the act.

    Raises:
        Refused: none of these, or it was withdrawn already.
    """
    concerned = {delegation.giver, delegation.receiver, delegation.grant.user}
    if not (isinstance(by, Acting) and by.user in concerned):
        there = lies_in(Scope(delegation.grant.scope), delegation.grant.scope_key)
        refuse(*permitted(by, Permission.GRANT_GIVE, there, tehran_day(at)))
    with act(by=by, at=at):
        if not delegations_end(Delegation.objects.filter(pk=delegation.pk), by=by, at=at):
            refuse(Reason("delegation", WITHDRAWN, ()))
    delegation.refresh_from_db()


def chain_of(delegation: Delegation) -> list[Delegation]:
    """A delegation and those that it was passed on from, the latest first."""
    found = [delegation]
    while (above := found[-1].passed_from) is not None:
        found.append(above)
    return found


def _stored(asked: Delegation, faults: list[Reason], *, by: Acting, at: datetime) -> Delegation:
    with act(by=by, at=at):
        # The grant's row orders everything that happens to its delegations.
        grant = Grant.objects.select_for_update().select_related("user").get(pk=asked.grant.pk)
        refuse(*faults, *_against(asked, grant, tehran_day(at)))
        asked.given_at = at
        try:
            with transaction.atomic():
                asked.save(force_insert=True)
        except IntegrityError:
            refuse(Reason("receiver", GIVEN_ALREADY, (), found=asked.receiver.code))
        event_write(
            kind="delegation.given",
            subject=asked.key,
            after="given",
            facts={
                "giver": asked.giver.code,
                "receiver": asked.receiver.code,
                "role": grant.role,
                **place_facts(grant),
                "from": asked.starts_on.isoformat(),
                "until": asked.ends_on.isoformat(),
            },
            private={"reason": asked.reason},
        )
    return asked


def _against(asked: Delegation, grant: Grant, on: date) -> list[Reason]:
    receiver = User.objects.select_for_update().get(pk=asked.receiver.pk)
    faults = _against_time(asked, grant, on)
    if not asked.reason:
        faults.append(Reason("reason", NO_REASON, ()))
    if grant.withdrawn_at or (asked.passed_from and _is_withdrawn(asked.passed_from)):
        faults.append(Reason("grant", WITHDRAWN, ()))
    if not receiver.is_active:
        faults.append(Reason("receiver", NOT_ACTIVE, (), found=receiver.code))
    if asked.receiver == asked.giver:
        faults.append(Reason("receiver", TO_YOURSELF, ()))
    elif receiver.pk in _above(asked, grant):
        faults.append(Reason("receiver", ROUND, (), found=receiver.code))
    if grant.role in ROLES:
        faults += apart(grant.role, roles_beside(receiver, asked.starts_on, asked.ends_on))
    return faults


def _against_time(asked: Delegation, grant: Grant, on: date) -> list[Reason]:
    above = asked.passed_from or grant
    faults = []
    if asked.ends_on < asked.starts_on:
        faults.append(
            Reason("ends_on", NOT_IN_ORDER, (), found=asked.ends_on, needed=asked.starts_on)
        )
    if asked.ends_on < on:
        faults.append(Reason("ends_on", PAST, (), found=asked.ends_on))
    if asked.starts_on < above.starts_on:
        faults.append(
            Reason("starts_on", EARLIER, (), found=asked.starts_on, needed=above.starts_on)
        )
    if above.ends_on is not None and above.ends_on < asked.ends_on:
        faults.append(Reason("ends_on", LONGER, (), found=asked.ends_on, needed=above.ends_on))
    return faults


def _is_withdrawn(delegation: Delegation) -> bool:
    return Delegation.objects.filter(pk=delegation.pk, withdrawn_at__isnull=False).exists()


def _above(asked: Delegation, grant: Grant) -> set[int]:
    """Keys of everybody in the chain above: the holder, and each through whom it came."""
    chain = chain_of(asked.passed_from) if asked.passed_from else []
    return {grant.user.pk, *(one.giver.pk for one in chain), *(one.receiver.pk for one in chain)}
