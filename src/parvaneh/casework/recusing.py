"""Who does not sit in a case: recused for a conflict, absent, abstained; and who is left."""

from collections.abc import Iterable
from datetime import date, datetime

from parvaneh.access.acting import Acting
from parvaneh.access.models import User
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.casework.assigning import unassign
from parvaneh.casework.claims import case_lock
from parvaneh.casework.models import Case, Recusal, Standing
from parvaneh.casework.standing import day_of, lies
from parvaneh.frame.refused import NotThere, refuse
from parvaneh.kit.text import clean
from parvaneh.law.bodies import Rules, Sitting, quorum
from parvaneh.law.ruling import Reason, Ruling, msg
from parvaneh.ledger.acts import act, event_write
from parvaneh.registry.models import Person

NO_REASON = msg("Say why: a recusal stands in the minutes with its reason.")
NOBODY = msg("Name whom the declaration is about.")
ALREADY = msg("There is a declaration about this person in this case already.")
OVER = msg("This case has ended, so nobody is recused from it any more.")


def recusal_declare(
    *,
    case: Case,
    standing: Standing,
    reason: str,
    by: Acting,
    at: datetime,
    user: User | None = None,
    person: Person | None = None,
) -> Recusal:
    """Declare that somebody has a conflict in a case, is absent, or abstains.

    Everybody may declare it of themselves; of others, who may assign cases there. Who is recused
    loses the case at once and takes no further step in it; what they wrote stays.

    Args:
        case: loaded for the doer.
        standing: recused, absent or abstained.
        reason: why.
        by: who declares.
        at: the moment.
        user: whom it is about; the person of that user follows, and the other way round.
        person: the same, for a holder of a seat who does not sign in.

    Raises:
        Refused: no reason, nobody named, declared already, or the case has ended.
        NotThere: about somebody else, by one who may not assign there.
    """
    user, person = _both(user, person)
    if user != by.user and not may_arrange(case, by, day_of(at)):
        raise NotThere(case.number)
    said = clean(reason)
    running = Recusal.objects.filter(case=case, ended_at=None)
    about = running.filter(user=user) if user else running.filter(person=person)
    refuse(
        *([] if said else [Reason("reason", NO_REASON, ())]),
        *([] if user or person else [Reason("person", NOBODY, ())]),
        *([Reason("person", ALREADY, ())] if (user or person) and about.exists() else []),
        *([Reason("state", OVER, ())] if case.ended_on else []),
    )
    with act(by=by, at=at, case=case.number):
        case_lock(case)
        made = Recusal.objects.create(
            case=case,
            user=user,
            person=person,
            standing=standing,
            reason=said,
            declared_at=at,
            declared_by=by.key,
        )
        event_write(
            kind=f"case.{standing}",
            subject=case.key,
            facts={"about": _key(user, person), "standing": standing.value},
            private={"reason": said},
        )
        if standing is Standing.RECUSED and user:
            unassign(case=case, user=user, by=by, at=at)
    return made


def recusal_end(*, recusal: Recusal, by: Acting, at: datetime) -> None:
    """Take a declaration back: by whoever may assign cases there, never by who is recused.

    Raises:
        NotThere: the doer may not, or it is about themselves.
    """
    case = recusal.case
    if recusal.user in {by.user, by.acts_for} or not may_arrange(case, by, day_of(at)):
        raise NotThere(case.number)
    with act(by=by, at=at, case=case.number):
        case_lock(case)
        ended = Recusal.objects.filter(pk=recusal.pk, ended_at=None)
        if ended.update(ended_at=at, ended_by=by.key):
            event_write(
                kind="case.recusal-ended",
                subject=case.key,
                facts={"about": _key(recusal.user, recusal.person)},
            )


def quorum_tested(
    *, case: Case, members: Iterable[str], present: Iterable[str], rules: Rules
) -> Ruling[tuple[str, ...]]:
    """Whether a session may decide a case: the law's quorum, with this case's recusals.

    Args:
        case: the case.
        members: codes of the persons who hold the seats of the body.
        present: codes of those who came.
        rules: how the body decides, from its article.

    Returns:
        The law's ruling: who may vote; or too few, or a deadlock that only an appointment ends.
    """
    declared = Recusal.objects.filter(case=case, ended_at=None, person__isnull=False)
    known = dict(declared.values_list("person__code", "standing"))
    absent = {code for code, standing in known.items() if standing == Standing.ABSENT}
    recused = frozenset(code for code, standing in known.items() if standing == Standing.RECUSED)
    seats = tuple(members)
    came = frozenset(present) - absent
    sitting = Sitting(seats, came, recused & frozenset(seats), {})
    return quorum(sitting=sitting, rules=rules)


def may_arrange(case: Case, by: Acting, on: date) -> bool:
    """Whether somebody may assign cases where this one lies."""
    return reach(by, Permission.CASE_ASSIGN, on).covers(lies(case))


def _both(user: User | None, person: Person | None) -> tuple[User | None, Person | None]:
    if user is not None and person is None:
        return user, Person.objects.filter(user=user).first()
    if person is not None and user is None:
        return person.user, person
    return user, person


def _key(user: User | None, person: Person | None) -> str:
    if user is not None:
        return f"user:{user.code}"
    return f"person:{person.code}" if person is not None else ""
