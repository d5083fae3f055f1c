"""Article 13: wherever an online service lists offices, each office's grade is shown.

An office that no ranking could grade shows the grade it had, or the initial one (A-28). A suspended
office is not offered where a service is chosen; the register shows it as suspended, with its grade
(A-43). A grade is shown with the ranking it comes from and the day it holds from.
"""

from dataclasses import dataclass
from datetime import date

from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art06_grade_in_force import Evaluated, Held, grade_in_force
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import Values

ART_13 = cites("D1404 13")
CITES = {"listing": ART_13, "listing_complete": ART_13}

REVOKED = msg("The licence of this office is revoked: it is not listed.")
SUSPENDED = msg("Suspended until {found}: shown with its grade, not offered for services.")
GRADE_MISSING = msg("{found} is listed without its grade.")


@dataclass(frozen=True)
class Listing:
    """What a list of offices shows of one of them; `offered` where a service may be chosen."""

    held: Held
    offered: bool
    suspended_until: date | None = None


def listing(
    *,
    evaluations: tuple[Evaluated, ...],
    values: Values,
    on: date,
    suspended_until: date | None = None,
    revoked: bool = False,
) -> Ruling[Listing]:
    """What is shown of an office on a day.

    Args:
        evaluations: what the announced evaluations made of it.
        values: the dated values (`D1404.6.initial_grade`).
        on: the day.
        suspended_until: last day of a suspension, None without one.
        revoked: whether its licence is revoked.

    Returns:
        Its grade and whether it is offered; refused where the licence is revoked.
    """
    if revoked:
        return ruled([Reason("revoked", REVOKED, ART_13)])
    held = grade_in_force(evaluations=evaluations, values=values, on=on)
    assert held.value is not None  # every office holds a grade, at least the initial one
    reasons = list(held.reasons)
    suspended = suspended_until is not None and on <= suspended_until
    if suspended:
        reasons.append(
            Reason(
                "suspended",
                SUSPENDED,
                ART_13,
                blocks=False,
                found=suspended_until,
                assumes=("A-43",),
            )
        )
    shown = Listing(held.value, not suspended, suspended_until if suspended else None)
    return ruled(reasons, shown, held.rests_on)


def listing_complete(*, grades: tuple[tuple[str, str], ...]) -> Ruling[None]:
    """Whether a list of offices shows a grade for each.

    Args:
        grades: each listed office with the grade shown beside it, empty where none is.
    """
    return ruled(
        Reason("grade_missing", GRADE_MISSING, ART_13, found=office)
        for office, grade in grades
        if not grade
    )
