"""The page of a cycle: the last day, the eleven tasks, the values that are not official."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvaneh.access.permissions import Permission
from parvaneh.law.directive_1404.art06_announcement import may_announce
from parvaneh.law.directive_1404.art09_effects import EFFECTS
from parvaneh.law.ruling import Basis, Status
from parvaneh.law.values import NoValueInForce, Values, basis, value_at
from parvaneh.ranking.models import Cycle
from parvaneh.ranking.queries import cycle_of, due_of, standing_run, values_of
from parvaneh.registry.queries import is_demonstration
from parvaneh.scoring.policy import PolicyFault, policy_of
from parvaneh.site.people import names_of
from parvaneh.site.ranking.cycles import may
from parvaneh.site.ranking.tasks import FAR, Seen, tasks_of
from parvaneh.site.ranking.words import Loose, cycle_name, cycle_tag, grade_cell, loose, run_tag
from parvaneh.site.reader import Reader, reader_of

NOT_OFFICIAL = frozenset({Status.PROVISIONAL, Status.DEMONSTRATION})


@login_required
@require_safe
def cycle(request: HttpRequest, code: str) -> HttpResponse:
    """Show where a cycle stands and what is next."""
    reader = reader_of(request)
    found = cycle_of(reader.acting, code, on=reader.on)
    return render(request, "ranking/cycle.html", told(found, reader))


def told(found: Cycle, reader: Reader) -> dict[str, Any]:
    """What the page of a cycle says.

    Args:
        found: the cycle, which the reader may see.
        reader: who reads.
    """
    not_official = loose_values(found)
    stops = sum(one.stops for one in not_official)
    run = standing_run(found)
    far = FAR[found.case.state]
    due = due_of(found)
    bands = policy_of(values_of(found), found.period).bands if run else ()
    return {
        **head_of(found),
        "tasks": tasks_of(found, Seen(reader.acting.key, reader.on, stops)),
        "due": due,
        "today": reader.on,
        "is_announced": far >= FAR["announced"],
        "loose": not_official,
        "stops": stops,
        "run": run,
        "run_tag": run_tag(run) if run else None,
        "counts": _counts(run.facts.get("grades", {}), bands) if run else [],
        "snapshots": list(found.snapshots.order_by("-number")),
        "runs": [(one, run_tag(one)) for one in found.runs.filter(what_if=False)[:10]],
        "may_decide": may(reader, Permission.RANKING_DECIDE),
        "may_work": may(reader, Permission.RANKING_WORK),
        "may_correct": far in (FAR["compared"], FAR["drafted"]),
    }


def head_of(found: Cycle) -> dict[str, Any]:
    """What every page of a cycle says of it."""
    return {
        "cycle": found,
        "name": cycle_name(found),
        "tag_of": cycle_tag(found),
        "opener": names_of([found.opened_by])[found.opened_by],
    }


def loose_values(found: Cycle) -> list[Loose]:
    """The values that a cycle's result rests on and that are not official, those that stop first.

    Args:
        found: its locked values, or those in force before they are locked.
    """
    values, on = values_of(found), found.last
    used = _used(values, found)
    ruling = may_announce(used=used, demo_database=is_demonstration())
    stopping = {str(one.found) for one in ruling.reasons if one.blocks}
    keys = [one.key for one in used if one.status in NOT_OFFICIAL]
    listed = [loose(value_at(values, key, on), stops=key in stopping) for key in keys]
    listed += _effects(values, on)
    return sorted(listed, key=lambda one: (not one.stops, one.key))


def _used(values: Values, found: Cycle) -> tuple[Basis, ...]:
    try:
        return tuple(policy_of(values, found.period).bases)
    except PolicyFault:
        return ()


def _effects(values: Values, on: date) -> list[Loose]:
    try:
        entry = value_at(values, EFFECTS, on)
    except NoValueInForce:
        return []
    return [loose(entry, stops=False)] if basis(entry).status in NOT_OFFICIAL else []


def _counts(grades: dict[str, int], bands: Any) -> list[tuple[Any, int]]:
    return [(grade_cell(band.key, bands), grades.get(band.key, 0)) for band in bands]
