"""Article 12: what follows from a decision on an objection, and from a limit that was missed.

The article sets limits to the Provincial Deputy and the Services Deputy and says nothing of missing
them: nothing is decided by the mere passing of time, somebody above is told (A-23). Nor does it
say which grade stands meanwhile: the announced one, until a decision corrects it (A-24).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parvaneh.law.citation import Citation, cites
from parvaneh.law.ruling import Reason, Ruling, granted, msg
from parvaneh.law.values import Values, basis, choice, value_at
from parvaneh.law.vocabulary import ACTORS, TERMS, Actor, Term

CITES = {
    "internal_limit": cites("D1404 12(2)", "D1404 12(3)"),
    "grade_standing": cites("D1404 12(1)", "D1404 12(3)"),
}

WHILE_OPEN = "D1404.12.grade_while_open"
CORRECTED_FROM = "D1404.12.corrected_from"
ESCALATED = ("A-23",)
STANDING = cites("D1404 12(1)", "D1404 12(3)")

OVERDUE = msg(
    "The {owner} had until {needed} and had not acted by {found}. Nothing is decided by that; the "
    "{told} is told."
)
DONE_LATE = msg(
    "The {owner} had until {needed} and acted on {found}. Nothing is decided by that; the {told} "
    "is told."
)
NOT_YET = msg("The new grade was announced only on {needed}; until then the one before it stands.")
ANNOUNCED = msg("The announced grade stands.")
OPEN = msg("The objection of {found} is open; meanwhile this grade stands.")
CORRECTED = msg("The objection was accepted on {found}; the corrected grade holds from {needed}.")


class Duty(StrEnum):
    """A duty with a limit inside the authority."""

    REVIEW = "review"
    DECISION = "decision"


class Limit(StrEnum):
    """How a limit stands on a day."""

    RUNNING = "running"
    KEPT = "kept"
    MISSED = "missed"


@dataclass(frozen=True)
class Charge:
    """Who has a duty, and who above is told when it is not done in time."""

    owner: Term
    told: Actor
    told_name: Term
    cites: tuple[Citation, ...]


CHARGES: Mapping[Duty, Charge] = {
    Duty.REVIEW: Charge(
        TERMS["provincial_deputy"],
        Actor.GENERAL_DEPARTMENT,
        TERMS["services_deputy"],
        cites("D1404 12(2)"),
    ),
    Duty.DECISION: Charge(
        TERMS["services_deputy"],
        Actor.CENTER_HEAD,
        ACTORS[Actor.CENTER_HEAD],
        cites("D1404 12(3)"),
    ),
}


@dataclass(frozen=True)
class Objection:
    """What became of an objection so far.

    `decided_on` is None while it is open; `corrected` is the grade that an acceptance gave, None
    where it was rejected or is still open.
    """

    lodged_on: date
    decided_on: date | None = None
    corrected: str | None = None


def internal_limit(
    *, duty: Duty, last: date, done_on: date | None = None, on: date
) -> Ruling[Limit]:
    """How the limit of the Provincial Deputy or the Services Deputy stands on a day (A-23).

    Args:
        duty: the review, or the decision with its service.
        last: the last day of the limit, from `review_due` or `decision_due`.
        done_on: when the duty was done; None while it is not.
        on: the day asked about.

    Returns:
        Always granted, because no outcome follows; a missed limit explains who is told.
    """
    done = done_on if done_on is not None and done_on <= on else None
    if done is None and on <= last:
        return granted(Limit.RUNNING)
    if done is not None and done <= last:
        return granted(Limit.KEPT)
    charge = CHARGES[duty]
    missed = Reason(
        "missed",
        OVERDUE if done is None else DONE_LATE,
        charge.cites,
        blocks=False,
        found=on if done is None else done,
        needed=last,
        params={"owner": charge.owner, "told": charge.told_name, "told_actor": charge.told},
        assumes=ESCALATED,
    )
    return granted(Limit.MISSED, [missed])


def grade_standing(
    *,
    announced: str,
    announced_on: date,
    previous: str,
    objection: Objection | None = None,
    values: Values,
    on: date,
) -> Ruling[str]:
    """Which grade stands for an office on a day after an announcement (A-24).

    Args:
        announced: the grade as announced.
        announced_on: the day of announcement; its values apply.
        previous: the grade before it.
        objection: the manager's objection and what became of it, if there is one.
        values: the dated values (`D1404.12.grade_while_open`, `D1404.12.corrected_from`).
        on: the day asked about.

    Returns:
        The grade, with an explanation.

    Raises:
        NoValueInForce: before the directive.
    """
    open_rule = value_at(values, WHILE_OPEN, announced_on)
    start_rule = value_at(values, CORRECTED_FROM, announced_on)
    grade, why = _standing(
        announced,
        announced_on,
        previous,
        objection,
        on=on,
        open_stays=choice(open_rule, "announced", "previous") == "announced",
        from_decision=choice(start_rule, "decision", "announcement") == "decision",
    )
    return granted(grade, [why], [basis(open_rule), basis(start_rule)])


def _standing(
    announced: str,
    announced_on: date,
    previous: str,
    objection: Objection | None,
    *,
    on: date,
    open_stays: bool,
    from_decision: bool,
) -> tuple[str, Reason]:
    if on < announced_on:
        return previous, _why("not_yet", NOT_YET, needed=announced_on)
    if objection is None:
        return announced, _why("announced", ANNOUNCED)
    decided, corrected = objection.decided_on, objection.corrected
    if decided is not None and corrected is not None:
        start = decided if from_decision else announced_on
        if start <= on:
            return corrected, _why("corrected", CORRECTED, found=decided, needed=start)
    if objection.lodged_on <= on and (decided is None or on < decided):
        standing = announced if open_stays else previous
        return standing, _why("open", OPEN, found=objection.lodged_on)
    return announced, _why("announced", ANNOUNCED)


def _why(
    key: str, message: str, *, found: date | None = None, needed: date | None = None
) -> Reason:
    return Reason(key, message, STANDING, blocks=False, found=found, needed=needed)
