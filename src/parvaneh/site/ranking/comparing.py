"""The run beside the grades in force: who moves and why, by grade, province and inspector."""

from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from parvaneh.access.permissions import Permission
from parvaneh.frame.act_page import one_act
from parvaneh.frame.refused import NotThere
from parvaneh.kit.clock import tehran_day
from parvaneh.ranking.comparing import held_before
from parvaneh.ranking.models import Cycle, Run
from parvaneh.ranking.operations import cycle_compare
from parvaneh.ranking.queries import cycle_of, ranking_of, standing_run
from parvaneh.scoring.compare import Comparison, compared
from parvaneh.scoring.outcome import Outcome, outcome_of
from parvaneh.scoring.ranking import Ranking
from parvaneh.scoring.report import figures
from parvaneh.scoring.report.comparison import causes_drawn
from parvaneh.scoring.report.facts import Facts
from parvaneh.scoring.report.facts import Run as Made
from parvaneh.site.ranking.charts import severity_figure
from parvaneh.site.ranking.cycle import head_of
from parvaneh.site.ranking.cycles import address_of, may
from parvaneh.site.ranking.forms import NoteForm
from parvaneh.site.ranking.moves import moves_said, provinces_said, steps_said
from parvaneh.site.ranking.words import voice_of
from parvaneh.site.reader import Reader, reader_of

KEPT = 4  # rankings in memory: a page and its what-ifs ask for the same ones


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cycle_compare_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show the comparison; say that it was made, and what was found."""
    reader = reader_of(request)
    found = cycle_of(reader.acting, code, on=reader.on, to=_permission(request))
    run = standing_run(found)

    def shown(form: forms.Form) -> HttpResponse:
        told = {**head_of(found), "run": run, "form": form, **_may(found, reader)}
        if run is not None:
            told |= _compared(found, run)
        return render(request, "ranking/compare.html", told)

    if request.method != "POST":
        return shown(NoteForm())
    return one_act(
        form=NoteForm(request.POST),
        operation=lambda said: cycle_compare(
            cycle=found, by=reader.acting, at=reader.at, note=said["note"]
        ),
        done=lambda _: address_of(found),
        again=shown,
    )


def country_reader(request: HttpRequest, code: str) -> tuple[Reader, Cycle]:
    """The reader of a page about the whole country, and the cycle.

    Raises:
        NotThere: they see the ranking of a part only.
    """
    reader = reader_of(request)
    if not may(reader, Permission.RANKING_SEE):
        raise NotThere(code)
    return reader, cycle_of(reader.acting, code, on=reader.on)


@lru_cache(maxsize=KEPT)
def ranking_kept(run: int, digest: str) -> Ranking:
    """The ranking of a run that is done, kept in memory: nothing of it changes any more.

    Args:
        run: its key.
        digest: the hash of its evidence, so that no other database's run is meant.
    """
    del digest
    return ranking_of(Run.objects.select_related("cycle", "snapshot__file").get(pk=run))


def ranking_in(run: Run) -> Ranking:
    """The ranking of a run."""
    return ranking_kept(run.pk, run.snapshot.sha256)


def outcome_in(run: Run, name: str) -> Outcome:
    """The outcome of a run under a name."""
    return outcome_of(ranking_in(run), name)


def told_of(comparison: Comparison) -> dict[str, Any]:
    """What every page with a comparison shows of it."""
    bands = [comparison.names[key] for key in comparison.grades if key]
    voice = voice_of(bands)
    movers = comparison.movers
    largest = sorted(movers, key=lambda move: abs(move.change or Fraction(0)), reverse=True)
    return {
        "comparison": comparison,
        "steps": steps_said(comparison),
        "transitions": figures.transitions(comparison, voice),
        "causes": causes_drawn(movers, voice),
        "slopes": figures.slopes(comparison, largest, voice),
        "movers": moves_said(movers, voice),
        "mover_count": len(movers),
        "by_province": provinces_said(comparison, voice),
    }


def _permission(request: HttpRequest) -> Permission:
    reader = reader_of(request)
    if not may(reader, Permission.RANKING_SEE):
        raise NotThere("compare")
    return Permission.RANKING_SEE if request.method != "POST" else Permission.RANKING_DECIDE


def _may(found: Cycle, reader: Reader) -> dict[str, Any]:
    return {
        "is_open": found.case.state == "run" and may(reader, Permission.RANKING_DECIDE),
        "is_done": found.case.state not in {"run", "evidence_frozen", "values_locked"},
    }


def _compared(found: Cycle, run: Run) -> dict[str, Any]:
    ranking = ranking_in(run)
    after = outcome_in(run, found.code)
    facts = Facts(ranking, Made(found.year, run.ordered_at, ""))
    voice = voice_of(facts.bands)
    before = held_before(ranking, facts.policy, upto=_day(run), but=found.key)
    told: dict[str, Any] = {
        "totals": figures.totals(facts, voice),
        "provinces": figures.provinces(facts, voice),
        "severity": severity_figure(run),
        # Nobody was ever ranked: all hold the initial grade.
        "has_before": bool(before.name),
    }
    return told | told_of(compared(before, after))


def _day(run: Run) -> date:
    return tehran_day(run.done_at or run.ordered_at)
