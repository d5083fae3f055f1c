"""What managers declare of their offices; resolving where it differs from what was found."""

from fractions import Fraction
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from parvaneh.access.permissions import Permission as Can
from parvaneh.frame.act_page import one_act
from parvaneh.frame.form_fields import NumberField, TextField
from parvaneh.frame.pages_environment import say, shown
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.ranking.models import Cycle, SelfDeclaration
from parvaneh.ranking.models.cycles import TEXT_LENGTH
from parvaneh.ranking.operations import Declared, mismatch_resolve, self_declare
from parvaneh.ranking.operations.declaring import window_faults
from parvaneh.ranking.operations.sheets import cell_name
from parvaneh.ranking.queries import Beside, declared_of, sheet_criteria
from parvaneh.registry.loaders import office_of
from parvaneh.registry.models import Office
from parvaneh.registry.reach import reach_of, within
from parvaneh.scoring.evidence import SCALE
from parvaneh.site.evidence.reaching import cycle_name, cycle_seen, province_seen, time_left
from parvaneh.site.evidence.words import indicator_said, score_said
from parvaneh.site.people import names_of
from parvaneh.site.reader import Reader, reader_of

ASKED = ["GET", "HEAD", "POST"]


class DeclareForm(forms.Form):
    """A score and a sentence for each criterion that a manager may declare."""

    def __init__(self, data: Any = None, *, office: Office, criteria: list[str]) -> None:
        """Make two fields for each."""
        super().__init__(data)
        self.office, self.criteria = office, criteria
        for code in criteria:
            self.fields[cell_name(office.code, code)] = NumberField(
                label=shown(CRITERIA[code]), least=0, most=100, places=4, required=False
            )
            self.fields[f"said-{code}"] = TextField(
                label=say(msg("What shows it?")), max_length=TEXT_LENGTH, required=False
            )

    def begin(self, known: list[Beside]) -> None:
        """Show what was declared before."""
        for one in known:
            code = one.declared.criterion
            self.initial[cell_name(self.office.code, code)] = score_said(one.declared.score)
            self.initial[f"said-{code}"] = one.declared.said

    def rows(self) -> list[Declared]:
        """What was declared."""
        said = self.cleaned_data
        scores = {code: said.get(cell_name(self.office.code, code)) for code in self.criteria}
        return [
            Declared(code, int(Fraction(score) * SCALE), said.get(f"said-{code}", ""))
            for code, score in scores.items()
            if score is not None
        ]


class ResolveForm(forms.Form):
    """Which score is right, and why."""

    def __init__(self, data: Any = None) -> None:
        """Ask for both."""
        super().__init__(data)
        self.fields["score"] = NumberField(
            label=say(msg("The right score of 100")),
            least=0,
            most=100,
            places=4,
            required=False,
            help_text=say(msg("Leave it empty if what was found stands as it is.")),
        )
        self.fields["because"] = TextField(
            label=say(msg("Why?")),
            lines=True,
            max_length=TEXT_LENGTH,
            help_text=say(msg("The manager reads it.")),
        )


@login_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """List the cycles in which the reader may declare, office by office."""
    reader = reader_of(request)
    reach = reach_of(reader.acting, Can.CASE_ACT, reader.on)
    if not reach.offices:
        raise NotThere("declaring")
    offices = list(Office.objects.filter(code__in=sorted(reach.offices)).order_by("code"))
    cycles = Cycle.objects.filter(declared_until__gte=reader.on).select_related("case")
    rows = [
        (cycle, office, cycle_name(cycle))
        for cycle in cycles
        for office in offices
        if not window_faults(cycle, reader.on) and office.code in (cycle.offices or [office.code])
    ]
    return render(request, "evidence/own.html", {"rows": rows, "today": reader.on})


@login_required
@require_http_methods(ASKED)
def declare(request: HttpRequest, code: str, office: str) -> HttpResponse:
    """Declare scores of the own office while the window is open; see what came of them."""
    reader = reader_of(request)
    cycle, found = _own(reader, code, office)
    criteria = [one for key in Indicator for one in sheet_criteria(cycle, key)]
    known = declared_of(cycle, office=found)

    def again(form: DeclareForm) -> HttpResponse:
        beside = {one.declared.criterion: one for one in known}
        told = {
            **time_left(cycle, reader.on),
            "office": found,
            "form": form,
            "path": request.path,
            "faults": window_faults(cycle, reader.on),
            "groups": [
                (
                    indicator_said(key),
                    [
                        (one, form[cell_name(found.code, one)], form[f"said-{one}"],
                         _said(beside[one]) if one in beside else None)
                        for one in sheet_criteria(cycle, key)
                    ],
                )
                for key in Indicator
                if sheet_criteria(cycle, key)
            ],
        }  # fmt: skip
        return render(request, "evidence/declare.html", told)

    if request.method != "POST":
        form = DeclareForm(office=found, criteria=criteria)
        form.begin(known)
        return again(form)
    form = DeclareForm(request.POST, office=found, criteria=criteria)
    return one_act(
        form=form,
        operation=lambda _: self_declare(
            cycle=cycle, office=found, rows=form.rows(), by=reader.acting, at=reader.at
        ),
        done=lambda _: request.path,
        again=lambda _: again(form),
    )


@login_required
@require_safe
def mismatches(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Show what managers of a province declared beside what was found."""
    reader = reader_of(request)
    cycle = cycle_seen(reader, code)
    where = province_seen(reader, key, Can.EVIDENCE_MANAGE)
    told = {
        **time_left(cycle, reader.on),
        "province": where,
        "rows": [_said(one) for one in declared_of(cycle, province=where)],
    }
    return render(request, "evidence/mismatches.html", told)


@login_required
@require_http_methods(ASKED)
def mismatch(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show a declaration beside the finding, and resolve it."""
    reader = reader_of(request)
    one = _declaration(reader, code, number)
    where = one.declared.province
    back = reverse("evidence_mismatches", args=[code, where])

    def again(form: forms.Form) -> HttpResponse:
        said = _said(one)
        by = names_of([one.declared.declared_by, one.declared.resolved_by])
        told = {
            **time_left(one.declared.cycle, reader.on), "one": said, "form": form,
            "path": request.path, "back": back, "province": where, "names": by,
        }  # fmt: skip
        return render(request, "evidence/mismatch.html", told)

    if request.method != "POST":
        return again(ResolveForm())
    return one_act(
        form=ResolveForm(request.POST),
        operation=lambda said: mismatch_resolve(
            declaration=one.declared,
            score=None if said["score"] is None else int(Fraction(said["score"]) * SCALE),
            because=said["because"],
            assessed_on=min(reader.on, one.declared.cycle.last),
            by=reader.acting,
            at=reader.at,
        ),
        done=lambda _: back,
        again=again,
    )


def _own(reader: Reader, code: str, office: str) -> tuple[Cycle, Office]:
    """A cycle, and an office for which the reader holds a role that is the office's own.

    Raises:
        NotThere: there is no such cycle, or the office is not theirs.
    """
    found = office_of(reader.acting, office, to=Can.CASE_ACT, on=reader.on)
    cycle = Cycle.objects.select_related("case").filter(code=code).first()
    theirs = reach_of(reader.acting, Can.CASE_ACT, reader.on).offices
    if cycle is None or cycle.declared_until is None or found.code not in theirs:
        raise NotThere(code)
    return cycle, found


def _declaration(reader: Reader, code: str, number: int) -> Beside:
    cycle = cycle_seen(reader, code)
    reach = reach_of(reader.acting, Can.EVIDENCE_MANAGE, reader.on)
    rows = SelfDeclaration.objects.filter(within(reach), cycle=cycle, pk=number)
    found = rows.select_related("office").first()
    if found is None:
        raise NotThere(str(number))
    beside = declared_of(cycle, office=found.office)
    return next(one for one in beside if one.declared.pk == found.pk)


def _said(one: Beside) -> dict[str, object]:
    row, found = one.declared, one.found
    return {
        "row": row,
        "office": row.office,
        "criterion": f"{row.criterion} {shown(CRITERIA[row.criterion])}",
        "cites": CRITERIA[row.criterion].cites,
        "declared": score_said(row.score),
        "found": score_said(found.score) if found else "",
        "evidence": reverse("evidence_one", args=[found.batch.code, found.number]) if found else "",
        "difference": score_said(abs(one.difference)) if one.difference else "",
        "is_more": bool(one.difference and one.difference > 0),
        "is_open": one.is_open,
        "is_same": one.difference == 0,
        "url": reverse("evidence_mismatch", args=[row.cycle.code, row.pk]),
    }
