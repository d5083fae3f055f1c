"""What stands behind one criterion, or the record: every row, who wrote it, what it brings."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvaneh.frame.refused import NotThere
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art04_criteria import CRITERIA, indicator_of
from parvaneh.law.directive_1404.art04_survey import SURVEY_MINIMUM
from parvaneh.law.values import value_at, whole
from parvaneh.scoring.report.account import Account, Part
from parvaneh.scoring.report.explain_page import waterfall_of
from parvaneh.site.own_result import Told, objecting_url, until_of
from parvaneh.site.results.evidence_rows import CriterionRows, judgments, named
from parvaneh.site.results.reaching import asked_of

Tree = Mapping[str, Any]


@login_required
@require_safe
def result_criterion(request: HttpRequest, code: str, criterion: str) -> HttpResponse:
    """Show one criterion, or the record (I7), with all that it rests on."""
    asked = asked_of(request, code)
    if criterion not in CRITERIA and criterion != Indicator.I7.value:
        raise NotThere(criterion)
    is_draft = asked.draft is not None and request.GET.get("of") == "draft"
    told = Told(asked.draft) if asked.draft and is_draft else asked.told
    said = {"office": asked.office, "tabs": asked.tabs(""), "draft": asked.draft}
    if told is None or told.account is None or not told.account.parts:
        return render(request, "results/none.html", said)
    until = until_of(told.own, asked.reader)
    may_object = bool(until and until.may_object)
    is_record = criterion == Indicator.I7
    found = _record(told, told.account) if is_record else _one(told, told.account, criterion)
    if not may_object:
        found["rows"] = [replace(one, object_url="") for one in found["rows"]]
    whole = objecting_url(code, "" if is_record else criterion) if may_object else ""
    said |= {"v": told.voice, "own": told.own, "until": until, "today": asked.reader.on}
    said |= {"object_url": whole, "is_draft": is_draft} | found
    return render(request, "results/criterion.html", said)


def _one(told: Told, account: Account, code: str) -> dict[str, Any]:
    part = _part(account, indicator_of(criterion=code))
    one = next(found for found in part.criteria if found.code == code)
    gain = next((found for found in told.gains if found.criterion == code), None)
    per_point = gain.per_point if gain else None
    rows = CriterionRows(told, _tree(told, part, code), per_point)
    return {
        "title": one.name,
        "cites": one.cites,
        "part": part,
        "one": one,
        "gain": gain,
        "gained": None if per_point is None or one.score is None else per_point * one.score,
        "waterfall": None,
        "few": few_answers(told) if part.code == Indicator.I2 else None,
        "rows": named(chain(rows.assessed(), rows.counted(), rows.declared())),
    }


def _record(told: Told, account: Account) -> dict[str, Any]:
    part = _part(account, Indicator.I7)
    return {
        "title": part.name,
        "cites": part.cites,
        "part": part,
        "one": None,
        "gain": None,
        "gained": part.gained,
        "waterfall": waterfall_of(part, told.voice),
        "few": None,
        "rows": named(judgments(told, _indicator(told, part))),
    }


def few_answers(told: Told) -> int | None:
    """The least number of answers, where fewer came: then nobody reads how clients answered."""
    least = whole(value_at(told.values, SURVEY_MINIMUM, told.own.cycle.last))
    return least if told.own.result.answers < least else None


def _part(account: Account, indicator: Indicator) -> Part:
    return next(one for one in account.parts if one.code == indicator.value)


def _indicator(told: Told, part: Part) -> Tree:
    rows: list[Tree] = (told.tree or {})["indicators"]
    return next(one for one in rows if one["indicator"] == part.code)


def _tree(told: Told, part: Part, code: str) -> Tree:
    rows: list[Tree] = _indicator(told, part)["criteria"]
    return next(one for one in rows if one["criterion"] == code)
