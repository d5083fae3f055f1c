"""What-ifs: other figures on the same evidence, beside the run that the cycle goes on with."""

from fractions import Fraction
from functools import lru_cache, partial
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from parvaneh.access.permissions import Permission
from parvaneh.frame.act_page import one_act
from parvaneh.frame.pages_environment import say, shown
from parvaneh.frame.refused import NotThere
from parvaneh.kit.charts import Figure
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art02_indicators import INDICATORS, Indicator
from parvaneh.law.directive_1404.art03_weighting import COEFFICIENTS
from parvaneh.law.values import value_at
from parvaneh.ranking.kept_values import changed, revived
from parvaneh.ranking.models import Cycle, Run, RunState
from parvaneh.ranking.operations import what_if_order
from parvaneh.ranking.queries import cycle_of, run_of, snapshot_of, standing_run
from parvaneh.registry.value_forms import plain
from parvaneh.scoring.compare import compared
from parvaneh.scoring.fast import rank
from parvaneh.site.people import names_of
from parvaneh.site.ranking.charts import swings_figure
from parvaneh.site.ranking.comparing import country_reader, outcome_in, ranking_in, told_of
from parvaneh.site.ranking.cycle import head_of
from parvaneh.site.ranking.cycles import may
from parvaneh.site.ranking.forms import WhatIfForm
from parvaneh.site.ranking.words import faults_said, run_tag, value_name
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.value_grids import GRIDS

QUARTER = Fraction(1, 4)
CHANGED = msg("{where}: {before}, here {after}")
THE_RUN = msg("the run")
KEPT = 4


@login_required
@require_safe
def cycle_what_ifs(request: HttpRequest, code: str) -> HttpResponse:
    """List the what-ifs of a cycle, what can be tried, and which coefficient matters most."""
    reader, found = country_reader(request, code)
    run = standing_run(found)
    rows = list(found.runs.filter(what_if=True).order_by("-number"))
    told = {
        **head_of(found),
        "run": run,
        "what_ifs": [(one, run_tag(one), _changes(one)) for one in rows],
        "people": names_of(one.ordered_by for one in rows),
        "keys": [(key, value_name(key)) for key in GRIDS],
        "may_try": may(reader, Permission.RANKING_WORK)
        and bool(found.values)
        and snapshot_of(found) is not None,
        "has_run": run is not None,
        "swings": _swings(run) if run else None,
    }
    return render(request, "ranking/what_ifs.html", told)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def what_if_new(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Ask for other figures of one value; order the what-if."""
    reader = reader_of(request)
    found = cycle_of(reader.acting, code, on=reader.on, to=Permission.RANKING_WORK)
    if key not in GRIDS or not found.values or snapshot_of(found) is None:
        raise NotThere(key)
    asked = partial(WhatIfForm, key=key, values=revived(found.values), on=found.last)

    def shown_again(form: forms.Form) -> HttpResponse:
        told = {**head_of(found), "form": form, "key": key, "value_name": value_name(key)}
        return render(request, "ranking/what_if_new.html", told)

    if request.method != "POST":
        return shown_again(asked())
    return one_act(
        form=asked(request.POST),
        operation=lambda said: what_if_order(cycle=found, by=reader.acting, at=reader.at, **said),
        done=_address,
        again=shown_again,
    )


@login_required
@require_safe
def what_if(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show a what-if beside the run: who would move, and where."""
    reader, found = country_reader(request, code)
    row = run_of(found, number)
    if not row.what_if:
        raise NotThere(row.key)
    told = {
        **head_of(found),
        "run": row,
        "run_tag": run_tag(row),
        "is_waiting": row.state == RunState.ORDERED,
        "changes": _changes(row),
        "faults": faults_said(row.faults),
        "people": names_of([row.ordered_by]),
        **_beside(found, row, reader),
    }
    return render(request, "ranking/what_if.html", told)


@lru_cache(maxsize=KEPT)
def swings(run: int, digest: str) -> tuple[tuple[str, int, int], ...]:
    """How many offices change their grade when one coefficient is a quarter smaller or larger.

    Args:
        run: the key of a run that is done.
        digest: the hash of its evidence.

    Returns:
        By indicator, in the directive's order: its code, with less, with more.
    """
    del digest
    row = Run.objects.select_related("cycle", "snapshot__file").get(pk=run)
    ranking = ranking_in(row)
    grades = {one.office: one.grade for one in ranking.results}
    content = plain(value_at(ranking.values, COEFFICIENTS, row.cycle.last).content)

    def changes(code: str, factor: Fraction) -> int:
        number = Fraction(str(content[code])) * factor
        other = {COEFFICIENTS: {**content, code: _written(number)}}
        values = changed(ranking.values, other, row.cycle.last)
        again = rank(ranking.summary, values).results
        return sum(grades[one.office] != one.grade for one in again)

    return tuple(
        (one.value, changes(one.value, 1 - QUARTER), changes(one.value, 1 + QUARTER))
        for one in Indicator
    )


def _swings(run: Run) -> Figure | None:
    """The picture of the swings; None where no coefficient by itself changes any grade."""
    found = swings(run.pk, run.snapshot.sha256)
    if not any(less or more for _, less, more in found):
        return None
    named = [(shown(INDICATORS[Indicator(code)]), less, more) for code, less, more in found]
    return swings_figure(named)


def _written(number: Fraction) -> int | str:
    return int(number) if number.denominator == 1 else str(number)


def _beside(found: Cycle, row: Run, reader: Reader) -> dict[str, Any]:
    """The comparison with the last run of the same evidence, where both are done."""
    del reader
    base = (
        found.runs.filter(what_if=False, state=RunState.DONE, snapshot=row.snapshot_id)
        .order_by("-number")
        .first()
    )
    if base is None or row.state != RunState.DONE:
        return {"base": None}
    names = (say(THE_RUN), row.title)
    pair = [outcome_in(one, name) for one, name in zip((base, row), names, strict=True)]
    return {"base": base, **told_of(compared(*pair))}


def _changes(row: Run) -> list[dict[str, Any]]:
    """What a what-if changes: the value, and each figure before and after."""
    values = revived(row.cycle.values)
    return [
        {
            "key": key,
            "name": value_name(key),
            "lines": _lines(plain(value_at(values, key, row.cycle.last).content), content, key),
        }
        for key, content in row.changes.items()
    ]


def _lines(before: Any, after: Any, key: str) -> list[str]:
    grids = [GRIDS[key](one) for one in (before, after)] if key in GRIDS else []
    if not grids:
        return []
    was, now = grids
    names = {
        name: line.label if len(line.names) == 1 else f"{line.label}, {now.fields[name].label}"
        for line in now.lines
        for name in line.names
    }
    return [
        say(CHANGED, where=where, before=_said(was.initial.get(name)), after=_said(one))
        for name, where in names.items()
        for one in [now.initial[name]]
        if one != was.initial.get(name)
    ]


def _said(value: Any) -> str:
    if value in (None, ""):
        return "—"
    return shown(Fraction(value)) if _is_number(value) else shown(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, str) and value.replace("/", "").replace(".", "").isdigit()


def _address(run: Run) -> str:
    return reverse("what_if", args=[run.cycle.code, run.number])
