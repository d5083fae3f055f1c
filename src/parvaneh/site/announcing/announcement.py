"""The announcement: what will happen and to whom, two people, the moment, letters, the end."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from parvaneh.access.sign_in.second_factor import has_factor, is_fresh
from parvaneh.frame.act_page import one_act
from parvaneh.frame.refused import NotThere, refuse
from parvaneh.kit.languages import msg
from parvaneh.law.ruling import Reason
from parvaneh.ranking.models import Cycle
from parvaneh.ranking.operations import (
    announcement_cancel,
    announcement_confirm,
    announcement_propose,
    cycle_finalise,
)
from parvaneh.ranking.operations.honours import still_open
from parvaneh.ranking.queries.announcements import by_state, progress_of
from parvaneh.ranking.queries.cycles import standing_run
from parvaneh.site.announcing.forms import ProposeForm, ReasonForm
from parvaneh.site.announcing.reaching import Asked, asked_of, decider_of
from parvaneh.site.announcing.words import (
    against,
    expected,
    held_said,
    left_said,
    letters_said,
    states_said,
)
from parvaneh.site.people import names_of

NOT_FRESH = msg("Show your second factor once more: it must be fresh for this.")
NO_RUN = msg("The cycle has no run that could be announced.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def announcement(request: HttpRequest, code: str) -> HttpResponse:
    """Say how the announcement stands; propose it."""
    asked = asked_of(request, code)
    if request.method != "POST":
        return _page(request, asked, ProposeForm())
    if not asked.decides:
        raise NotThere(code)

    def propose(said: Any) -> Cycle:
        run = standing_run(asked.cycle)
        if run is None:
            refuse(Reason("run", NO_RUN, ()))
        assert run is not None  # else it was refused
        moment = ProposeForm.moment(said, asked.reader.at)
        announcement_propose(
            cycle=asked.cycle,
            run=run,
            announce_at=moment,
            by=asked.reader.acting,
            at=asked.reader.at,
        )
        return asked.cycle

    return one_act(
        form=ProposeForm(request.POST),
        operation=propose,
        done=_address,
        again=lambda form: _page(request, asked, form),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def announcement_confirm_page(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the second person, whose second factor is fresh, whether it shall be announced."""
    asked = decider_of(request, code)
    found = asked.announcement
    if found is None or found.confirmed_at is not None:
        return redirect(_address(asked.cycle))
    fresh = is_fresh(request, asked.reader.at)

    def shown(form: forms.Form) -> HttpResponse:
        here = reverse("announcement_confirm", args=[code])
        route = "mfa_reauthenticate" if has_factor(request.user) else "account_reauthenticate"
        said = {
            **_said(asked),
            "form": form,
            "fresh": fresh,
            "again_url": f"{reverse(route)}?next={here}",
        }
        return render(request, "announcing/confirm.html", said)

    if request.method != "POST":
        return shown(forms.Form())

    def confirm(_: Any) -> Cycle:
        if not fresh:
            refuse(Reason("second_factor", NOT_FRESH, ()))
        announcement_confirm(announcement=found, by=asked.reader.acting, at=asked.reader.at)
        return asked.cycle

    return one_act(form=forms.Form(request.POST), operation=confirm, done=_address, again=shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def announcement_cancel_page(request: HttpRequest, code: str) -> HttpResponse:
    """Take a proposed or confirmed announcement back, with a reason."""
    asked = decider_of(request, code)
    found = asked.announcement
    if found is None:
        return redirect(_address(asked.cycle))

    def shown(form: forms.Form) -> HttpResponse:
        return render(request, "announcing/cancel.html", {**_said(asked), "form": form})

    if request.method != "POST":
        return shown(ReasonForm())

    def cancel(said: Any) -> Cycle:
        announcement_cancel(
            announcement=found,
            reason=said["reason"],
            by=asked.reader.acting,
            at=asked.reader.at,
        )
        return asked.cycle

    return one_act(form=ReasonForm(request.POST), operation=cancel, done=_address, again=shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def announcement_finalise_page(request: HttpRequest, code: str) -> HttpResponse:
    """Close the list after the objections."""
    asked = decider_of(request, code)
    if asked.announcement is None or asked.announcement.announced_at is None:
        return redirect(_address(asked.cycle))

    def shown(form: forms.Form) -> HttpResponse:
        said = {**_said(asked), "form": form, "open": still_open(asked.cycle)}
        return render(request, "announcing/final.html", said)

    if request.method != "POST":
        return shown(forms.Form())
    return one_act(
        form=forms.Form(request.POST),
        operation=lambda _: cycle_finalise(
            cycle=asked.cycle, by=asked.reader.acting, at=asked.reader.at
        ),
        done=lambda cycle: reverse("cycle_honours", args=[cycle.code]),
        again=shown,
    )


def _page(request: HttpRequest, asked: Asked, form: forms.Form) -> HttpResponse:
    return render(request, "announcing/announcement.html", {**_said(asked), "form": form})


def _said(asked: Asked) -> dict[str, Any]:
    found, cycle = asked.announcement, asked.cycle
    run = found.run if found else standing_run(cycle)
    is_made = found is not None and found.announced_at is not None
    return {
        "cycle": cycle,
        "found": found,
        "run": run,
        "is_made": is_made,
        "trail": asked.trail,
        "decides": asked.decides,
        "left": left_said(found.announce_at, asked.reader.at) if found else "",
        "against": [] if found else against(cycle, run),
        "expected": expected(cycle, run) if run and not is_made else None,
        "held": held_said(found) if found else [],
        "letters": letters_said(progress_of(cycle)) if is_made else None,
        "states": states_said(by_state(cycle)) if is_made else [],
        "people": names_of(
            (found.proposed_by, found.proposed_for, found.confirmed_by, found.confirmed_for)
        )
        if found
        else {},
        "is_proposer": _is_proposer(asked),
    }


def _is_proposer(asked: Asked) -> bool:
    found, acting = asked.announcement, asked.reader.acting
    if found is None:
        return False
    return bool({found.proposed_by, found.proposed_for} & ({acting.key, acting.for_key} - {""}))


def _address(cycle: Cycle) -> str:
    return reverse("announcement", args=[cycle.code])
