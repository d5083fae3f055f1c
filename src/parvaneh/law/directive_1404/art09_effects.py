"""Article 9: commendations or penalties by grade.

The table is lost and nothing stands in for it: the shipped one is empty. While it is provisional no
effect may be announced, whatever it holds (A-01).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, Ruling, Status, msg, ruled
from parvaneh.law.values import Values, basis, table, value_at

ART_9 = cites("D1404 9")
CITES = {"effects_of": ART_9}

EFFECTS = "D1404.9.effects"

PROVISIONAL = msg("The table of effects is provisional: no effect may be announced.")
NO_EFFECT = msg("The table names no effect for the grade {found}.")


class EffectKind(StrEnum):
    """What an effect is."""

    COMMENDATION = "commendation"
    PENALTY = "penalty"


@dataclass(frozen=True)
class Effect:
    """One effect of a grade."""

    kind: EffectKind
    fa: str
    en: str


def effects_of(*, grade: str, values: Values, on: date) -> Ruling[tuple[Effect, ...]]:
    """The effects of a grade.

    Args:
        grade: key of the grade.
        values: the dated values (`D1404.9.effects`, grade to list of effects).
        on: the day on which effects would be announced.

    Returns:
        The effects; refused, though they are shown, while the table is provisional.
    """
    entry = value_at(values, EFFECTS, on)
    effects = tuple(
        Effect(EffectKind(row["kind"]), row["fa"], row["en"])
        for key, rows in table(entry).items()
        for row in rows
        if key == grade
    )
    reasons = []
    if entry.status is Status.PROVISIONAL:
        reasons.append(Reason("effects_provisional", PROVISIONAL, ART_9, assumes=("A-01",)))
    if not effects:
        reasons.append(Reason("no_effect", NO_EFFECT, ART_9, blocks=False, found=grade))
    return ruled(reasons, effects, [basis(entry)])
