"""Article 16: where a Kanoon's money comes from and who decides how it is spent."""

from collections.abc import Mapping
from datetime import date

from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import Values, basis, sequence, value_at
from parvaneh.law.vocabulary import ACTORS, Actor, Term

CITES = {"spending": cites("D1392 16"), "income": cites("D1392 16")}

SOURCES = "D1392.16.sources"
SOURCE_TERMS: Mapping[str, Term] = {"dues": Term("حق عضویت دفاتر", "dues")}
NO_SOURCE = msg("The money of a Kanoon comes from: {needed}. This is something else: {found}.")
NOT_BOARD = msg("How a Kanoon's money is spent is decided by the {needed}, not by the {found}.")
SUPERVISED = msg("The spending is supervised by the {needed}.")


def income(*, source: str, values: Values, on: date) -> Ruling[None]:
    """Whether money may enter a Kanoon's budget, by where it comes from.

    Args:
        source: where the money comes from, such as `dues`.
        values: the dated values (`D1392.16.sources`).
        on: the day of the payment.

    Raises:
        NoValueInForce: before the directive.
    """
    entry = value_at(values, SOURCES, on)
    allowed = sequence(entry)
    needed = tuple(SOURCE_TERMS.get(one, one) for one in allowed)
    other = Reason("source", NO_SOURCE, cites("D1392 16"), found=source, needed=needed)
    return ruled([] if source in allowed else [other], rests_on=(basis(entry),))


def spending(*, decided_by: Actor) -> Ruling[None]:
    """Whether a spending of a Kanoon was decided by who may decide it; says who supervises it.

    Args:
        decided_by: the authority that decided how the money is spent.
    """
    where = cites("D1392 16")
    board = ACTORS[Actor.KANOON_BOARD]
    department = ACTORS[Actor.GENERAL_DEPARTMENT]
    supervised = Reason("supervised", SUPERVISED, where, blocks=False, needed=department)
    if decided_by is Actor.KANOON_BOARD:
        return ruled([supervised])
    found = ACTORS[decided_by]
    return ruled([Reason("not_board", NOT_BOARD, where, found=found, needed=board)])
