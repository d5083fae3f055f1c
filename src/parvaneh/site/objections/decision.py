"""The decision page: each point beside its evidence, and what would come of it before deciding."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from parvaneh.frame.act_page import UNPROCESSABLE, reasons_put
from parvaneh.frame.form_fields import ChoiceField, DayField, NumberField, TextField
from parvaneh.frame.pages_environment import cites, say, shown
from parvaneh.frame.refused import Conflict, Refused
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art02_indicators import INDICATORS, Indicator
from parvaneh.law.directive_1404.art08_methods import METHODS, evidence_map
from parvaneh.ranking.corrections import Correction, Do, Verdict
from parvaneh.ranking.models import Objection, Point
from parvaneh.ranking.operations.correcting import ways_of
from parvaneh.ranking.operations.deciding import (
    objection_accept,
    objection_reject,
    outcome_previewed,
)
from parvaneh.ranking.operations.objecting import LONGEST
from parvaneh.ranking.queries.objectable import record_newest
from parvaneh.ranking.queries.objections import objection_of
from parvaneh.ranking.queries.recomputing import Again
from parvaneh.registry.operations.records import Entry, entry_of
from parvaneh.registry.queries import values_in_force
from parvaneh.scoring.evidence import SCALE
from parvaneh.scoring.ranking import Result
from parvaneh.site.grade_marks import bands_on, mark_of
from parvaneh.site.objections.acts import ASKED, step_open
from parvaneh.site.objections.one import address_of
from parvaneh.site.objections.words import ADVICE, point_said, state_tag
from parvaneh.site.reader import reader_of

YES, NO = "yes", "no"
SEE_OTHER = 303
DEGREES = 8
WAYS = {
    Do.SCORE: msg("another score stands in its place"),
    Do.WITHDRAW: msg("it is taken back"),
    Do.WRITE: msg("an assessment that was lacking is entered"),
    Do.ENTRY: msg("the record says something else"),
}


class DecisionForm(forms.Form):
    """What is decided of each point, and of the whole."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput())
    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, objection: Objection, **kwargs: Any) -> None:
        """Ask about each point what its evidence allows."""
        super().__init__(*args, **kwargs)
        self.points = list(objection.points.all())
        for point in self.points:
            self.fields |= dict(_point_fields(point))
        self.fields["reasons"] = TextField(
            label=say(msg("Reasons of the decision as a whole")),
            lines=True,
            max_length=LONGEST,
            help_text=say(msg("They stand in the letter of the decision.")),
        )

    def of(self, point: Point) -> list[Any]:
        """The fields of a point, bound."""
        return [self[name] for name in self.fields if name.endswith(f"-{point.number}")]

    def verdicts(self) -> list[Verdict]:
        """What was said, as the operations take it."""
        return [self._verdict(point) for point in self.points]

    def _verdict(self, point: Point) -> Verdict:
        number, said = point.number, self.cleaned_data
        accepted = said[f"verdict-{number}"] == YES
        correction = self._correction(point) if accepted else None
        return Verdict(number, accepted, said[f"answer-{number}"], correction)

    def _correction(self, point: Point) -> Correction | None:
        number, said = point.number, self.cleaned_data
        ways = ways_of(point)
        key = said.get(f"do-{number}") or (ways[0].value if len(ways) == 1 else "")
        if not key:
            return None
        do = Do(key)
        score = said.get(f"score-{number}")
        if do in (Do.SCORE, Do.WRITE) and score is None:
            return None
        entry = _entry(point, said) if do is Do.ENTRY else None
        return Correction(
            do=do,
            evidence=point.evidence,
            criterion=point.criterion,
            score=int(Fraction(score) * SCALE) if score is not None else 0,
            method=int(said.get(f"method-{number}") or 0),
            assessed_on=said.get(f"day-{number}"),
            reference=said.get(f"reference-{number}") or "",
            entry=entry,
        )


@login_required
@require_http_methods(ASKED)
def decide(request: HttpRequest, number: str) -> HttpResponse:
    """Show each point beside its evidence; preview what would come of it; decide."""
    reader = reader_of(request)
    found = objection_of(reader.acting, number, on=reader.on)
    step = step_open(found, reader, "accept")

    def page(form: DecisionForm, again: Again | None = None) -> HttpResponse:
        told = {
            "form": form,
            "preview": _preview(again, found) if again else None,
            "here": request.path,
            "back": address_of(found.case),
            "case": found.case,
            "office": found.office,
            "objection": found,
            "state": state_tag(found.case),
            "advice": say(ADVICE[found.advice]) if found.advice else "",
            "points": [(point_said(one), form.of(one)) for one in form.points],
            "rests_on": cites(step.cites),
        }
        return render(request, "objections/decision.html", told)

    if request.method != "POST":
        return page(DecisionForm(initial={"version": found.case.version}, objection=found))
    form = DecisionForm(request.POST, objection=found)
    if form.is_valid():
        if form.cleaned_data["version"] != found.case.version:
            raise Conflict(number)
        try:
            verdicts = form.verdicts()
            again = outcome_previewed(objection=found, verdicts=verdicts)
            digest = _digest(verdicts, form.cleaned_data["reasons"], again)
            if request.POST.get("do") == "decide" and form.cleaned_data["seen"] == digest:
                _OPERATIONS[any(one.accepted for one in verdicts)](
                    objection=found,
                    verdicts=verdicts,
                    reasons=form.cleaned_data["reasons"],
                    by=reader.acting,
                    at=reader.at,
                )
                response: HttpResponse = HttpResponseRedirect(address_of(found.case))
                response.status_code = SEE_OTHER
                return response
            # Nobody decides what they have not seen come of it.
            data = request.POST.copy()
            data["seen"] = digest
            return page(DecisionForm(data, objection=found), again)
        except Refused as why:
            reasons_put(form, why.ruling)
    response = page(form)
    response.status_code = UNPROCESSABLE
    return response


_OPERATIONS: Mapping[bool, Callable[..., Objection]] = {
    True: objection_accept,
    False: objection_reject,
}


def _point_fields(point: Point) -> Iterator[tuple[str, forms.Field]]:
    number, ways = point.number, ways_of(point)
    choices = [(YES, say(msg("Accept"))), (NO, say(msg("Do not accept")))]
    if not ways:
        choices = choices[1:]
    yield (
        f"verdict-{number}",
        ChoiceField(label=say(msg("What is decided of point {number}?"), number=number),
                    choices=choices),
    )  # fmt: skip
    if len(ways) > 1:
        yield (
            f"do-{number}",
            ChoiceField(
                label=say(msg("If accepted: what is corrected in point {number}?"), number=number),
                choices=[(one.value, say(WAYS[one])) for one in ways],
                required=False,
            ),
        )
    if Do.SCORE in ways or Do.WRITE in ways:
        yield (
            f"score-{number}",
            NumberField(
                label=say(msg("If accepted: which score of 100?")),
                least=0, most=100, places=4, required=False,
            ),
        )  # fmt: skip
    if Do.WRITE in ways:
        yield from _written_fields(point)
    if Do.ENTRY in ways:
        yield from _entry_fields(point)
    yield (
        f"answer-{number}",
        TextField(
            label=say(msg("Why is point {number} decided so?"), number=number),
            lines=True, rows=3, max_length=LONGEST,
        ),
    )  # fmt: skip


def _written_fields(point: Point) -> Iterator[tuple[str, forms.Field]]:
    number = point.number
    cycle = point.objection.cycle
    allowed = evidence_map(values=values_in_force(), on=cycle.last).value or {}
    indicator = point.criterion.partition(".")[0]
    ways = allowed.get(point.criterion) or allowed.get(indicator, ())
    yield (
        f"method-{number}",
        ChoiceField(
            label=say(msg("If accepted: measured by")), look="select", required=False,
            choices=[("", "—"), *((one.value, shown(METHODS[one])) for one in ways)],
        ),
    )  # fmt: skip
    yield (
        f"day-{number}",
        DayField(label=say(msg("If accepted: assessed on")), required=False),
    )
    yield (
        f"reference-{number}",
        TextField(label=say(msg("Number of the report")), max_length=120, required=False),
    )


def _entry_fields(point: Point) -> Iterator[tuple[str, forms.Field]]:
    number, entry = point.number, entry_of(record_newest(point.evidence))
    yield (
        f"degree-{number}",
        NumberField(
            label=say(msg("If corrected: which degree?")), least=1, most=DEGREES, required=False,
            initial=entry.degree,
        ),
    )  # fmt: skip
    yield (
        f"final_on-{number}",
        DayField(label=say(msg("If corrected: final on")), required=False, initial=entry.final_on),
    )
    if entry.intentional is not None:
        yield (
            f"intentional-{number}",
            ChoiceField(
                label=say(msg("If corrected: was the crime intentional?")), required=False,
                choices=[(YES, say(msg("yes"))), (NO, say(msg("no")))],
                initial=YES if entry.intentional else NO,
            ),
        )  # fmt: skip


def _entry(point: Point, said: Mapping[str, Any]) -> Entry:
    """What the corrected entry says: what it said, but for what was changed."""
    number, now = point.number, entry_of(record_newest(point.evidence))
    intentional = said.get(f"intentional-{number}")
    return Entry(
        now.kind,
        now.ruling,
        now.ruled_on,
        said.get(f"final_on-{number}") or now.final_on,
        now.convicted,
        said.get(f"degree-{number}") or now.degree,
        intentional == YES if intentional else now.intentional,
        now.revokes,
        now.demotion,
        now.cites,
    )


def _digest(verdicts: Sequence[Verdict], reasons: str, again: Again) -> str:
    said = repr((verdicts, reasons, again.before, again.after))
    return hashlib.sha256(said.encode()).hexdigest()


def _preview(again: Again, objection: Objection) -> dict[str, object]:
    """What would come of it: before and after, and each indicator that changes."""
    before, after = again.points_before, again.points
    changed = [
        {
            "name": shown(INDICATORS[one]),
            "before": _number(before.get(one.value)),
            "after": _number(after.get(one.value)),
        }
        for one in Indicator
        if before.get(one.value) != after.get(one.value)
    ]
    return {
        "before": _result_said(again.before, objection),
        "after": _result_said(again.after, objection),
        "changed": changed,
        "is_same": again.before.grade == again.after.grade
        and again.before.total == again.after.total,
    }


def _result_said(result: Result, objection: Objection) -> dict[str, object]:
    bands = bands_on(values_in_force(), objection.grade.starts_on)
    return {
        "mark": mark_of(result.grade, bands) if result.grade else None,
        "total": result.total,
        "place": result.place,
        "province_place": result.province_place,
    }


def _number(text: str | None) -> Fraction | None:
    return Fraction(text) if text else None
