"""The generic case pages: one case of any procedure, its steps, its notes."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.casework.documents import documents_of
from parvaneh.casework.models import Case, Deadline, Visibility
from parvaneh.casework.models.deadlines import RUNS
from parvaneh.casework.notices import notices_of
from parvaneh.casework.operations import note_write, step_take
from parvaneh.casework.procedures import procedure_of
from parvaneh.casework.queries import (
    case_of,
    explained,
    open_steps_for,
    steps_next,
    timeline,
)
from parvaneh.casework.standing import lies
from parvaneh.frame.act_page import one_act
from parvaneh.frame.refused import Conflict, NotThere
from parvaneh.kit.languages import msg
from parvaneh.law.procedure import Step, open_steps
from parvaneh.law.values import NoValueInForce
from parvaneh.law.vocabulary import ACTORS
from parvaneh.site.document_words import documents_said, notices_said
from parvaneh.site.limits_said import Limit, limit_said
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.step_pages import own_page_of
from parvaneh.site.work.case_forms import NoteForm, StepForm
from parvaneh.site.work.case_standing import allowed, people_said
from parvaneh.site.work.case_words import (
    course_said,
    procedure_name,
    state_name,
    steps_said,
    whose_turn,
)

LIMIT_ACTS = {
    "stop": msg("Stop the clock"),
    "restart": msg("Let the clock run again"),
    "extend": msg("Make the time limit longer"),
}


@login_required
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """Show one case of any procedure."""
    reader = reader_of(request)
    found = case_of(reader.acting, number, on=reader.on)
    return _case_page(request, reader, found, NoteForm())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, number: str, step: str) -> HttpResponse:
    """Say what a step will do, then take it."""
    reader = reader_of(request)
    found = case_of(reader.acting, number, on=reader.on)
    wanted = _step_of(found, step, reader)
    if own := own_page_of(found, step):
        return redirect(own)
    asked = partial(StepForm, is_final=wanted.target.ends)

    def shown(form: Form) -> HttpResponse:
        return render(request, "work/case_step.html", _step_shown(found, wanted, form))

    if request.method != "POST":
        return shown(asked(initial={"version": found.version}))
    return one_act(
        form=asked(request.POST),
        operation=lambda said: step_take(
            case=_as_seen(found, said["version"]),
            step=step,
            by=reader.acting,
            at=reader.at,
            reason=said["reason"],
            occurred_on=said["occurred_on"],
        ),
        done=_address,
        again=shown,
    )


@login_required
@require_POST
def note(request: HttpRequest, number: str) -> HttpResponse:
    """Write a note."""
    reader = reader_of(request)
    found = case_of(reader.acting, number, on=reader.on)
    return one_act(
        form=NoteForm(request.POST),
        operation=lambda said: note_write(
            case=found,
            text=said["text"],
            visibility=Visibility(said["visibility"]),
            by=reader.acting,
            at=reader.at,
        ),
        done=lambda _: _address(found),
        again=lambda form: _case_page(request, reader, found, form),
    )


def _address(found: Case) -> str:
    return reverse("case", args=[found.number])


def _as_seen(found: Case, version: int) -> Case:
    if found.version != version:
        raise Conflict(found.number)
    return found


def _step_of(found: Case, key: str, reader: Reader) -> Step:
    # Not open to this reader: the operation would refuse it with its reasons; here is no page.
    steps = open_steps_for(found, reader.acting, reader.on)
    known = next((one for one in steps if one.key == key), None)
    if known is None:
        raise NotThere(key)
    return known


def _step_shown(found: Case, wanted: Step, form: Form) -> dict[str, object]:
    after = open_steps(procedure_of(found.procedure), wanted.target.key)
    told = dict.fromkeys(actor for one in after for actor in one.by)
    return {
        "case": found,
        "procedure": procedure_name(found.procedure),
        "state": state_name(procedure_of(found.procedure), found.state),
        "step": wanted,
        "next_by": [ACTORS[actor] for actor in told],
        "form": form,
    }


def _case_page(request: HttpRequest, reader: Reader, found: Case, form: Form) -> HttpResponse:
    kind = procedure_of(found.procedure)
    acting, on = reader.acting, reader.on
    notices = notices_of(acting, found, on=on)
    documents = documents_of(acting, found, on=on)
    limits = _limits(found, reader)
    shown = {
        "case": found,
        "today": on,
        "procedure": procedure_name(found.procedure),
        "state": state_name(kind, found.state),
        "turn": whose_turn(found),
        "steps": steps_said(found, steps_next(found, acting, on)),
        "limits": limits,
        "nearest": next((one for one in limits if one.runs and one.last_on), None),
        "documents": documents_said(documents, notices, acting, on),
        "notices": notices_said(notices, acting, on),
        "course": course_said(found, timeline(found, acting, on), acting.user),
        "people": people_said(found, reader),
        "may": allowed(found, reader),
        "limit_acts": LIMIT_ACTS,
        "form": form,
    }
    return render(request, "work/case.html", shown)


def _limits(found: Case, reader: Reader) -> list[Limit]:
    steps = {one.deadline: one for one in procedure_of(found.procedure).steps if one.deadline}
    rows = Deadline.objects.filter(RUNS, case=found).order_by("last_on", "id")
    may_change = reach(reader.acting, Permission.DEADLINE_EXTEND, reader.on).covers(lies(found))
    limits = []
    for row in rows:
        try:
            why = explained(row)
        except NoValueInForce:
            why = None
        step = steps.get(row.key)
        limits.append(limit_said(row, why, step=step, today=reader.on, may_change=may_change))
    return limits
