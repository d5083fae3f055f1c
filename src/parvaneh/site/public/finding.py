"""Finding an office: one box, a few filters, the best answers first."""

from collections.abc import Callable, Container, Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from parvaneh.editions.models import ListedOffice, Standing
from parvaneh.editions.queries import (
    cities_listed,
    edition_now,
    has_access,
    offices_meant,
    register_now,
)
from parvaneh.frame.form_fields import ChoicesField, TextField
from parvaneh.frame.pages_environment import number, say
from parvaneh.kit.clock import now_utc
from parvaneh.kit.languages import msg
from parvaneh.site.choices import chosen, province_chosen
from parvaneh.site.public.access import access_choices
from parvaneh.site.public.words import Now, is_open_now, marks_on, now_of, offices_shown
from parvaneh.site.services_offered import SERVICES

SIZE = 20
LONGEST = 100
SERVING, OPEN_NOW = "serving", "now"


class FindForm(forms.Form):
    """What may be asked of the public register."""

    def __init__(self, asked: QueryDict, *, now: Now) -> None:
        """Ask in the reader's language."""
        cities = cities_listed(asked.get("province", ""))
        super().__init__(_without_strange_city(asked, {city for city, _ in cities}))
        self.now = now
        grades = [(key, mark.word) for key, mark in marks_on(now.at.date()).items()]
        open_said = [(SERVING, say(msg("licensed and serving"))), (OPEN_NOW, say(msg("open now")))]
        label = say(msg("City, street, number or code"))
        self.fields["q"] = TextField(label=label, required=False, max_length=LONGEST)
        self.fields |= {
            "province": province_chosen(),
            "city": chosen(msg("City"), [(one, f"{one} ({number(many)})") for one, many in cities]),
            "grade": chosen(msg("Grade"), grades),
            "service": chosen(msg("Service"), [(key, say(one)) for key, one in SERVICES.items()]),
            "open": chosen(msg("Open or closed"), open_said),
            "access": ChoicesField(
                label=say(msg("Access")),
                choices=access_choices(),
                required=False,
                help_text=say(msg("Only offices that are known to have all that you tick.")),
            ),
        }

    def found(self) -> list[ListedOffice]:
        """The offices that fit, the best first; all of them, in Persian order, where no word is."""
        said = self.cleaned_data
        rows: Iterable[ListedOffice] = (
            offices_meant(said["q"]) if said["q"] else register_now().offices
        )
        parts: dict[str, Callable[[ListedOffice], bool]] = {
            "province": lambda row: row.province == said["province"],
            "city": lambda row: row.city == said["city"],
            "grade": lambda row: row.grade == said["grade"],
            "service": lambda row: said["service"] in row.services,
            "open": self._is_open,
            "access": lambda row: has_access(row, said["access"]),
        }
        for name, fits in parts.items():
            rows = filter(fits, rows) if said[name] else rows
        return list(rows)

    def _is_open(self, row: ListedOffice) -> bool:
        if self.cleaned_data["open"] == OPEN_NOW:
            return is_open_now(row, self.now)
        return row.standing == Standing.OPEN


def _without_strange_city(asked: QueryDict, cities: Container[str]) -> QueryDict:
    """What is asked; a city of the province that was chosen before is asked no more."""
    kept = asked.copy()
    if kept.get("city", "") not in cities:
        kept.pop("city", None)
    return kept


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Show the offices that fit what was asked."""
    now = now_of(now_utc())
    form = FindForm(request.GET, now=now)
    found = form.found() if form.is_valid() else []
    first = _first(request.GET.get("from", ""))
    shown = offices_shown(found[first : first + SIZE], now)
    said: dict[str, Any] = {
        "form": form,
        "asked": form.cleaned_data.get("q", "") if form.is_valid() else "",
        "offices": shown,
        "count": len(found),
        "edition": edition_now(),
        "narrowed": sum(bool(request.GET.get(name)) for name in form.fields if name != "q"),
        "next": _page(request, first + SIZE) if len(found) > first + SIZE else "",
        "first": _page(request, 0) if first else "",
    }
    return render(request, "public/find.html", said)


def _first(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("100000") else 0


def _page(request: HttpRequest, first: int) -> str:
    asked = request.GET.copy()
    asked.pop("from", None)
    if first:
        asked["from"] = str(first)
    return f"{reverse('find')}?{asked.urlencode()}"
