"""The draft with the managers: until when, and what they remarked."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from parvaneh.access.permissions import Permission
from parvaneh.frame.act_page import one_act
from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import say, shown
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.kit.text import code_digits
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.ranking.models import Cycle, Remark
from parvaneh.ranking.operations import draft_send, remark_answer
from parvaneh.ranking.queries import cycle_of, standing_run
from parvaneh.registry.reach import reach_of, within
from parvaneh.site.people import names_of
from parvaneh.site.ranking.acting import acted
from parvaneh.site.ranking.cycle import head_of
from parvaneh.site.ranking.cycles import may
from parvaneh.site.ranking.forms import AnswerForm, DraftForm
from parvaneh.site.reader import Reader, reader_of

HAPPENS = (
    msg("Each manager sees the draft of the own result, marked as a draft, and nobody else's."),
    msg("They are told at once, and may remark on facts until that day."),
    msg("Each remark is answered. Nothing is public; the grade in force stays."),
)
TOLD = msg("the managers of {count} offices")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cycle_draft(request: HttpRequest, code: str) -> HttpResponse:
    """Ask until when managers may remark; send the draft."""
    reader = reader_of(request)
    found = cycle_of(reader.acting, code, on=reader.on, to=Permission.RANKING_DECIDE)
    run = standing_run(found)
    return acted(
        request,
        "ranking/draft.html",
        found,
        kind=lambda *args: DraftForm(*args, today=reader.on),
        operation=lambda said: draft_send(cycle=found, by=reader.acting, at=reader.at, **said),
        more={
            "happens": [say(one) for one in HAPPENS],
            "told": [say(TOLD, count=run.snapshot.offices)] if run else [],
            "is_open": found.case.state == "confirmed",
        },
    )


@login_required
@require_safe
def cycle_remarks(request: HttpRequest, code: str) -> HttpResponse:
    """List the remarks of managers that the reader reaches, those without an answer first."""
    reader = reader_of(request)
    found = cycle_of(reader.acting, code, on=reader.on)
    rows = list(visible_remarks(reader, found).order_by("answered_at", "-written_at")[:500])
    rows.sort(key=lambda one: one.answered_at is not None)
    told = {
        **head_of(found),
        "remarks": [(one, _about(one)) for one in rows],
        "people": names_of(key for one in rows for key in (one.written_by, one.answered_by)),
        "waiting": sum(one.answered_at is None for one in rows),
        "may_answer": may(reader, Permission.RANKING_WORK),
        "today": reader.on,
    }
    return render(request, "ranking/remarks.html", told)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remark_page(request: HttpRequest, code: str, remark: str) -> HttpResponse:
    """Answer a remark."""
    reader = reader_of(request)
    found = cycle_of(reader.acting, code, on=reader.on, to=Permission.RANKING_WORK)
    row = visible_remarks(reader, found).filter(code=remark).first()
    if row is None:
        raise NotThere(remark)

    def shown_again(form: forms.Form) -> HttpResponse:
        told = {
            **head_of(found),
            "row": row,
            "about": _about(row),
            "office_said": code_digits(row.office.code, language_now()),
            "people": names_of([row.written_by]),
            "form": form,
            "run": standing_run(found),
        }
        return render(request, "ranking/remark.html", told)

    if request.method != "POST":
        return shown_again(AnswerForm())
    return one_act(
        form=AnswerForm(request.POST),
        operation=lambda said: remark_answer(
            remark=row, answer=said["answer"], by=reader.acting, at=reader.at
        ),
        done=lambda _: reverse("cycle_remarks", args=[found.code]),
        again=shown_again,
    )


def visible_remarks(reader: Reader, found: Cycle) -> QuerySet[Remark]:
    """The remarks on a cycle's draft that lie within the reader's reach."""
    reached = within(reach_of(reader.acting, Permission.RANKING_SEE, reader.on))
    return Remark.objects.filter(reached, cycle=found).select_related("office")


def _about(row: Remark) -> str:
    return shown(CRITERIA[row.criterion]) if row.criterion in CRITERIA else ""
