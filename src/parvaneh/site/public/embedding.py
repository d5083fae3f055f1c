"""Grades on other sites: the list that may stand in a frame, and the page that explains how."""

from typing import Any
from urllib.parse import urlencode

from csp.decorators import csp_replace, csp_update
from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe
from markupsafe import Markup, escape

from parvaneh.editions.models import ListedOffice
from parvaneh.editions.queries import edition_now, register_now
from parvaneh.frame.form_fields import TextField
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.clock import now_utc
from parvaneh.kit.languages import msg
from parvaneh.kit.places import BY_KEY
from parvaneh.kit.text import ascii_digits, clean
from parvaneh.site.public.badge import HEIGHT, WIDTH, badge_name
from parvaneh.site.public.finding import FindForm
from parvaneh.site.public.words import now_of, offices_shown

PLACED = ("province", "city", "grade", "service")  # what a list may be narrowed by
MOST = 30  # offices of a list; the rest are one link away
LONGEST = 12  # digits of a code
FRESH = "public, max-age=60"
NOT_LISTED = msg("No listed office has this code.")
OFFICES, OFFICES_IN = msg("Offices of electronic judicial services"), msg("Offices in {place}")
TALL = 480  # pixels of the frame that is proposed
# Frames of other sites may hold it; nothing runs in it and nothing is sent from it.
FRAMED = {
    "frame-ancestors": ["*"],
    "script-src": None,
    "connect-src": None,
    "form-action": ["'none'"],
}


class BadgeForm(forms.Form):
    """Whose badge is wanted."""

    def __init__(self, asked: QueryDict) -> None:
        """Ask in the reader's language."""
        super().__init__(asked if asked.get("office") else None)
        self.fields["office"] = TextField(
            label=say(msg("Code of the office")), required=False, max_length=LONGEST
        )

    def clean_office(self) -> str:
        """The code of a listed office, in digits of any kind."""
        code = ascii_digits(clean(self.cleaned_data["office"]))
        if code and code not in register_now().by_code:
            raise forms.ValidationError(say(NOT_LISTED))
        return code


@xframe_options_exempt
@csp_replace(FRAMED)
@require_safe
def embedded_list(request: HttpRequest) -> HttpResponse:
    """Show the offices of a place in a few lines each, within a page of somebody else."""
    now = now_of(now_utc())
    form = FindForm(_placed(request.GET), now=now)
    found = form.found() if form.is_valid() else []
    asked = _asked(form)
    said = {
        "title": _title(asked),
        "offices": offices_shown(found[:MOST], now),
        "count": len(found),
        "is_part": len(found) > MOST,
        "all": _address("find", asked),
        "edition": edition_now(),
    }
    answer = render(request, "public/embedded_list.html", said)
    answer.headers["Cache-Control"] = FRESH
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@csp_update({"frame-src": ["'self'"]})
@require_safe
def embed(request: HttpRequest) -> HttpResponse:
    """Show how badge and list come into another site, with what to copy."""
    badge_form = BadgeForm(request.GET)
    code = badge_form.cleaned_data["office"] if badge_form.is_valid() else ""
    register = register_now()
    row = register.by_code[code] if code else next(iter(register.offices), None)
    form = FindForm(_placed(request.GET), now=now_of(now_utc()))
    asked = _asked(form) if form.is_valid() else {}
    framed = _address("embedded_list", asked)
    said: dict[str, Any] = {
        "badge_form": badge_form,
        "row": row,
        "is_example": not code,
        "badge_name": badge_name(row) if row else "",
        "badge_code": _badge_code(request, row) if row else "",
        "width": WIDTH,
        "height": HEIGHT,
        "form": form,
        "names": PLACED,
        "framed": framed,
        "title": _title(asked),
        "tall": TALL,
        "list_code": _list_code(request.build_absolute_uri(framed), _title(asked)),
        "edition": edition_now(),
    }
    return render(request, "public/embed.html", said)


def _placed(asked: QueryDict) -> QueryDict:
    """What narrows a list, of all that is asked; the search box is none of it."""
    kept = QueryDict(mutable=True)
    for name in PLACED:
        kept[name] = str(asked.get(name, ""))
    return kept


def _asked(form: FindForm) -> dict[str, str]:
    """What was asked and is understood, in one order."""
    said = form.cleaned_data if form.is_valid() else {}
    return {name: said[name] for name in PLACED if said.get(name)}


def _title(asked: dict[str, str]) -> str:
    place = asked.get("city") or (shown(BY_KEY[asked["province"]]) if "province" in asked else "")
    return say(OFFICES_IN, place=place) if place else say(OFFICES)


def _address(route: str, asked: dict[str, str]) -> str:
    return f"{reverse(route)}?{urlencode(asked)}" if asked else reverse(route)


def _badge_code(request: HttpRequest, row: ListedOffice) -> str:
    """HTML for another site; copied as text, so it is no markup of our own page."""
    page, image = (
        request.build_absolute_uri(reverse(route, args=[row.code]))
        for route in ("public_office", "office_badge")
    )
    told = Markup('<a href="{}"><img src="{}" width="{}" height="{}" alt="{}"></a>')
    return "".join(told.format(page, image, WIDTH, HEIGHT, badge_name(row)))


def _list_code(address: str, title: str) -> str:
    told = '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy"></iframe>'
    return told.format(escape(address), escape(title), TALL)
