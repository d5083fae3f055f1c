"""The draft: sent to the managers, who remark on their own office; each remark is answered."""

from datetime import date, datetime, timedelta

from parvaneh.access.acting import Acting
from parvaneh.access.models import Grant, User
from parvaneh.access.queries import actors, in_force
from parvaneh.access.roles import ROLES
from parvaneh.access.scopes import Lies, Scope
from parvaneh.casework.messages import message_write
from parvaneh.casework.operations import step_take
from parvaneh.casework.standing import Doer, day_of
from parvaneh.frame.refused import inserted, refuse
from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean
from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import act, event_write
from parvaneh.ranking.models import Cycle, Remark, Result
from parvaneh.ranking.models.cycles import CRITERION_CODES
from parvaneh.ranking.operations.entering import may_decide, may_work, step_faults
from parvaneh.ranking.queries.cycles import standing_run
from parvaneh.registry.codes import fresh_code
from parvaneh.registry.entering import choice_faults, text_faults
from parvaneh.registry.models import Office
from parvaneh.registry.permitted import NOT_PERMITTED

ART_6 = cites("D1404 6")
DAYS = 5  # ours: what a page offers for the window; whoever sends the draft says another day
MOST_DAYS = 60
LONGEST = 4_000
MOST_REMARKS = 40  # of one office on one draft

NOT_AHEAD = msg("The window ends on a day from {least} to {most}; found: {found}.")
WINDOW_OVER = msg("Remarks were taken until the end of {needed}.")
NO_RESULT = msg("The draft of this cycle has no result of this office.")
ENOUGH = msg("{needed} remarks of this office are there already.")
ANSWERED = msg("This remark was answered before.")


def draft_send(*, cycle: Cycle, until: date, by: Doer, at: datetime) -> Cycle:
    """Let each manager see the draft of the own result and remark on it until a day.

    Args:
        cycle: as the doer saw it; its run is confirmed.
        until: the last day for remarks.
        by: who sends it.
        at: the moment.

    Raises:
        Refused: the day is not ahead, or too far; or the law allows no such step now.
        Conflict: the cycle has moved since it was read.
    """
    may_decide(by, at)
    refuse(*_window_faults(until, day_of(at)))
    with act(by=by, at=at, case=cycle.case.number):
        cycle.case = step_take(case=cycle.case, step="draft", by=by, at=at)
        cycle.draft_until = until
        cycle.save(update_fields=["draft_until"])
        told = _managers(cycle, day_of(at))
        message_write(
            to=told,
            kind="draft",
            subject=cycle.key,
            occasion=f"{cycle.code}:{cycle.case.version}",
            facts={"cycle": cycle.code, "day": until.isoformat()},
            by=by,
            at=at,
        )
        event_write(
            kind="cycle.draft-sent",
            subject=cycle.key,
            after=until.isoformat(),
            cites=ART_6,
            facts={"managers": len(told)},
        )
    return cycle


def remark_write(
    *,
    cycle: Cycle,
    office: Office,
    text: str,
    by: Acting,
    at: datetime,
    criterion: str = "",
) -> Remark:
    """Remark on the draft of one's own office.

    Args:
        cycle: whose draft it is.
        office: the office; only its manager remarks.
        text: the remark.
        by: the manager, or who acts for them.
        at: the moment.
        criterion: what it is about; empty for the result as a whole.

    Raises:
        Refused: not by the manager; the window is over; or with everything else that is wrong.
    """
    _only_the_manager(office, by, at)
    refuse(
        *step_faults(cycle, "remark", Actor.MANAGER),
        *_remark_faults(cycle, office, at),
        *text_faults("text", text, LONGEST),
        *(choice_faults("criterion", criterion, CRITERION_CODES) if criterion else []),
    )
    with act(by=by, at=at, case=cycle.case.number):
        remark = inserted(
            Remark(
                cycle=cycle,
                code=fresh_code("m"),
                office=office,
                province=office.province,
                criterion=criterion,
                text=clean(text),
                written_by=by.key,
                written_at=at,
            )
        )
        event_write(
            kind="remark.written",
            subject=f"remark:{remark.code}",
            cites=ART_6,
            facts={"cycle": cycle.code, "office": office.code, "criterion": criterion},
        )
    return remark


def remark_answer(*, remark: Remark, answer: str, by: Doer, at: datetime) -> Remark:
    """Answer a remark, once.

    Raises:
        Refused: it was answered before; or there is no answer.
    """
    may_work(by, at)
    refuse(*text_faults("answer", answer, LONGEST))
    with act(by=by, at=at, case=remark.cycle.case.number):
        row = Remark.objects.select_for_update().get(pk=remark.pk)
        refuse(*([Reason("remark", ANSWERED, ART_6)] if row.answered_at else []))
        row.answer, row.answered_by, row.answered_at = clean(answer), by.key, at
        row.save(update_fields=["answer", "answered_by", "answered_at"])
        message_write(
            to=User.objects.filter(code=row.written_by.partition(":")[2]),
            kind="remark-answered",
            subject=remark.cycle.key,
            occasion=row.code,
            facts={"remark": row.code, "cycle": remark.cycle.code},
            by=by,
            at=at,
        )
        event_write(kind="remark.answered", subject=f"remark:{row.code}", cites=ART_6)
    return row


def _window_faults(until: date, today: date) -> list[Reason]:
    least, most = today + timedelta(1), today + timedelta(MOST_DAYS)
    if least <= until <= most:
        return []
    params = {"least": least, "most": most}
    return [Reason("until", NOT_AHEAD, ART_6, found=until, params=params)]


def _only_the_manager(office: Office, by: Acting, at: datetime) -> None:
    place = Lies(province=office.province, office=office.code)
    if Actor.MANAGER not in actors(by, place, day_of(at)):
        refuse(Reason("not_permitted", NOT_PERMITTED, ()))


def _remark_faults(cycle: Cycle, office: Office, at: datetime) -> list[Reason]:
    faults = []
    if cycle.draft_until is not None and day_of(at) > cycle.draft_until:
        faults.append(Reason("until", WINDOW_OVER, ART_6, needed=cycle.draft_until))
    run = standing_run(cycle)
    if run is None or not Result.objects.filter(run=run, office=office).exists():
        faults.append(Reason("office", NO_RESULT, ART_6))
    if Remark.objects.filter(cycle=cycle, office=office).count() >= MOST_REMARKS:
        faults.append(Reason("text", ENOUGH, ART_6, needed=MOST_REMARKS))
    return faults


def _managers(cycle: Cycle, on: date) -> list[User]:
    """The users who manage offices of the draft, by the roles that they hold on a day."""
    roles = [code for code, role in ROLES.items() if Actor.MANAGER in role.acts_as]
    codes = Result.objects.filter(run=standing_run(cycle)).values("office__code")
    held = Grant.objects.filter(
        in_force(on), role__in=roles, scope=Scope.OFFICE, scope_key__in=codes
    )
    return list(User.objects.filter(is_active=True, pk__in=held.values("user")))
