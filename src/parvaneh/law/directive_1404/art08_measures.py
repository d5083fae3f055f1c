"""Article 8: how counted evidence becomes the score of a criterion.

Art. 8 names the six ways of measuring but no scale. The scales here are our defaults (A-28): shares
against a full share, up-time, points with a cap. Each is a dated value, so the Center can put its
own in place without touching code. Evidence that measures nothing (no services, no minutes due, no
staff) is no evidence: the criterion is then not assessable, never zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import Values, basis, exact, sequence, table, value_at, whole
from parvaneh.law.vocabulary import Term

CITES = {
    "share_score": cites("D1404 8(4)", "D1404 4(4)(b)", "D1404 4(4)(c)", "D1404 4(4)(d)"),
    "counted_as": cites("D1404 4(4)(b)", "D1404 4(4)(c)", "D1404 4(4)(d)"),
    "counted_systems": cites("D1404 8(6)", "D1404 4(3)(b)"),
    "uptime_score": cites("D1404 8(6)", "D1404 4(3)(b)"),
    "training_score": cites("D1404 8(4)", "D1404 4(6)(b)"),
    "education_score": cites("D1404 8(4)", "D1404 4(6)(c)"),
    "stability_score": cites("D1404 8(4)", "D1404 4(6)(e)"),
}

SHARES = "D1404.8.service_shares"
SYSTEMS = "D1404.8.monitoring_systems"
TRAINING_FULL = "D1404.8.training_hours_full"
EDUCATION_POINTS = "D1404.8.education_points"
EXPERIENCE_FULL = "D1404.8.experience_months_full"
EDUCATION_WEIGHT = "D1404.8.education_weight"
FULL = Fraction(100)

NOTHING_MEASURED = msg("There is nothing to measure: {field} is zero.")
SERVICES = Term("تعداد خدمات", "services")
MINUTES_DUE = Term("دقیقه‌هایی که سامانه باید کار می‌کرد", "minutes due")
TRAINING_HOURS_FULL = Term("ساعت آموزش لازم برای امتیاز کامل", "training hours for the full score")
STAFF_DAYS = Term("روزهای کار کارکنان", "days of staff in post")
MEASURED = msg("{found} of {needed} count, which gives {score} points.")


class Counted(StrEnum):
    """What a service may be counted as."""

    FEE_EXEMPT = "fee_exempt"
    BELOW_TARIFF = "below_tariff"
    IN_PRISON = "in_prison"


@dataclass(frozen=True)
class Stay:
    """One member of staff inside the period.

    `days` is how many of the period's days they were in post; `days_due` how many there were from
    their first day in the period to its last. `months` is experience in whole months.
    """

    education: str
    months: int
    days: int
    days_due: int


def share_score(
    *, criterion: str, counted: int, services: int, values: Values, on: date
) -> Ruling[Fraction]:
    """Score of I4.b, I4.c or I4.d: the share of services of one kind, against the full share.

    Args:
        criterion: ``I4.b`` (fee-exempt persons), ``I4.c`` (in prison) or ``I4.d`` (below tariff).
        counted: services of that kind in the period.
        services: all services in the period.
        values: the dated values (`D1404.8.service_shares`).
        on: last day of the period.

    Returns:
        0..100, exact; refused where there were no services.

    Raises:
        KeyError: another criterion.
    """
    entry = value_at(values, SHARES, on)
    full = Fraction(table(entry)[criterion]["full"]) * services
    ruling = _proportion(Fraction(counted), full, SERVICES)
    return ruled(ruling.reasons, ruling.value, [basis(entry)])


def counted_as(criterion: str, *, values: Values, on: date) -> Counted:
    """What is counted for I4.b, I4.c or I4.d.

    Raises:
        KeyError: another criterion.
    """
    return Counted(table(value_at(values, SHARES, on))[criterion]["counts"])


def counted_systems(*, values: Values, on: date) -> tuple[str, ...]:
    """The monitored systems whose up-time makes I3.b."""
    return sequence(value_at(values, SYSTEMS, on))


def uptime_score(*, minutes_up: int, minutes_due: int) -> Ruling[Fraction]:
    """Score of I3.b: minutes up of minutes due, over all counted systems and days.

    Args:
        minutes_up: minutes in which the systems worked and could be reached.
        minutes_due: minutes in which they had to.

    Returns:
        0..100, exact; refused where nothing was due.
    """
    return _proportion(Fraction(minutes_up), Fraction(minutes_due), MINUTES_DUE)


def training_score(*, hours: Fraction, values: Values, on: date) -> Ruling[Fraction]:
    """Score of I6.b: hours of workshops in the period, full at a declared number, capped there.

    Args:
        hours: hours of workshops held for the office's staff in the period.
        values: the dated values (`D1404.8.training_hours_full`, hours).
        on: last day of the period.
    """
    entry = value_at(values, TRAINING_FULL, on)
    ruling = _proportion(hours, Fraction(whole(entry)), TRAINING_HOURS_FULL)
    return ruled(ruling.reasons, ruling.value, [basis(entry)])


def education_score(*, staff: Iterable[Stay], values: Values, on: date) -> Ruling[Fraction]:
    """Score of I6.c: education and experience, each member weighted by days in post.

    A member's points are the education's points times its weight, and experience (full at a
    declared number of months) times the rest.

    Args:
        staff: the members of staff inside the period.
        values: the dated values (`D1404.8.education_points`, `.experience_months_full`,
            `.education_weight`).
        on: last day of the period.

    Returns:
        0..100, exact; refused where nobody was in post.

    Raises:
        KeyError: an education that the table of points does not hold.
    """
    points, full, weight = (
        value_at(values, key, on) for key in (EDUCATION_POINTS, EXPERIENCE_FULL, EDUCATION_WEIGHT)
    )
    share = exact(weight)
    earned = Fraction(0)
    days = 0
    for stay in staff:
        experience = FULL * min(stay.months, whole(full)) / whole(full)
        degree = Fraction(table(points)[stay.education])
        earned += stay.days * (share * degree + (1 - share) * experience)
        days += stay.days
    ruling = _proportion(earned, FULL * days, STAFF_DAYS)
    return ruled(ruling.reasons, ruling.value, map(basis, (points, full, weight)))


def stability_score(*, staff: Iterable[Stay]) -> Ruling[Fraction]:
    """Score of I6.e: days that staff stayed, of the days from each one's coming to the end.

    Who leaves inside the period lowers it; who joins does not.

    Returns:
        0..100, exact; refused where nobody was in post.
    """
    known = tuple(staff)
    stayed, due = sum(stay.days for stay in known), sum(stay.days_due for stay in known)
    return _proportion(Fraction(stayed), Fraction(due), STAFF_DAYS)


def _proportion(part: Fraction, whole_part: Fraction, field: Term) -> Ruling[Fraction]:
    if not whole_part:
        empty = Reason(
            "nothing_measured", NOTHING_MEASURED, cites("D1404 8"), params={"field": field}
        )
        return ruled([empty])
    score = min(FULL, FULL * part / whole_part)
    shown = Reason(
        "measured",
        MEASURED,
        cites("D1404 8"),
        blocks=False,
        found=part,
        needed=whole_part,
        params={"score": score},
    )
    return ruled([shown], score)
