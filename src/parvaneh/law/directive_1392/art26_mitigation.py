"""Article 26 note 2: a withdrawn complaint does not stop the case, but mitigates on conviction.

By how much is the board's reasoned choice (A-16). The suggestion is a shorter term where the
sanction is a suspension that can be shortened, and a lower degree otherwise; never below the lowest
degree, and never at or below a degree that note 3 has left behind. Where the two notes meet, the
ruling shows it.
"""

from dataclasses import dataclass
from datetime import date

from parvaneh.law.citation import cites
from parvaneh.law.directive_1392.art23_sanctions import (
    SHORTEST,
    Effect,
    catalogue,
    sanction_form,
)
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import Values, basis, value_at, whole

CITES = {"mitigation": cites("D1392 26 n.2", "D1392 26 n.3")}

STEP = "D1392.26.mitigation_step"
NOTE_2 = cites("D1392 26 n.2")
BOTH_NOTES = cites("D1392 26 n.2", "D1392 26 n.3")

NOT_CONSIDERED = msg("Degree {found} is not open here; the lawful degrees are {needed}.")
SHORTER = msg("The complaint was withdrawn: a term shorter than {found} months is suggested.")
LOWER = msg("The complaint was withdrawn: degree {needed} is suggested instead of {found}.")
LOWEST = msg("The complaint was withdrawn, but there is no sanction below degree {found}.")
HELD_UP = msg(
    "The complaint was withdrawn, which mitigates; but repetition forbids less than degree {found}:"
    " here the two notes meet, and the sanction stays."
)


@dataclass(frozen=True)
class Measure:
    """A sanction as a board would order it: its degree, and its term if it is a suspension."""

    degree: int
    months: int | None = None


@dataclass(frozen=True)
class Mitigated:
    """What a board may order once mitigated, and the degree that is suggested.

    `months_below` is set where the suggested degree is the same, with a term shorter than this.
    """

    degrees: tuple[int, ...]
    suggested: int
    months_below: int | None = None


def mitigation(
    *, considered: Measure, permitted: tuple[int, ...], values: Values, on: date
) -> Ruling[Mitigated]:
    """What a withdrawn complaint does to the sanction a board would have ordered (D1392 26 n.2).

    Args:
        considered: the sanction without the withdrawal.
        permitted: the degrees that `permitted_degrees` gave.
        values: the dated values (`D1392.23.*`, `D1392.26.mitigation_step`).
        on: the day of the ruling.

    Returns:
        Granted with what may be ordered now; refused where the sanction considered was not lawful.
    """
    form = sanction_form(degree=considered.degree, months=considered.months, values=values, on=on)
    reasons = list(form.reasons)
    if considered.degree not in permitted:
        reasons.append(
            Reason(
                "considered_degree",
                NOT_CONSIDERED,
                NOTE_2,
                found=considered.degree,
                needed=permitted,
            )
        )
    if form.value is None or reasons:
        return ruled(reasons, rests_on=form.rests_on)
    step = value_at(values, STEP, on)
    reason, mitigated = _chosen(
        considered, permitted, form.value.effect, whole(step), values=values, on=on
    )
    return ruled([reason], mitigated, [*form.rests_on, basis(step)])


def _chosen(
    considered: Measure,
    permitted: tuple[int, ...],
    effect: Effect,
    step: int,
    *,
    values: Values,
    on: date,
) -> tuple[Reason, Mitigated]:
    degree, months = considered.degree, considered.months
    lower = tuple(one for one in permitted if one < degree)
    if effect is Effect.SUSPEND and months != whole(value_at(values, SHORTEST, on)):
        return _mitigates("shorter", SHORTER, months), Mitigated((*lower, degree), degree, months)
    if lower:
        suggested = max((one for one in lower if one <= degree - step), default=lower[0])
        return _mitigates("lower", LOWER, degree, suggested), Mitigated(lower, suggested)
    held_up = degree > min(one.degree for one in catalogue(values=values, on=on).value or ())
    reason = (
        Reason("held_up", HELD_UP, BOTH_NOTES, blocks=False, found=degree)
        if held_up
        else _mitigates("lowest", LOWEST, degree)
    )
    return reason, Mitigated((degree,), degree)


def _mitigates(key: str, message: str, found: object, needed: object = None) -> Reason:
    return Reason(key, message, NOTE_2, blocks=False, found=found, needed=needed)
