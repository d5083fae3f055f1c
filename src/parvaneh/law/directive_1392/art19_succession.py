"""Article 19: what follows the withdrawal or death of a manager."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import DatedValue, Values, basis, sequence, value_at, word
from parvaneh.law.vocabulary import ACTORS, REQUESTS, Actor, Request, Term

CITES = {"succession": cites("D1392 19")}

CAUSES = "D1392.19.causes"
DECISION = "D1392.19.decision"
CAUSE_TERMS: Mapping[str, Term] = {
    "withdrawal": Term("انصراف", "withdrawal"),
    "death": Term("فوت", "death"),
}
DECIDERS: Mapping[str, tuple[Actor, ...]] = {
    "path": (Actor.COUNCIL, Actor.GENERAL_DEPARTMENT, Actor.CENTER_HEAD),
    "alone": (Actor.GENERAL_DEPARTMENT,),
}
WAYS = (Request.REPLACE, Request.ISSUE)
WAY_TERMS = (REQUESTS[Request.REPLACE], REQUESTS[Request.ISSUE])
NO_CAUSE = msg("A successor is possible after: {needed}. This is something else: {found}.")
NO_WAY = msg("The office can be continued by one of {needed}, not by this request: {found}.")
NOT_STARTER = msg("Replacement or a new office is started by the {needed}, not by the {found}.")
NO_APPLICANT = msg("A new office is founded from among the applicants; this person is none.")
DECIDERS_ARE = msg("The General Department starts this; it is decided by, in turn: {needed}.")


@dataclass(frozen=True)
class Succession:
    """How an office goes on: the kind of licence request, and who decides on it, in turn."""

    request: Request
    decided_by: tuple[Actor, ...]


def succession(
    *,
    cause: str,
    request: Request,
    started_by: Actor,
    is_applicant: bool,
    values: Values,
    on: date,
) -> Ruling[Succession]:
    """Whether an office whose manager has left may go on, and who decides on it.

    Nothing obliges the General Department: the article says that it may.

    Args:
        cause: what happened, such as `withdrawal` or `death`.
        request: `replace` for a new manager of the same office, `issue` for a new office.
        started_by: the authority that starts it.
        is_applicant: whether the person to whom the new office goes is among the applicants; a
            replacement does not depend on it.
        values: the dated values (`D1392.19.causes`, `D1392.19.decision`).
        on: the day on which it is started.

    Returns:
        Granted with the request and its deciders (A-48), or refused with everything that is wrong.

    Raises:
        NoValueInForce: before the directive.
    """
    where = cites("D1392 19")
    causes = value_at(values, CAUSES, on)
    decision = value_at(values, DECISION, on)
    reasons = []
    if cause not in sequence(causes):
        needed = tuple(CAUSE_TERMS.get(one, one) for one in sequence(causes))
        reasons.append(Reason("cause", NO_CAUSE, where, found=cause, needed=needed))
    if request not in WAYS:
        reasons.append(Reason("way", NO_WAY, where, found=REQUESTS[request], needed=WAY_TERMS))
    if started_by is not Actor.GENERAL_DEPARTMENT:
        department, found = ACTORS[Actor.GENERAL_DEPARTMENT], ACTORS[started_by]
        reasons.append(Reason("starter", NOT_STARTER, where, found=found, needed=department))
    if request is Request.ISSUE and not is_applicant:
        reasons.append(Reason("no_applicant", NO_APPLICANT, where))
    rests_on = (basis(causes), basis(decision))
    if reasons:
        return ruled(reasons, rests_on=rests_on)
    return ruled([_deciders(decision)], _succession(request, decision), rests_on)


def _succession(request: Request, decision: DatedValue) -> Succession:
    return Succession(request, DECIDERS[word(decision)])


def _deciders(decision: DatedValue) -> Reason:
    needed = tuple(ACTORS[actor] for actor in DECIDERS[word(decision)])
    return Reason("deciders", DECIDERS_ARE, decision.cites, blocks=False, needed=needed)
