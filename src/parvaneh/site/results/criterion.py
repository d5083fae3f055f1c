"""What stands behind one criterion, or the record: every row, who wrote it, what it brings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from parvaneh.frame.pages_environment import say
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art04_criteria import CRITERIA, indicator_of
from parvaneh.ranking.queries.own_results import (
    Own,
    applicability_then,
    assessments_then,
    counts_then,
    records_then,
)
from parvaneh.registry.models import Assessment, Batch, Record
from parvaneh.scoring.evidence import SCALE
from parvaneh.scoring.report.account import Criterion, Part
from parvaneh.scoring.report.explain_page import waterfall_of
from parvaneh.site.own_result import Told, objecting_url, until_of
from parvaneh.site.people import names_of
from parvaneh.site.results.reaching import Asked, asked_of
from parvaneh.site.sources_said import source_said

COUNTS = msg("counts")
OLDER = msg("does not count: a newer one of the same way stands")
REPLACED = msg("does not count: one value for the whole period takes its place")
NOT_APPLYING = msg("does not count: the criterion does not apply to this office")
COUNTED = msg("counted together, see above")
DECLARED = msg("declared: does not apply ({reason})")
APPLIES = msg("declared: applies")
NOT_FINAL = msg("does not count in this period")
COSTS = msg("costs {points} points of the record")
DEMOTES = msg("lowers the grade by {by}")
NOTHING = msg("costs nothing")


@dataclass(frozen=True)
class Row:
    """One row of evidence in words.

    `brings` is what it brings to the total, None where it counts for nothing or only with others;
    `url` leads to the row in the registry, `object_url` to an objection to it.
    """

    way: str
    on: date | None
    score: Fraction | None
    effect: str
    counts: bool
    brings: Fraction | None
    source: str
    document: str
    who: str
    entered_at: datetime
    age: int | None
    url: str
    object_url: str


@login_required
@require_safe
def result_criterion(request: HttpRequest, code: str, criterion: str) -> HttpResponse:
    """Show one criterion, or the record (I7), with all that it rests on."""
    asked = asked_of(request, code)
    if criterion not in CRITERIA and criterion != Indicator.I7.value:
        raise NotThere(criterion)
    told = asked.told
    said = {"office": asked.office, "tabs": asked.tabs("")}
    if told is None or told.account is None or not told.account.parts:
        return render(request, "results/none.html", said | {"draft": asked.draft})
    until = until_of(told.own, asked.reader)
    may_object = bool(until and until.may_object)
    found = _record(asked, told) if criterion == Indicator.I7 else _one(asked, told, criterion)
    rows: list[Row] = found.pop("rows")
    if not may_object:
        rows = [replace(one, object_url="") for one in rows]
    whole = objecting_url(code, "" if criterion == Indicator.I7 else criterion)
    said |= {"v": told.voice, "cycle": told.own.cycle, "upto": told.own.upto, "rows": rows,
             "until": until, "today": asked.reader.on,
             "object_url": whole if may_object else ""}  # fmt: skip
    return render(request, "results/criterion.html", said | found)


def _one(asked: Asked, told: Told, code: str) -> dict[str, Any]:
    part = _part(told, indicator_of(criterion=code))
    one = next(found for found in part.criteria if found.code == code)
    tree = _tree(told, code)
    gain = next((found for found in told.gains if found.criterion == code), None)
    return {
        "title": one.name,
        "cites": one.cites,
        "part": part,
        "one": one,
        "gain": gain,
        "gained": gain.per_point * one.score if gain and gain.per_point and one.score else None,
        "waterfall": None,
        "rows": list(_rows(told, one, tree, gain.per_point if gain else None)),
    }


def _record(asked: Asked, told: Told) -> dict[str, Any]:
    del asked
    part = _part(told, Indicator.I7)
    return {
        "title": part.name,
        "cites": part.cites,
        "part": part,
        "one": None,
        "gain": None,
        "gained": part.gained,
        "waterfall": waterfall_of(part, told.voice),
        "rows": list(_judgments(told)),
    }


def _rows(
    told: Told, one: Criterion, tree: Mapping[str, Any], per_point: Fraction | None
) -> Iterable[Row]:
    own, methods = told.own, {row["method"]: row for row in tree["methods"]}
    single, counted = assessments_then(own, one.code), _batches(own, tree)
    declared = applicability_then(own, one.code)
    keys = [row.batch.entered_by for row in (*single, *declared)]
    names = names_of([*keys, *(batch.entered_by for batch in counted)])
    for row in single:
        effect, counts = _effect(row, methods, out=tree["state"] == "inapplicable")
        yield _assessment(told, row, effect, counts, per_point, methods, names)
    for batch in counted:
        way = next(key for key, row in methods.items() if row["newest_on"] is None)
        yield _bare(told, told.voice.method(way), say(COUNTED), batch, names, one.code)
    for row in declared:
        effect = say(APPLIES) if row.applicable else say(DECLARED, reason=row.reason)
        yield _bare(told, "", effect, row.batch, names, one.code)


def _effect(
    row: Assessment, methods: Mapping[int, Mapping[str, Any]], *, out: bool
) -> tuple[str, bool]:
    """Whether an assessment counts, and if not, why."""
    if out:
        return say(NOT_APPLYING), False
    way = methods.get(row.method)
    if way is not None and way["newest_on"] is None:
        return say(REPLACED), False
    if way is None or way["newest_on"] != row.assessed_on.isoformat():
        return say(OLDER), False
    return say(COUNTS), True


def _assessment(
    told: Told,
    row: Assessment,
    effect: str,
    counts: bool,  # noqa: FBT001 - goes with the effect
    per_point: Fraction | None,
    methods: Mapping[int, Mapping[str, Any]],
    names: Mapping[str, str],
) -> Row:
    score, brings = Fraction(row.score, SCALE), None
    if counts and per_point is not None:
        # The mean over the ways, and within a way over the rows of its newest day.
        brings = per_point * score / (len(methods) * methods[row.method]["counts"]["assessments"])
    key = f"assessment:{row.batch.code}/{row.number}"
    return Row(
        told.voice.method(row.method),
        row.assessed_on,
        score,
        effect,
        counts,
        brings,
        source_said(row.batch.source),
        row.reference,
        names.get(row.batch.entered_by, ""),
        row.batch.entered_at,
        (told.own.cycle.last - row.assessed_on).days,
        reverse("evidence_one", args=[row.batch.code, row.number]),
        objecting_url(told.own.office.code, row.criterion, key),
    )


def _bare(
    told: Told, way: str, effect: str, batch: Batch, names: Mapping[str, str], criterion: str
) -> Row:
    """A row that has no score of its own: counts of a batch, or a declaration."""
    return Row(
        way,
        None,
        None,
        effect,
        bool(way),
        None,
        source_said(batch.source),
        "",
        names.get(batch.entered_by, ""),
        batch.entered_at,
        None,
        "",
        objecting_url(told.own.office.code, criterion),
    )


def _judgments(told: Told) -> Iterable[Row]:
    rows = records_then(told.own)
    names = names_of(one.entered_by for one in rows)
    tree = next(one for one in (told.tree or {})["indicators"] if one["indicator"] == "I7")
    costs = {(one["ruling"], one["final_on"], one["kind"]): one for one in tree["records"]}
    for row in rows:
        final = row.final_on.isoformat() if row.final_on else ""
        cost = costs.get((row.ruling, final, row.kind))
        yield Row(
            _named(told, row),
            row.final_on,
            None,
            _costs(cost),
            bool(cost and cost["counts"]),
            None,
            source_said(row.source),
            row.ruling,
            names.get(row.entered_by, ""),
            row.entered_at,
            (told.own.cycle.last - row.final_on).days if row.final_on else None,
            reverse("record", args=[row.code]),
            objecting_url(told.own.office.code, "", f"record:{row.code}"),
        )


def _costs(cost: Mapping[str, Any] | None) -> str:
    if cost is None or not cost["counts"]:
        return say(NOT_FINAL)
    if cost["demotion"]:
        return say(DEMOTES, by=cost["demotion"])
    points = Fraction(cost["deduction"])
    return say(COSTS, points=points) if points else say(NOTHING)


def _named(told: Told, row: Record) -> str:
    return told.voice.say(CONVICTIONS[row.kind], degree=row.degree)


CONVICTIONS = {
    "criminal": msg("criminal conviction of degree {degree}"),
    "disciplinary": msg("disciplinary conviction of degree {degree}"),
}


def _batches(own: Own, tree: Mapping[str, Any]) -> list[Batch]:
    """The batches from which a criterion's counts were added up, each once."""
    sheets = {row["counts"]["sheet"] for row in tree["methods"] if "sheet" in row["counts"]}
    rows = (row for sheet in sorted(sheets) for row in counts_then(own, sheet))
    return list({row.batch_id: row.batch for row in rows}.values())


def _part(told: Told, indicator: Indicator) -> Part:
    assert told.account is not None  # asked before
    return next(one for one in told.account.parts if one.code == indicator.value)


def _tree(told: Told, code: str) -> Mapping[str, Any]:
    rows: Iterable[Mapping[str, Any]] = (
        one for row in (told.tree or {})["indicators"] for one in row["criteria"]
    )
    return next(one for one in rows if one["criterion"] == code)
