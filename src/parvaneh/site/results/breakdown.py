"""Where the points of an office come from: ten indicators, those that lost the most first."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.ranking.queries.own_results import medians_in
from parvaneh.scoring.report.account import SUM, Account
from parvaneh.scoring.report.explain_page import bars_of, waterfall_of
from parvaneh.site.own_result import Told, first_gains, head_of, objecting_url, until_of
from parvaneh.site.results.firmness import firm_of
from parvaneh.site.results.reaching import Asked, asked_of


@login_required
@require_safe
def results(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was announced of an office: grade, deadline, points of the ten indicators."""
    asked = asked_of(request, code)
    told = asked.told
    said = {"office": asked.office, "tabs": asked.tabs("results"), "draft": asked.draft}
    if told is None:
        return render(request, "results/none.html", said | {"today": asked.reader.on})
    return render(request, "results/breakdown.html", said | _said(asked, told))


def _said(asked: Asked, told: Told) -> dict[str, Any]:
    until = until_of(told.own, asked.reader)
    return {
        "today": asked.reader.on,
        "head": head_of(told),
        "until": until,
        "object_url": objecting_url(asked.office.code) if until and until.may_object else "",
        "gains": first_gains(told),
        "firm": firm_of(told.own, told.bands, told.voice),
        **points_said(told),
    }


def points_said(told: Told) -> dict[str, Any]:
    """The account of a result with its pictures; without one there is nothing to break down."""
    account, voice = told.account, told.voice
    said: dict[str, Any] = {"account": account, "v": voice, "cycle": told.own.cycle}
    if account is None or not account.parts:
        return said | {"bars": None, "waterfall": None, "sum_rule": "", "record": None}
    record = _record(account)
    medians = medians_in(told.own.run, told.own.result.province)
    return said | {
        "bars": bars_of(account, medians, voice),
        "waterfall": waterfall_of(record, voice),
        "has_medians": bool(medians),
        "record": record,
        "sum_rule": voice.word(SUM),
    }


def _record(account: Account) -> Any:
    return next(one for one in account.parts if one.code == Indicator.I7)
