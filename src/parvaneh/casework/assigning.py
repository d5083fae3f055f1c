"""Whose a case is: assigned by people, one at a time, with every earlier one kept."""

from datetime import date, datetime

from django.db.models import Q

from parvaneh.access.acting import Acting
from parvaneh.access.models import Grant, User
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import in_force, reach
from parvaneh.access.roles import ROLES
from parvaneh.access.scopes import Scope
from parvaneh.casework.claims import case_claim, case_lock
from parvaneh.casework.messages import message_write
from parvaneh.casework.models import Assignment, Case, Recusal, Standing
from parvaneh.casework.standing import day_of, lies
from parvaneh.frame.refused import NotThere, refuse
from parvaneh.kit.text import clean
from parvaneh.law.ruling import Reason, msg
from parvaneh.ledger.acts import act, event_write
from parvaneh.registry.reach import reach_of

NEEDED = Permission.CASE_ACT  # what whoever has a case must be able to do where it lies
IS_OVER = msg("This case has ended; it is assigned to nobody any more.")
IS_RECUSED = msg("{found} is recused from this case.")
CANNOT_SEE = msg("{found} holds no role where this case lies.")
IS_GONE = msg("{found} does not work here any more.")
IS_THEIRS = msg("The case is {found}'s already.")


def case_assign(*, case: Case, to: User, by: Acting, at: datetime, reason: str = "") -> Case:
    """Give a case to somebody; whoever had it has it no longer.

    One may take a case that is nobody's for oneself; otherwise whoever may assign there gives it.

    Raises:
        Refused: it has ended, or the receiver is recused, gone, or has no role there.
        NotThere: the doer may not assign there.
        Conflict: it has been changed since it was read.
    """
    takes = to == by.user and case.assigned_to_id is None and by.acts_for is None
    needed = Permission.CASE_ACT if takes else Permission.CASE_ASSIGN
    if not reach(by, needed, day_of(at)).covers(lies(case)):
        raise NotThere(case.number)
    refuse(*_faults(case, to, at))
    with act(by=by, at=at, case=case.number):
        case_claim(case, assigned_to=to)
        _end(case, by, at)
        Assignment.objects.create(
            case=case, user=to, reason=clean(reason), assigned_at=at, assigned_by=by.key
        )
        event_write(
            kind="case.assigned",
            subject=case.key,
            before=f"user:{case.assigned_to.code}" if case.assigned_to else "",
            after=f"user:{to.code}",
            private={"reason": clean(reason)} if clean(reason) else {},
        )
        message_write(
            to=[to],
            kind="assigned",
            subject=case.key,
            occasion=f"{case.number}:{case.version}",
            facts={"case": case.number},
            by=by,
            at=at,
        )
    return Case.objects.select_related("assigned_to").get(pk=case.pk)


def may_be_given(case: Case, on: date) -> list[User]:
    """To whom a case can be given: staff whose role takes steps where it lies, nobody recused."""
    place = lies(case)
    there = Q(scope=Scope.COUNTRY) | Q(scope=Scope.PROVINCE, scope_key=place.province)
    there |= Q(scope=Scope.KANOON, scope_key=place.kanoon) if place.kanoon else Q()
    there |= Q(scope=Scope.CASE, scope_key=place.case)
    roles = [code for code, role in ROLES.items() if role.staff and NEEDED in role.allows]
    held = Grant.objects.filter(in_force(on), there, role__in=roles)
    recused = Recusal.objects.filter(case=case, standing=Standing.RECUSED, ended_at=None)
    users = User.objects.filter(is_active=True, pk__in=held.values("user"))
    return list(users.exclude(pk__in=recused.filter(user__isnull=False).values("user")))


def may_take(case: Case, by: Acting, on: date) -> bool:
    """Whether somebody may take a case that is nobody's for themselves."""
    free = case.assigned_to_id is None and case.ended_on is None and by.acts_for is None
    return free and by.user in may_be_given(case, on)


def unassign(*, case: Case, user: User, by: Acting, at: datetime) -> None:
    """Take a case from somebody if it is theirs, so that it waits for a new hand."""
    with act(by=by, at=at, case=case.number):
        case_lock(case)
        if Case.objects.filter(pk=case.pk, assigned_to=user).update(assigned_to=None):
            _end(case, by, at)
            event_write(
                kind="case.unassigned", subject=case.key, before=f"user:{user.code}", after=""
            )


def _faults(case: Case, to: User, at: datetime) -> list[Reason]:
    found = []
    if case.ended_on:
        found.append(Reason("state", IS_OVER, ()))
    if case.assigned_to_id == to.pk:
        found.append(Reason("to", IS_THEIRS, (), found=to.name))
    if not to.is_active:
        found.append(Reason("to", IS_GONE, (), found=to.name))
    elif not reach_of(Acting(to), Permission.CASE_ACT, day_of(at)).covers(lies(case)):
        found.append(Reason("to", CANNOT_SEE, (), found=to.name))
    recused = Recusal.objects.filter(
        case=case, user=to, standing=Standing.RECUSED, ended_at=None
    ).exists()
    if recused:
        found.append(Reason("to", IS_RECUSED, (), found=to.name))
    return found


def _end(case: Case, by: Acting, at: datetime) -> None:
    Assignment.objects.filter(case=case, ended_at=None).update(ended_at=at, ended_by=by.key)
