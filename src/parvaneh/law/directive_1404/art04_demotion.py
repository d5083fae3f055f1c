"""Article 4, item 7(a): crimes of degree 1 to 3 lower the grade by up to two.

The demotion itself is ordered; only its extent is open. The Services Deputy decides one grade or
two, with written reasons; deciding none is an explicit policy (A-06). It applies after the grade
has been found, never below the lowest (`art07_grades.demoted`).
"""

from datetime import date

from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art04_convictions import Conviction, Kind, counted
from parvaneh.law.directive_1404.art05_evaluation import EVALUATOR, Period
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import DatedValue, Values, basis, sequence, value_at, whole
from parvaneh.law.vocabulary import ACTORS, Actor

DEMOTION = cites("D1404 4(7)(a)")
CITES = {
    "demotion_decision": DEMOTION,
    "demotion_recorded": DEMOTION,
    "demotion": DEMOTION,
}

DEGREES = "D1404.4.demotion_degrees"
LEAST = "D1404.4.demotion_least"
MOST = "D1404.4.demotion_most"
TOTAL_MOST = "D1404.4.demotion_total_most"

NOT_DECIDER = msg("The extent of a demotion is decided by the Services Deputy, not by: {found}.")
NO_REASONS = msg("The decision on a demotion needs written reasons.")
EXTENT = msg("A crime of this degree lowers the grade by {least} to {most}; {found} was given.")
UNDECIDED = msg("A crime of degree {found} lowers the grade: its extent has not been decided.")
ELSEWHERE = msg("This conviction lowers no grade; a demotion by {found} was given.")
DEMOTES = msg("{ruling}: the grade is lowered by {found}.")
CAPPED = msg("Several crimes lower the grade by {needed} in all, not by {found}.")


def demotion_decision(
    *, grades: int, decided_by: Actor, written_reasons: bool, values: Values, on: date
) -> Ruling[int]:
    """Whether the extent of a demotion was decided as it must be.

    Args:
        grades: by how many grades.
        decided_by: who decided; the Services Deputy is the desk `GENERAL_DEPARTMENT` (A-44).
        written_reasons: whether the decision gives its reasons in writing.
        values: the dated values (`D1404.4.demotion_least`, `D1404.4.demotion_most`, grades).
        on: the day of the decision.
    """
    least, most = value_at(values, LEAST, on), value_at(values, MOST, on)
    reasons = []
    if decided_by is not EVALUATOR:
        reasons.append(
            Reason(
                "decided_by",
                NOT_DECIDER,
                DEMOTION,
                found=ACTORS[decided_by],
                assumes=("A-06",),
            )
        )
    if not written_reasons:
        reasons.append(Reason("written_reasons", NO_REASONS, DEMOTION, assumes=("A-06",)))
    if not whole(least) <= grades <= whole(most):
        reasons.append(_extent(grades, least, most))
    return ruled(reasons, grades, [basis(least), basis(most)])


def demotion_recorded(*, conviction: Conviction, values: Values, on: date) -> Ruling[None]:
    """Whether a conviction carries a demotion where one is ordered, and none elsewhere.

    Args:
        conviction: as recorded.
        values: the dated values (`D1404.4.demotion_degrees`, and those of `demotion_decision`).
        on: last day of the evaluation period.
    """
    degrees, least, most = (value_at(values, key, on) for key in (DEGREES, LEAST, MOST))
    used = map(basis, (degrees, least, most))
    grades = conviction.demotion
    if not _is_ordered(conviction, degrees):
        elsewhere = Reason("demotion_elsewhere", ELSEWHERE, DEMOTION, found=grades)
        return ruled([elsewhere] if grades else (), rests_on=used)
    if grades is None:
        undecided = Reason(
            "demotion_undecided",
            UNDECIDED,
            DEMOTION,
            found=conviction.degree,
            assumes=("A-06",),
        )
        return ruled([undecided], rests_on=used)
    if not whole(least) <= grades <= whole(most):
        return ruled([_extent(grades, least, most)], rests_on=used)
    return ruled(rests_on=used)


def demotion(*, convictions: tuple[Conviction, ...], period: Period, values: Values) -> Ruling[int]:
    """By how many grades the convictions of a period lower an office, two in all at most (A-06).

    Args:
        convictions: everything in the record; `art04_convictions.counted` says which matter.
        period: the evaluation period.
        values: the dated values (`D1404.4.demotion_degrees`, `D1404.4.demotion_total_most`, and
            those of `counted`).
    """
    known = counted(convictions=convictions, period=period, values=values)
    degrees = value_at(values, DEGREES, period.last)
    limit = value_at(values, TOTAL_MOST, period.last)
    ordered = [one for one in known.value or () if one.demotion and _is_ordered(one, degrees)]
    reasons = [
        Reason(
            "demotes",
            DEMOTES,
            DEMOTION,
            blocks=False,
            found=one.demotion,
            params={"ruling": one.ruling},
        )
        for one in ordered
    ]
    asked = sum(one.demotion for one in ordered if one.demotion)
    if asked > whole(limit):
        reasons.append(
            Reason(
                "capped",
                CAPPED,
                DEMOTION,
                blocks=False,
                found=asked,
                needed=whole(limit),
                assumes=("A-06",),
            )
        )
    used = [*known.rests_on, basis(degrees), basis(limit)]
    return ruled(reasons, min(asked, whole(limit)), used)


def _is_ordered(conviction: Conviction, degrees: DatedValue) -> bool:
    return conviction.kind is Kind.CRIMINAL and conviction.degree in sequence(degrees)


def _extent(grades: int, least: DatedValue, most: DatedValue) -> Reason:
    return Reason(
        "demotion_extent",
        EXTENT,
        DEMOTION,
        found=grades,
        params={"least": whole(least), "most": whole(most)},
        assumes=("A-06",),
    )
