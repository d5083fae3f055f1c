"""Article 11: grades below the national average.

The directive defines no average. Ours is the mean of the totals of offices that have a place, and
an office lies below it if its grade, after any demotion, is lower than that mean's grade (A-25).
Whatever duty is foreseen for such grades is carried out likewise.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art07_grades import grade_of, is_lower
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import Values, basis, choice, value_at

ART_11 = cites("D1404 11")
CITES = {"national_average": ART_11, "below_average": ART_11}

BELOW_BY = "D1404.11.below_by"
GRADE, TOTAL = "grade", "total"

NO_PLACES = msg("No office has a place, so there is no national average.")
AVERAGE = msg("The national average of {offices} offices is {found}.")
BELOW = msg("Below the national average: duties foreseen for such grades are carried out.")
NOT_BELOW = msg("Not below the national average of {needed}.")


def national_average(*, totals: Iterable[Fraction]) -> Ruling[Fraction]:
    """The mean total of the country.

    Args:
        totals: the totals of all offices that have a place; suspended, revoked, ungraded and
            initial offices have none (A-19).

    Returns:
        The mean, exact; refused where no office has a place.
    """
    known = tuple(totals)
    if not known:
        return ruled([Reason("no_places", NO_PLACES, ART_11, assumes=("A-25",))])
    average = sum(known, Fraction(0)) / len(known)
    told = Reason(
        "average",
        AVERAGE,
        ART_11,
        blocks=False,
        found=average,
        params={"offices": len(known)},
        assumes=("A-25",),
    )
    return ruled([told], average)


def below_average(
    *, grade: str, total: Fraction, average: Fraction, values: Values, on: date
) -> Ruling[None]:
    """Whether an office lies below the national average.

    Args:
        grade: key of its grade after any demotion.
        total: its total.
        average: the national average.
        values: the dated values (`D1404.11.below_by`, "grade" or "total"; `D1404.7.bands`).
        on: last day of the evaluation period.

    Returns:
        Granted where it does.
    """
    policy = value_at(values, BELOW_BY, on)
    used = [basis(policy)]
    if choice(policy, GRADE, TOTAL) == TOTAL:
        below = total < average
    else:
        mean = grade_of(total=average, values=values, on=on)
        if mean.value is None:
            return ruled(mean.reasons, rests_on=[*used, *mean.rests_on])
        lower = is_lower(grade=grade, than=mean.value.key, values=values, on=on)
        used += lower.rests_on
        below = lower.granted
    told = Reason(
        "below" if below else "not_below",
        BELOW if below else NOT_BELOW,
        ART_11,
        blocks=not below,
        found=total,
        needed=average,
        assumes=("A-25",),
    )
    return ruled([told], rests_on=used)
