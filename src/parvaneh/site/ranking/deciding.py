"""The second person's page, and taking a cycle back to be corrected."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from parvaneh.access.permissions import Permission
from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg
from parvaneh.ranking.models import Cycle
from parvaneh.ranking.operations import cycle_confirm, cycle_correct
from parvaneh.ranking.queries import cycle_of, standing_run
from parvaneh.site.people import names_of
from parvaneh.site.ranking.acting import acted
from parvaneh.site.ranking.cycle import loose_values
from parvaneh.site.ranking.forms import ReasonForm
from parvaneh.site.ranking.words import Loose
from parvaneh.site.reader import Reader, reader_of

CONFIRM = (
    msg("You stand for this run beside {name}, who ordered it."),
    msg("The draft can be sent to the managers then. Nothing is public yet."),
    msg("It can still be taken back to be corrected, with a reason."),
)
CORRECT = (
    msg("The cycle goes back to where its evidence is gathered."),
    msg("What was frozen and computed stays as it is; a new snapshot and a new run follow."),
    msg("Remarks of managers stay, with their answers."),
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
        kind=forms.Form,
        operation=lambda _: cycle_confirm(cycle=found, by=reader.acting, at=reader.at),
        more={
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
        kind=ReasonForm,
        operation=lambda said: cycle_correct(cycle=found, by=reader.acting, at=reader.at, **said),
        more={
            "happens": [say(one) for one in CORRECT],
            "is_open": _is(found, "compared", "drafted"),
        },
    )


def _is(found: Cycle, *states: str) -> bool:
    return found.case.state in states


def _acts_as(reader: Reader) -> set[str]:
    return {reader.acting.key, reader.acting.for_key} - {""}


def _stopping(found: Cycle) -> list[Loose]:
    return [one for one in loose_values(found) if one.stops]
