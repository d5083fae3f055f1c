"""Freezing the evidence: the summary that the cycle is ranked by, sealed and hashed."""

from datetime import datetime

from parvaneh.casework.contents import content_keep
from parvaneh.casework.operations import step_take
from parvaneh.casework.standing import Doer
from parvaneh.frame.refused import inserted, refuse
from parvaneh.kit.archive import pack
from parvaneh.kit.languages import msg
from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason
from parvaneh.ledger.acts import act, event_write
from parvaneh.ranking.models import Cycle, Snapshot
from parvaneh.ranking.operations.cycles import is_over
from parvaneh.ranking.operations.entering import may_decide
from parvaneh.ranking.queries.cycles import snapshot_of, values_of
from parvaneh.ranking.queries.evidence import by_status, counted, evidence_of, register_of
from parvaneh.scoring.summary_file import to_members

MEDIA_TYPE = "application/zip"
FILE_NAME = "evidence.summary"  # as bundles and exports name it
ART_8 = cites("D1404 8")

NOT_OVER = msg("The period runs until {needed}; its evidence is frozen after that day.")
NOBODY = msg("No office of this cycle worked under a licence on {found}, so there is none to rank.")


def evidence_freeze(*, cycle: Cycle, by: Doer, at: datetime) -> Snapshot:
    """Keep the evidence of all offices of a cycle as the registry holds it now.

    What is entered later waits for the next cycle, or for this one to be taken back to correct.

    Args:
        cycle: as the doer saw it.
        by: who freezes.
        at: the moment.

    Raises:
        Refused: the period is not over, or no office would be ranked; or the law allows no such
            step now.
        Conflict: the cycle has moved since it was read.
    """
    may_decide(by, at)
    register = register_of(cycle)
    faults = []
    if not is_over(cycle.period, at):
        faults.append(Reason("period", NOT_OVER, ART_8, needed=cycle.last))
    if not register.ranked:
        faults.append(Reason("offices", NOBODY, ART_8, found=cycle.last))
    refuse(*faults)
    with act(by=by, at=at, case=cycle.case.number):
        cycle.case = step_take(case=cycle.case, step="freeze", by=by, at=at)
        # After the step: whoever else freezes this cycle waits for its row.
        summary = evidence_of(cycle, register, values_of(cycle))
        file = content_keep(pack(to_members(summary)), MEDIA_TYPE)
        last = snapshot_of(cycle)
        snapshot = inserted(
            Snapshot(
                cycle=cycle,
                number=last.number + 1 if last else 1,
                file=file,
                sha256=file.sha256,
                offices=len(summary.offices),
                counts={
                    **counted(summary),
                    "offices": by_status(summary.offices),
                    "left_out": dict(register.left_out),
                    "outside": dict(summary.outside),
                },
                upto=at,
                frozen_by=by.key,
                frozen_at=at,
            )
        )
        event_write(
            kind="cycle.evidence-frozen",
            subject=cycle.key,
            after=file.sha256,
            cites=ART_8,
            facts={"number": snapshot.number, "offices": snapshot.offices},
        )
    return snapshot
