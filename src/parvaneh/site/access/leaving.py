"""Somebody leaves: what is still theirs, and giving it to somebody else in one go."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from parvaneh.access.models import User
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import in_force, reach, visible_users
from parvaneh.access.seen import WAITING, visible_delegations, visible_grants
from parvaneh.casework.models import Case
from parvaneh.casework.operations import cases_hand_on
from parvaneh.casework.procedures import procedure_of
from parvaneh.casework.queries import visible_cases
from parvaneh.frame.act_page import one_act
from parvaneh.frame.pages_environment import shown as said_as
from parvaneh.frame.refused import NotThere
from parvaneh.registry.loaders.bodies import visible_bodies
from parvaneh.registry.models import Holding
from parvaneh.registry.models.periods import holds_on
from parvaneh.site.access.forms import HandOnForm
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.roles_said import Titles, grant_said

LISTED = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def user_leaving(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is still tied to somebody; give their cases to another."""
    reader = reader_of(request)
    found = _leaver_of(reader, code)

    def shown(form: Form) -> HttpResponse:
        return render(request, "access/leaving.html", _shown(found, reader, form))

    if request.method != "POST":
        return shown(HandOnForm())
    return one_act(
        form=HandOnForm(request.POST),
        operation=lambda said: cases_hand_on(
            leaver=found, to=said["to"], reason=said["reason"], by=reader.acting, at=reader.at
        ),
        done=lambda _: reverse("user_leaving", args=[found.code]),
        again=shown,
    )


def _leaver_of(reader: Reader, code: str) -> User:
    """Whoever keeps users, and whoever may give this person's cases to others.

    Raises:
        NotThere: there is no such user, or the reader has no part in it.
    """
    found = User.objects.filter(code=code).first()
    if found is None:
        raise NotThere(code)
    keeps = not reach(reader.acting, Permission.USER_MANAGE, reader.on).empty()
    seen = visible_users(reader.acting, reader.on).filter(pk=found.pk).exists()
    if (keeps and seen) or _theirs(reader, found).exists():
        return found
    raise NotThere(code)


def _theirs(reader: Reader, leaver: User) -> QuerySet[Case]:
    within = visible_cases(reader.acting, to=Permission.CASE_ASSIGN, on=reader.on)
    return within.filter(assigned_to=leaver, ended_on=None).order_by("due_on", "id")


def _shown(leaver: User, reader: Reader, form: Form) -> dict[str, object]:
    acting, on = reader.acting, reader.on
    mine = _theirs(reader, leaver)
    every = Case.objects.filter(assigned_to=leaver, ended_on=None)
    count = mine.count()
    seats = Holding.objects.filter(
        holds_on(on),
        person__user=leaver,
        body__in=visible_bodies(acting, to=Permission.BODY_SEE, on=on),
    )
    titles = Titles()
    delegations = visible_delegations(acting, on).filter(withdrawn_at__isnull=True, ends_on__gte=on)
    return {
        "who": leaver,
        "form": form,
        "cases": [_case(one) for one in mine[:LISTED]],
        "count": count,
        "more": max(0, count - LISTED),
        "beyond": every.count() - count,
        "beyond_by": _by_province(every.exclude(pk__in=mine.values("pk"))),
        "seats": [(one.body.title, one.role) for one in seats.select_related("body")],
        "roles": [
            grant_said(one, titles)
            for one in visible_grants(acting, on).filter(in_force(on), user=leaver).order_by("pk")
        ],
        "lent": list(delegations.filter(giver=leaver)),
        "borrowed": list(delegations.filter(receiver=leaver)),
        "waiting": leaver.proposals_made.filter(WAITING).count(),
        "keeps": not reach(acting, Permission.USER_MANAGE, on).empty(),
    }


def _case(one: Case) -> dict[str, object]:
    return {
        "number": one.number,
        "kind": said_as(procedure_of(one.procedure).term),
        "due_on": one.due_on,
    }


def _by_province(rows: QuerySet[Case]) -> list[tuple[str, int]]:
    found = rows.values_list("province").annotate(count=Count("pk")).order_by("-count")
    return [(said_as(province), count) for province, count in found]
