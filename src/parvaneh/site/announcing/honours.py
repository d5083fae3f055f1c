"""The honoured of a closed list, and how the Kanoon honoured each."""

from fractions import Fraction

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from parvaneh.access.permissions import Permission
from parvaneh.access.queries import grants_of, reach
from parvaneh.access.roles import ROLES
from parvaneh.frame.act_page import one_act
from parvaneh.frame.pages_environment import shown
from parvaneh.frame.refused import NotThere
from parvaneh.kit.places import BY_KEY
from parvaneh.law.vocabulary import Actor
from parvaneh.ranking.models import Cycle, Honour
from parvaneh.ranking.operations import honour_give
from parvaneh.ranking.operations.honours import may_give, still_open
from parvaneh.ranking.queries.announcements import announcement_of
from parvaneh.site.announcing.forms import HonourForm
from parvaneh.site.announcing.reaching import Asked
from parvaneh.site.people import names_of
from parvaneh.site.reader import Reader, reader_of


@login_required
@require_safe
def cycle_honours(request: HttpRequest, code: str) -> HttpResponse:
    """Show whom the Kanoon must honour, and who was honoured."""
    asked = _asked(request, code)
    rows = list(_rows(asked.cycle))
    said = {
        "cycle": asked.cycle,
        "trail": asked.trail,
        "rows": [(one, _place(one), shown(Fraction(one.total))) for one in rows],
        "given": sum(1 for one in rows if one.given_on),
        "mine": {one.pk for one in rows if may_give(one, asked.reader.acting, asked.reader.on)},
        "found": asked.announcement,
        "open": still_open(asked.cycle) if asked.announcement else 0,
        "decides": asked.decides,
    }
    return render(request, "announcing/honours.html", said)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def honour_page(request: HttpRequest, code: str, office: str) -> HttpResponse:
    """Record how the Kanoon honoured an office; its certificate follows."""
    asked = _asked(request, code)
    row = _rows(asked.cycle).filter(office__code=office).first()
    if row is None:
        raise NotThere(office)
    reader = asked.reader

    def page(form: forms.Form) -> HttpResponse:
        said = {
            "row": row,
            "cycle": asked.cycle,
            "trail": asked.trail,
            "province": _place(row),
            "total": shown(Fraction(row.total)),
            "form": form,
            "may_give": row.given_on is None and may_give(row, reader.acting, reader.on),
            "people": names_of([row.given_by, row.listed_by]),
        }
        return render(request, "announcing/honour.html", said)

    if request.method != "POST":
        return page(HonourForm())
    return one_act(
        form=HonourForm(request.POST),
        operation=lambda said: honour_give(
            honour=row, on=said["on"], how=said["how"], by=reader.acting, at=reader.at
        ),
        done=lambda _: reverse("cycle_honours", args=[code]),
        again=page,
    )


def _asked(request: HttpRequest, code: str) -> Asked:
    """Whoever may see rankings, and whoever acts for a Kanoon."""
    reader = reader_of(request)
    sees = not reach(reader.acting, Permission.RANKING_SEE, reader.on).empty()
    cycle = Cycle.objects.select_related("case").filter(code=code).first()
    if cycle is None or not (sees or _is_kanoon(reader)):
        raise NotThere(code)
    return Asked(reader, cycle, announcement_of(cycle))


def _is_kanoon(reader: Reader) -> bool:
    held = grants_of(reader.acting, reader.on)
    return any(one.role in ROLES and Actor.KANOON in ROLES[one.role].acts_as for one in held)


def _place(row: Honour) -> object:
    return BY_KEY.get(row.province, row.province)


def _rows(cycle: Cycle) -> QuerySet[Honour]:
    rows = Honour.objects.filter(cycle=cycle).select_related("office", "cycle", "certificate")
    return rows.order_by("place", "office__code")
