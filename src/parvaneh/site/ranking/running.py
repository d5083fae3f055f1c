"""A run: ordering it, how far it is, what came of it or why nothing did, and its files."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from parvaneh.access.permissions import Permission
from parvaneh.casework.contents import content_read
from parvaneh.frame.act_page import one_act
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.ranking.models import Run, RunState
from parvaneh.ranking.operations import run_order
from parvaneh.ranking.queries import cycle_of, run_of, values_of_run
from parvaneh.scoring.policy import PolicyFault, policy_of
from parvaneh.site.people import names_of
from parvaneh.site.ranking.charts import grades_figure, steadiness
from parvaneh.site.ranking.cycle import head_of
from parvaneh.site.ranking.cycles import may
from parvaneh.site.ranking.files import file_given
from parvaneh.site.ranking.forms import RunForm
from parvaneh.site.ranking.words import faults_said, run_tag, value_name
from parvaneh.site.reader import Reader, reader_of

FILES = {"results": ("results-{code}-{number}.csv", "results"),
         "bundle": ("bundle-{code}-{number}.zip", "bundle")}  # fmt: skip
BY_JOB = msg("The run was ordered; a job computes it now.")
MOST_FAULTS = 100


def address_of(run: Run) -> str:
    """The page of a run."""
    return reverse("run", args=[run.cycle.code, run.number])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cycle_run(request: HttpRequest, code: str) -> HttpResponse:
    """Ask with how many draws, then order the run."""
    reader = reader_of(request)
    found = cycle_of(reader.acting, code, on=reader.on, to=Permission.RANKING_DECIDE)
    last = found.runs.filter(what_if=False).order_by("-number").first()

    def shown(form: Any) -> HttpResponse:
        told = {
            **head_of(found),
            "form": form,
            "is_open": found.case.state == "evidence_frozen",
            "snapshot": found.snapshots.order_by("-number").first(),
            "last": last,
            "last_tag": run_tag(last) if last else None,
        }
        return render(request, "ranking/run_new.html", told)

    if request.method != "POST":
        return shown(RunForm())
    return one_act(
        form=RunForm(request.POST),
        operation=lambda said: run_order(cycle=found, by=reader.acting, at=reader.at, **said),
        done=address_of,
        again=shown,
    )


@login_required
@require_safe
def run_page(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show how far a run is, what came of it, or why nothing did."""
    reader = reader_of(request)
    run = _run(reader, code, number)
    bands = _bands(run)
    is_done = run.state == RunState.DONE
    told = {
        **head_of(run.cycle),
        "run": run,
        "run_tag": run_tag(run),
        "is_waiting": run.state == RunState.ORDERED,
        "is_done": is_done,
        "faults": faults_said(run.faults[:MOST_FAULTS]),
        "fault_count": len(run.faults),
        "provisional": [(key, value_name(key)) for key in run.provisional],
        "people": names_of([run.ordered_by, run.ordered_for]),
        "grades": grades_figure(run, bands) if is_done else None,
        "steady": steadiness(run) if is_done else None,
        "average_grade": next((one for one in bands if one.key == run.average_grade), None),
        "may_take": may(reader, Permission.RANKING_WORK),
        "files": [one for one in FILES if getattr(run, one) is not None],
    }
    return render(request, "ranking/run.html", told)


@login_required
@require_safe
def run_file(request: HttpRequest, code: str, number: int, name: str) -> HttpResponse:
    """Give a file of a run: the table of results, or the bundle that proves them."""
    reader = reader_of(request)
    cycle_of(reader.acting, code, on=reader.on, to=Permission.RANKING_WORK)
    run = _run(reader, code, number)
    content = getattr(run, FILES[name][1], None) if name in FILES else None
    if content is None:
        raise NotThere(f"{run.key}/{name}")
    return file_given(
        content_read(content),
        name=FILES[name][0].format(code=run.cycle.code, number=run.number),
        kind=content.media_type,
        subject=run.key,
        sha256=content.sha256,
        reader=reader,
    )


def _run(reader: Reader, code: str, number: int) -> Run:
    found = cycle_of(reader.acting, code, on=reader.on)
    return run_of(found, number)


def _bands(run: Run) -> Any:
    try:
        return policy_of(values_of_run(run), run.cycle.period).bands
    except PolicyFault:
        return ()
