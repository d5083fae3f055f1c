"""A year of the calendar in one place, with its list, its weekend, its warnings and its changes."""

from datetime import date
from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.access.scopes import Reach
from parvaneh.frame.error_pages import reason_said
from parvaneh.frame.listing import Column, Kind, Listing, Tag
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.places import BY_KEY, PROVINCES
from parvaneh.kit.text import ascii_digits, sort_key
from parvaneh.law import jalali
from parvaneh.law.judicial_calendar import WEEKDAYS, Weekday, weekend_of
from parvaneh.registry.models import DayOff
from parvaneh.registry.queries import calendar as calendar_now
from parvaneh.registry.queries import calendar_health, days_off_between
from parvaneh.site.calendar.forms import ChangeFilter
from parvaneh.site.calendar.words import (
    KINDS,
    SIGNS,
    place_said,
    weekday_names,
    year_said,
)
from parvaneh.site.listing import listing_response
from parvaneh.site.people import names_of
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.sources_said import source_said

FIRST_YEAR, YEARS_AHEAD = 1392, 2
HELD, GONE = msg("in force"), msg("withdrawn")


@login_required
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Show a year in a province, or as it holds in the whole country."""
    reader = reader_of(request)
    now = jalali.parts(reader.on)[0]
    year = _year(request.GET.get("year", ""), now)
    asked = request.GET.get("province", "")
    province = asked if asked in BY_KEY else ""
    first, after = jalali.jalali(year, 1, 1), jalali.jalali(year + 1, 1, 1)
    known = calendar_now()
    rows = [one for one in days_off_between(first, after, province) if one.on < after]
    reached = reach(reader.acting, Permission.CALENDAR_MANAGE, reader.on)
    said = {
        "year": year,
        "province": province,
        "place": place_said(province),
        "years": [(one, str(one)) for one in range(now + YEARS_AHEAD, FIRST_YEAR - 1, -1)],
        "provinces": sorted(PROVINCES, key=lambda one: sort_key(shown(one))),
        "months": year_said(known, year, province, reader.on),
        "weekdays": weekday_names(),
        "rows": [_row(one, reached) for one in rows],
        "weekend": _weekend(province, max(reader.on, first)),
        "signs": [(SIGNS[one], say(KINDS[one]), one) for one in SIGNS],
        "warnings": _warnings(now) if not reached.empty() else [],
        "keeps": not reached.empty(),
        "keeps_country": reached.country,
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < now + YEARS_AHEAD else None,
    }
    return render(request, "calendar/calendar.html", said)


@login_required
@require_safe
def calendar_days(request: HttpRequest) -> HttpResponse:
    """List every day off that was ever entered, those withdrawn too: the log of changes."""
    reader = reader_of(request)
    rows = DayOff.objects.all()
    return listing_response(
        request, "calendar/days.html", _listing(reader), rows, ("-entered_at", "-id")
    )


def _listing(reader: Reader) -> Listing:
    keys = DayOff.objects.values_list("entered_by", "withdrawn_by").distinct()
    people = names_of(key for pair in keys for key in pair)
    reached = reach(reader.acting, Permission.CALENDAR_MANAGE, reader.on)
    return Listing(
        "days-off",
        msg("Days off, and who entered them"),
        (
            Column(
                "on", msg("Day"), lambda one: one.on, Kind.DAY, partial(_address, reached), "on"
            ),
            Column("name", msg("Name"), shown),
            Column("kind", msg("Kind"), lambda one: say(KINDS[one.kind])),
            Column("place", msg("Where"), lambda one: place_said(one.province)),
            Column("source", msg("Source"), lambda one: source_said(one.source)),
            Column(
                "entered",
                msg("Entered"),
                lambda one: one.entered_at,
                Kind.MOMENT,
                None,
                "entered_at",
            ),
            Column("by", msg("Entered by"), lambda one: people[one.entered_by]),
            Column("state", msg("State"), _state, Kind.TAG),
            Column("withdrawn", msg("Withdrawn"), lambda one: one.withdrawn_at, Kind.MOMENT),
            Column("who", msg("Withdrawn by"), lambda one: people.get(one.withdrawn_by, "")),
            Column("why", msg("Why"), lambda one: one.reason),
        ),
        filters=partial(ChangeFilter, today=reader.on),
    )


def may_edit(reached: Reach, province: str) -> bool:
    """Whether a keeper of the calendar reaches a day off of a province, or of the country."""
    return reached.country or bool(province and province in reached.provinces)


def _address(reached: Reach, one: DayOff) -> str:
    is_open = one.withdrawn_at is None and may_edit(reached, one.province)
    return reverse("day_off_withdraw", args=[one.pk]) if is_open else ""


def _state(one: DayOff) -> Tag:
    return Tag(say(GONE), "bad") if one.withdrawn_at else Tag(say(HELD), "ok")


def _row(one: DayOff, reached: Reach) -> dict[str, object]:
    return {
        "row": one,
        "kind": say(KINDS[one.kind]),
        "sign": SIGNS.get(one.kind, ""),
        "place": place_said(one.province),
        "source": source_said(one.source),
        "url": _address(reached, one),
    }


def _year(text: str, now: int) -> int:
    plain = ascii_digits(text)
    year = int(plain) if plain.isascii() and plain.isdigit() and len(plain) == len("1404") else now
    return year if FIRST_YEAR <= year <= now + YEARS_AHEAD else now


def _weekend(province: str, on: date) -> str:
    found = weekend_of(calendar_now(), province=province, on=on)
    return shown([WEEKDAYS[one] for one in Weekday if one in found])


def _warnings(now: int) -> list[dict[str, object]]:
    """What the keeper should look at, for this year and the coming one, with what to do."""
    found = []
    for one in calendar_health((now, now + 1)):
        for fault in one.faults:
            said = reason_said(fault).text
            found.append({"text": said, "blocks": fault.blocks, "year": one.year})
    return found
