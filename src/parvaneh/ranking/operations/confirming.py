"""What people do with a run: compare it, confirm it by a second person, take the cycle back."""

from datetime import datetime

from parvaneh.casework.operations import step_take
from parvaneh.casework.standing import Doer
from parvaneh.frame.refused import Conflict, refuse
from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean
from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason
from parvaneh.ledger.acts import act, event_write
from parvaneh.ranking.models import Announcement, Cycle, Run, RunState
from parvaneh.ranking.models.cycles import TEXT_LENGTH
from parvaneh.ranking.operations.cycles import policy_faults, values_keep
from parvaneh.ranking.operations.entering import may_decide
from parvaneh.ranking.queries.cycles import standing_run
from parvaneh.registry.entering import text_faults
from parvaneh.registry.queries.approved_values import values_in_force

ART_6 = cites("D1404 6")

NO_RUN = msg("No run of this cycle's evidence is done.")
SAME_PERSON = msg(
    "Whoever ordered the run does not confirm it, nor does anybody for them or with their powers."
)
PROPOSED = msg("An announcement of this cycle is proposed; it is withdrawn first.")


def cycle_compare(*, cycle: Cycle, by: Doer, at: datetime, note: str = "") -> Cycle:
    """Say that the run was compared with the last ranking, and what was found.

    Args:
        cycle: as the doer saw it.
        by: who compared.
        at: the moment.
        note: what they found, if anything.

    Raises:
        Refused: no run is done; or the law allows no such step now.
        Conflict: the cycle has moved since it was read.
    """
    may_decide(by, at)
    refuse(*_no_run(cycle), *text_faults("note", note, TEXT_LENGTH, needed=False))
    with act(by=by, at=at, case=cycle.case.number):
        cycle.case = step_take(case=cycle.case, step="compare", by=by, at=at, reason=clean(note))
    return cycle


def cycle_confirm(*, cycle: Cycle, by: Doer, at: datetime) -> Run:
    """Confirm the run of a cycle as a second person; its results stand from now on.

    Args:
        cycle: as the doer saw it.
        by: somebody else than ordered the run; who acts for somebody counts as both.
        at: the moment.

    Raises:
        Refused: the same person; no run is done; or the law allows no such step now.
        Conflict: the cycle has moved since it was read.
    """
    may_decide(by, at)
    run = standing_run(cycle)
    refuse(*_no_run(cycle), *(_same_person(run, by) if run else []))
    assert run is not None  # else it was refused
    with act(by=by, at=at, case=cycle.case.number):
        cycle.case = step_take(case=cycle.case, step="confirm", by=by, at=at)
        row = Run.objects.select_for_update().get(pk=run.pk)
        if row.confirmed_at is not None or row != standing_run(cycle):
            raise Conflict(row.key)
        row.confirmed_by, row.confirmed_for, row.confirmed_at = by.key, by.for_key, at
        row.save(update_fields=["confirmed_by", "confirmed_for", "confirmed_at"])
        event_write(
            kind="run.confirmed",
            subject=row.key,
            after=row.root,
            cites=ART_6,
            facts={"ordered_by": row.ordered_by},
        )
    return row


def cycle_correct(
    *, cycle: Cycle, reason: str, by: Doer, at: datetime, values_again: bool = False
) -> Cycle:
    """Take a cycle back to correct its evidence; what was frozen and computed stays as it is.

    Further evidence is frozen, and ranked, under the next numbers.

    Args:
        cycle: as the doer saw it.
        reason: what is to be corrected.
        by: who takes it back.
        at: the moment.
        values_again: whether the values are locked anew too, as they are in force now.

    Raises:
        Refused: no reason; an announcement is proposed; a value cannot be ranked by; or the law
            allows no such step now.
        Conflict: the cycle has moved since it was read.
    """
    may_decide(by, at)
    values = values_in_force() if values_again else None
    faults = text_faults("reason", reason, TEXT_LENGTH)
    if Announcement.objects.filter(cycle=cycle).exists():
        faults.append(Reason("announcement", PROPOSED, ART_6))
    refuse(*faults, *(policy_faults(values, cycle.period) if values else []))
    with act(by=by, at=at, case=cycle.case.number):
        cycle.case = step_take(case=cycle.case, step="correct", by=by, at=at, reason=clean(reason))
        cycle.draft_until = None
        cycle.save(update_fields=["draft_until"])
        event_write(
            kind="cycle.taken-back",
            subject=cycle.key,
            cites=ART_6,
            facts={"values_again": values_again},
            private={"reason": clean(reason)},
        )
        if values:
            values_keep(cycle, values)
    return cycle


def _no_run(cycle: Cycle) -> list[Reason]:
    found = standing_run(cycle)
    done = found is not None and found.state == RunState.DONE
    return [] if done else [Reason("run", NO_RUN, ART_6)]


def _same_person(run: Run, by: Doer) -> list[Reason]:
    first = {run.ordered_by, run.ordered_for} - {""}
    second = {by.key, by.for_key} - {""}
    return [Reason("by", SAME_PERSON, ART_6)] if first & second else []
