"""Declaring a report complete; asking for those awaited; opening the managers’ window."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from parvaneh.access.permissions import Permission as Can
from parvaneh.access.queries import actors, reach
from parvaneh.access.scopes import Lies
from parvaneh.frame.act_page import one_act
from parvaneh.frame.form_fields import ChoicesField, DayField, TextField
from parvaneh.frame.pages_environment import say, shown
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.law.vocabulary import Actor
from parvaneh.ranking.models import Cycle
from parvaneh.ranking.models.cycles import TEXT_LENGTH
from parvaneh.ranking.operations import Lacking, declaring_open, report_chase, report_give
from parvaneh.ranking.queries.completeness import ProvinceHas, provinces_have
from parvaneh.registry.models import Body
from parvaneh.registry.reach import reach_of
from parvaneh.site.evidence.reaching import cycle_seen, time_left
from parvaneh.site.reader import Reader, reader_of

ASKED = ["GET", "HEAD", "POST"]
LACKS = msg("{province}: {count} scores lack in {offices} offices")


class GiveForm(forms.Form):
    """What is to be said of a report."""

    def __init__(self, data: Any = None) -> None:
        """Ask in the reader's language."""
        super().__init__(data)
        self.fields["said"] = TextField(
            label=say(msg("What should the Center know of it?")),
            lines=True,
            max_length=TEXT_LENGTH,
            required=False,
        )


class ChaseForm(forms.Form):
    """Which provinces are asked."""

    def __init__(self, data: Any = None, *, rows: list[ProvinceHas]) -> None:
        """Offer those whose report is awaited."""
        super().__init__(data)
        choices = [
            (
                one.key,
                say(LACKS, province=shown(one.key), count=one.lacking, offices=one.offices),
            )
            for one in rows
        ]
        self.fields["provinces"] = ChoicesField(
            label=say(msg("Provinces")), choices=choices, initial=[one.key for one in rows]
        )


class WindowForm(forms.Form):
    """Until when managers may declare."""

    def __init__(self, data: Any = None, *, cycle: Cycle) -> None:
        """Ask for the day."""
        super().__init__(data, initial={"until": cycle.declared_until})
        self.fields["until"] = DayField(
            label=say(msg("Until the end of which day may managers declare?"))
        )


@login_required
@require_http_methods(ASKED)
def give(request: HttpRequest, code: str, place: str) -> HttpResponse:
    """Say what declaring a report complete means, then declare it."""
    reader = reader_of(request)
    cycle = _cycle_of_reporters(code)
    actor, name, back = _reporter(reader, cycle, place)

    def again(form: forms.Form) -> HttpResponse:
        told = {
            **time_left(cycle, reader.on),
            "form": form,
            "name": name,
            "actor": actor,
            "back": back,
            "path": request.path,
            "last": cycle.reports.filter(place=place).order_by("-given_at").first(),
        }
        return render(request, "evidence/give.html", told)

    if request.method != "POST":
        return again(GiveForm())
    return one_act(
        form=GiveForm(request.POST),
        operation=lambda said: report_give(
            cycle=cycle, actor=actor, place=place, said=said["said"], by=reader.acting,
            at=reader.at,
        ),
        done=lambda _: back or request.path,
        again=again,
    )  # fmt: skip


@login_required
@require_http_methods(ASKED)
def chase(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the provinces that are asked for their reports, and ask them."""
    reader = reader_of(request)
    cycle = cycle_seen(reader, code, Can.RANKING_WORK)
    rows = [one for one in provinces_have(cycle) if one.report is None]
    back = reverse("evidence_completeness", args=[code])

    def again(form: forms.Form) -> HttpResponse:
        told = {
            **time_left(cycle, reader.on), "form": form, "rows": rows, "back": back,
            "path": request.path,
        }  # fmt: skip
        return render(request, "evidence/chase.html", told)

    if request.method != "POST":
        return again(ChaseForm(rows=rows))
    lacking = {one.key: Lacking(one.key, one.lacking) for one in rows}
    return one_act(
        form=ChaseForm(request.POST, rows=rows),
        operation=lambda said: report_chase(
            cycle=cycle, provinces=[lacking[key] for key in said["provinces"]],
            by=reader.acting, at=reader.at,
        ),
        done=lambda _: back,
        again=again,
    )  # fmt: skip


@login_required
@require_http_methods(ASKED)
def window(request: HttpRequest, code: str) -> HttpResponse:
    """Let managers declare until a day."""
    reader = reader_of(request)
    cycle = cycle_seen(reader, code, Can.RANKING_WORK)
    back = reverse("evidence_completeness", args=[code])

    def again(form: forms.Form) -> HttpResponse:
        told = {**time_left(cycle, reader.on), "form": form, "back": back, "path": request.path}
        return render(request, "evidence/window.html", told)

    if request.method != "POST":
        return again(WindowForm(cycle=cycle))
    return one_act(
        form=WindowForm(request.POST, cycle=cycle),
        operation=lambda said: declaring_open(
            cycle=cycle, until=said["until"], by=reader.acting, at=reader.at
        ),
        done=lambda _: back,
        again=again,
    )


def _cycle_of_reporters(code: str) -> Cycle:
    found = Cycle.objects.select_related("case").filter(code=code).first()
    if found is None:
        raise NotThere(code)
    return found


def _reporter(reader: Reader, cycle: Cycle, place: str) -> tuple[Actor, str, str]:
    """As which actor the reader reports for a place, its name, and the page to go back to.

    Raises:
        NotThere: they do not report for it.
    """
    kanoon = Body.objects.filter(code=place, kind="kanoon").first()
    actor = Actor.KANOON if kanoon else Actor.PROVINCIAL_DEPUTY
    lies = Lies(kanoon=place) if kanoon else Lies(province=place)
    can = reach_of(reader.acting, Can.CASE_ACT, reader.on)
    there = lies.kanoon in _kanoons(reader) if kanoon else can.covers(lies)
    if not there or actor not in actors(reader.acting, lies, reader.on):
        raise NotThere(place)
    if kanoon:
        return actor, kanoon.title, ""
    return actor, shown(place), reverse("evidence_province", args=[cycle.code, place])


def _kanoons(reader: Reader) -> frozenset[str]:

    return reach(reader.acting, Can.CASE_ACT, reader.on).kanoons
