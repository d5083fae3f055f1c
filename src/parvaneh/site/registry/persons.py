"""The list of persons, a person's page, what is entered of them, and personal values revealed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from parvaneh.access.permissions import Permission as Can
from parvaneh.frame.fields import indexes
from parvaneh.frame.form_fields import TextField
from parvaneh.frame.listing import Column, Kind, Listing
from parvaneh.frame.pages_environment import say, shown
from parvaneh.frame.persian import FaNorm
from parvaneh.kit.identities import NotAnId, legal_id, national_id
from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean, search_key
from parvaneh.law.vocabulary import POSTS
from parvaneh.registry.loaders import person_of, visible_persons
from parvaneh.registry.models import Certificate, Person, Post
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.models.persons import NATIONAL_ID
from parvaneh.registry.operations.persons import PERSONAL
from parvaneh.registry.queries.changes import changes_of_person
from parvaneh.registry.queries.rows import persons_listed
from parvaneh.site.choices import chosen, province_chosen
from parvaneh.site.listing import listing_response
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.registry.as_of import as_of
from parvaneh.site.registry.changes import changes_said, paged
from parvaneh.site.registry.editing import Edit, edited
from parvaneh.site.registry.person_edits import MAKE, REVEAL
from parvaneh.site.registry.person_sheet import PERSONAL_NAMES, person_sheet
from parvaneh.site.registry.reaching import listed_for, may_anywhere
from parvaneh.site.registry.words import post_name

ASKED = ["GET", "HEAD", "POST"]
REVEALED = "revealed"  # in the session: whose value was revealed, which, to whom, when; never it
SHOWN_FOR = timedelta(minutes=2)
SOON_DAYS = 90
NONE = "none"


def persons_listing(reader: Reader) -> Listing:
    """The list of persons, without any personal value."""
    return Listing(
        "persons",
        msg("Persons"),
        (
            Column("name", msg("Name"), lambda row: row.name, link=_address, order="name_key"),
            Column("code", msg("Code"), lambda row: row.code, Kind.CODE, order="code"),
            Column("province", msg("Province"), lambda row: shown(row.province)
                   if row.province else None),
            Column("post", msg("Post"), lambda row: post_name(row.post_held)
                   if row.post_held else None),
            Column("office", msg("Office"), lambda row: row.office_title, is_long=True),
            Column("office_code", msg("Code of the office"), lambda row: row.office_code,
                   Kind.CODE),
        ),
        partial(PersonFilter, reader=reader),
    )  # fmt: skip


class PersonFilter(forms.Form):
    """What may be asked of the list of persons."""

    def __init__(self, asked: QueryDict | None, *, reader: Reader) -> None:
        """Ask in the reader's language."""
        super().__init__(asked)
        self.reader = reader
        posts = [*((key.value, shown(term)) for key, term in POSTS.items())]
        posts.append((NONE, say(msg("no post now"))))
        self.fields["q"] = TextField(
            label=say(msg("Name, code or the whole national id")), required=False, max_length=100
        )
        self.fields["province"] = province_chosen()
        self.fields["post"] = chosen(msg("Post"), posts)
        self.fields["expiring"] = chosen(
            msg("A certificate runs out within 90 days"), [("yes", say(msg("yes")))]
        )

    def condition(self) -> Q:
        """Everything that was asked, as one condition."""
        said, on = self.cleaned_data, self.reader.on
        parts: dict[str, Callable[[str], Q]] = {
            "q": persons_found,
            "province": lambda key: Q(province=key),
            "post": self._in_post,
            "expiring": lambda _: Q(
                Exists(
                    Certificate.objects.filter(
                        person=OuterRef("pk"),
                        ends_on__range=(on, on + timedelta(days=SOON_DAYS)),
                    )
                )
            ),
        }
        condition = Q()
        for name, part in parts.items():
            if said.get(name):
                condition &= part(said[name])
        return condition

    def _in_post(self, post: str) -> Q:
        held = Post.objects.filter(holds_on(self.reader.on), person=OuterRef("pk"))
        return ~Q(Exists(held)) if post == NONE else Q(Exists(held.filter(post=post)))


def persons_found(text: str) -> Q:
    """The condition that a person is meant: part of the name, the code, or the whole id."""
    named = Person.objects.alias(name_norm=FaNorm("name"))
    found = Q(pk__in=named.filter(name_norm__contains=search_key(text)).values("pk"))
    found |= Q(code=clean(text).lower())
    for read in (national_id, legal_id):
        try:
            found |= Q(national_index__in=indexes(NATIONAL_ID, read(text)))
        except NotAnId:
            continue
    return found


@login_required
@require_safe
def persons(request: HttpRequest) -> HttpResponse:
    """List the persons within reach."""
    reader = reader_of(request)
    listed_for(reader, Can.PERSON_SEE)
    seen = visible_persons(reader.acting, to=Can.PERSON_SEE, on=reader.on)
    return listing_response(
        request,
        "registry/persons.html",
        persons_listing(reader),
        persons_listed(seen, reader.on),
        ("name_key", "code"),
        may_make=may_anywhere(reader, Can.PERSON_MANAGE),
    )


@login_required
@require_safe
def person(request: HttpRequest, code: str) -> HttpResponse:
    """Show everything known of a person, personal values masked."""
    reader = reader_of(request)
    found = person_of(reader.acting, code, to=Can.PERSON_SEE, on=reader.on)
    return render(
        request, "registry/person.html", person_sheet(reader, found, as_of(request, reader))
    )


@login_required
@require_safe
def person_changes(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was changed of a person; sealed values stay sealed."""
    reader = reader_of(request)
    found = person_of(reader.acting, code, to=Can.PERSON_SEE, on=reader.on)
    when = as_of(request, reader)
    told = changes_said(
        changes_of_person(found, until=when.until), names_seen=True, subject="person_id"
    )
    shown = {"name": found.name, "code": code, "route": "person", "when": when, **paged(told)}
    return render(request, "registry/changes.html", shown)


@login_required
@require_http_methods(ASKED)
def person_make(request: HttpRequest) -> HttpResponse:
    """Enter a person."""
    reader = reader_of(request)
    listed_for(reader, Can.PERSON_MANAGE)
    return edited(
        request,
        MAKE,
        reader=reader,
        thing=None,
        name=say(msg("Persons")),
        back=reverse("persons"),
        done=lambda made: reverse("person", args=[made.code]),
    )


@login_required
@require_http_methods(ASKED)
def person_edit(request: HttpRequest, code: str, edit: Edit) -> HttpResponse:
    """Enter something of a person."""
    reader = reader_of(request)
    found = person_of(reader.acting, code, to=Can.PERSON_MANAGE, on=reader.on)
    back = reverse("person", args=[found.code])
    return edited(request, edit, reader=reader, thing=found, name=found.name, back=back)


@login_required
@require_http_methods(ASKED)
def person_reveal(request: HttpRequest, code: str) -> HttpResponse:
    """Show a personal value to who gave a reason; the log has it before the value is shown.

    Answers to forms are remembered for a while, so the value is never part of one: the form leads
    to a page that shows it for two minutes.
    """
    reader = reader_of(request)
    found = person_of(reader.acting, code, to=Can.PERSON_REVEAL, on=reader.on)
    path = reverse("person_reveal", args=[found.code])

    def done(field: str) -> str:
        request.session[REVEALED] = [found.code, field, _whom(reader), reader.at.isoformat()]
        return path

    if request.method != "POST" and (field := _revealed(request, reader, found)):
        response = _value_page(request, found, field)
    else:
        response = edited(
            request, REVEAL, reader=reader, thing=found, name=found.name,
            back=reverse("person", args=[found.code]), done=done,
        )  # fmt: skip
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _value_page(request: HttpRequest, person: Person, field: str) -> HttpResponse:
    shown = {
        "person": person,
        "name": say(PERSONAL_NAMES[field]),
        "value": getattr(person, field).reveal(),
        "is_day": field == "born_on",
    }
    return render(request, "registry/revealed.html", shown)


def _revealed(request: HttpRequest, reader: Reader, person: Person) -> str:
    """The field of this person that was revealed to this reader just now; empty otherwise."""
    kept: Any = request.session.get(REVEALED)
    if not kept:
        return ""
    code, field, whom, at = kept
    is_fresh = timedelta(0) <= reader.at - datetime.fromisoformat(at) <= SHOWN_FOR
    is_theirs = code == person.code and whom == _whom(reader) and field in PERSONAL
    if not (is_fresh and is_theirs):
        del request.session[REVEALED]
        return ""
    return str(field)


def _whom(reader: Reader) -> str:
    return f"{reader.acting.key} {reader.acting.for_key}"


def _address(row: Person) -> str:
    return reverse("person", args=[row.code])
