"""Article 17: what the General Department may delegate to a Kanoon board."""

from datetime import date

from parvaneh.law.citation import cites
from parvaneh.law.directive_1392.competences import competence
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import Values, basis, sequence, value_at
from parvaneh.law.vocabulary import ACTORS, Actor

CITES = {"delegation": cites("D1392 17")}

EXECUTIVE_TASKS = "D1392.17.executive_tasks"
NOT_EXECUTIVE = msg("Only executive tasks can be delegated; this is none: {found}.")
WRONG_DELEGATE = msg(
    "The General Department can delegate only to the {needed}, not to the {found}."
)


def delegation(*, task: str, to: Actor, values: Values, on: date) -> Ruling[None]:
    """Whether the General Department may delegate one of its tasks.

    Args:
        task: key of the task, as in `competences.COMPETENCES`.
        to: the authority that is to carry it out.
        values: the dated values (`D1392.9.tasks`, `D1392.17.executive_tasks`).
        on: the day of the delegation.

    Returns:
        Granted, or refused with all of: it is no task of the General Department (the reasons of
        `competence`), no executive one, or the delegate is not a Kanoon board.

    Raises:
        NoValueInForce: before the directive.
    """
    where = cites("D1392 17")
    executive = value_at(values, EXECUTIVE_TASKS, on)
    own = competence(body=Actor.GENERAL_DEPARTMENT, task=task, values=values, on=on)
    reasons = [reason for reason in own.reasons if reason.blocks]
    if own.granted and task not in sequence(executive):
        reasons.append(Reason("not_executive", NOT_EXECUTIVE, where, found=own.value))
    if to is not Actor.KANOON_BOARD:
        board = ACTORS[Actor.KANOON_BOARD]
        reasons.append(
            Reason("wrong_delegate", WRONG_DELEGATE, where, found=ACTORS[to], needed=board)
        )
    return ruled(reasons, rests_on=(*own.rests_on, basis(executive)))
