"""The page of one objection: where it stands, its three clocks, its points, papers and messages."""

from dataclasses import dataclass
from fractions import Fraction

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from parvaneh.casework.documents import documents_of, reads_all
from parvaneh.casework.messages import messages_for
from parvaneh.casework.models import Case
from parvaneh.casework.notices import notices_of
from parvaneh.casework.queries import open_steps_for
from parvaneh.frame.pages_environment import cites, say, shown
from parvaneh.kit.languages import msg
from parvaneh.law.vocabulary import ACTORS, Actor
from parvaneh.ranking.models import Objection
from parvaneh.ranking.queries.objections import (
    cycle_of_case,
    objection_case_of,
    served_on,
)
from parvaneh.registry.models import Grade
from parvaneh.registry.queries import values_in_force
from parvaneh.site.document_words import documents_said, notices_said
from parvaneh.site.grade_marks import Mark, bands_on, mark_of
from parvaneh.site.objections.words import (
    ADVICE,
    clocks_said,
    outcome_tag,
    point_said,
    state_tag,
    track_said,
)
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.step_pages import step_address

MOST_MESSAGES = 10
# The two ends of one page: what is decided point by point is accepted or rejected there.
ONE_PAGE = {"reject": "accept"}
DECIDE = msg("Decide, point by point")


@dataclass(frozen=True)
class Held:
    """A version of a grade, as pages show it."""

    version: int
    mark: Mark | None
    total: Fraction | None
    place: int | None
    starts_on: object


@login_required
@require_safe
def objection(request: HttpRequest, number: str) -> HttpResponse:
    """Show an objection; the case of a result that nobody objected to yet leads to objecting."""
    reader = reader_of(request)
    case = objection_case_of(reader.acting, number, on=reader.on)
    found = Objection.objects.select_related("grade", "became", "cycle").filter(case=case).first()
    if found is None:
        return redirect("case", case.number)
    return render(request, "objections/objection.html", _shown(request, reader, case, found))


def _shown(request: HttpRequest, reader: Reader, case: Case, found: Objection) -> dict[str, object]:
    on = reader.on
    is_staff = reads_all(reader.acting, case, on)
    notices = notices_of(reader.acting, case, on=on)
    papers = documents_of(reader.acting, case, on=on)
    return {
        "case": case,
        "objection": found,
        "office": case.office,
        "cycle": cycle_of_case(case),
        "today": on,
        "is_staff": is_staff,
        "is_lodged": "lodged" in request.GET,
        "state": state_tag(case),
        "outcome": outcome_tag(case),
        "turn": shown([ACTORS[Actor(one)] for one in case.waits_for]),
        "acts": acts_said(case, reader),
        "track": track_said(case),
        "clocks": clocks_said(case, found, on),
        "served_on": served_on(case),
        "points": [point_said(one) for one in found.points.all()],
        "advice": say(ADVICE[found.advice]) if found.advice else "",
        "before": held(found.grade),
        "after": held(found.became) if found.became else None,
        "documents": documents_said(papers, notices, reader.acting, on),
        "notices": notices_said(notices, reader.acting, on),
        "messages": messages_for(reader.acting).filter(subject=case.key)[:MOST_MESSAGES],
    }


def acts_said(case: Case, reader: Reader) -> list[dict[str, object]]:
    """What this reader may do with an objection now, each with its page."""
    found: dict[str, dict[str, object]] = {}
    for step in open_steps_for(case, reader.acting, reader.on):
        key = ONE_PAGE.get(step.key, step.key)
        words = say(DECIDE) if key == "accept" else shown(step)
        found.setdefault(
            key,
            {
                "key": key,
                "name": words,
                "url": step_address(case, key),
                "cites": cites(step.cites),
                "is_last": step.key in {"withdraw", "dismiss"},
            },
        )
    return sorted(found.values(), key=lambda one: bool(one["is_last"]))


def held(grade: Grade) -> Held:
    """A version of a grade in words."""
    bands = bands_on(values_in_force(), grade.starts_on)
    mark = mark_of(grade.grade, bands) if grade.grade else None
    total = Fraction(grade.total) if grade.total else None
    return Held(grade.version, mark, total, grade.place, grade.starts_on)


def address_of(case: Case) -> str:
    """The address of the page of an objection."""
    return reverse("objection", args=[case.number])
