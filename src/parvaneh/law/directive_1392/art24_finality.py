"""Article 24: which convictions are final, who may appeal, and who hears the appeal.

The article names no time limit for an appeal (A-13), and makes the appeal board of the very Council
that proposes suspensions and revocations (A-12): whoever took part is recused, and where that
leaves too few members, the ruling says so.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from parvaneh.law.bodies import Sitting
from parvaneh.law.citation import cites
from parvaneh.law.counting import Period, Unit
from parvaneh.law.deadlines import Deadline, deadline
from parvaneh.law.directive_1392.art10_council import council_decision, council_recusals
from parvaneh.law.judicial_calendar import Calendar
from parvaneh.law.ruling import Basis, Reason, Ruling, msg, ruled
from parvaneh.law.values import Values, basis, sequence, value_at, whole
from parvaneh.law.vocabulary import ACTORS, Actor, Term

CITES = {
    "appeal_due": cites("D1392 24(2)"),
    "appeal": cites("D1392 24(1)", "D1392 24(2)"),
    "finality": cites("D1392 24(1)", "D1392 24(2)"),
    "appeal_board": cites("D1392 24(3)"),
    "appeal_decision": cites("D1392 24(3)", "D1392 11(d)"),
}

FINAL_DEGREES = "D1392.24.final_degrees"
APPELLANTS = "D1392.24.appellants"
APPEAL_DAYS = "D1392.24.appeal_days"

SERVED = Term("روز ابلاغ رأی", "the day on which the ruling was served")
LODGED = Term("روز تجدیدنظرخواهی", "the day of appealing")

IS_FINAL = msg("A conviction to degree {found} is final and cannot be appealed.")
NOT_APPELLANT = msg("Who may appeal: {needed}. Who appealed: {found}.")
LATE = msg("The appeal was lodged on {found}; the last day was {needed}.")
AT_ONCE = msg("A conviction to degree {found} is final as soon as it is served.")
NOT_SERVED = msg(
    "No time has begun to run: the ruling has not been served on one who must be: {needed}."
)
PENDING = msg("The appeal lodged on {found} has not been decided.")
DECIDED = msg("The appeal was decided on {found}; the ruling is final from that day.")
OPEN = msg("An appeal is possible until the end of {needed}.")
NOT_COUNCIL = msg(
    "These persons are not members of the Council, and so not of the appeal board: {found}."
)
LEFT_OUT = msg("These members of the Council belong to the appeal board too: {found}.")
EXPIRED = msg("Nobody appealed in time; the last day was {found}.")


def appeal_due(
    *, served_on: date, calendar: Calendar, province: str, values: Values
) -> Ruling[Deadline]:
    """The last day on which somebody served with a ruling may appeal (D1392 24(2); A-13).

    Args:
        served_on: the day on which the ruling was served on the appellant.
        calendar: the days off known now.
        province: where the appeal must be lodged.
        values: the dated values (`D1392.24.appeal_days`, `CPC.*`), those of `served_on`.
    """
    days = value_at(values, APPEAL_DAYS, served_on)
    due = deadline(
        starts_on=served_on,
        period=Period(whole(days), Unit.DAYS),
        calendar=calendar,
        province=province,
        values=values,
        starts=SERVED,
        acts=LODGED,
    )
    return ruled(due.reasons, due.value, (basis(days), *due.rests_on))


def appeal(
    *,
    degree: int,
    by: Actor,
    served_on: date,
    lodged_on: date,
    calendar: Calendar,
    province: str,
    values: Values,
) -> Ruling[date]:
    """Whether an appeal is admissible (D1392 24(1), 24(2)).

    Args:
        degree: the degree of the conviction.
        by: who appeals; the convicted (as defendant) or the head of the Center may.
        served_on: the day on which the ruling was served on the appellant.
        lodged_on: the day on which the appeal was lodged.
        calendar: the days off known now.
        province: where the appeal must be lodged.
        values: the dated values (`D1392.24.*`), those of `served_on`.

    Returns:
        Granted or refused, with the last permitted day as the value where there is one.
    """
    final = value_at(values, FINAL_DEGREES, served_on)
    open_to = value_at(values, APPELLANTS, served_on)
    allowed = tuple(Actor(name) for name in sequence(open_to))
    reasons: list[Reason] = []
    if degree in sequence(final):
        reasons.append(Reason("final", IS_FINAL, final.cites, found=degree))
    if by not in allowed:
        reasons.append(
            Reason(
                "appellant",
                NOT_APPELLANT,
                open_to.cites,
                found=ACTORS[by],
                needed=tuple(ACTORS[one] for one in allowed),
            )
        )
    used = [basis(final), basis(open_to)]
    if reasons:
        return ruled(reasons, rests_on=used)
    last, counted = _last_day(served_on, calendar, province, values)
    if lodged_on > last:
        reasons.append(Reason("late", LATE, open_to.cites, found=lodged_on, needed=last))
    return ruled(reasons, last, [*used, *counted])


def finality(
    *,
    degree: int,
    served: Mapping[Actor, date],
    appeals: Mapping[Actor, date],
    decided_on: date | None = None,
    calendar: Calendar,
    province: str,
    values: Values,
    on: date,
) -> Ruling[date]:
    """Whether a conviction is final on a day, and since when (D1392 24).

    Degrees that cannot be appealed are final when served on the convicted. The others are final
    when the appeal has been decided, or when the last day of everybody who may appeal has passed.

    Args:
        degree: the degree of the conviction.
        served: on whom the ruling was served, and when.
        appeals: who lodged an appeal, and when; one that came late keeps nothing open.
        decided_on: the day on which the appeal board decided, if it has.
        calendar: the days off known now.
        province: where an appeal must be lodged.
        values: the dated values (`D1392.24.*`), those of the day of service; of `on` while
            nothing has been served.
        on: the day asked about.

    Returns:
        Granted with the first day on which the ruling is final; or refused: not served on each of
        those who must be, an appeal pending, an appeal still possible.
    """
    ruled_on = min((on, *served.values()))
    final = value_at(values, FINAL_DEGREES, ruled_on)
    open_to = value_at(values, APPELLANTS, ruled_on)
    at_once = degree in sequence(final)
    awaited = (Actor.DEFENDANT,) if at_once else tuple(map(Actor, sequence(open_to)))
    source = final if at_once else open_to
    missing = [
        Reason("not_served", NOT_SERVED, source.cites, needed=ACTORS[one])
        for one in awaited
        if one not in served
    ]
    if missing:
        return ruled(missing, rests_on=[basis(source)])
    if at_once:
        reason = Reason("at_once", AT_ONCE, final.cites, blocks=False, found=degree)
        return ruled([reason], served[Actor.DEFENDANT], [basis(final)])
    limits = {one: _last_day(served[one], calendar, province, values) for one in awaited}
    used = [basis(final), basis(open_to), *(one for _, each in limits.values() for one in each)]
    last = max(day for day, _ in limits.values())
    timely = [day for one, day in appeals.items() if one in limits and day <= limits[one][0]]
    return ruled([_standing(timely, decided_on, last, on)], _since(timely, decided_on, last), used)


def appeal_board(*, members: frozenset[str], council: frozenset[str]) -> Ruling[None]:
    """Whether the appeal board is made up of the Council's members, and of nobody else (24(3)).

    Args:
        members: persons named as members of the appeal board.
        council: the members of the Council on that day.
    """
    where = cites("D1392 24(3)")
    checks = (
        ("not_council", NOT_COUNCIL, tuple(sorted(members - council))),
        ("left_out", LEFT_OUT, tuple(sorted(council - members))),
    )
    return ruled(Reason(key, text, where, found=found) for key, text, found in checks if found)


def appeal_decision(
    *,
    council: tuple[str, ...],
    present: frozenset[str],
    took_part: frozenset[str],
    votes: Mapping[str, int],
    values: Values,
    on: date,
) -> Ruling[str]:
    """What the appeal board decided (D1392 24(3), 11(d); A-12).

    Args:
        council: the members of the Council, who are the appeal board.
        present: persons who came.
        took_part: persons who took part in the proposal or ruling under appeal.
        votes: votes per answer, such as `uphold`, `annul` or a degree.
        values: the dated values (`D1392.10.*`: what holds for the Council holds here).
        on: the day of the session.

    Returns:
        Granted with the answer that has the majority; or refused. Where recusal leaves too few
        members the reason is `deadlock`: the way out is an appointment under article 10.
    """
    barred = council_recusals(members=council, took_part=took_part, values=values, on=on)
    sitting = Sitting(council, present, barred.value or frozenset(), votes)
    decided = council_decision(sitting=sitting, values=values, on=on)
    return ruled(
        [*barred.reasons, *decided.reasons],
        value=decided.value,
        rests_on=(*barred.rests_on, *decided.rests_on),
    )


def _last_day(
    served_on: date, calendar: Calendar, province: str, values: Values
) -> tuple[date, tuple[Basis, ...]]:
    due = appeal_due(served_on=served_on, calendar=calendar, province=province, values=values)
    assert due.value is not None  # a deadline is always granted
    return due.value.last, due.rests_on


def _standing(timely: list[date], decided_on: date | None, last: date, on: date) -> Reason:
    where = cites("D1392 24(2)")
    if timely and decided_on is None:
        return Reason("pending", PENDING, where, found=min(timely))
    if timely:
        return Reason("decided", DECIDED, where, blocks=False, found=decided_on)
    if on <= last:
        return Reason("open", OPEN, where, needed=last)
    return Reason("expired", EXPIRED, where, blocks=False, found=last)


def _since(timely: list[date], decided_on: date | None, last: date) -> date | None:
    return decided_on if timely else last + timedelta(days=1)
