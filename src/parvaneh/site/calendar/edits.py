"""Changes of the calendar: first the deadlines that would move, then the act."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.casework.calendar_edit import Edited
from parvaneh.casework.operations import calendar_edit, deadlines_preview
from parvaneh.frame.act_page import one_act
from parvaneh.frame.pages_environment import say
from parvaneh.frame.pages_environment import shown as said_as
from parvaneh.frame.refused import NotThere
from parvaneh.kit.holidays import official_calendar
from parvaneh.law import jalali
from parvaneh.law.judicial_calendar import DayOff as LawDayOff
from parvaneh.law.judicial_calendar import Weekend
from parvaneh.registry.models import DayOff
from parvaneh.registry.operations import (
    DaysChanged,
    day_off_withdraw,
    days_off_enter,
    holidays_seed,
    weekend_set,
)
from parvaneh.registry.operations.days import FIRST_YEAR, LAST_YEAR, as_law
from parvaneh.site.calendar.forms import DayOffForm, WeekendForm, WithdrawForm
from parvaneh.site.calendar.words import KINDS, MovedAll, moved_said, place_said
from parvaneh.site.calendar.year import may_edit
from parvaneh.site.reader import Reader, reader_of

MOVED = "moved"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def day_off_new(request: HttpRequest) -> HttpResponse:
    """Ask for a day off; show what it moves; enter it."""
    reader = _keeper(request)
    asked = partial(DayOffForm, provinces=_provinces(reader))
    if request.method == "POST":
        return one_act(
            form=asked(request.POST),
            operation=lambda said: _edited(partial(days_off_enter, **said), reader),
            done=_done,
            again=lambda form: render(request, "calendar/day_off_new.html", {"form": form}),
        )
    if "first" not in request.GET:
        return render(request, "calendar/day_off_new.html", {"form": asked()})
    form = asked(request.GET)
    if not form.is_valid():
        return render(request, "calendar/day_off_new.html", {"form": form})
    said = form.cleaned_data
    moved = deadlines_preview(entered=_entered(said))
    shown = {
        "form": form,
        "said": said,
        "kind": say(KINDS[said["kind"]]),
        "places": said_as([place_said(one) for one in said["provinces"] or [""]]),
        "moved": _moved(moved, reader),
        "hidden": _sent(request),
    }
    return render(request, "calendar/day_off_preview.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def day_off_end(request: HttpRequest, number: int) -> HttpResponse:
    """Show what moves if a day off is withdrawn; withdraw it."""
    reader = _keeper(request)
    reached = reach(reader.acting, Permission.CALENDAR_MANAGE, reader.on)
    row = DayOff.objects.filter(pk=number, withdrawn_at__isnull=True).first()
    if row is None or not may_edit(reached, row.province):
        raise NotThere(str(number))

    def shown(form: forms.Form) -> HttpResponse:
        moved = deadlines_preview(withdrawn=[(row.on, as_law(row))])
        said = {
            "row": row,
            "kind": say(KINDS[row.kind]),
            "place": place_said(row.province),
            "moved": _moved(moved, reader),
            "form": form,
        }
        return render(request, "calendar/day_off_end.html", said)

    if request.method != "POST":
        return shown(WithdrawForm())
    return one_act(
        form=WithdrawForm(request.POST),
        operation=lambda said: _edited(
            partial(day_off_withdraw, day_off=row, reason=said["reason"]), reader
        ),
        done=_done,
        again=shown,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def weekend_new(request: HttpRequest) -> HttpResponse:
    """Ask which weekdays are off; show what that moves; set it."""
    reader = _keeper(request)
    asked = partial(WeekendForm, provinces=_provinces(reader))
    if request.method == "POST":
        return one_act(
            form=asked(request.POST),
            operation=lambda said: _edited(partial(weekend_set, **said), reader),
            done=_done,
            again=lambda form: render(request, "calendar/weekend_new.html", {"form": form}),
        )
    form = asked(request.GET) if "starts_on" in request.GET else asked()
    if not form.is_bound or not form.is_valid():
        return render(request, "calendar/weekend_new.html", {"form": form})
    said = form.cleaned_data
    weekend = Weekend(
        frozenset(said["weekdays"]), said["starts_on"], None, said["province"] or None
    )
    moved = deadlines_preview(weekend=weekend)
    shown = {
        "said": said,
        "place": place_said(said["province"]),
        "weekdays": said["weekdays"],
        "moved": _moved(moved, reader),
        "hidden": _sent(request),
    }
    return render(request, "calendar/weekend_preview.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def holidays_new(request: HttpRequest, year: int) -> HttpResponse:
    """Show the official holidays of a year and what they move; enter them."""
    reader = _keeper(request)
    is_for_all = reach(reader.acting, Permission.CALENDAR_MANAGE, reader.on).country
    if not is_for_all or not FIRST_YEAR <= year < LAST_YEAR:
        raise NotThere(str(year))

    def shown(form: forms.Form) -> HttpResponse:
        new = _holidays(year)
        said = {
            "year": year,
            "days": new,
            "moved": _moved(deadlines_preview(entered=new), reader),
            "form": form,
        }
        return render(request, "calendar/holidays.html", said)

    if request.method != "POST":
        return shown(forms.Form())
    return one_act(
        form=forms.Form(request.POST),
        operation=lambda _: _edited(partial(holidays_seed, years=[year]), reader),
        done=lambda _: f"{reverse('calendar')}?year={year}",
        again=shown,
    )


def _edited(operation: Callable[..., DaysChanged], reader: Reader) -> Edited:
    """One change through the door of the calendar: the days, then the deadlines they move."""
    by, at = reader.acting, reader.at
    return calendar_edit(partial(operation, by=by, at=at), by=by, at=at)


def _keeper(request: HttpRequest) -> Reader:
    reader = reader_of(request)
    if reach(reader.acting, Permission.CALENDAR_MANAGE, reader.on).empty():
        raise NotThere("calendar")
    return reader


def _provinces(reader: Reader) -> list[str] | None:
    reached = reach(reader.acting, Permission.CALENDAR_MANAGE, reader.on)
    return None if reached.country else sorted(reached.provinces)


def _entered(said: dict[str, Any]) -> list[tuple[Any, LawDayOff]]:
    days = [
        said["first"] + timedelta(number)
        for number in range(min((said["last"] - said["first"]).days + 1, 31))
    ]
    return [
        (on, LawDayOff(said["kind"], said["fa"], said["en"], province or None))
        for on in days
        for province in said["provinces"] or [""]
    ]


def _holidays(year: int) -> list[tuple[Any, LawDayOff]]:
    known = set(DayOff.objects.filter(province="").values_list("on", "kind", "fa"))
    return [
        (on, one)
        for on, entries in sorted(official_calendar([year]).days.items())
        for one in entries
        if (on, one.kind.value, one.fa) not in known
    ]


def _moved(moved: Any, reader: Reader) -> MovedAll:
    return moved_said(moved, reader.acting, reader.on)


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """What the address said, to be sent on with the second yes."""
    return [(name, value) for name, values in request.GET.lists() for value in values]


def _done(edited: Edited) -> str:
    """Back to the year of the change, which says how many deadlines moved."""
    changed = edited.changed
    year = jalali.parts(changed.first)[0] if changed.first else ""
    place = next(iter(sorted(changed.provinces)), "")
    return f"{reverse('calendar')}?year={year}&province={place}&{MOVED}={len(edited.moved)}"
