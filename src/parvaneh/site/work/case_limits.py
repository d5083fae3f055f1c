"""Time limits of a case: stop the clock, let it run again, make it longer; each with its reason."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from parvaneh.access.permissions import Permission
from parvaneh.casework.clock_changes import MOST_DAYS
from parvaneh.casework.models import Case, Deadline, DeadlineState
from parvaneh.casework.operations import deadline_extend, deadline_restart, deadline_stop
from parvaneh.casework.procedures import procedure_of
from parvaneh.casework.queries import case_of
from parvaneh.frame.form_fields import NumberField
from parvaneh.frame.pages_environment import say, shown
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.site.reader import reader_of
from parvaneh.site.work.case_act import ActPage, CaseForm, act_answer, reason_field

OURS = msg("Neither directive knows this act; it never makes a time limit shorter.")
ACTS: dict[str, tuple[str, str, str, DeadlineState, Callable[..., Deadline]]] = {
    "stop": (
        msg("Stop the clock"),
        msg("Days pass without being counted until the clock is started again."),
        msg("Stop it"),
        DeadlineState.OPEN,
        deadline_stop,
    ),
    "restart": (
        msg("Let the clock run again"),
        msg("The days for which it stood are added to the time limit."),
        msg("Let it run"),
        DeadlineState.STOPPED,
        deadline_restart,
    ),
    "extend": (
        msg("Make the time limit longer"),
        msg("The days are added to the last day; a last day that is off moves to the next one."),
        msg("Make it longer"),
        DeadlineState.OPEN,
        deadline_extend,
    ),
}
WHY = msg("The reason stands beside the time limit; the parties read it.")


class LimitForm(CaseForm):
    """Why, and by how many days."""

    def __init__(self, *args: Any, with_days: bool, **kwargs: Any) -> None:
        """Ask in the reader's language."""
        super().__init__(*args, **kwargs)
        if with_days:
            self.fields["days"] = NumberField(
                label=say(msg("How many days?")), least=1, most=MOST_DAYS
            )
        self.fields["reason"] = reason_field(WHY)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def limit(request: HttpRequest, number: str, limit: int, do: str) -> HttpResponse:
    """Stop, restart or extend a time limit."""
    reader = reader_of(request)
    case = case_of(reader.acting, number, on=reader.on, to=Permission.DEADLINE_EXTEND)
    if do not in ACTS:
        raise NotThere(do)
    title, happens, submit, needs, operation = ACTS[do]
    found = Deadline.objects.filter(case=case, pk=limit, state=needs).first()
    if found is None:
        raise NotThere(number)
    found.case = case
    page = ActPage(
        case,
        say(title),
        say(submit),
        (f"{limit_name(case, found)}: {say(happens)}", say(OURS)),
        anchor="limits",
    )
    return act_answer(
        request,
        page,
        partial(LimitForm, with_days=do == "extend"),
        lambda said: operation(
            deadline=found,
            by=reader.acting,
            at=reader.at,
            **{name: value for name, value in said.items() if name != "version"},
        ),
    )


def limit_name(case: Case, found: Deadline) -> str:
    """What a time limit limits: the step's name."""
    steps = {one.deadline: one for one in procedure_of(case.procedure).steps if one.deadline}
    return shown(steps[found.key]) if found.key in steps else found.key
