"""Cycles, and what belongs to one: who may see it, what it rests on, which run stands."""

import zlib
from collections.abc import Mapping
from datetime import date
from typing import Any

import orjson
from django.db.models import QuerySet

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Lies
from parvaneh.casework.contents import content_read
from parvaneh.frame.refused import NotThere
from parvaneh.kit.archive import unpack
from parvaneh.kit.places import COUNTRY
from parvaneh.law.directive_1404.art06_grade_in_force import ranking_due
from parvaneh.law.values import NoValueInForce, Values
from parvaneh.ranking.kept_values import changed, policy_kept, revived
from parvaneh.ranking.models import Cycle, Result, Run, RunState, Snapshot
from parvaneh.registry.queries.approved_values import values_in_force
from parvaneh.registry.reach import reach_of, within
from parvaneh.scoring.fast import rank
from parvaneh.scoring.policy import Policy
from parvaneh.scoring.ranking import Ranking
from parvaneh.scoring.summary import Summary
from parvaneh.scoring.summary_file import from_members

LIES = Lies(province=COUNTRY.key)


def visible_cycles(
    acting: Acting, *, on: date, to: Permission = Permission.RANKING_SEE
) -> QuerySet[Cycle]:
    """The cycles that somebody may see on a day, or do something else with.

    A cycle is of the whole country. Whoever may see the ranking of some place sees that there is
    one; whoever does something with it needs a role that holds in the whole country.
    """
    reach = reach_of(acting, to, on)
    allowed = not reach.empty() if to is Permission.RANKING_SEE else reach.covers(LIES)
    return Cycle.objects.select_related("case") if allowed else Cycle.objects.none()


def cycle_of(
    acting: Acting, code: str, *, on: date, to: Permission = Permission.RANKING_SEE
) -> Cycle:
    """The cycle of a code.

    Raises:
        NotThere: there is none, or not for them; both look the same.
    """
    found = visible_cycles(acting, on=on, to=to).filter(code=code).first()
    if found is None:
        raise NotThere(code)
    return found


def due_of(cycle: Cycle) -> date | None:
    """The last day on which the law lets the ranking of the cycle's year be done (art. 6)."""
    try:
        return ranking_due(year=cycle.year, values=values_in_force()).value
    except NoValueInForce:
        return None


def values_of(cycle: Cycle) -> Values:
    """The values that a cycle ranks by: those it locked, before that those in force."""
    return revived(cycle.values) if cycle.values else values_in_force()


def policy_of_cycle(cycle: Cycle) -> Policy:
    """What the ranking of a cycle takes from its locked values."""
    return policy_kept(cycle.values, cycle.period)


def snapshot_of(cycle: Cycle) -> Snapshot | None:
    """The newest frozen evidence of a cycle."""
    return cycle.snapshots.order_by("-number").first()


def summary_of(snapshot: Snapshot) -> Summary:
    """The frozen evidence.

    Raises:
        NotSealedHere: the file is not the one that was kept.
    """
    return from_members(unpack(content_read(snapshot.file)))


def run_of(cycle: Cycle, number: int) -> Run:
    """The run of a number.

    Raises:
        NotThere: there is none.
    """
    found = cycle.runs.select_related("snapshot").filter(number=number).first()
    if found is None:
        raise NotThere(f"{cycle.key}/{number}")
    return found


def standing_run(cycle: Cycle) -> Run | None:
    """The run that a cycle goes on with: the last one done from its newest evidence."""
    snapshot = snapshot_of(cycle)
    done = cycle.runs.filter(snapshot=snapshot, what_if=False, state=RunState.DONE)
    return done.order_by("-number").first() if snapshot else None


def results_of(run: Run) -> QuerySet[Result]:
    """The results of a run without their derivations, the first place first.

    Unscoped: what one reader sees comes from `visible_results`.
    """
    rows = Result.objects.filter(run=run).select_related("office").defer("derivation")
    return rows.order_by("place", "office__code")


def visible_results(acting: Acting, run: Run, *, on: date) -> QuerySet[Result]:
    """The results of a run that lie within somebody's reach."""
    return results_of(run).filter(within(reach_of(acting, Permission.RANKING_SEE, on)))


def derivation_of(result: Result) -> Mapping[str, Any] | None:
    """How an office came to its grade; None where the run keeps no derivations."""
    if result.derivation is None:
        return None
    found: Mapping[str, Any] = orjson.loads(zlib.decompress(bytes(result.derivation)))
    return found


def values_of_run(run: Run) -> Values:
    """The values that a run was made with: the cycle's, with the other contents of a what-if."""
    values = revived(run.cycle.values)
    return changed(values, run.changes, run.cycle.last) if run.changes else values


def ranking_of(run: Run) -> Ranking:
    """The ranking of a run, made again from its evidence and its values."""
    return rank(summary_of(run.snapshot), values_of_run(run))
