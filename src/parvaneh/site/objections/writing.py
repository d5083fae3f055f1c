"""The five steps in which a manager objects: what, what is wrong, documents, check, receipt.

Each page keeps what was written before it looks at it, so that nothing is lost on an error or
between visits; all of it works without script.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from parvaneh.casework.models import Case
from parvaneh.frame.act_page import SEE_OTHER, one_act
from parvaneh.frame.form_fields import ChoicesField, TextField, UploadField
from parvaneh.frame.pages_environment import say
from parvaneh.frame.refused import Conflict, NotThere
from parvaneh.kit.languages import msg
from parvaneh.kit.text import ascii_digits
from parvaneh.law.directive_1404.art03_weighting import points_available
from parvaneh.law.values import NoValueInForce
from parvaneh.ranking.models import ObjectionDraft
from parvaneh.ranking.operations.objecting import (
    LONGEST,
    Claim,
    objection_lodge,
)
from parvaneh.ranking.operations.objection_drafts import (
    MOST_FILES,
    OPEN_STATES,
    Written,
    draft_drop,
    draft_file_add,
    draft_file_remove,
    draft_of,
    draft_save,
    written,
)
from parvaneh.ranking.queries.objectable import Objectable, objectable
from parvaneh.ranking.queries.objections import (
    clock_of_objecting,
    cycle_of_case,
    grade_of_case,
    objection_case_of,
    objection_cases,
    offices_managed,
    run_announced,
)
from parvaneh.registry.queries import values_in_force
from parvaneh.site.objections.words import (
    indicators_said,
    key_of,
    row_said,
    what_said,
)
from parvaneh.site.reader import Reader, reader_of

ASKED = ["GET", "HEAD", "POST"]
STEPS = (
    ("objection_what", msg("What you object to")),
    ("objection_wrong", msg("What is wrong")),
    ("objection_documents", msg("Documents")),
    ("objection_check", msg("Check and lodge")),
    ("objection", msg("Receipt")),
)
LATER, LOOK = "later", "look"


class WhatForm(forms.Form):
    """What is objected to."""

    def __init__(self, *args: Any, known: Objectable, **kwargs: Any) -> None:
        """Offer all that the result rests on."""
        super().__init__(*args, **kwargs)
        choices = [(key_of(*one), key_of(*one)) for one in sorted(known.choices())]
        self.fields["points"] = ChoicesField(
            label=say(msg("What do you object to?")), choices=choices
        )


class WrongForm(forms.Form):
    """What is wrong with each of the points chosen, and what else there is to say."""

    def __init__(self, *args: Any, said: Written, is_late: bool, **kwargs: Any) -> None:
        """Ask about each."""
        super().__init__(*args, **kwargs)
        for number, _ in enumerate(said.points, start=1):
            self.fields[f"claim-{number}"] = TextField(
                label=say(msg("What is wrong here, and what would be right?")),
                lines=True,
                max_length=LONGEST,
            )
        self.fields["reasons"] = TextField(
            label=say(msg("Is there anything that concerns all of it?")),
            lines=True,
            max_length=LONGEST,
            required=False,
        )
        if is_late:
            self.fields["late_because"] = TextField(
                label=say(msg("Why does the objection come late?")),
                lines=True,
                max_length=LONGEST,
                help_text=say(
                    msg("The last day has passed. The Services Deputy decides whether the "
                        "objection is admitted all the same.")
                ),
            )  # fmt: skip


class FilesForm(forms.Form):
    """Documents that the manager relies on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for several files."""
        super().__init__(*args, **kwargs)
        self.fields["files"] = UploadField(
            label=say(msg("Give documents")),
            most=MOST_FILES,
            required=False,
            help_text=say(msg("Receipts, letters, pictures: whatever shows that you are right.")),
        )


@login_required
@require_http_methods(ASKED)
def start(request: HttpRequest, office: str) -> HttpResponse:
    """Say what objecting means and by when; begin, perhaps with a criterion or row of evidence."""
    reader = reader_of(request)
    asked = request.POST if request.method == "POST" else request.GET
    case = _case_of_office(reader, office)
    chosen = (asked.get("criterion", ""), asked.get("evidence", ""))
    known = _known(case)
    said = written(draft_of(case, reader.acting))
    is_chosen = chosen in known.choices() and any(chosen)

    def begun(_: Mapping[str, Any]) -> ObjectionDraft:
        more = (chosen,) if is_chosen and chosen not in said.points else ()
        return draft_save(
            case=case,
            said=replace(said, points=(*said.points, *more)),
            by=reader.acting,
            at=reader.at,
        )

    def shown(form: forms.Form) -> HttpResponse:
        told = {
            "form": form,
            "case": case,
            "office": case.office,
            "cycle": cycle_of_case(case),
            "clock": clock_of_objecting(case),
            "today": reader.on,
            "chosen": _point_said(*chosen) if is_chosen else None,
            "asked": chosen,
            "is_begun": bool(said.points),
        }
        return render(request, "objections/start.html", told)

    if request.method != "POST":
        return shown(forms.Form())
    return one_act(
        form=forms.Form(request.POST),
        operation=begun,
        done=lambda _: reverse(
            "objection_wrong" if is_chosen else "objection_what", args=[case.number]
        ),
        again=shown,
    )


@login_required
@require_http_methods(ASKED)
def what(request: HttpRequest, number: str) -> HttpResponse:
    """First step: choose what is objected to."""
    reader, case, draft = _asked(request, number)
    known, said = _known(case), written(draft)

    def kept(cleaned: Mapping[str, Any]) -> None:
        points = tuple(_pair(one) for one in cleaned["points"])
        # What was chosen before keeps its order; what is wrong with it stays written.
        first = tuple(one for one in said.points if one in points)
        rest = tuple(one for one in points if one not in first)
        _save(reader, case, replace(said, points=(*first, *rest)))

    def shown(form: forms.Form) -> HttpResponse:
        grade = grade_of_case(case)
        told = {
            **_about(case, "objection_what"),
            "form": form,
            "indicators": indicators_said(known, grade.points, _available(case)),
            "chosen": _chosen(request, said),
        }
        return render(request, "objections/what.html", told)

    if request.method != "POST":
        return shown(WhatForm(known=known))
    return one_act(
        form=WhatForm(request.POST, known=known),
        operation=kept,
        done=lambda _: _next(request, case, "objection_wrong"),
        again=shown,
    )


@login_required
@require_http_methods(ASKED)
def wrong(request: HttpRequest, number: str) -> HttpResponse:
    """Second step: say what is wrong with each."""
    reader, case, draft = _asked(request, number)
    said = written(draft)
    if not said.points:
        return redirect("objection_what", case.number)
    late = _is_late(case, reader)
    if request.method != "POST":
        # Sent back with faults, the page looks at what was kept, and names them.
        kept = {"data" if LOOK in request.GET else "initial": _initial(said)}
        return _wrong_shown(request, case, said, WrongForm(said=said, is_late=late, **kept))
    form = WrongForm(request.POST, said=said, is_late=late)
    is_right = form.is_valid()
    # Kept whatever is wrong with it, so that going away loses nothing; a refusal would undo it.
    sent = {name: form.data.get(name, "")[: 2 * LONGEST] for name in form.fields}
    _save(reader, case, _written_of(said, {**sent, **form.cleaned_data}))
    here = f"{reverse('objection_wrong', args=[number])}?{LOOK}=1"
    go_on = is_right or LATER in request.POST
    response = redirect(_next(request, case, "objection_documents") if go_on else here)
    response.status_code = SEE_OTHER
    return response


@login_required
@require_http_methods(ASKED)
def documents(request: HttpRequest, number: str) -> HttpResponse:
    """Third step: give documents."""
    reader, case, draft = _asked(request, number)
    if not written(draft).points or draft is None:
        return redirect("objection_what", case.number)

    def kept(cleaned: Mapping[str, Any]) -> None:
        for one in cleaned["files"]:
            draft_file_add(
                draft=draft, name=one.name, data=one.read(), by=reader.acting, at=reader.at
            )

    def shown(form: forms.Form) -> HttpResponse:
        files = [
            {"code": one.code, "name": one.name.reveal(), "size": -(-one.content.size // 1024)}
            for one in draft.files.select_related("content").defer("content__box")
        ]
        told = {**_about(case, "objection_documents"), "form": form, "files": files}
        return render(request, "objections/documents.html", told)

    if request.method != "POST":
        return shown(FilesForm())
    given = bool(request.FILES)
    return one_act(
        form=FilesForm(request.POST, request.FILES),
        operation=kept,
        done=lambda _: _next(request, case, "objection_documents" if given else "objection_check"),
        again=shown,
    )


@login_required
@require_POST
def file_off(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Take a document out again."""
    reader, case, draft = _asked(request, number)
    if draft is not None:
        draft_file_remove(draft=draft, code=code, by=reader.acting, at=reader.at)
    response = redirect("objection_documents", case.number)
    response.status_code = SEE_OTHER
    return response


@login_required
@require_POST
def draft_off(request: HttpRequest, number: str) -> HttpResponse:
    """Throw away what was written."""
    reader, case, draft = _asked(request, number)
    if draft is not None:
        draft_drop(draft=draft, by=reader.acting, at=reader.at)
    response = redirect(reverse("objection_start", args=[case.office_code]))
    response.status_code = SEE_OTHER
    return response


@login_required
@require_http_methods(ASKED)
def check(request: HttpRequest, number: str) -> HttpResponse:
    """Fourth step: look at all of it, then lodge it."""
    reader, case, draft = _asked(request, number)
    said = written(draft)
    if not said.points or draft is None:
        return redirect("objection_what", case.number)

    def lodge(_: Mapping[str, Any]) -> object:
        if request.POST.get("version") != str(case.version):
            raise Conflict(case.number)
        return objection_lodge(
            case=case,
            points=[Claim(*one, said.claims.get(key_of(*one), "")) for one in said.points],
            reasons=said.reasons,
            documents=(),
            late_because=said.late_because,
            draft=draft,
            by=reader.acting,
            at=reader.at,
        )

    def shown(form: forms.Form) -> HttpResponse:
        told = {
            **_about(case, "objection_check"),
            "form": form,
            "said": said,
            "points": [
                (*_point_said(*one), said.claims.get(key_of(*one), "")) for one in said.points
            ],
            "files": [one.name.reveal() for one in draft.files.all()],
            "is_late": _is_late(case, reader),
            "clock": clock_of_objecting(case),
            "today": reader.on,
        }
        return render(request, "objections/check.html", told)

    if request.method != "POST":
        return shown(forms.Form())
    return one_act(
        form=forms.Form(request.POST),
        operation=lodge,
        done=lambda _: f"{reverse('objection', args=[case.number])}?lodged=1",
        again=shown,
    )


def _asked(request: HttpRequest, number: str) -> tuple[Reader, Case, ObjectionDraft | None]:
    """The reader, the case of an office that they manage, and what they wrote so far."""
    reader = reader_of(request)
    case = objection_case_of(reader.acting, number, on=reader.on)
    if case.office_code not in offices_managed(reader.acting, reader.on):
        raise NotThere(number)
    if case.state not in OPEN_STATES:
        raise NotThere(number)
    return reader, case, draft_of(case, reader.acting)


def _case_of_office(reader: Reader, code: str) -> Case:
    """The newest result of an office that may still be objected to."""
    own = offices_managed(reader.acting, reader.on)
    cases = objection_cases(reader.acting, on=reader.on).filter(state__in=OPEN_STATES)
    known = cases.filter(office_code=ascii_digits(code)).select_related("office")
    case = known.order_by("-id").first() if ascii_digits(code) in own else None
    if case is None:
        raise NotThere(code)
    return case


def _known(case: Case) -> Objectable:
    assert case.office is not None
    return objectable(case.office, run_announced(cycle_of_case(case)))


def _available(case: Case) -> dict[str, Fraction]:
    try:
        found = points_available(values=values_in_force(), on=cycle_of_case(case).last).value
    except NoValueInForce:
        return {}
    return {one.value: points for one, points in (found or {}).items()}


def _about(case: Case, step: str) -> dict[str, Any]:
    """What each of the five pages shows of itself."""
    at = [name for name, _ in STEPS].index(step)
    return {
        "case": case,
        "office": case.office,
        "here": reverse(step, args=[case.number]),
        "steps": [
            {"name": say(words), "stands": "done" if n < at else "now" if n == at else "next"}
            for n, (_, words) in enumerate(STEPS)
        ],
        "number": at + 1,
        "of": len(STEPS),
        "title": say(STEPS[at][1]),
        "back": reverse(STEPS[at - 1][0], args=[case.number])
        if at
        else reverse("objection_start", args=[case.office_code]),
    }


def _chosen(request: HttpRequest, said: Written) -> frozenset[str]:
    if request.method == "POST":
        return frozenset(request.POST.getlist("points"))
    return frozenset(key_of(*one) for one in said.points)


def _next(request: HttpRequest, case: Case, step: str) -> str:
    if LATER in request.POST:
        return reverse("objection_start", args=[case.office_code])
    return reverse(step, args=[case.number])


def _pair(key: str) -> tuple[str, str]:
    criterion, _, evidence = key.partition("|")
    return criterion, evidence


def _point_said(criterion: str, evidence: str) -> tuple[str, str, tuple[tuple[str, object], ...]]:
    name, about, _ = row_said(evidence)
    return what_said(criterion, evidence), name if criterion or evidence else "", about


def _save(reader: Reader, case: Case, said: Written) -> None:
    draft_save(case=case, said=said, by=reader.acting, at=reader.at)


def _is_late(case: Case, reader: Reader) -> bool:
    clock = clock_of_objecting(case)
    return bool(clock and clock.last_on and clock.last_on < reader.on)


def _initial(said: Written) -> dict[str, str]:
    claims = {
        f"claim-{number}": said.claims.get(key_of(*one), "")
        for number, one in enumerate(said.points, start=1)
    }
    return claims | {"reasons": said.reasons, "late_because": said.late_because}


def _written_of(said: Written, sent: Mapping[str, Any]) -> Written:
    claims = dict(said.claims)
    for number, one in enumerate(said.points, start=1):
        claims[key_of(*one)] = str(sent.get(f"claim-{number}", "")).replace("\0", "")
    return replace(
        said,
        claims=claims,
        reasons=str(sent.get("reasons", "")).replace("\0", ""),
        late_because=str(sent.get("late_because", said.late_because)).replace("\0", ""),
    )


def _wrong_shown(request: HttpRequest, case: Case, said: Written, form: forms.Form) -> HttpResponse:
    points = [
        (number, *_point_said(*one), form[f"claim-{number}"])
        for number, one in enumerate(said.points, start=1)
    ]
    rest = [form[name] for name in ("reasons", "late_because") if name in form.fields]
    told = {**_about(case, "objection_wrong"), "form": form, "points": points, "rest": rest}
    return render(request, "objections/wrong.html", told)
