"""Article 18: how the by-law on the Kanoons comes to be.

It lays down their new duties, their founding and their dissolution. What it then changes becomes a
further dated value (the tasks of article 15, the seats of article 13).
"""

from collections.abc import Mapping
from datetime import date

from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.vocabulary import ACTORS, Actor

CITES = {"kanoon_bylaw": cites("D1392 18"), "PATH": cites("D1392 18")}

TEHRAN = "IR-23"
PATH: Mapping[str, Actor] = {
    "propose": Actor.KANOON_BOARD,
    "confirm": Actor.CENTER_HEAD,
    "approve": Actor.HEAD_OF_JUDICIARY,
}
NO_BOARD = msg("The by-law waits until the first Kanoon board in Tehran has been formed.")
NOT_TEHRAN = msg(
    "Only the Kanoon board in Tehran can propose this by-law; this one sits in {found}."
)
NOT_DONE = msg("The by-law has not yet been through the hands of the {needed}.")
WRONG_HANDS = msg("This must be done by the {needed}, not by the {found}.")


def kanoon_bylaw(
    *,
    first_board_formed_on: date | None = None,
    province: str,
    taken: Mapping[str, Actor],
    on: date,
) -> Ruling[None]:
    """Whether a by-law on the Kanoons has come about as article 18 asks.

    Args:
        first_board_formed_on: the day on which the first board in Tehran was formed, if it was.
        province: the province of the Kanoon whose board proposes.
        taken: who took each step so far (`propose`, `confirm`, `approve`).
        on: the day of the proposal.

    Returns:
        Granted when all three steps were taken by the right authority; or refused with everything
        that is missing or wrong.
    """
    where = cites("D1392 18")
    reasons = []
    if first_board_formed_on is None or on < first_board_formed_on:
        reasons.append(Reason("no_board", NO_BOARD, where))
    if province != TEHRAN:
        reasons.append(Reason("not_tehran", NOT_TEHRAN, where, found=province))
    for step, needed in PATH.items():
        reasons += _step(step, taken.get(step), needed)
    return ruled(reasons)


def _step(step: str, found: Actor | None, needed: Actor) -> list[Reason]:
    where = cites("D1392 18")
    if found is needed:
        return []
    if found is None:
        return [Reason(f"{step}_missing", NOT_DONE, where, needed=ACTORS[needed])]
    return [Reason(f"{step}_wrong", WRONG_HANDS, where, found=ACTORS[found], needed=ACTORS[needed])]
