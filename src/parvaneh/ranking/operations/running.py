"""Runs: ordered by a person, computed by a job, stored whole or not at all, once."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max

from parvaneh.access.acting import Acting
from parvaneh.access.models import User
from parvaneh.casework.contents import content_keep
from parvaneh.casework.models import Case
from parvaneh.casework.operations import step_take
from parvaneh.casework.standing import Doer
from parvaneh.frame.copying import copy_rows
from parvaneh.frame.jobs import enqueue, job
from parvaneh.frame.refused import Refused, inserted, refuse
from parvaneh.kit.clock import now_utc
from parvaneh.kit.languages import msg
from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, blocking
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM, act, event_write
from parvaneh.ranking.comparing import facts_of
from parvaneh.ranking.computing import Computed, Wanted, average_of, computed, row_of
from parvaneh.ranking.kept_values import revived
from parvaneh.ranking.models import Cycle, Result, Run, RunState, Snapshot
from parvaneh.ranking.operations.cycles import policy_faults
from parvaneh.ranking.operations.entering import may_decide, step_faults
from parvaneh.ranking.operations.freezing import FILE_NAME, MEDIA_TYPE
from parvaneh.ranking.queries.cycles import snapshot_of, summary_of, values_of_run
from parvaneh.registry.entering import number_faults
from parvaneh.registry.models import Office
from parvaneh.scoring.evidence import InputFile
from parvaneh.scoring.ranking import Unrankable
from parvaneh.scoring.telling import reason_as_json

DRAWS, MOST_DRAWS = 1_000, 20_000
MOST_SEED = 2_000_000_000
TABLE = "text/csv"
TOLD = 20  # times that a run says how far it is
MOST_WAITING = 5  # what-ifs of one cycle
ART_6 = cites("D1404 5", "D1404 6")

RUNNING = msg("A run of this cycle is being computed; wait for it.")
NO_SNAPSHOT = msg("The evidence of this cycle is not frozen, so there is nothing to compute from.")


def run_order(*, cycle: Cycle, by: Doer, at: datetime, draws: int = DRAWS, seed: int = 1) -> Run:
    """Order the ranking of a cycle; a job computes it, and the cycle moves when it is done.

    Args:
        cycle: its newest snapshot is ranked with its locked values.
        by: who orders it; the step of the cycle is taken for them once all is computed.
        at: the moment.
        draws: coefficient tables drawn to see how firm places are; 0 for none.
        seed: of the draws.

    Raises:
        Refused: the law allows no run now, one is being computed, or a number is out of bounds.
    """
    may_decide(by, at)
    refuse(*step_faults(cycle, "run", Actor.GENERAL_DEPARTMENT))
    return ordered(Run(cycle=cycle, draws=draws, seed=seed), by, at)


def ordered(run: Run, by: Doer, at: datetime) -> Run:
    """Insert a run and enqueue its job, in one act.

    Raises:
        Refused: another run is being computed; a number is out of bounds; nothing is frozen.
    """
    refuse(
        *number_faults("draws", run.draws, 0, MOST_DRAWS),
        *number_faults("seed", run.seed, 0, MOST_SEED),
    )
    with act(by=by, at=at, case=run.cycle.case.number):
        Cycle.objects.select_for_update().get(pk=run.cycle_id)
        snapshot = snapshot_of(run.cycle)
        refuse(*_order_faults(run, snapshot))
        assert snapshot is not None  # else it was refused
        last = run.cycle.runs.aggregate(last=Max("number"))["last"]
        run.snapshot, run.number = snapshot, (last or 0) + 1
        run.ordered_by, run.ordered_for, run.ordered_at = by.key, by.for_key, at
        inserted(run)
        event_write(
            kind="run.ordered",
            subject=run.key,
            after=snapshot.sha256,
            cites=ART_6,
            facts={
                "snapshot": snapshot.number,
                "what_if": run.what_if,
                "changes": sorted(run.changes),
                "draws": run.draws,
                "seed": run.seed,
            },
        )
        enqueue(run_do, run=run.pk)
    return run


def run_compute(*, run: int, at: datetime) -> None:
    """Compute a run that was ordered and store all that comes of it, or why nothing does.

    However often it is begun, and by however many workers at once, one of them stores it.

    Args:
        run: its key.
        at: the moment.
    """
    row = Run.objects.select_related("cycle__case", "snapshot__file").get(pk=run)
    if row.state != RunState.ORDERED:
        return
    values = values_of_run(row)
    reasons = policy_faults(values, row.cycle.period)
    if reasons:
        _fail(row, reasons, at)
        return
    file = InputFile(FILE_NAME, row.snapshot.file.size, row.snapshot.sha256)
    wanted = Wanted(row.draws, row.seed, explained=not row.what_if)
    try:
        found = computed(summary_of(row.snapshot), values, file, wanted, partial(_progress, row.pk))
    except Unrankable as why:
        _fail(row, list(why.reasons), at)
        return
    facts = facts_of(row, found, revived(row.cycle.values))
    try:
        _store(row, found, facts, at)
    except Refused as why:
        _fail(row, list(blocking(why.ruling)), at)


@job(queue="ranking")
def run_do(*, run: int) -> None:
    """Compute a ranking that somebody ordered, and store it whole."""
    run_compute(run=run, at=now_utc())


def _order_faults(run: Run, snapshot: Snapshot | None) -> list[Reason]:
    faults = []
    if snapshot is None:
        faults.append(Reason("snapshot", NO_SNAPSHOT, ART_6))
    waiting = run.cycle.runs.filter(state=RunState.ORDERED, what_if=False)
    if not run.what_if and waiting.exists():
        faults.append(Reason("run", RUNNING, ART_6))
    return faults


def _progress(run: int, _what: str, done: int, of: int) -> None:
    """Say how far a run is, now and then; a line of its own, so that others see it at once."""
    if done % max(1, of // TOLD) == 0:
        with transaction.atomic():
            Run.objects.filter(pk=run, state=RunState.ORDERED).update(done=done)


def _store(run: Run, found: Computed, facts: dict[str, Any], at: datetime) -> None:
    by = _who_ordered(run)
    with act(by=by, at=at, case=run.cycle.case.number):
        row = Run.objects.select_for_update().get(pk=run.pk)
        if row.state != RunState.ORDERED:
            return  # another worker was sooner
        if not run.what_if:
            step_take(case=Case.objects.get(pk=run.cycle.case_id), step="run", by=by, at=at)
        _fill(row, found, at)
        row.facts = facts
        row.save()
        copy_rows(Result, _rows(row, found))
        event_write(
            kind="run.done",
            subject=run.key,
            after=row.root,
            cites=ART_6,
            facts={
                "official": row.official,
                "provisional": row.provisional,
                "results": row.results.sha256 if row.results else "",
            },
        )


def _fill(row: Run, found: Computed, at: datetime) -> None:
    ranking = found.ranking
    row.state, row.done, row.done_at = RunState.DONE, len(ranking.results), at
    row.official, row.provisional = ranking.official, list(ranking.provisional)
    row.average, row.average_grade = average_of(ranking), ranking.average_grade
    row.results = content_keep(found.results, TABLE)
    if found.bundle:
        row.bundle = content_keep(found.bundle, MEDIA_TYPE)
        row.root = found.root


def _rows(run: Run, found: Computed) -> list[Result]:
    codes = [one.office for one in found.ranking.results]
    offices = Office.objects.filter(code__in=codes).in_bulk(field_name="code")
    places = {one.code: one.province for one in found.ranking.summary.offices}
    return [
        Result(
            run=run, office=offices[one.office], province=places[one.office], **row_of(one, found)
        )
        for one in found.ranking.results
    ]


def _fail(run: Run, reasons: list[Reason], at: datetime) -> None:
    with act(by=SYSTEM, at=at, case=run.cycle.case.number):
        row = Run.objects.select_for_update().get(pk=run.pk)
        if row.state != RunState.ORDERED:
            return
        row.state, row.done_at = RunState.FAILED, at
        row.faults = [reason_as_json(one) for one in reasons]
        row.save(update_fields=["state", "done_at", "faults"])
        event_write(
            kind="run.failed",
            subject=run.key,
            cites=ART_6,
            facts={"reasons": sorted({one.key for one in reasons})},
        )


def _who_ordered(run: Run) -> Acting:
    def user(key: str) -> User | None:
        return User.objects.filter(code=key.partition(":")[2]).first() if key else None

    found = user(run.ordered_by)
    assert found is not None  # users are never deleted
    return Acting(found, user(run.ordered_for))
