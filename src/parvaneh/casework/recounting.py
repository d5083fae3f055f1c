"""Counting deadlines again when a day off is entered or withdrawn: first shown, then done.

Only what can move is looked at: a day matters to a deadline if it lies between the last day that
its period would have and the one that it has. Nothing is decided here; a deadline that has ended
stays as it was.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import reduce
from operator import or_
from types import MappingProxyType

from django.db.models import F, Q, QuerySet

from parvaneh.casework.clock_changes import COUNTED
from parvaneh.casework.deadlines import Rules, count_again, earliest
from parvaneh.casework.models import Case, ChangeKind, Deadline, DeadlineChange
from parvaneh.casework.rules import rules_now
from parvaneh.casework.standing import Doer, day_of
from parvaneh.frame.jobs import job
from parvaneh.kit.clock import now_utc
from parvaneh.law.day_notes import DayNote
from parvaneh.law.judicial_calendar import Calendar, DayOff, Weekend, with_days
from parvaneh.ledger.acts import SYSTEM, act, event_write

BATCH = 500
NONE: tuple[tuple[date, DayOff], ...] = ()


@dataclass(frozen=True)
class Moved:
    """A deadline whose last day another calendar moves, and how it is counted then, day by day."""

    case: str
    key: str
    province: str
    before: date
    after: date
    notes: tuple[DayNote, ...] = ()


def deadlines_preview(
    *,
    entered: Iterable[tuple[date, DayOff]] = NONE,
    withdrawn: Iterable[tuple[date, DayOff]] = NONE,
    weekend: Weekend | None = None,
) -> list[Moved]:
    """Which deadlines would move, and from when to when, if the calendar were changed so.

    Args:
        entered: days that would be off, each with its kind, names and province.
        withdrawn: days that would be off no more, as they were entered.
        weekend: a rule of the week that would hold from its first day on.
    """
    come, gone = tuple(entered), tuple(withdrawn)
    now = rules_now()
    calendar = _without(with_days(now.calendar, come), gone)
    touched = _touched({(on, entry.province) for on, entry in (*come, *gone)})
    if weekend is not None:
        calendar = replace(calendar, weekends=(*calendar.weekends, weekend))
        touched = Deadline.objects.filter(ended_on=None, last_on__gte=weekend.start)
    then = replace(now, calendar=calendar)
    found = []
    for rows in _batches(touched):
        found += [moved for row in rows if (moved := _recounted(row, then))]
    return found


def deadlines_recompute(
    *, by: Doer, at: datetime, days: Iterable[tuple[date, str | None]] | None = None
) -> list[Moved]:
    """Count running deadlines again by the calendar as it is now, and write what moved.

    Each batch is one act with one event; running it again moves nothing more. A run that was cut
    short is made good by the next one.

    Args:
        by: who entered or withdrew the days; the product itself where it runs as a job.
        at: the moment.
        days: only deadlines that these days (with their province, None for the country) can move;
            all by default.
    """
    rules = rules_now()
    touched = _touched(set(days)) if days is not None else Deadline.objects.filter(ended_on=None)
    found: list[Moved] = []
    for rows in _batches(touched):
        # Only cases with something to move are held, so that nobody waits for the others.
        moving = [row.pk for row in rows if _recounted(row, rules)]
        found += _batch_recounted(moving, rules, by, at) if moving else []
    return found


@job(queue="upkeep", every="50 21 * * *")
def deadlines_recount() -> None:
    """Count running deadlines again by the calendar as it is; moves only what was left behind."""
    deadlines_recompute(by=SYSTEM, at=now_utc())


def _batch_recounted(keys: list[int], rules: Rules, by: Doer, at: datetime) -> list[Moved]:
    with act(by=by, at=at):
        # Cases first, in order: who takes a step has the case's row before its deadlines.
        cases = list(
            Case.objects.select_for_update(of=("self",))
            .filter(deadlines__in=keys)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        rows = Deadline.objects.filter(pk__in=keys, ended_on=None).select_related("case")
        changed = [(row, moved) for row in rows if (moved := _recounted(row, rules, keep=True))]
        if not changed:
            return []
        Deadline.objects.bulk_update([row for row, _ in changed], COUNTED)
        DeadlineChange.objects.bulk_create(_changes(changed, rules, by, at))
        _due_again(sorted(set(cases) & {row.case_id for row, _ in changed}))
        event_write(
            kind="deadlines.recomputed",
            subject="calendar:judicial",
            facts={
                "calendar": rules.version,
                "moved": len(changed),
                "deadlines": [
                    [one.case, one.key, one.before.isoformat(), one.after.isoformat()]
                    for _, one in changed
                ],
            },
        )
    return [moved for _, moved in changed]


def _changes(
    changed: Iterable[tuple[Deadline, Moved]], rules: Rules, by: Doer, at: datetime
) -> Iterator[DeadlineChange]:
    for row, moved in changed:
        yield DeadlineChange(
            deadline=row,
            kind=ChangeKind.CALENDAR,
            on=day_of(at),
            days=(moved.after - moved.before).days,
            reason=rules.version,
            changed_at=at,
            changed_by=by.key,
        )


def _recounted(row: Deadline, rules: Rules, *, keep: bool = False) -> Moved | None:
    deadline = row if keep else copy(row)
    before = deadline.last_on
    notes = count_again(deadline, rules).notes
    after = deadline.last_on
    if before is None or after is None or before == after:
        return None
    return Moved(row.case.number, row.key, row.province, before, after, notes)


def _touched(days: set[tuple[date, str | None]]) -> QuerySet[Deadline]:
    running = Deadline.objects.filter(ended_on=None, last_on__isnull=False)
    if not days:
        return running.none()
    conditions = (
        Q(nominal_on__lte=on, last_on__gte=on) & (Q(province=place) if place else Q())
        for on, place in days
    )
    return running.filter(reduce(or_, conditions))


def _batches(rows: QuerySet[Deadline]) -> Iterator[Sequence[Deadline]]:
    """Read rows in batches by key, so that a batch that is written does not disturb the next."""
    last = 0
    ordered = rows.select_related("case").order_by("pk")
    while found := list(ordered.filter(pk__gt=last)[:BATCH]):
        yield found
        last = found[-1].pk


def _due_again(cases: Iterable[int]) -> None:
    for case in Case.objects.filter(pk__in=list(cases)).prefetch_related("deadlines"):
        running = [one for one in case.deadlines.all() if one.ended_on is None]
        Case.objects.filter(pk=case.pk).update(due_on=earliest(running), version=F("version") + 1)


def _without(calendar: Calendar, gone: Iterable[tuple[date, DayOff]]) -> Calendar:
    days = dict(calendar.days)
    for on, entry in gone:
        days[on] = tuple(one for one in days.get(on, ()) if one != entry)
    return replace(calendar, days=MappingProxyType(days))
