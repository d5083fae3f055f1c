"""The same act on several chosen cases: what will happen to which, then what became of each.

Three pages: which act (with the cases), what it will do and by which article, and the answers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from parvaneh.access.models import User
from parvaneh.casework.assigning import may_be_given
from parvaneh.casework.bulk import DONE, MOST, MOVED, NOT_THERE, Answer
from parvaneh.casework.models import Case
from parvaneh.casework.operations import cases_assign, steps_take
from parvaneh.casework.queries import open_steps_for, visible_cases
from parvaneh.casework.recusing import may_arrange
from parvaneh.frame.act_page import UNPROCESSABLE, reasons_put
from parvaneh.frame.error_pages import reason_said
from parvaneh.frame.form_fields import TextField
from parvaneh.frame.pages_environment import cites, say, shown
from parvaneh.frame.refused import NotThere, Refused
from parvaneh.kit.languages import msg
from parvaneh.law.procedure import Step
from parvaneh.law.ruling import blocking
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.step_pages import own_page_of
from parvaneh.site.work.case_list import case_address
from parvaneh.site.work.case_words import procedure_name, state_of_case

ASSIGN = "assign"
LONGEST_REASON = 4000
SAID = {
    DONE: (msg("done"), "ok"),
    MOVED: (msg("changed meanwhile: look again"), "warn"),
    NOT_THERE: (msg("not there, or not for you"), "plain"),
}
REFUSED = (msg("refused"), "bad")


@dataclass(frozen=True)
class Doing:
    """An act that can be done on some of the chosen cases."""

    key: str
    name: str
    cites: str
    numbers: frozenset[str]
    to: User | None = None
    ends: bool = False


class TogetherForm(Form):
    """Why, and the confirmation where it ends cases."""

    def __init__(self, *args: Any, doing: Doing, **kwargs: Any) -> None:
        """Ask why; it must be said where cases end."""
        super().__init__(*args, **kwargs)
        self.fields["reason"] = TextField(
            label=say(msg("Why?")),
            lines=True,
            max_length=LONGEST_REASON,
            required=doing.ends,
            help_text=say(msg("Each case keeps it.")),
            error_messages={"required": say(msg("Say why"))},
        )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def together(request: HttpRequest) -> HttpResponse:
    """Choose what to do with the chosen cases, read what it will do, do it."""
    reader = reader_of(request)
    sent = request.POST if request.method == "POST" else request.GET
    numbers = list(dict.fromkeys(sent.getlist("pick")))[: MOST + 1]
    chosen = _chosen(reader, numbers)
    known = {one.key: one for one in _doings(reader, chosen)}
    doing = known.get(sent.get("do", ""))
    if request.method != "POST":
        return _asked(request, chosen, list(known.values()), doing, None)
    if doing is None:
        raise NotThere(sent.get("do", ""))
    return _done(request, reader, chosen, doing, numbers)


def _done(
    request: HttpRequest, reader: Reader, chosen: Sequence[Case], doing: Doing, numbers: list[str]
) -> HttpResponse:
    form = TogetherForm(request.POST, doing=doing)
    if form.is_valid():
        try:
            answers = _act(doing, reader)(numbers=numbers, reason=form.cleaned_data["reason"])
        except Refused as why:
            reasons_put(form, why.ruling)
        else:
            known = {one.number: one for one in chosen}
            told = {
                "doing": doing,
                "answers": [_answer_said(one, known) for one in answers],
                "done": sum(one.outcome == DONE for one in answers),
                "all": len(answers),
            }
            return render(request, "work/together_done.html", told)
    response = _asked(request, chosen, [], doing, form)
    response.status_code = UNPROCESSABLE
    return response


def _act(doing: Doing, reader: Reader) -> Callable[..., list[Answer]]:
    if doing.to is not None:
        return partial(cases_assign, to=doing.to, by=reader.acting, at=reader.at)
    step = doing.key.removeprefix("step-")
    return partial(steps_take, step=step, by=reader.acting, at=reader.at)


def _asked(
    request: HttpRequest,
    chosen: Sequence[Case],
    known: list[Doing],
    doing: Doing | None,
    form: Form | None,
) -> HttpResponse:
    told = {
        "rows": [_row(one, doing) for one in chosen],
        "known": known,
        "doing": doing,
        "too_many": len(chosen) > MOST,
        "most": MOST,
        "form": form or (TogetherForm(doing=doing) if doing else None),
    }
    return render(request, "work/together.html", told)


def _chosen(reader: Reader, numbers: list[str]) -> list[Case]:
    seen = visible_cases(reader.acting, on=reader.on).filter(number__in=numbers)
    return list(seen.select_related("assigned_to", "office").order_by("-id"))


def _doings(reader: Reader, chosen: Sequence[Case]) -> list[Doing]:
    """Everything that this reader may do with at least one of the cases."""
    steps: dict[str, tuple[Step, set[str]]] = {}
    people: dict[User, set[str]] = {}
    for case in chosen[:MOST]:
        for step in open_steps_for(case, reader.acting, reader.on):
            if own_page_of(case, step.key):
                continue  # such a step writes more than many cases can be asked for at once
            steps.setdefault(step.key, (step, set()))[1].add(case.number)
    # Whom one can give all of them to: asked once for each place.
    if chosen and may_arrange(chosen[0], reader.acting, reader.on):
        for user in may_be_given(chosen[0], reader.on):
            people[user] = {one.number for one in chosen}
    return [
        *(
            Doing(
                f"step-{key}",
                shown(step),
                cites(step.cites),
                frozenset(found),
                ends=step.target.ends,
            )
            for key, (step, found) in sorted(steps.items())
        ),
        *(
            Doing(
                f"{ASSIGN}-{user.code}",
                say(msg("Give to {whom}"), whom=user.name),
                "",
                frozenset(found),
                user,
            )
            for user, found in people.items()
        ),
    ]


def _row(case: Case, doing: Doing | None) -> dict[str, object]:
    return {
        "number": case.number,
        "url": case_address(case),
        "procedure": procedure_name(case.procedure),
        "state": state_of_case(case),
        "office": case.office.title if case.office else "",
        "hand": case.assigned_to.name if case.assigned_to else "",
        "is_touched": doing is None or case.number in doing.numbers,
    }


def _answer_said(answer: Answer, known: dict[str, Case]) -> dict[str, object]:
    words, tone = SAID.get(answer.outcome, REFUSED)
    reasons = [reason_said(one) for one in blocking(answer.ruling)] if answer.ruling else []
    case = known.get(answer.number)
    return {
        "number": answer.number,
        "url": case_address(case) if case else "",
        "said": say(words),
        "tone": tone,
        "why": [f"{one.text} ({one.cites})" if one.cites else one.text for one in reasons],
    }
