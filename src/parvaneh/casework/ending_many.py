"""Ending many cases by one step of the law: as one by one, in few statements."""

from collections.abc import Sequence
from datetime import datetime

from parvaneh.access.acting import Acting
from parvaneh.casework.models import Case, Deadline, DeadlineState, Recusal
from parvaneh.casework.procedures import procedure_of
from parvaneh.casework.standing import day_of
from parvaneh.frame.refused import refuse
from parvaneh.kit.languages import msg
from parvaneh.law.procedure import Step, step_taken
from parvaneh.law.ruling import Reason
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import act, event_write

RECUSED = msg("You are recused from some of these cases: {found}.")


def cases_end(
    *, cases: Sequence[Case], step: str, actor: Actor, by: Acting, at: datetime
) -> list[str]:
    """Take the step that ends cases which all stand in one state.

    Args:
        cases: of one procedure; those that have moved meanwhile are left alone.
        step: key of a step to a state that ends.
        actor: whom the doer speaks for; asked by the caller, for the places of all of them.
        by: who takes it.
        at: the moment.

    Returns:
        The numbers of the cases that it ended.

    Raises:
        Refused: the law has no such step there, or the doer is recused from one of them.
        ValueError: the step does not end a case.
    """
    if not cases:
        return []
    kind, state, on = procedure_of(cases[0].procedure), cases[0].state, day_of(at)
    ruling = step_taken(kind, state, actor, step)
    refuse(*ruling.reasons)
    taken = next(one for one in kind.steps if one.key == step and state in _keys(one))
    if not taken.target.ends:
        raise ValueError(f"{step} ends no case")
    with act(by=by, at=at) as running:
        rows = Case.objects.select_for_update().filter(
            pk__in=[one.pk for one in cases], procedure=kind.key, state=state
        )
        found = list(rows.order_by("pk"))
        recused = Recusal.objects.filter(
            case__in=found, user__in=by.persons, standing="recused", ended_at=None
        )
        if away := tuple(recused.values_list("case__number", flat=True)):
            refuse(Reason("recused", RECUSED, (), found=away))
        Deadline.objects.filter(case__in=found, ended_on=None).update(
            state=DeadlineState.DROPPED, ended_on=on, stopped_on=None
        )
        for one in found:
            one.state, one.version, one.entered_on = taken.target.key, one.version + 1, on
            one.waits_for, one.due_on, one.ended_on = [], None, on
        Case.objects.bulk_update(
            found,
            ("state", "version", "entered_on", "waits_for", "due_on", "ended_on"),
            batch_size=500,
        )
        within = running.case
        for one in found:
            running.case = one.number
            event_write(
                kind="case.step-taken",
                subject=one.key,
                before=state,
                after=one.state,
                cites=taken.cites,
                facts={
                    "step": step,
                    "actor": actor.value,
                    "occurred_on": on.isoformat(),
                    "version": one.version,
                },
            )
        running.case = within
    return [one.number for one in found]


def _keys(step: Step) -> set[str]:
    return {source.key for source in step.sources}
