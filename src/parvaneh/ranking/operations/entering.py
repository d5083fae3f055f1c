"""What is asked before anything is done with a cycle: who acts, and what was typed."""

from datetime import datetime

from parvaneh.access.permissions import Permission
from parvaneh.casework.models import Case
from parvaneh.casework.procedures import procedure_of
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.procedures.ranking_cycle import EXTRAORDINARY, LOCKED, OPENED
from parvaneh.law.procedure import step_taken
from parvaneh.law.ruling import Reason, blocking, msg
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import Doer
from parvaneh.ranking.models import Cycle
from parvaneh.ranking.queries.cycles import LIES
from parvaneh.registry.permitted import permitted

PROCEDURE = "ranking_cycle"
GATHERING = frozenset({OPENED.key, EXTRAORDINARY.key, LOCKED.key})

FROZEN = msg("The evidence of this cycle is frozen; more counts only once it is taken back.")


def may_decide(by: Doer, at: datetime) -> None:
    """Let pass who takes the steps of cycles.

    Raises:
        Refused: no role allows it on that day.
    """
    permitted(by, Permission.RANKING_DECIDE, LIES, at)


def may_work(by: Doer, at: datetime) -> None:
    """Let pass who prepares cycles.

    Raises:
        Refused: no role allows it on that day.
    """
    permitted(by, Permission.RANKING_WORK, LIES, at)


def step_faults(cycle: Cycle, step: str, actor: Actor) -> list[Reason]:
    """What the law has against a step of a cycle by an actor, as the case stands now.

    For what is done beside the case: a province's report, a manager's remark. Hundreds of people
    do that on one day, none of whom reaches the case of the whole country, and it stays where it
    is.
    """
    state = Case.objects.values_list("state", flat=True).get(pk=cycle.case_id)
    return list(blocking(step_taken(procedure_of(PROCEDURE), state, actor, step)))


def gathering_faults(cycle: Cycle) -> list[Reason]:
    """What is against entering evidence for a cycle now: it is frozen."""
    state = Case.objects.values_list("state", flat=True).get(pk=cycle.case_id)
    return [] if state in GATHERING else [Reason("frozen", FROZEN, cites("D1404 8"))]
