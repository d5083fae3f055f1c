"""Article 4: criteria that do not apply to an office.

Article 4 makes no exception, yet not every office has a prison within reach (A-30), and an office
that moved because it was ordered to should not lose for it (A-31).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.ruling import Basis, Reason, Ruling, msg, ruled
from parvaneh.law.values import Values, basis, choice, value_at

ART_4 = cites("D1404 4")
CITES = {"inapplicable": cites("D1404 4(4)(c)", "D1404 4(10)(e)")}

STABLE_LOCATION = "I10.e"
ORDERED_RELOCATION = "D1404.4.ordered_relocation"
NEUTRAL, COUNTS = "neutral", "counts"

UNKNOWN = msg("There is no criterion {found}.")
NO_REASON = msg("Declared inapplicable to this office without a reason: {found}.")
CONTRADICTION = msg("Declared both applicable and inapplicable to this office: {found}.")
RELOCATED = msg(
    "Left out of account for this period, because the office moved when it was ordered to: {found}."
)


@dataclass(frozen=True)
class Applicability:
    """A declaration that a criterion applies to an office or not, with the reason."""

    criterion: str
    applicable: bool
    reason: str = ""


def inapplicable(
    *, declared: tuple[Applicability, ...], ordered_relocation: bool, values: Values, on: date
) -> Ruling[frozenset[str]]:
    """The criteria that do not apply to an office: not every one can serve a prison (A-30).

    Args:
        declared: what was declared for this office.
        ordered_relocation: whether the office moved in the period because it was ordered to; its
            stable location is then left out of account (A-31) unless policy counts it.
        values: the dated values (`D1404.4.ordered_relocation`, "neutral" or "counts").
        on: last day of the evaluation period.

    Returns:
        The codes; refused where a code is unknown, a reason is lacking or declarations contradict.
    """
    reasons = _declaration_faults(declared)
    left_out = {row.criterion for row in declared if not row.applicable}
    used: list[Basis] = []
    if ordered_relocation:
        entry = value_at(values, ORDERED_RELOCATION, on)
        used.append(basis(entry))
        if choice(entry, NEUTRAL, COUNTS) == NEUTRAL:
            left_out.add(STABLE_LOCATION)
            reasons.append(
                Reason(
                    "ordered_relocation",
                    RELOCATED,
                    CRITERIA[STABLE_LOCATION].cites,
                    blocks=False,
                    found=CRITERIA[STABLE_LOCATION],
                    assumes=("A-31",),
                )
            )
    return ruled(reasons, frozenset(left_out), used)


def _declaration_faults(declared: Iterable[Applicability]) -> list[Reason]:
    rows = list(declared)
    applying = {row.criterion for row in rows if row.applicable}
    reasons = []
    for row in rows:
        if row.criterion not in CRITERIA:
            reasons.append(Reason("unknown_criterion", UNKNOWN, ART_4, found=row.criterion))
            continue
        term = CRITERIA[row.criterion]
        if not row.applicable and not row.reason:
            reasons.append(
                Reason("no_reason", NO_REASON, term.cites, found=term, assumes=("A-30",))
            )
        if not row.applicable and row.criterion in applying:
            reasons.append(
                Reason("contradiction", CONTRADICTION, term.cites, found=term, assumes=("A-30",))
            )
    return reasons
