"""What is there and what lacks: of the country by provinces, of a province by offices."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from parvaneh.access.permissions import Permission as Can
from parvaneh.frame.listing import Tag
from parvaneh.frame.pages_environment import say, shown
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art08_methods import METHODS, Method
from parvaneh.ranking.models import Cycle
from parvaneh.ranking.operations import provisionals_refresh, provisionals_waiting
from parvaneh.ranking.operations.entering import gathering_faults
from parvaneh.ranking.queries import declared_of, due_of, sheet_criteria, visible_cycles
from parvaneh.ranking.queries.completeness import (
    OfficeHas,
    ProvinceHas,
    offices_have,
    provinces_have,
)
from parvaneh.registry.reach import reach_of
from parvaneh.site.evidence.reaching import (
    cycle_name,
    cycle_seen,
    may,
    province_seen,
    provinces_seen,
    time_left,
)
from parvaneh.site.evidence.words import SHORT, STATUS, criteria_said, had_said, indicator_said
from parvaneh.site.reader import reader_of

AT_ONCE = 200  # rows that a page makes anew while its reader waits; more are a job's
DONE, BEGUN, NOT_BEGUN = msg("complete"), msg("{have} of {of}"), msg("not begun")


@login_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """List the cycles whose evidence is gathered, and those whose evidence was."""
    reader = reader_of(request)
    cycles = list(visible_cycles(reader.acting, on=reader.on))
    if not cycles and not provinces_seen(reader):
        raise NotThere("sources")
    rows = [
        {
            "cycle": one,
            "name": cycle_name(one),
            "due_on": due_of(one),
            "is_gathering": not gathering_faults(one),
            "url": reverse("evidence_completeness", args=[one.code]),
        }
        for one in cycles
    ]
    return render(request, "evidence/start.html", {"rows": rows, "today": reader.on})


@login_required
@require_safe
def completeness(request: HttpRequest, code: str) -> HttpResponse:
    """Show how complete the evidence of a cycle is, province by province."""
    reader = reader_of(request)
    cycle = cycle_seen(reader, code)
    seen = provinces_seen(reader)
    only = seen[0] if len(seen) == 1 else ""
    waiting = provisionals_waiting(cycle=cycle, province=only)
    if waiting <= AT_ONCE:
        provisionals_refresh(cycle=cycle, province=only)
        waiting = 0
    rows = [_province_said(cycle, one) for one in provinces_have(cycle, seen)]
    works = reach_of(reader.acting, Can.RANKING_WORK, reader.on).country
    shown_now = {
        **time_left(cycle, reader.on),
        "rows": rows,
        "heads": _heads(),
        "tiles": _tiles(rows),
        "may_work": works,
        "waiting": waiting,
        "may_count": bool(provinces_seen(reader, Can.EVIDENCE_MANAGE)),
    }
    return render(request, "evidence/completeness.html", shown_now)


@login_required
@require_safe
def province(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Show a province: its sheets, its offices by ways of measuring, what lacks."""
    reader = reader_of(request)
    cycle, where = cycle_seen(reader, code), province_seen(reader, key)
    provisionals_refresh(cycle=cycle, province=where)
    offices = offices_have(cycle, where)
    edits = may(reader, Can.EVIDENCE_MANAGE, where)
    reports = cycle.reports.filter(place=where).order_by("-given_at")
    told = {
        **time_left(cycle, reader.on),
        "province": where,
        "heads": _heads(),
        "rows": [_office_said(cycle, one, edits=edits) for one in offices],
        "sheets": _sheets(cycle, where, offices) if edits else [],
        "lacking": sum(len(one.lacking) for one in offices),
        "report": reports.first(),
        "may_edit": edits,
        "may_give": edits and may(reader, Can.CASE_ACT, where),
        "open_mismatches": sum(one.is_open for one in declared_of(cycle, province=where)),
    }
    return render(request, "evidence/province.html", told)


def _heads() -> list[dict[str, object]]:
    return [{"short": say(SHORT[way]), "name": shown(METHODS[way])} for way in Method]


def _province_said(cycle: Cycle, one: ProvinceHas) -> dict[str, object]:
    report = one.report
    return {
        "key": one.key,
        "url": reverse("evidence_province", args=[cycle.code, one.key]),
        "offices": one.offices,
        "ways": [had_said(one.ways[way]) for way in Method],
        "lacking": one.lacking,
        "bare": one.bare,
        "given_at": report.given_at if report else None,
    }


def _office_said(cycle: Cycle, one: OfficeHas, *, edits: bool) -> dict[str, object]:
    row = one.row
    route = "evidence_office" if edits else "office"
    where = [cycle.code, row.office.code] if edits else [row.office.code]
    return {
        "title": row.office.title,
        "code": row.office.code,
        "url": reverse(route, args=where),
        "ways": [had_said(one.ways[way]) for way in Method],
        "lacking": criteria_said(one.lacking),
        "bare": [indicator_said(key) for key in one.bare],
        "state": say(STATUS[row.status]) if row.status else say(msg("refused by the law")),
        "tone": "ok" if not one.bare and row.status else "warn",
    }


def _sheets(cycle: Cycle, where: str, offices: list[OfficeHas]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for key in Indicator:
        criteria = sheet_criteria(cycle, key)
        if not criteria:
            continue
        due = [(one, code) for one in offices for code in criteria if code not in one.row.exempt]
        have = sum(Method.DEPUTY_REPORT.value in one.row.fed.get(code, ()) for one, code in due)
        lack = sum(code not in one.row.fed for one, code in due)
        found.append(
            {
                "name": indicator_said(key),
                "url": reverse("evidence_sheet", args=[cycle.code, where, key.value]),
                "tag": _progress(have, have + lack),
            }
        )
    return found


def _progress(have: int, of: int) -> Tag:
    if have >= of:
        return Tag(say(DONE), "ok")
    return Tag(say(BEGUN, have=have, of=of), "note") if have else Tag(say(NOT_BEGUN), "warn")


def _tiles(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    given = sum(1 for one in rows if one["given_at"])
    lacking = sum(int(str(one["lacking"])) for one in rows)
    bare = sum(int(str(one["bare"])) for one in rows)
    found: list[dict[str, object]] = [
        {"value": shown(len(rows)), "label": say(msg("provinces"))},
        {"value": shown(given), "label": say(msg("reports declared complete"))},
        {
            "value": shown(lacking),
            "label": say(msg("scores that lack")),
            "tone": "warn" if lacking else "ok",
        },
        {
            "value": shown(bare),
            "label": say(msg("offices that cannot be graded yet")),
            "tone": "warn" if bare else "ok",
        },
    ]
    return found
