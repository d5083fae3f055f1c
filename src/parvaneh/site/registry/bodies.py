"""The list of bodies, a body's page, the Kanoons of the provinces, and what may be changed."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from parvaneh.access.permissions import Permission as Can
from parvaneh.access.scopes import Lies
from parvaneh.frame.form_fields import TextField
from parvaneh.frame.listing import Column, Kind, Listing, Tag
from parvaneh.frame.pages_environment import number, say, shown
from parvaneh.frame.persian import FaKey, FaNorm
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean, search_key
from parvaneh.law.seats import seat_count
from parvaneh.law.values import NoValueInForce
from parvaneh.registry.loaders import body_of, holding_of, visible_bodies
from parvaneh.registry.models import Body, BodyKind, Holding
from parvaneh.registry.models.bodies import BODY_KINDS, SEATED
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.queries import values_in_force
from parvaneh.registry.queries.changes import changes_of_body
from parvaneh.registry.queries.seats import seats_by_law
from parvaneh.registry.reach import reach_of
from parvaneh.site.choices import chosen, province_chosen
from parvaneh.site.listing import listing_response
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.registry.as_of import as_of
from parvaneh.site.registry.body_edits import ASSIGN, BODY_FOUND, VACATE
from parvaneh.site.registry.body_sheet import body_sheet, kanoon_lines, kanoon_map
from parvaneh.site.registry.changes import changes_said, paged
from parvaneh.site.registry.editing import Edit, edited
from parvaneh.site.registry.reaching import listed_for, may_anywhere

ASKED = ["GET", "HEAD", "POST"]
LIVING, PAST = "living", "past"
FULL = msg("{held} of {needed}")


def bodies_listed(seen: QuerySet[Body], on: date) -> QuerySet[Body]:
    """Bodies with how many of their seats are held, and the term that ends next."""
    held = Holding.objects.filter(holds_on(on), body=OuterRef("pk")).order_by()
    counted = held.values("body").annotate(count=Count("pk")).values("count")
    ending = held.filter(term_ends_on__gte=on).order_by("term_ends_on").values("term_ends_on")
    return seen.annotate(
        title_key=FaKey("title"),
        held=Coalesce(Subquery(counted[:1]), 0),
        term_ends_on=Subquery(ending[:1]),
    )


def bodies_listing(on: date) -> Listing:
    """The list of bodies as it is read on a day."""
    needed = _seats_needed(on)

    def seats(row: Any) -> Tag | None:
        wanted = needed.get(row.kind)
        if wanted is None or (row.ends_on and row.ends_on < on):
            return None
        words = say(FULL, held=number(row.held), needed=number(wanted))
        return Tag(words, "ok" if row.held >= wanted else "warn")

    return Listing(
        "bodies",
        msg("Bodies"),
        (
            Column("title", msg("Name"), lambda row: row.title, link=_address, order="title_key"),
            Column("code", msg("Code"), lambda row: row.code, Kind.CODE, order="code"),
            Column("kind", msg("Kind"), lambda row: shown(BODY_KINDS[BodyKind(row.kind)])),
            Column("province", msg("Province"), lambda row: shown(row.province)
                   if row.province else say(msg("the whole country"))),
            Column("seats", msg("Seats held"), seats, Kind.TAG),
            Column("term", msg("Next term ends"), lambda row: row.term_ends_on, Kind.DAY),
            Column("starts_on", msg("First day"), lambda row: row.starts_on, Kind.DAY,
                   in_file_only=True),
            Column("ends_on", msg("Last day"), lambda row: row.ends_on, Kind.DAY),
        ),
        partial(BodyFilter, on=on, needed=needed),
    )  # fmt: skip


class BodyFilter(forms.Form):
    """What may be asked of the list of bodies."""

    def __init__(self, asked: QueryDict | None, *, on: date, needed: dict[str, int]) -> None:
        """Ask in the reader's language."""
        super().__init__(asked)
        self.on, self.needed = on, needed
        kinds = [(one.value, shown(term)) for one, term in BODY_KINDS.items()]
        there = [(LIVING, say(msg("exists"))), (PAST, say(msg("dissolved")))]
        self.fields["q"] = TextField(label=say(msg("Name or code")), required=False, max_length=100)
        self.fields["kind"] = chosen(msg("Kind"), kinds)
        self.fields["province"] = province_chosen()
        self.fields["vacant"] = chosen(msg("Has an empty seat"), [("yes", say(msg("yes")))])
        self.fields["there"] = chosen(msg("Exists"), there)

    def condition(self) -> Q:
        """Everything that was asked, as one condition."""
        said = self.cleaned_data
        gone = Q(ends_on__lt=self.on)
        parts: dict[str, Callable[[str], Q]] = {
            "q": bodies_found,
            "kind": lambda key: Q(kind=key),
            "province": lambda key: Q(province=key),
            "vacant": lambda _: self._vacant() & ~gone,
            "there": lambda told: gone if told == PAST else ~gone,
        }
        condition = Q()
        for name, part in parts.items():
            if said.get(name):
                condition &= part(said[name])
        return condition

    def _vacant(self) -> Q:
        condition = Q(pk__in=())
        for kind, wanted in self.needed.items():
            condition |= Q(kind=kind, held__lt=wanted)
        return condition


def bodies_found(text: str) -> Q:
    """The condition that a body is meant by a text: part of its name, or its code."""
    named = Body.objects.alias(title_norm=FaNorm("title"))
    found = named.filter(title_norm__contains=search_key(text))
    return Q(pk__in=found.values("pk")) | Q(code__startswith=clean(text).lower())


@login_required
@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """List the bodies within reach; national ones are known to whoever sees any."""
    reader = reader_of(request)
    listed_for(reader, Can.BODY_SEE)
    seen = visible_bodies(reader.acting, to=Can.BODY_SEE, on=reader.on)
    return listing_response(
        request,
        "registry/bodies.html",
        bodies_listing(reader.on),
        bodies_listed(seen, reader.on),
        ("kind", "code"),
        may_make=may_anywhere(reader, Can.BODY_MANAGE),
    )


@login_required
@require_safe
def body(request: HttpRequest, code: str) -> HttpResponse:
    """Show everything known of a body, today or as it stood on a day."""
    reader = reader_of(request)
    found = body_of(reader.acting, code, to=Can.BODY_SEE, on=reader.on)
    return render(request, "registry/body.html", body_sheet(reader, found, as_of(request, reader)))


@login_required
@require_safe
def body_changes(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was changed of a body, its seats and its provinces."""
    reader = reader_of(request)
    found = body_of(reader.acting, code, to=Can.BODY_SEE, on=reader.on)
    when = as_of(request, reader)
    told = changes_said(
        changes_of_body(found, until=when.until), names_seen=True, subject="body_id"
    )
    shown = {"name": found.title, "code": code, "route": "body", "when": when, **paged(told)}
    return render(request, "registry/changes.html", shown)


@login_required
@require_safe
def kanoons(request: HttpRequest) -> HttpResponse:
    """Show which Kanoon serves each province, as a map of squares and as a table."""
    reader = reader_of(request)
    listed_for(reader, Can.BODY_SEE)
    when = as_of(request, reader)
    seen = visible_bodies(reader.acting, to=Can.BODY_SEE, on=reader.on)
    titles = dict(seen.filter(kind=BodyKind.KANOON).values_list("code", "title"))
    lines = kanoon_lines(titles, when.on)
    shown = {
        "when": when,
        "lines": lines,
        "map": kanoon_map(lines),
        "may_assign": not when.is_past and _assigns(reader),
    }
    return render(request, "registry/kanoons.html", shown)


@login_required
@require_http_methods(ASKED)
def body_make(request: HttpRequest) -> HttpResponse:
    """Enter a body."""
    reader = reader_of(request)
    listed_for(reader, Can.BODY_MANAGE)
    return edited(
        request,
        BODY_FOUND,
        reader=reader,
        thing=None,
        name=say(msg("Bodies")),
        back=reverse("bodies"),
        done=lambda made: reverse("body", args=[made.code]),
    )


@login_required
@require_http_methods(ASKED)
def kanoon_assign(request: HttpRequest) -> HttpResponse:
    """Say which Kanoon serves a province; it changes who reaches what, so for the country."""
    reader = reader_of(request)
    if not _assigns(reader):
        raise NotThere("kanoon_assign")
    name, back = say(msg("Provinces and Kanoons")), reverse("kanoons")
    return edited(request, ASSIGN, reader=reader, thing=None, name=name, back=back)


@login_required
@require_http_methods(ASKED)
def body_edit(request: HttpRequest, code: str, edit: Edit) -> HttpResponse:
    """Change one thing of a body."""
    reader = reader_of(request)
    found = body_of(reader.acting, code, to=Can.BODY_MANAGE, on=reader.on)
    back = reverse("body", args=[found.code])
    return edited(request, edit, reader=reader, thing=found, name=found.title, back=back)


@login_required
@require_http_methods(ASKED)
def seat_vacate(request: HttpRequest, code: str, role: str, place: int) -> HttpResponse:
    """End somebody's time in a seat."""
    reader = reader_of(request)
    found = holding_of(reader.acting, code, role, place, to=Can.BODY_MANAGE, on=reader.on)
    back = reverse("body", args=[code])
    name = found.body.title
    return edited(request, VACATE, reader=reader, thing=found, name=name, back=back)


def _assigns(reader: Reader) -> bool:
    return reach_of(reader.acting, Can.BODY_MANAGE, reader.on).covers(Lies())


def _seats_needed(on: date) -> dict[str, int]:
    """How many seats the law gives each kind of body on a day."""
    values = values_in_force()
    try:
        return {kind.value: seat_count(seats_by_law(kind, values=values, on=on)) for kind in SEATED}
    except NoValueInForce:
        return {}


def _address(row: Body) -> str:
    return reverse("body", args=[row.code])
