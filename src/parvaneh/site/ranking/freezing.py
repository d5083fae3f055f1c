"""Freezing the evidence: what there is and what lacks, then the sealed snapshot and its file."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from parvaneh.access.permissions import Permission
from parvaneh.casework.contents import content_read
from parvaneh.frame.pages_environment import say, shown
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.kit.places import BY_KEY, PROVINCES
from parvaneh.law.directive_1404.art02_indicators import INDICATORS, Indicator
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.law.vocabulary import Actor
from parvaneh.ranking.models import Cycle, Snapshot
from parvaneh.ranking.operations import evidence_freeze
from parvaneh.ranking.queries import cycle_of, evidence_of, register_of, values_of
from parvaneh.ranking.queries.evidence import by_status, counted
from parvaneh.scoring.fast import rank
from parvaneh.scoring.policy import policy_of
from parvaneh.scoring.ranking import Ranking, Unrankable
from parvaneh.scoring.report.gaps import Gaps, gaps_of
from parvaneh.scoring.summary import Summary
from parvaneh.site.people import names_of
from parvaneh.site.ranking.acting import acted
from parvaneh.site.ranking.cycle import head_of
from parvaneh.site.ranking.files import file_given
from parvaneh.site.ranking.words import COUNTED, OFFICE_STATUSES
from parvaneh.site.reader import reader_of

HAPPENS = (
    msg("All evidence of the period is copied as it stands now, sealed, and named by its hash."),
    msg("What arrives later waits for the next cycle, or until this one is taken back."),
    msg("The ranking is computed from this copy alone; whoever has it can compute it again."),
)
LACKING = msg(
    "{count} offices would stay without a grade: nothing assesses one of their indicators."
)
MOST_SHOWN = 12


@dataclass(frozen=True)
class Lacks:
    """What lacks before the evidence is frozen."""

    ungraded: int
    by_indicator: tuple[tuple[str, int], ...]
    by_criterion: tuple[tuple[str, int], ...]
    reports: tuple[str, ...]
    refused: tuple[str, ...]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cycle_freeze(request: HttpRequest, code: str) -> HttpResponse:
    """Say what would be frozen and what lacks; freeze it."""
    reader = reader_of(request)
    found = cycle_of(reader.acting, code, on=reader.on, to=Permission.RANKING_DECIDE)
    is_open = found.case.state == "values_locked"
    more: dict[str, Any] = {"is_open": is_open, "is_over": reader.on > found.last}
    if is_open:
        more |= _checked(found)
    else:
        more["snapshot"] = found.snapshots.order_by("-number").first()
    more["happens"] = [say(one) for one in HAPPENS]
    return acted(
        request,
        "ranking/freeze.html",
        found,
        kind=forms.Form,
        operation=lambda _: evidence_freeze(cycle=found, by=reader.acting, at=reader.at),
        more=more,
    )


@login_required
@require_safe
def snapshot(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show what was frozen, and by what hash it is known."""
    reader = reader_of(request)
    found = cycle_of(reader.acting, code, on=reader.on)
    row = _snapshot(found, number)
    told = {
        **head_of(found),
        "snapshot": row,
        "counts": _counts(row.counts),
        "statuses": _statuses(row.counts.get("offices", {})),
        "freezer": names_of([row.frozen_by])[row.frozen_by],
        "runs": list(row.runs.order_by("number")),
        "may_take": _may_take(request, code),
    }
    return render(request, "ranking/snapshot.html", told)


@login_required
@require_safe
def snapshot_file(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Give the frozen evidence as the file that programs rank."""
    reader = reader_of(request)
    found = cycle_of(reader.acting, code, on=reader.on, to=Permission.RANKING_WORK)
    row = _snapshot(found, number)
    return file_given(
        content_read(row.file),
        name=f"evidence-{found.code}-{row.number}.summary",
        kind=row.file.media_type,
        subject=found.key,
        sha256=row.sha256,
        reader=reader,
    )


def _snapshot(found: Cycle, number: int) -> Snapshot:
    row = found.snapshots.select_related("file").filter(number=number).first()
    if row is None:
        raise NotThere(f"{found.key}/{number}")
    return row


def _may_take(request: HttpRequest, code: str) -> bool:
    reader = reader_of(request)
    try:
        cycle_of(reader.acting, code, on=reader.on, to=Permission.RANKING_WORK)
    except NotThere:
        return False
    return True


def _checked(found: Cycle) -> dict[str, Any]:
    register, values = register_of(found), values_of(found)
    summary = evidence_of(found, register, values)
    return {
        "counts": _counts(counted(summary)),
        "statuses": _statuses(by_status(summary.offices)),
        "offices": len(summary.offices),
        "left_out": sum(register.left_out.values()),
        "lacks": _lacks(found, summary, values),
        "lacking": LACKING,
    }


def _lacks(found: Cycle, summary: Summary, values: Any) -> Lacks:
    if not summary.offices:
        return Lacks(0, (), (), (), ())
    reports = _reports_lacking(found, summary)
    try:
        ranking = rank(summary, values)
    except Unrankable as why:
        refused = tuple(dict.fromkeys(one.key for one in why.reasons))
        return Lacks(0, (), (), reports, refused)
    ungraded = [one for one in ranking.results if one.status is RankStatus.UNGRADED]
    without: Counter[str] = Counter()
    for one in ungraded:
        for key, score in zip(Indicator, one.indicators, strict=True):
            without[shown(INDICATORS[key])] += score is None
    gaps = _gaps(ranking)
    lacking = [(one.missing, one.code) for one in gaps.criteria if one.missing]
    return Lacks(
        len(ungraded),
        tuple((name, count) for name, count in without.most_common() if count),
        tuple(
            (shown(CRITERIA[code]), count)
            for count, code in sorted(lacking, reverse=True)[:MOST_SHOWN]
        ),
        reports,
        (),
    )


def _gaps(ranking: Ranking) -> Gaps:
    ranked = [one.status is not RankStatus.REVOKED for one in ranking.results]
    return gaps_of(ranking.summary, policy_of(ranking.values, ranking.period), ranked)


def _reports_lacking(found: Cycle, summary: Summary) -> tuple[str, ...]:
    """The provinces with offices to rank whose Provincial Deputy has not reported."""
    given = set(
        found.reports.filter(actor=Actor.PROVINCIAL_DEPUTY.value).values_list("place", flat=True)
    )
    there = {one.province for one in summary.offices} - given
    return tuple(shown(BY_KEY[one.key]) for one in PROVINCES if one.key in there)


def _counts(counts: Mapping[str, Any]) -> list[tuple[str, int]]:
    return [(say(words), counts.get(key, 0)) for key, words in COUNTED.items()]


def _statuses(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(say(words), counts[key]) for key, words in OFFICE_STATUSES.items() if key in counts]
