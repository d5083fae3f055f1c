"""What-ifs: the same frozen evidence with other contents of values; nothing is decided by them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from parvaneh.casework.standing import Doer
from parvaneh.frame.refused import refuse
from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art05_evaluation import PERIOD_FIRST, PERIOD_LAST
from parvaneh.law.ruling import Reason
from parvaneh.law.values import Values, value_at
from parvaneh.ranking.kept_values import changed, revived
from parvaneh.ranking.models import Cycle, Run, RunState
from parvaneh.ranking.models.cycles import TEXT_LENGTH
from parvaneh.ranking.operations.cycles import policy_faults
from parvaneh.ranking.operations.entering import may_work
from parvaneh.ranking.operations.running import MOST_WAITING, ordered
from parvaneh.registry.entering import shown, text_faults
from parvaneh.registry.value_forms import content_faults, plain
from parvaneh.scoring.policy import entry_faults

ART_3 = cites("D1404 3", "D1404 7")

NO_CHANGES = msg("A what-if changes one value at least.")
NOT_READ = msg("No ranking reads a value {found}.")
ITS_PERIOD = msg("{found}: the evidence is frozen for its period, so a what-if keeps the period.")
THE_SAME = msg("{found} has this content already.")
NOT_LOCKED = msg("The values of this cycle are not locked yet.")
MANY = msg("{found} what-ifs wait to be computed; wait for one of them.")


def what_if_order(
    *,
    cycle: Cycle,
    title: str,
    changes: Mapping[str, Any],
    by: Doer,
    at: datetime,
    draws: int = 0,
    seed: int = 1,
) -> Run:
    """Order a ranking of the frozen evidence with other contents of values.

    Args:
        cycle: whose newest snapshot is ranked.
        title: what is tried.
        changes: content by key, in the place of what was locked.
        by: who tries.
        at: the moment.
        draws: coefficient tables drawn to see how firm places are; 0 for none.
        seed: of the draws.

    Raises:
        Refused: with everything that is wrong with the contents, each by its key.
    """
    may_work(by, at)
    faults = text_faults("title", title, TEXT_LENGTH)
    if not changes:
        faults.append(Reason("changes", NO_CHANGES, ART_3))
    if not cycle.values:
        faults.append(Reason("values", NOT_LOCKED, ART_3))
    else:
        faults += change_faults(cycle, changes)
    waiting = cycle.runs.filter(what_if=True, state=RunState.ORDERED).count()
    if waiting >= MOST_WAITING:
        faults.append(Reason("run", MANY, ART_3, found=waiting))
    refuse(*faults)
    kept = {key: plain(content) for key, content in changes.items()}
    run = Run(cycle=cycle, what_if=True, title=clean(title), changes=kept, draws=draws, seed=seed)
    return ordered(run, by, at)


def change_faults(cycle: Cycle, changes: Mapping[str, Any]) -> list[Reason]:
    """What is wrong with contents that a what-if would take; the key stands in each reason's own.

    Args:
        cycle: its values are locked.
        changes: content by key.
    """
    values = revived(cycle.values)
    faults = [
        fault
        for key, content in changes.items()
        for fault in _one_fault(key, content, values, cycle)
    ]
    if faults or not changes:
        return faults
    return policy_faults(changed(values, changes, cycle.last), cycle.period)


def _one_fault(key: str, content: Any, values: Values, cycle: Cycle) -> list[Reason]:
    history = values.histories.get(key)
    if key not in cycle.values or history is None or entry_faults(history[-1]) is None:
        return [Reason(key, NOT_READ, ART_3, found=shown(key))]
    if key in {PERIOD_FIRST, PERIOD_LAST}:
        return [Reason(key, ITS_PERIOD, ART_3, found=shown(key))]
    faults = content_faults(content, history=history, on=cycle.last)
    if not faults and plain(value_at(values, key, cycle.last).content) == plain(content):
        return [Reason(key, THE_SAME, ART_3, found=key)]
    return [
        Reason(key, one.message, one.cites, found=one.found, needed=one.needed, params=one.params)
        for one in faults
    ]
