"""The results of a run as a list, and how one office came to its own."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from parvaneh.frame.listing import Column, Kind, Listing
from parvaneh.frame.pages_environment import say, shown
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.kit.places import BY_KEY
from parvaneh.law.directive_1404.art02_indicators import INDICATORS, Indicator
from parvaneh.law.directive_1404.art07_grades import Band
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.ranking.models import Result, Run, RunState
from parvaneh.ranking.queries import (
    cycle_of,
    derivation_of,
    run_of,
    values_of_run,
    visible_results,
)
from parvaneh.registry.models import Office
from parvaneh.registry.queries.rows import offices_found
from parvaneh.scoring.policy import policy_of
from parvaneh.scoring.report.account import account_of
from parvaneh.site.listing import listing_response
from parvaneh.site.ranking.cycle import head_of
from parvaneh.site.ranking.forms import ResultFilter
from parvaneh.site.ranking.office_charts import bars_of, record_waterfall
from parvaneh.site.ranking.words import NO_GRADE, grade_cell, standing_tag, voice_of
from parvaneh.site.reader import Reader, reader_of

RESULTS = msg("Results of a run")
MILLION = 1_000_000


class _Filter(ResultFilter):
    """The filter, with the condition that a list asks of it; `on` is the day it is asked."""

    on: date

    def condition(self) -> Q:
        """The condition on results of everything that was asked."""
        asked, found = self.cleaned_data, Q()
        if asked.get("q"):
            offices = Office.objects.filter(offices_found(asked["q"], self.on))
            found &= Q(office__in=offices.values("pk"))
        if asked.get("grade"):
            found &= Q(grade="" if asked["grade"] == "none" else asked["grade"])
        if asked.get("province"):
            found &= Q(province=asked["province"])
        if asked.get("status"):
            found &= Q(status=asked["status"])
        return found


@login_required
@require_safe
def run_results(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """List the results of a run that the reader reaches, the first place first."""
    reader = reader_of(request)
    run = done_run(reader, code, number)
    rows = visible_results(reader.acting, run, on=reader.on)
    return listing_response(
        request,
        "ranking/results.html",
        _listing(run, bands_of(run), reader),
        rows,
        ("place", "office__code"),
        **head_of(run.cycle),
        run=run,
    )


@login_required
@require_safe
def run_result(request: HttpRequest, code: str, number: int, office: str) -> HttpResponse:
    """Show how one office came to its result: indicator, criterion, evidence, article."""
    reader = reader_of(request)
    run = done_run(reader, code, number)
    rows = visible_results(reader.acting, run, on=reader.on).defer(None)
    row = rows.filter(office__code=office).first()
    if row is None:
        raise NotThere(f"{run.key}/{office}")
    bands, tree = bands_of(run), derivation_of(row)
    voice = voice_of(bands)
    account = account_of(tree, voice, bands) if tree else None
    told = {
        **head_of(run.cycle),
        "run": run,
        "row": row,
        "grade": grade_cell(row.grade, bands),
        "standing": standing_tag(row.status),
        "account": account,
        "tree": tree,
        "v": voice,
        "bars": bars_of(account, voice) if account and account.parts else None,
        "waterfalls": {part.code: record_waterfall(part, voice) for part in account.parts}
        if account
        else {},
        "firmness": _firmness(row, bands),
    }
    return render(request, "ranking/result.html", told)


def done_run(reader: Reader, code: str, number: int) -> Run:
    """A run that has results.

    Raises:
        NotThere: there is none, or it has none.
    """
    run = run_of(cycle_of(reader.acting, code, on=reader.on), number)
    if run.state != RunState.DONE:
        raise NotThere(run.key)
    return run


def bands_of(run: Run) -> tuple[Band, ...]:
    """The grades that a run gives, from the highest."""
    return policy_of(values_of_run(run), run.cycle.period).bands


def _listing(run: Run, bands: Sequence[Band], reader: Reader) -> Listing:
    has_derivations = not run.what_if

    def to(row: Result) -> str:
        if not has_derivations:
            return ""
        return reverse("run_result", args=[run.cycle.code, run.number, row.office.code])

    columns = (
        Column("code", msg("Office"), lambda row: row.office.code, Kind.CODE, link=to,
               order="office__code"),
        Column("title", msg("Title"), lambda row: row.office.title, is_long=True),
        Column("province", msg("Province"), lambda row: _province(row.province)),
        Column("place", msg("Place"), lambda row: row.place, Kind.NUMBER, order="place"),
        Column("total", msg("Total"), _total, Kind.NUMBER),
        Column("grade", msg("Grade"), lambda row: grade_cell(row.grade, bands), Kind.GRADE),
        Column("status", msg("Standing"), lambda row: standing_tag(row.status), Kind.TAG),
        Column("answers", msg("Answers"), lambda row: row.answers, Kind.NUMBER),
        Column("province_place", msg("Place in the province"), lambda row: row.province_place,
               Kind.NUMBER, in_file_only=True),
        Column("demoted", msg("Grades lost by demotion"), lambda row: row.demoted_by or None,
               Kind.NUMBER, in_file_only=True),
        *(
            Column(key.value, INDICATORS[key].en, partial(_score, key=key.value), Kind.NUMBER,
                   in_file_only=True)
            for key in Indicator
        ),
    )  # fmt: skip
    return Listing("results", RESULTS, columns, partial(_made, run, bands, reader))


def _made(run: Run, bands: Sequence[Band], reader: Reader, sent: QueryDict | None) -> ResultFilter:
    rows = visible_results(reader.acting, run, on=reader.on)
    provinces = rows.order_by("province").values_list("province", flat=True).distinct()
    statuses = rows.order_by("status").values_list("status", flat=True).distinct()
    made = _Filter(
        sent,
        grades={**{band.key: shown(band) for band in bands}, "none": say(NO_GRADE)},
        provinces={key: _province(key) for key in provinces},
        statuses={key: standing_tag(key).text for key in statuses if key in set(RankStatus)},
    )
    made.on = reader.on
    return made


def _province(key: str) -> str:
    return shown(BY_KEY[key]) if key in BY_KEY else key


def _total(row: Result) -> Any:
    if row.millionths is None:
        return None
    return (Decimal(row.millionths) / MILLION).quantize(Decimal("0.0001"))


def _score(row: Result, key: str) -> Any:
    text = row.scores.get(key)
    if text is None:
        return None
    return Decimal(round(Fraction(text) * 10_000)) / 10_000


def _firmness(row: Result, bands: Sequence[Band]) -> dict[str, Any]:
    firm = row.firmness
    chances = firm.get("grades") or {}
    return {
        "places": firm.get("places"),
        "grades": [
            (shown(band), Fraction(round(1000 * float(chances[band.key])), 10))
            for band in bands
            if band.key in chances
        ],
        "survey": firm.get("survey"),
        "evidence": firm.get("evidence"),
    }
