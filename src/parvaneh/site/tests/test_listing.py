"""Lists: paging equals the whole order, files say what the page says, nothing in them reckons."""

from __future__ import annotations

import csv
import io
from functools import partial

import pytest
from django import forms
from django.db.models import F, Q, Value
from django.db.models.functions import NullIf
from django.test import RequestFactory

from parvaneh.access.models import User
from parvaneh.frame.exporting import listing_exported
from parvaneh.frame.keyset import rows_after, rows_all
from parvaneh.frame.listing import Column, Kind, Listing, Tag, listing_page
from parvaneh.kit.clock import now_utc, tehran
from parvaneh.kit.sheets import read_workbook

pytestmark = pytest.mark.django_db
NAMES = ["=1+1", "@cmd", "+98", "-5", "\tx", "علی", "رضا", "زهرا"]


@pytest.fixture
def users() -> list[User]:
    at = now_utc()
    return User.objects.bulk_create(
        User(
            code=f"u-{number:02}",
            username=f"somebody_{number}",
            name=NAMES[number % len(NAMES)],
            language="en" if number % 3 else "fa",
            password="!",
            created_at=at,
            mobile=f"+98912000{number:04}" if number % 4 else "",
        )
        for number in range(24)
    )


class Filter(forms.Form):
    language = forms.ChoiceField(
        label="Language", required=False, choices=[("", "any"), ("fa", "zero")]
    )
    number = forms.IntegerField(required=False)

    def condition(self) -> Q:
        said = self.cleaned_data["language"]
        return Q(language=said) if said else Q()


LISTING = Listing(
    "people",
    "Cases",
    (
        Column("code", "Code", lambda one: one.code, Kind.CODE, order="code"),
        Column("name", "Name", lambda one: one.name),
        Column("at", "When", lambda one: one.created_at, Kind.MOMENT),
        Column("state", "State", lambda _: Tag("fine", "ok"), Kind.TAG),
        Column("rank", "Event", lambda one: one.pk, Kind.NUMBER, in_file_only=True),
    ),
    filters=Filter,
    size=5,
)


def everybody():
    """All users; what is seen of them is empty for some."""
    return User.objects.annotate(seen=NullIf(F("mobile"), Value("")))


def asked(query: str, rows=None):
    request = RequestFactory().get(f"/people/?{query}")
    listed = everybody() if rows is None else rows
    return listing_page(request, LISTING, listed, ("-id",))


ORDERS = [
    ("-id",),
    ("id",),
    ("seen", "id"),
    ("-seen", "-id"),
    ("language", "-seen", "id"),
]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("among", ["all", "overlapping"])
def test_pages_in_turn_are_the_whole_list_in_its_order(users, order, among):
    halves = [Q(language__lt="f"), Q(language__gte="f"), Q(code__lt="u-10")]
    if among == "overlapping" and "-seen" in order[1:]:
        pytest.skip("a union is ordered by its columns alone")
    ranges = [Q()] if among == "all" else halves
    paged, last = [], None
    while True:
        found = rows_after(everybody(), order, among=ranges, after=last, size=5)
        paged += found
        if len(found) < 5:
            break
        last = found[-1]
    keys = [one.pk for one in paged]
    assert len(keys) == len(set(keys)) == len(users)
    name = order[0].removeprefix("-")
    values = [getattr(one, name) for one in paged]
    filled = [one for one in values if one is not None]
    assert values == [*filled, *[None] * (len(values) - len(filled))]
    assert filled == sorted(filled, reverse=order[0].startswith("-"))
    assert keys == [one.pk for one in rows_all(everybody(), order, among=ranges, most=99)]


def test_a_list_without_any_range_is_empty(users):
    assert rows_after(User.objects.all(), ("id",), among=(), size=5) == []


def test_a_page_leads_on_and_keeps_what_was_asked(users):
    first = asked("language=fa&queue=mine")
    assert (first.count, first.is_more, first.is_first) == (5, True, True)
    assert [one.value for one in first.chips] == ["zero"]
    assert "queue=mine" in first.next_url
    assert "language" not in first.chips[0].url
    second = asked(first.next_url.partition("?")[2])
    assert (second.count, second.is_more, second.is_first) == (3, False, False)
    assert not {one.pk for one in first.rows} & {one.pk for one in second.rows}


@pytest.mark.parametrize(
    "query",
    ["after=x", "after=999999999999999999999", "after=-1", "sort=nothing", "sort=-", "format=pdf"],
)
def test_what_cannot_be_read_in_an_address_begins_anew(users, query):
    assert [one.pk for one in asked(query).rows] == [one.pk for one in asked("").rows]


def test_the_last_row_of_another_readers_list_is_no_place(users):
    seen = User.objects.filter(language="fa")
    beyond = User.objects.exclude(language="fa").first()
    assert [one.pk for one in asked(f"after={beyond.pk}", seen).rows] == [
        one.pk for one in asked("", seen).rows
    ]


def test_a_wrong_filter_lists_nothing_and_says_what_is_wrong(users):
    shown = asked("number=x&language=nobody")
    assert shown.is_wrong
    assert shown.rows == ()
    assert set(shown.form.errors) == {"number", "language"}


def test_a_heading_sorts_up_then_down_and_says_so(users):
    head = next(one for one in asked("sort=code").heads if one.column.key == "code")
    assert head.sorted == "ascending"
    assert "sort=-code" in head.url
    assert [one.code for one in asked("sort=code").rows] == [f"u-{n:02}" for n in range(5)]
    assert asked("sort=-code").rows[0].code == "u-23"


def test_a_csv_file_never_reckons(users):
    shown = asked("sort=code")
    file = listing_exported(LISTING, shown.asked, form="csv")
    assert file.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert len(rows) == len(users) + 1
    names = [row[1] for row in rows[1:6]]
    assert names == ["'=1+1", "'@cmd", "'+98", "'-5", "'\tx"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows[1:] for cell in row)


def test_a_workbook_holds_codes_as_text_and_days_twice(users, tmp_path):
    shown = asked("sort=code")
    file = listing_exported(LISTING, shown.asked, form="xlsx", about=[("List", "x")])
    path = tmp_path / "x.xlsx"
    path.write_bytes(file.content)
    sheet = next(iter(read_workbook(path)))
    rows = list(sheet.rows)
    assert file.rows == len(rows) == len(users)
    assert rows[0].cells[0] == "u-00"
    moment = users[0].created_at.astimezone(tehran())
    assert rows[0].cells[3] == moment.isoformat(timespec="seconds")
    assert rows[0].cells[1] == "=1+1"


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_file_is_cut_where_it_would_be_too_long_and_says_so(users, form):
    file = listing_exported(LISTING, asked("").asked, form=form, most=10)
    assert (file.rows, file.is_cut) == (10, True)
    whole = listing_exported(LISTING, asked("").asked, form=form, most=len(users))
    assert (whole.rows, whole.is_cut) == (len(users), False)


def test_a_filter_can_be_made_for_its_reader(users):
    listing = Listing("people", "Cases", LISTING.columns, filters=partial(_made, word="x"))
    request = RequestFactory().get("/?language=")
    assert listing_page(request, listing, User.objects.all(), ("-id",)).form.word == "x"


def _made(sent, *, word):
    form = Filter(sent)
    form.word = word
    return form
