"""Lists: one declaration serves the page and the export.

    OFFICES = Listing(
        "offices",
        msg("Offices"),
        (
            Column("code", msg("Code"), attrgetter("code"), Kind.CODE, link=address, order="code"),
            Column("title", msg("Title"), lambda one: one.title, order="title_key"),
        ),
        filters=OfficeFilter,
    )

A page asks `parvaneh.site.listing.listing_response`, which pages it or gives it as a file
(``?format=xlsx|csv``); `components/table.html` shows it: ``{{ data_table(shown) }}``.

Every address of a list takes ``sort`` (a column's key, ``-key`` downwards), ``after`` (the key of
the last row seen), the filter's own fields, and whatever else the page asks, which is kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.forms import Form, MultipleChoiceField
from django.http import HttpRequest, QueryDict

from parvaneh.frame.keyset import EVERYTHING, rows_after
from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import shown as said
from parvaneh.kit.dates import short_date

SORT, AFTER, FORMAT = "sort", "after", "format"
OURS = frozenset({SORT, AFTER, FORMAT})
FORMATS = ("xlsx", "csv")
SIZE = 50


class Kind(StrEnum):
    """What a column's values are, and so how they are shown and written."""

    TEXT = "text"  # text, or anything that `kit.languages.show` says
    CODE = "code"  # codes, numbers of cases, national ids: their own order, text in a workbook
    LATIN = "latin"  # typed as it is shown, such as a user name
    DAY = "day"
    MOMENT = "moment"
    NUMBER = "number"
    RIALS = "rials"
    TAG = "tag"  # a `Tag`
    GRADE = "grade"  # a `Grade`


class Tag(NamedTuple):
    """A state in words, with its tone: plain, note, ok, warn, bad."""

    text: str
    tone: str = "plain"


class Grade(NamedTuple):
    """A grade: its word, its place (1 is the highest), and how many grades there are."""

    text: str
    place: int
    of: int


@dataclass(frozen=True)
class Column:
    """One column of a list.

    Attributes:
        key: its name in addresses.
        label: its heading, a msgid.
        value: what a row has there, as an exact value; None where there is nothing.
        kind: what the values are.
        link: where the cell leads, if anywhere; "" for no link in that row.
        order: the field or annotation by which the list can be sorted here; empty for none. One
            that an index serves, on long lists.
        in_file_only: whether only the export has it.
        is_long: whether its texts are long, as titles of offices are, and take more of the width.
    """

    key: str
    label: str
    value: Callable[[Any], object]
    kind: Kind = Kind.TEXT
    link: Callable[[Any], str] | None = None
    order: str = ""
    in_file_only: bool = False
    is_long: bool = False


@dataclass(frozen=True)
class Listing:
    """A list: its columns, and what may be asked of it.

    Attributes:
        name: a code, for the log and names of files.
        title: a msgid.
        columns: the first one names the row and links to it.
        filters: makes the form of what may be asked from what was sent, or None; a form class, or
            a `partial` of one. The form says `condition() -> Q` once it is valid.
        size: rows on a page.
        picks: what a row is chosen by, for lists on whose rows something can be done together.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    filters: Callable[[QueryDict | None], Form] | None = None
    size: int = SIZE
    picks: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Head:
    """The heading of a column: how to sort by it, and how it is sorted now."""

    column: Column
    url: str = ""
    sorted: str = ""  # ascending, descending


@dataclass(frozen=True)
class Cell:
    """One cell."""

    kind: str
    value: Any
    link: str = ""
    is_long: bool = False


@dataclass(frozen=True)
class Line:
    """One row: its cells, and what it is chosen by."""

    cells: tuple[Cell, ...]
    pick: str = ""


@dataclass(frozen=True)
class Chip:
    """A filter that was chosen, and the address without it."""

    label: str
    value: str
    url: str


@dataclass(frozen=True)
class Asked:
    """What was asked of a list: rows to be read, and by which order."""

    rows: QuerySet[Any]
    order: tuple[str, ...]
    among: Sequence[Q]


@dataclass(frozen=True)
class Shown:
    """A page of a list, ready to be shown.

    `count` rows are known; where `is_more`, there are more, and nobody has counted them.
    """

    listing: Listing
    asked: Asked
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    rows: tuple[Any, ...]
    form: Form | None
    kept: tuple[tuple[str, str], ...]  # what the filter's form must carry on
    chips: tuple[Chip, ...]
    clear_url: str
    next_url: str
    first_url: str
    format_urls: tuple[tuple[str, str], ...]
    format: str

    @property
    def is_filtered(self) -> bool:
        """Whether anything was chosen."""
        return bool(self.chips)

    @property
    def is_wrong(self) -> bool:
        """Whether what was asked cannot be read; then nothing is listed."""
        return self.form is not None and self.form.is_bound and bool(self.form.errors)

    @property
    def count(self) -> int:
        """How many rows this page has."""
        return len(self.lines)

    @property
    def is_first(self) -> bool:
        """Whether this is the first page."""
        return not self.first_url

    @property
    def is_more(self) -> bool:
        """Whether there are further rows."""
        return bool(self.next_url)


def listing_page(
    request: HttpRequest,
    listing: Listing,
    queryset: QuerySet[Any],
    order: Sequence[str],
    *,
    among: Sequence[Q] = EVERYTHING,
) -> Shown:
    """One page of a list, as an address asks for it; what cannot be read is left out, or told.

    Args:
        request: its query says filters, sort and place.
        listing: the list.
        queryset: what the reader may see, with the relations that the columns need.
        order: the order without `sort`; its last place is unique (``-id``, ``code``).
        among: ranges to read instead of one condition; see `keyset.rows_after`.
    """
    query = request.GET
    form = _form(listing, query)
    is_wrong = form is not None and form.is_bound and not form.is_valid()
    sort = _sort(listing, query.get(SORT, ""))
    asked = _asked(queryset, form, _order(listing, sort, order), among)
    found = [] if is_wrong else _rows(asked, query.get(AFTER, ""), queryset, listing.size + 1)
    rows, further = found[: listing.size], found[listing.size :]
    columns = [one for one in listing.columns if not one.in_file_only]
    fields = set(form.fields) if form is not None else set()
    return Shown(
        listing=listing,
        asked=asked,
        heads=tuple(_head(one, sort, request) for one in columns),
        lines=tuple(_line(listing, columns, row) for row in rows),
        rows=tuple(rows),
        form=form,
        kept=tuple(
            (name, value)
            for name, values in query.lists()
            if name not in fields and name not in {AFTER, FORMAT}
            for value in values
        ),
        chips=() if form is None or is_wrong else _chips(form, request),
        clear_url=_url(request, dict.fromkeys([*fields, AFTER])),
        next_url=_url(request, {AFTER: str(rows[-1].pk)}) if further else "",
        first_url=_url(request, {AFTER: None}) if AFTER in query else "",
        format_urls=tuple((one, _url(request, {FORMAT: one, AFTER: None})) for one in FORMATS),
        format=one if (one := query.get(FORMAT, "")) in FORMATS else "",
    )


def _form(listing: Listing, query: QueryDict) -> Form | None:
    if listing.filters is None:
        return None
    form = listing.filters(None)
    return listing.filters(query) if set(form.fields) & set(query) else form


def _asked(
    rows: QuerySet[Any], form: Form | None, order: tuple[str, ...], among: Sequence[Q]
) -> Asked:
    if form is not None and form.is_bound and form.is_valid():
        condition: Q = form.condition()  # type: ignore[attr-defined]  # as `Listing.filters` says
        rows = rows.filter(condition)
    return Asked(rows, order, among)


def _rows(asked: Asked, after: str, seen: QuerySet[Any], size: int) -> list[Any]:
    last = _last(seen, asked.among, after) if after else None
    return rows_after(asked.rows, asked.order, among=asked.among, after=last, size=size)


def _last(seen: QuerySet[Any], among: Sequence[Q], after: str) -> Any:
    # The row may have left the filter since; it says where to go on as long as it can be seen.
    key = seen.model._meta.pk
    try:
        wanted = key.to_python(after)
    except (ValueError, TypeError, OverflowError, ValidationError):
        return None
    rows = seen.filter(pk=wanted)
    return next((found for one in among if (found := rows.filter(one).first())), None)


def _sort(listing: Listing, asked: str) -> str:
    known = {one.key for one in listing.columns if one.order}
    return asked if asked.removeprefix("-") in known else ""


def _order(listing: Listing, sort: str, order: Sequence[str]) -> tuple[str, ...]:
    if not sort:
        return tuple(order)
    down = "-" if sort.startswith("-") else ""
    name = next(one.order for one in listing.columns if one.key == sort.removeprefix("-"))
    unique = order[-1].removeprefix("-")
    return (f"{down}{name}",) if name == unique else (f"{down}{name}", f"{down}{unique}")


def _head(column: Column, sort: str, request: HttpRequest) -> Head:
    if not column.order:
        return Head(column)
    is_up, is_down = sort == column.key, sort == f"-{column.key}"
    wanted = f"-{column.key}" if is_up else column.key
    now = "ascending" if is_up else "descending" if is_down else ""
    return Head(column, _url(request, {SORT: wanted, AFTER: None}), now)


def _line(listing: Listing, columns: Sequence[Column], row: Any) -> Line:
    cells = tuple(
        Cell(one.kind.value, one.value(row), one.link(row) if one.link else "", one.is_long)
        for one in columns
    )
    return Line(cells, listing.picks(row) if listing.picks else "")


def _chips(form: Form, request: HttpRequest) -> tuple[Chip, ...]:
    if not form.is_bound:
        return ()
    return tuple(
        Chip(str(form.fields[name].label or name), words, _without(request, name, sent))
        for name in form.fields
        for words, sent in _chosen(form, name)
    )


def _chosen(form: Form, name: str) -> list[tuple[str, str | None]]:
    """What was chosen in a field in words; and, where it is one of several, as it was sent."""
    value = form.cleaned_data.get(name)
    field = form.fields[name]
    if value in (None, "", False) or (isinstance(value, list) and not value):
        return []
    if isinstance(field, MultipleChoiceField):
        return [(_words(field, one), str(one)) for one in value]
    return [(_words(field, value), None)]


def _words(field: Any, value: object) -> str:
    if value is True:
        return said(True)
    if isinstance(value, date):
        return short_date(value, language_now())
    choices = {str(key): str(label) for key, label in getattr(field, "choices", None) or ()}
    return choices.get(str(value), str(value))


def _without(request: HttpRequest, name: str, value: str | None) -> str:
    left = [one for one in request.GET.getlist(name) if one != value] if value is not None else []
    query = request.GET.copy()
    query.setlist(name, left)
    query.pop(AFTER, None)
    return _address(request, query)


def _url(request: HttpRequest, changes: dict[str, str | None]) -> str:
    query = request.GET.copy()
    query.pop(FORMAT, None)
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = value
    return _address(request, query)


def _address(request: HttpRequest, query: QueryDict) -> str:
    written = query.urlencode()
    return f"{request.path}?{written}" if written else request.path
