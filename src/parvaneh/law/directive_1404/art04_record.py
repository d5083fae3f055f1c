"""Article 4, item 7: the disciplinary and judicial record, a hundred less what convictions cost.

The row of fifty points for degree 6 serves a catalogue of sanctions in which degree 6 does not
revoke the licence (A-08). What crimes of degree 1 to 3 bring stands in `art04_demotion`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from parvaneh.law.citation import Citation, cite, cites
from parvaneh.law.directive_1404.art04_convictions import Conviction, Kind, counted
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import Values, basis, choice, sequence, value_at, whole

RECORD = cites("D1404 4(7)")
CITES = {
    "deductions": cites("D1404 4(7)(b)", "D1404 4(7)(c)", "D1404 4(7)(d)", "D1404 4(7)(e)"),
    "record_score": cites(
        "D1404 4(7)", "D1404 4(7)(b)", "D1404 4(7)(c)", "D1404 4(7)(d)", "D1404 4(7)(e)"
    ),
}

FULL = "D1404.4.full_record"
DEDUCTIONS = "D1404.4.deductions"
COMBINED = "D1404.4.convictions_combined"
FLOOR = "D1404.4.record_floor"
SUM, WORST = "sum", "worst"

FULL_SCORE = msg("No conviction counts in the period: the full score of {found}.")
DEDUCTED = msg("{ruling}: {kind} conviction of degree {degree} costs {found} points.")
COSTS_NOTHING = msg("{ruling}: {kind} conviction of degree {degree} costs no points.")


@dataclass(frozen=True)
class Deduction:
    """One row of item 7: which convictions, and how many points they cost."""

    kind: Kind
    degrees: tuple[int, ...]
    intentional_only: bool
    points: int
    cites: Citation


def deductions(*, values: Values, on: date) -> Ruling[tuple[Deduction, ...]]:
    """The rows of item 7 that cost points. All are deductions; the print marks only (b) (A-04).

    Args:
        values: the dated values (`D1404.4.deductions`).
        on: last day of the evaluation period.
    """
    entry = value_at(values, DEDUCTIONS, on)
    rows = tuple(
        Deduction(
            Kind(row["kind"]),
            row["degrees"],
            row["intentional_only"],
            row["points"],
            cite(row["cites"]),
        )
        for row in sequence(entry)
    )
    return ruled(value=rows, rests_on=[basis(entry)])


def record_score(
    *, convictions: tuple[Conviction, ...], period: Period, values: Values
) -> Ruling[Fraction]:
    """The score of indicator 7.

    Args:
        convictions: everything in the record; `counted` says which matter.
        period: the evaluation period.
        values: the dated values: `D1404.4.full_record`, `D1404.4.deductions`,
            `D1404.4.convictions_combined` ("sum" or "worst", A-05), `D1404.4.record_floor` (A-05),
            and those of `counted`.

    Returns:
        The score, with a reason per conviction that counts or was passed over.
    """
    known = counted(convictions=convictions, period=period, values=values)
    rows = deductions(values=values, on=period.last)
    full, combined, floor = (value_at(values, key, period.last) for key in (FULL, COMBINED, FLOOR))
    costs = [_cost(conviction, rows.value or ()) for conviction in known.value or ()]
    points = [cost for cost, _ in costs]
    together = choice(combined, SUM, WORST) == SUM
    lost = sum(points) if together else max(points, default=0)
    reasons = [*known.reasons, *(reason for _, reason in costs)]
    if not costs:
        reasons.append(Reason("full_record", FULL_SCORE, RECORD, False, whole(full)))
    used = [*known.rests_on, *rows.rests_on, *map(basis, (full, combined, floor))]
    return ruled(reasons, Fraction(max(whole(floor), whole(full) - lost)), used)


def _cost(conviction: Conviction, rows: Iterable[Deduction]) -> tuple[int, Reason]:
    told = {
        "ruling": conviction.ruling,
        "kind": conviction.kind,
        "degree": conviction.degree,
    }
    for row in rows:
        if (
            row.kind is conviction.kind
            and conviction.degree in row.degrees
            and (conviction.intentional or not row.intentional_only)
        ):
            reason = Reason("deducted", DEDUCTED, (row.cites,), False, row.points, params=told)
            return row.points, reason
    return 0, Reason("costs_nothing", COSTS_NOTHING, RECORD, blocks=False, params=told)
