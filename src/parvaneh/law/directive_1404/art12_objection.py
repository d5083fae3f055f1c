"""Article 12: objecting to a ranking result, and the three clocks of an objection.

Ten days for the manager, counted by CPC 445; twenty for the Provincial Deputy and one month for
the Services Deputy, plain counts from the day on which each of them has the objection (A-22).
Whether an objection may be taken in stands in `art12_admissibility`; what follows from a decision,
or from a missed limit, in `art12_outcome`.
"""

from dataclasses import dataclass
from datetime import date

from parvaneh.law.citation import Citation, cites
from parvaneh.law.counting import Period, Unit
from parvaneh.law.deadlines import Deadline, deadline
from parvaneh.law.judicial_calendar import Calendar
from parvaneh.law.ruling import Reason, Ruling, granted, msg, ruled
from parvaneh.law.values import Values, basis, choice, value_at, whole
from parvaneh.law.vocabulary import Term

CITES = {
    "objection_due": cites("D1404 12(1)"),
    "review_due": cites("D1404 12(2)"),
    "decision_due": cites("D1404 12(3)"),
}
TO_OBJECT = cites("D1404 12(1)")

NOT_SERVED = msg("Service to the manager is not proven, so the time for objecting has not begun.")

ANNOUNCED = Term("روز اعلام نتایج", "the day of announcement")
SERVED = Term("روز ابلاغ نتیجه به مدیر", "the day of service on the manager")
LODGED = Term("روز تقدیم اعتراض", "the day of lodging")
PERIOD_ENDED = Term("روز آخر مهلت اعتراض", "the last day for objecting")
RECEIVED = Term("روز وصول به معاونت خدمات", "the day of receipt by the Services Deputy")
SENT = Term("روز ارسال به معاونت خدمات", "the day of sending to the Services Deputy")


@dataclass(frozen=True)
class Clock:
    """A limit of the article: keys of its length, its start and its way of counting."""

    length: str
    unit: Unit
    starts: str
    counting: str
    acts: Term
    cites: tuple[Citation, ...]


OBJECTION = Clock(
    "D1404.12.objection_days",
    Unit.DAYS,
    "D1404.12.objection_starts",
    "D1404.12.objection_counting",
    Term("روز تقدیم اعتراض", "the day of objecting"),
    cites("D1404 12(1)"),
)
REVIEW = Clock(
    "D1404.12.review_days",
    Unit.DAYS,
    "D1404.12.review_starts",
    "D1404.12.review_counting",
    Term("روز ارسال به معاونت خدمات", "the day of sending to the Services Deputy"),
    cites("D1404 12(2)"),
)
DECISION = Clock(
    "D1404.12.decision_months",
    Unit.MONTHS,
    "D1404.12.decision_starts",
    "D1404.12.decision_counting",
    Term("روز ابلاغ تصمیم", "the day of serving the decision"),
    cites("D1404 12(3)"),
)


def objection_due(
    *,
    announced_on: date,
    served_on: date | None = None,
    calendar: Calendar,
    province: str,
    values: Values,
) -> Ruling[Deadline]:
    """The last day on which a manager may object to a result (12).

    Args:
        announced_on: the day on which the results were announced.
        served_on: the day of proven service on this manager, if there is one.
        calendar: weekends, holidays, closures and outages known now.
        province: the office's province, whose Provincial Deputy takes the objection.
        values: the dated values (`D1404.12.objection_*` and the counting rules).

    Returns:
        Granted with the deadline; refused with `not_served` where the clock waits for service and
        service is not proven.

    Raises:
        NoValueInForce: before the directive.
    """
    starts = value_at(values, OBJECTION.starts, announced_on)
    if choice(starts, "announcement", "later_of_announcement_and_service") == "announcement":
        begun_on, begun = announced_on, ANNOUNCED
    elif served_on is None:
        return ruled([Reason("not_served", NOT_SERVED, TO_OBJECT)], rests_on=[basis(starts)])
    else:
        begun_on = max(announced_on, served_on)
        begun = SERVED if served_on > announced_on else ANNOUNCED
    return _due(OBJECTION, begun_on, begun, calendar=calendar, province=province, values=values)


def review_due(
    *,
    lodged_on: date,
    objection_last: date,
    calendar: Calendar,
    province: str,
    values: Values,
) -> Ruling[Deadline]:
    """The last day on which the Provincial Deputy may send an objection on (12).

    Args:
        lodged_on: the day on which the objection was lodged with the Provincial Deputy.
        objection_last: the last day for objecting, for the policy that counts from there.
        calendar: weekends, holidays, closures and outages known now.
        province: the province of the Provincial Deputy.
        values: the dated values (`D1404.12.review_*` and the counting rules).

    Raises:
        NoValueInForce: before the directive.
    """
    starts = value_at(values, REVIEW.starts, lodged_on)
    begun_on, begun = lodged_on, LODGED
    if choice(starts, "lodging", "objection_period_end") != "lodging":
        begun_on, begun = max(lodged_on, objection_last), PERIOD_ENDED
    return _due(REVIEW, begun_on, begun, calendar=calendar, province=province, values=values)


def decision_due(
    *,
    sent_on: date,
    received_on: date,
    calendar: Calendar,
    province: str,
    values: Values,
) -> Ruling[Deadline]:
    """The last day on which the Services Deputy may decide and have the result served (12).

    Args:
        sent_on: the day on which the Provincial Deputy sent the objection on.
        received_on: the day on which the Services Deputy received it.
        calendar: weekends, holidays, closures and outages known now.
        province: where the Services Deputy sits.
        values: the dated values (`D1404.12.decision_*` and the counting rules).

    Raises:
        NoValueInForce: before the directive.
    """
    starts = value_at(values, DECISION.starts, received_on)
    begun_on, begun = received_on, RECEIVED
    if choice(starts, "receipt", "dispatch") != "receipt":
        begun_on, begun = sent_on, SENT
    return _due(DECISION, begun_on, begun, calendar=calendar, province=province, values=values)


def _due(
    clock: Clock,
    begun_on: date,
    begun: Term,
    *,
    calendar: Calendar,
    province: str,
    values: Values,
) -> Ruling[Deadline]:
    length = value_at(values, clock.length, begun_on)
    ruling = deadline(
        starts_on=begun_on,
        period=Period(whole(length), clock.unit),
        calendar=calendar,
        province=province,
        values=values,
        counting=clock.counting,
        starts=begun,
        acts=clock.acts,
    )
    starts = value_at(values, clock.starts, begun_on)
    return granted(ruling.value, ruling.reasons, [basis(length), basis(starts), *ruling.rests_on])
