"""Article 12: whether an objection may be taken in, with everything that is wrong at once."""

from datetime import date

from parvaneh.law.citation import cites
from parvaneh.law.deadlines import Deadline
from parvaneh.law.directive_1404.art12_objection import objection_due
from parvaneh.law.judicial_calendar import Calendar
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import Values
from parvaneh.law.vocabulary import ACTORS, TERMS, Actor

CITES = {
    "objection_timeliness": cites("D1404 12(1)"),
    "objection_admissible": cites("D1404 12(1)"),
}
TO_OBJECT = cites("D1404 12(1)")

EARLY = msg("The objection was lodged on {found}; the result was announced only on {needed}.")
LATE = msg("The objection was lodged on {found}; the last day for it was {needed}.")
NOT_MANAGER = msg("An objection is lodged by the {needed}, not by the {found}.")
NO_REASONS_STATED = msg("The objection states no reasons; it must say why the result is wrong.")
NO_DOCUMENTS = msg("The objection comes without documents; it must bring those it relies on.")


def objection_timeliness(
    *,
    lodged_on: date,
    announced_on: date,
    served_on: date | None = None,
    calendar: Calendar,
    province: str,
    values: Values,
) -> Ruling[Deadline]:
    """Whether an objection came in time: not before the announcement, not after the last day (12).

    As `objection_due`, whose deadline it returns; an objection lodged before service is proven is
    in time.
    """
    due = objection_due(
        announced_on=announced_on,
        served_on=served_on,
        calendar=calendar,
        province=province,
        values=values,
    )
    reasons = [reason for reason in due.reasons if not reason.blocks]
    if lodged_on < announced_on:
        reasons.append(Reason("early", EARLY, TO_OBJECT, found=lodged_on, needed=announced_on))
    if due.value is not None and lodged_on > due.value.last:
        reasons.append(Reason("late", LATE, TO_OBJECT, found=lodged_on, needed=due.value.last))
    return ruled(reasons, due.value, due.rests_on)


def objection_admissible(
    *,
    by: Actor,
    lodged_on: date,
    announced_on: date,
    served_on: date | None = None,
    states_reasons: bool,
    brings_documents: bool,
    calendar: Calendar,
    province: str,
    values: Values,
) -> Ruling[Deadline]:
    """Whether an objection is the manager's, in time, reasoned and documented: all faults at once.

    What is only incomplete (`no_reasons`, `no_documents`) may be completed; see the procedure.

    Args:
        by: who lodges it.
        lodged_on: when it was lodged with the Provincial Deputy.
        announced_on: when the results were announced.
        served_on: the day of proven service on this manager, if there is one.
        states_reasons: whether it says why the result is wrong.
        brings_documents: whether documents are attached.
        calendar: weekends, holidays, closures and outages known now.
        province: the office's province.
        values: the dated values, as `objection_due`.

    Raises:
        NoValueInForce: before the directive.
    """
    timely = objection_timeliness(
        lodged_on=lodged_on,
        announced_on=announced_on,
        served_on=served_on,
        calendar=calendar,
        province=province,
        values=values,
    )
    reasons = list(timely.reasons)
    if by is not Actor.MANAGER:
        needed = TERMS["manager"]
        reasons.append(
            Reason("not_manager", NOT_MANAGER, TO_OBJECT, found=ACTORS[by], needed=needed)
        )
    if not states_reasons:
        reasons.append(Reason("no_reasons", NO_REASONS_STATED, TO_OBJECT, found=False))
    if not brings_documents:
        reasons.append(Reason("no_documents", NO_DOCUMENTS, TO_OBJECT, found=False))
    return ruled(reasons, timely.value, timely.rests_on)
