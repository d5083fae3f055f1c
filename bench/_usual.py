"""The peer of a first look: the same page as it is usually made with Django.

Rows of the registry as objects with what belongs to them fetched beforehand, a paginator, a form
of Django's, templates of Django's with inheritance and a part for each card. Nothing in it is slow
on purpose: parts are kept compiled, every relation costs one query for the whole page, and what is
in force is chosen by the database.
"""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import DjangoTemplates
from django.urls import path

from parvaneh.editions.models import Edition
from parvaneh.frame.pages_environment import say
from parvaneh.frame.persian import FaKey
from parvaneh.kit.clock import now_utc, tehran
from parvaneh.kit.languages import msg
from parvaneh.kit.places import BY_KEY, PROVINCES
from parvaneh.law.judicial_calendar import FROM_MONDAY
from parvaneh.registry.models import (
    DayOff,
    Grade,
    Licence,
    Office,
    OfficeAddress,
    OfficeHours,
    OfficePhone,
    OfficeService,
)
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.queries import is_demonstration
from parvaneh.site.place_names import county_name
from parvaneh.site.services_offered import SERVICES
from parvaneh.site.urls import urlpatterns as product

SIZE = 20
GRADES = {"excellent": 1, "good": 2, "average": 3, "weak": 4}
NAMES = {"excellent": "Excellent", "good": "Good", "average": "Average", "weak": "Weak"}
INITIAL, SERVING = "good", "serving"
FOLDER = Path(__file__).parent / "usual"
ENGINE = DjangoTemplates({
    "NAME": "usual",
    "DIRS": [FOLDER],
    "APP_DIRS": False,
    "OPTIONS": {
        "context_processors": ["django.template.context_processors.request"],
        "builtins": ["bench._usual_tags", "django.templatetags.i18n"],
    },
})  # fmt: skip


class FindForm(forms.Form):
    """The filters of the search."""

    q = forms.CharField(label=msg("City, street, number or code"), required=False, max_length=100)
    province = forms.ChoiceField(required=False)
    open = forms.ChoiceField(required=False)
    grade = forms.ChoiceField(required=False)
    service = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fill the choices in the language of the page."""
        super().__init__(*args, **kwargs)
        opens = [(SERVING, say("licensed and serving")), ("now", say("open now"))]
        named = {
            "province": (msg("Province"), [(one.key, one.fa) for one in PROVINCES]),
            "open": (msg("Open"), opens),
            "grade": (msg("Grade"), [(key, say(name)) for key, name in NAMES.items()]),
            "service": (msg("Service"), [(key, say(one)) for key, one in SERVICES.items()]),
        }  # fmt: skip
        for name, (label, choices) in named.items():
            field = self.fields[name]
            field.label = say(label)
            field.choices = [("", say("Any")), *choices]  # type: ignore[attr-defined]
        self.fields["q"].label = say("City, street, number or code")


def offices_of(said: dict[str, str], on: date) -> QuerySet[Office]:
    """The offices that fit, with all that a card shows."""
    then = holds_on(on)
    licences = Licence.objects.filter(starts_on__lte=on).order_by("-starts_on")
    # A semi-join and not a DISTINCT over a join, so that the index of titles gives the order.
    rows = Office.objects.filter(Exists(licences.filter(office=OuterRef("pk")).order_by()))
    if said.get("q"):
        word, there = said["q"], OfficeAddress.objects.filter(then)
        rows = rows.filter(
            Q(title__icontains=word) | Q(pk__in=there.filter(city__icontains=word).values("office"))
        )
    if said.get("province"):
        rows = rows.filter(province=said["province"])
    if said.get("service"):
        offered = OfficeService.objects.filter(then, service=said["service"])
        rows = rows.filter(pk__in=offered.values("office"))
    return rows.order_by(FaKey("title"), "code").prefetch_related(
        Prefetch("officeaddress_rows", OfficeAddress.objects.filter(then), "addresses"),
        Prefetch("officephone_rows", OfficePhone.objects.filter(then).order_by("number"), "phones"),
        Prefetch("officehours_rows", OfficeHours.objects.filter(then).order_by("opens"), "hours"),
        Prefetch("licences", licences, "known"),
        Prefetch("grades", Grade.objects.filter(then, void=False), "held"),
    )  # fmt: skip


class Card:
    """An office as a template shows it."""

    def __init__(self, office: Office, at: datetime, off: dict[str, str]) -> None:
        """Keep the office and the moment."""
        self.office, self.at, self.off = office, at, off
        self.address = next(iter(office.addresses), None)  # type: ignore[attr-defined]
        self.phone = next(iter(office.phones), None)  # type: ignore[attr-defined]
        self.grade = next(iter(office.held), None)  # type: ignore[attr-defined]
        self.licence = next(iter(office.known), None)  # type: ignore[attr-defined]

    def where(self) -> list[str]:
        """City, county and province, none of them twice."""
        province = BY_KEY[self.office.province]
        county = county_name(self.office.province, self.address.county) if self.address else ""
        names = [self.address.city if self.address else "", county, province.fa]
        return [name for name in dict.fromkeys(names) if name]

    def is_open(self) -> bool:
        """Whether its licence stands."""
        return self.licence is not None and self.licence.state in {"active", "renewal_due"}

    def tiles(self) -> list[tuple[int, bool]]:
        """The tiles of the mark: where each begins, whether it is empty."""
        place = GRADES[self.key()]
        return [((len(GRADES) - 1 - n) * 14, n > len(GRADES) - place) for n in range(len(GRADES))]

    def key(self) -> str:
        """The grade; before the first ranking the initial one."""
        return self.grade.grade if self.grade and self.grade.grade else INITIAL

    def place(self) -> int:
        """The place of the grade from the top."""
        return GRADES[self.key()]

    def word(self) -> str:
        """The name of the grade."""
        return NAMES[self.key()]

    def now(self) -> str:
        """Whether people are served at this moment."""
        off = self.off.get("") or self.off.get(self.office.province)
        if off:
            return say("closed today: {name}", name=off)
        clock = self.at.time()
        weekday = FROM_MONDAY[self.at.weekday()]
        shifts = [one for one in self.office.hours if one.weekday == weekday]  # type: ignore[attr-defined]
        for one in shifts:
            if one.opens <= clock < one.closes:
                return say("open now, until {hour}", hour=f"{one.closes:%H:%M}")
        coming = [one.opens for one in shifts if clock < one.opens]
        if coming:
            return say("closed now, opens at {hour}", hour=f"{coming[0]:%H:%M}")
        return say("closed now")


def find(request: HttpRequest) -> HttpResponse:
    """The search as it is usually written."""
    at = now_utc().astimezone(tehran())
    form = FindForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    pages = Paginator(offices_of(said, at.date()), SIZE)
    page = pages.get_page(request.GET.get("page"))
    days = DayOff.objects.filter(withdrawn_at__isnull=True, on=at.date())
    off = {one.province: one.fa for one in days}
    context = {
        "form": form,
        "page": page,
        "cards": [Card(office, at, off) for office in page],
        "edition": Edition.objects.order_by("-number").first(),
        "is_demo": is_demonstration(),
    }
    return HttpResponse(ENGINE.get_template("find.html").render(context, request))


urlpatterns = [path("find/", find), *product]
