"""The steps of a cycle that are taken on one page each: lock, confirm, correct."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from parvaneh.access.permissions import Permission
from parvaneh.frame.act_page import one_act
from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg
from parvaneh.ranking.models import Cycle
from parvaneh.ranking.operations import cycle_confirm, cycle_correct, values_lock
from parvaneh.ranking.queries import cycle_of, standing_run
from parvaneh.site.people import names_of
from parvaneh.site.ranking.cycle import head_of, loose_values
from parvaneh.site.ranking.cycles import address_of
from parvaneh.site.ranking.forms import ReasonForm
from parvaneh.site.ranking.words import Loose
from parvaneh.site.reader import Reader, reader_of

LOCK = (
    msg("The values are kept with the cycle as they are in force now, with their hash."),
    msg("What is approved later counts for later cycles; this one no longer changes."),
    msg("Provinces and Kanoons can report from then on."),
)
LOCK_LOOSE = msg(
    "{count} of them are provisional: everything can be computed and shown, but no result can be "
    "announced."
)
CONFIRM = (
    msg("You stand for this run beside {name}, who ordered it."),
    msg("The draft can be sent to the managers then. Nothing is public yet."),
    msg("It can still be taken back to be corrected, with a reason."),
)
CORRECT = (
    msg("The cycle goes back to where its evidence is gathered; its values stay locked."),
    msg("What was frozen and computed stays as it is; a new snapshot and a new run follow."),
    msg("Remarks of managers stay, with their answers."),
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cycle_lock(request: HttpRequest, code: str) -> HttpResponse:
    """Say what locking the values does; lock them."""
    reader = reader_of(request)
    found = cycle_of(reader.acting, code, on=reader.on, to=Permission.RANKING_DECIDE)
    listed = loose_values(found)
    stops = sum(one.stops for one in listed)
    happens = [say(one) for one in LOCK] + ([say(LOCK_LOOSE, count=stops)] if stops else [])
    return acted(
        request,
        "ranking/lock.html",
        found,
        forms.Form,
        lambda _: values_lock(cycle=found, by=reader.acting, at=reader.at),
        {"happens": happens, "loose": listed, "is_open": _is(found, "opened", "extraordinary")},
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cycle_confirm_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show the second person what they stand for; let them."""
    reader = reader_of(request)
    found = cycle_of(reader.acting, code, on=reader.on, to=Permission.RANKING_DECIDE)
    run = standing_run(found)
    key = run.ordered_by if run else ""
    name = names_of([key]).get(key, key)
    return acted(
        request,
        "ranking/confirm.html",
        found,
        forms.Form,
        lambda _: cycle_confirm(cycle=found, by=reader.acting, at=reader.at),
        {
            "happens": [say(one, name=name) for one in CONFIRM],
            "run": run,
            "orderer": name,
            "is_open": _is(found, "compared"),
            "is_same": run is not None and _acts_as(reader) & {run.ordered_by, run.ordered_for},
            "loose": _stopping(found),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cycle_correct_page(request: HttpRequest, code: str) -> HttpResponse:
    """Take a cycle back to be corrected, with a reason."""
    reader = reader_of(request)
    found = cycle_of(reader.acting, code, on=reader.on, to=Permission.RANKING_DECIDE)
    return acted(
        request,
        "ranking/correct.html",
        found,
        ReasonForm,
        lambda said: cycle_correct(
            cycle=found, reason=said["reason"], by=reader.acting, at=reader.at
        ),
        {"happens": [say(one) for one in CORRECT], "is_open": _is(found, "compared", "drafted")},
    )


def acted(
    request: HttpRequest,
    template: str,
    found: Cycle,
    kind: Callable[..., forms.Form],
    operation: Callable[[Mapping[str, Any]], object],
    more: dict[str, Any],
) -> HttpResponse:
    """A page that says what will happen, with the form that does it; then the cycle's page.

    Args:
        request: GET shows, POST does.
        template: takes `form`, `happens` and what `more` holds.
        found: the cycle.
        kind: makes the form.
        operation: the one operation, from the form's cleaned values.
        more: what else the template needs.
    """

    def shown(form: forms.Form) -> HttpResponse:
        return render(request, template, {**head_of(found), **more, "form": form})

    if request.method != "POST":
        return shown(kind())
    return one_act(
        form=kind(request.POST),
        operation=operation,
        done=lambda _: address_of(found),
        again=shown,
    )


def _is(found: Cycle, *states: str) -> bool:
    return found.case.state in states


def _acts_as(reader: Reader) -> set[str]:
    return {reader.acting.key, reader.acting.for_key} - {""}


def _stopping(found: Cycle) -> list[Loose]:
    return [one for one in loose_values(found) if one.stops]
