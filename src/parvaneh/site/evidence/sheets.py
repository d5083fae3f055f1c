"""The Provincial Deputy's report sheets: a province and an indicator, or one office."""

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from parvaneh.access.permissions import Permission as Can
from parvaneh.frame.act_page import one_act
from parvaneh.frame.pages_environment import say, shown
from parvaneh.frame.refused import NotThere
from parvaneh.law.directive_1404.art02_indicators import INDICATORS, Indicator
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.art08_methods import METHODS, Method
from parvaneh.ranking.models import Cycle, Provisional
from parvaneh.ranking.operations import provisionals_refresh, sheet_fill
from parvaneh.ranking.queries import (
    exempt_of,
    provisional_of,
    reported_of,
    sheet_criteria,
)
from parvaneh.registry.loaders import office_of
from parvaneh.registry.models import Office
from parvaneh.site.evidence.cells import CellsForm
from parvaneh.site.evidence.reaching import cycle_seen, province_seen, time_left
from parvaneh.site.evidence.words import STATUS, indicator_said
from parvaneh.site.reader import reader_of

ASKED = ["GET", "HEAD", "POST"]
WAY = Method.DEPUTY_REPORT.value
SIZE = 40  # offices on a page of a sheet


@login_required
@require_http_methods(ASKED)
def sheet(request: HttpRequest, code: str, key: str, indicator: str) -> HttpResponse:
    """Fill in what is reported of all offices of a province on one indicator."""
    reader = reader_of(request)
    cycle = cycle_seen(reader, code)
    where = province_seen(reader, key, Can.EVIDENCE_MANAGE)
    wanted = _indicator(indicator)
    criteria = sheet_criteria(cycle, wanted)
    if not criteria:
        raise NotThere(indicator)
    offices, further = _offices(cycle, where, request.GET.get("after", ""))
    pairs = [(office, one) for office in offices for one in criteria]
    form = _form(request, cycle, pairs, {(o.pk, one): o.code for o, one in pairs}, reader.on)
    here = reverse("evidence_sheet", args=[code, key, indicator])
    after = f"?after={offices[-1].code}" if further else ""

    def again(shown_form: CellsForm) -> HttpResponse:
        told = {
            **time_left(cycle, reader.on),
            "form": shown_form,
            "path": request.get_full_path(),
            "province": where,
            "name": indicator_said(wanted),
            "cites": INDICATORS[wanted].cites,
            "heads": [(one, CRITERIA[one]) for one in criteria],
            "lines": [
                shown_form.line(
                    office.title, office.code, [(office, one) for one in criteria],
                    reverse("evidence_office", args=[code, office.code]),
                )
                for office in offices
            ],
            "next": after and here + after,
            "others": _others(cycle, where, wanted),
        }  # fmt: skip
        return render(request, "evidence/sheet.html", told)

    if request.method != "POST":
        return again(form)
    done = here + after if "further" in request.POST and after else request.get_full_path()
    return one_act(
        form=form,
        operation=lambda said: sheet_fill(
            cycle=cycle, cells=form.cells(), assessed_on=said["assessed_on"],
            because=said["because"], by=reader.acting, at=reader.at,
        ),
        done=lambda _: done,
        again=lambda _: again(form),
    )  # fmt: skip


@login_required
@require_http_methods(ASKED)
def office(request: HttpRequest, code: str, office: str) -> HttpResponse:
    """Fill in all that is reported of one office, and see how it stands."""
    reader = reader_of(request)
    cycle = cycle_seen(reader, code)
    found = office_of(reader.acting, office, to=Can.EVIDENCE_MANAGE, on=reader.on)
    provisionals_refresh(cycle=cycle, office=found)
    stands = provisional_of(cycle, found)
    if stands is None:
        raise NotThere(office)
    groups = [(one, sheet_criteria(cycle, one)) for one in Indicator]
    groups = [(one, criteria) for one, criteria in groups if criteria]
    pairs = [(found, one) for _, criteria in groups for one in criteria]
    lines = {(found.pk, one): one for _, one in pairs}
    form = _form(request, cycle, pairs, lines, reader.on)

    def again(shown_form: CellsForm) -> HttpResponse:
        told = {
            **time_left(cycle, reader.on),
            "form": shown_form,
            "path": request.path,
            "office": found,
            "stands": stands,
            "state": say(STATUS[stands.row.status]) if stands.row.status else "",
            "groups": [
                (
                    indicator_said(one),
                    [
                        (
                            shown_form.line(shown(CRITERIA[key]), key, [(found, key)]),
                            _others_say(stands.row, key),
                        )
                        for key in criteria
                    ],
                )
                for one, criteria in groups
            ],
        }
        return render(request, "evidence/office.html", told)

    if request.method != "POST":
        return again(form)
    return one_act(
        form=form,
        operation=lambda said: sheet_fill(
            cycle=cycle, cells=form.cells(), assessed_on=said["assessed_on"],
            because=said["because"], by=reader.acting, at=reader.at,
        ),
        done=lambda _: request.path,
        again=lambda _: again(form),
    )  # fmt: skip


def _form(
    request: HttpRequest,
    cycle: Cycle,
    pairs: list[tuple[Office, str]],
    lines: Mapping[tuple[int, str], str],
    on: date,
) -> CellsForm:
    sent = request.POST if request.method == "POST" else None
    form = CellsForm(sent, cycle=cycle, pairs=pairs, lines=lines, on=on)
    if sent is None:
        offices = list({office.pk: office for office, _ in pairs}.values())
        form.begin(reported_of(cycle, offices, WAY), exempt_of(cycle, offices))
    return form


def _offices(cycle: Cycle, where: str, after: str) -> tuple[list[Office], bool]:
    """The offices of a page of a sheet, and whether there are more."""
    provisionals_refresh(cycle=cycle, province=where)
    rows = Provisional.objects.filter(cycle=cycle, province=where, office__code__gt=after)
    rows = rows.select_related("office").order_by("office__code")
    found = [one.office for one in rows[: SIZE + 1]]
    return found[:SIZE], len(found) > SIZE


def _indicator(key: str) -> Indicator:
    try:
        return Indicator(key)
    except ValueError as why:
        raise NotThere(key) from why


def _others(cycle: Cycle, where: str, now: Indicator) -> list[dict[str, object]]:
    return [
        {
            "words": one.value,
            "url": reverse("evidence_sheet", args=[cycle.code, where, one.value]),
            "is_here": one is now,
        }
        for one in Indicator
        if sheet_criteria(cycle, one)
    ]


def _others_say(row: Provisional, criterion: str) -> list[str]:
    """The other ways that feed a criterion already."""
    return [shown(METHODS[Method(way)]) for way in row.fed.get(criterion, ()) if way != WAY]
