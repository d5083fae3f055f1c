"""The table of values, and one value with its whole history."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from parvaneh.access.permissions import Permission
from parvaneh.access.queries import reach
from parvaneh.frame.listing import Column, Kind, Listing
from parvaneh.frame.pages_environment import cites, say
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.kit.text import search_key
from parvaneh.law.citation import parts_of as cited
from parvaneh.law.directive_1404.art03_weighting import COEFFICIENTS
from parvaneh.law.values import DatedValue
from parvaneh.registry.loaders.approved_values import visible_values
from parvaneh.registry.models import ApprovedValue
from parvaneh.registry.operations.approved_values import Intended
from parvaneh.registry.queries import values_in_force
from parvaneh.site.listing import rows_response
from parvaneh.site.people import names_of
from parvaneh.site.reader import Reader, reader_of
from parvaneh.site.value_grids import coefficient_sum, shares_said
from parvaneh.site.values.effects import limits_resting_on
from parvaneh.site.values.forms import ValueFilter
from parvaneh.site.values.words import (
    MEANS,
    articles_said,
    authority_said,
    content_said,
    content_short,
    glosses,
    is_plain,
    name_of,
    parts_of,
    status_tag,
    table_of,
)


@dataclass(frozen=True)
class Line:
    """One value of the table: what holds today."""

    entry: DatedValue
    holds: bool
    waits: bool

    @property
    def article(self) -> str:
        """The first article that it belongs to, without its items."""
        return article_of(self.entry)


VALUES = Listing(
    "values",
    msg("Values of the law"),
    (
        Column("key", msg("Key"), lambda one: one.entry.key, Kind.CODE),
        Column("name", msg("Name"), lambda one: name_of(one.entry)),
        Column(
            "content", msg("Value"), lambda one: content_said(one.entry.content, one.entry.unit)
        ),
        Column("articles", msg("Article"), lambda one: articles_said(one.entry)),
        Column("status", msg("Status"), lambda one: status_tag(one.entry.status), Kind.TAG),
        Column("from", msg("From"), lambda one: one.entry.start, Kind.DAY),
        Column("until", msg("Until"), lambda one: one.entry.until, Kind.DAY),
        Column("by", msg("Approved by"), lambda one: authority_said(one.entry.approved_by)),
        Column("source", msg("Source"), lambda one: one.entry.source),
    ),
)


@login_required
@require_safe
def values(request: HttpRequest) -> HttpResponse:
    """List every value of the law as it holds today."""
    reader = reader_who_sees(request)
    every = _lines(reader)
    form = ValueFilter(request.GET or None, articles=_articles(every))
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = [one for one in every if _fits(one, asked)]
    if request.GET.get("format", "") in {"xlsx", "csv"}:
        return rows_response(request, VALUES, found)
    shown = {
        "form": form,
        "groups": _groups(found),
        "count": len(found),
        "is_filtered": any(asked.values()),
        "tags": {one.entry.key: status_tag(one.entry.status) for one in found},
        "contents": {
            one.entry.key: content_short(one.entry.content, one.entry.unit) for one in found
        },
        "waiting": list(_waiting(reader)),
        "names": {one.entry.key: name_of(one.entry) for one in every},
        "formats": _formats(request),
    }
    return render(request, "values/values.html", shown)


@login_required
@require_safe
def value(request: HttpRequest, key: str) -> HttpResponse:
    """Show one value: what holds, since when, by whom, and what stood before."""
    reader = reader_who_sees(request)
    history = values_in_force().histories.get(key)
    if not history:
        raise NotThere(key)
    rows = visible_values(reader.acting, to=Permission.VALUE_SEE, on=reader.on).filter(key=key)
    approved = {one.starts_on: one for one in rows if one.confirmed_at}
    now = now_of(history, reader.on)
    heading = now or history[-1]
    shown = {
        "key": key,
        "name": name_of(heading),
        "now": now,
        "heading": heading,
        "tag_of": status_tag(heading.status),
        "means": say(MEANS[heading.status]),
        "authority": authority_said(heading.approved_by),
        "articles": articles_said(heading),
        "glosses": glosses(heading),
        "content": content_said(heading.content, heading.unit),
        "parts": [] if is_plain(heading.content) else parts_of(heading.content),
        "table": table_of(heading.content),
        "history": [_dated(one, approved.get(one.start), reader.on) for one in reversed(history)],
        "waiting": [one for one in rows if not one.confirmed_at and not one.declined_at],
        "declined": [one for one in rows if one.declined_at],
        "people": names_of(
            key for one in rows for key in (one.proposed_by, one.confirmed_by, one.declined_by)
        ),
        "limits": limits_resting_on(key),
        "shares": shares_said(heading.content) if key == COEFFICIENTS else [],
        "is_even": key == COEFFICIENTS and len({str(one) for one in heading.content.values()}) == 1,
        "sum": coefficient_sum(heading.content) if key == COEFFICIENTS else None,
        "may_propose": reach(reader.acting, Permission.VALUE_PROPOSE, reader.on).country,
    }
    return render(request, "values/value.html", shown)


def reader_who_sees(request: HttpRequest) -> Reader:
    """The reader, if they may see values.

    Raises:
        NotThere: they may not; for them there is no such page.
    """
    reader = reader_of(request)
    if reach(reader.acting, Permission.VALUE_SEE, reader.on).empty():
        raise NotThere("values")
    return reader


def now_of(history: tuple[DatedValue, ...], on: date) -> DatedValue | None:
    """The value of a history that holds on a day."""
    holding = (one for one in history if one.start <= on and (not one.until or on <= one.until))
    return next(holding, None)


def article_of(entry: DatedValue) -> str:
    """The article that a value is filed under, such as ``D1404 12``."""
    known = cited(entry.cites[0])
    return f"{known.source} {known.article}"


def intended_of(row: ApprovedValue) -> Intended:
    """A stored proposal as a value that somebody would propose."""
    return Intended(
        row.key, row.content, row.starts_on, row.source, row.authority, row.status, row.ends_on
    )


def _lines(reader: Reader) -> list[Line]:
    waits = set(_waiting(reader).values_list("key", flat=True))
    return [
        Line(
            now_of(history, reader.on) or history[-1],
            bool(now_of(history, reader.on)),
            key in waits,
        )
        for key, history in values_in_force().histories.items()
    ]


def _waiting(reader: Reader) -> Any:
    rows = visible_values(reader.acting, to=Permission.VALUE_SEE, on=reader.on)
    return rows.filter(confirmed_at__isnull=True, declined_at__isnull=True)


def _articles(lines: list[Line]) -> list[tuple[str, str]]:
    known = dict.fromkeys(one.article for one in lines)
    return [(one, cites([one])) for one in known]


def _fits(one: Line, asked: dict[str, Any]) -> bool:
    wanted = search_key(asked.get("q") or "")
    texts = (one.entry.fa, one.entry.en, one.entry.key)
    return (
        (not wanted or any(wanted in search_key(text) for text in texts))
        and asked.get("article", "") in {"", one.article}
        and asked.get("status", "") in {"", one.entry.status.value}
    )


def _groups(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    found: dict[str, list[Line]] = {}
    for one in lines:
        found.setdefault(one.article, []).append(one)
    return [(cites([article]), some) for article, some in found.items()]


def _dated(one: DatedValue, row: ApprovedValue | None, on: date) -> dict[str, object]:
    holds = one.start <= on and (one.until is None or on <= one.until)
    return {
        "entry": one,
        "content": content_short(one.content, one.unit),
        "tag": status_tag(one.status),
        "authority": authority_said(one.approved_by),
        "row": row,
        "holds": holds,
    }


def _formats(request: HttpRequest) -> list[tuple[str, str]]:
    asked = request.GET.copy()
    found = []
    for one in ("xlsx", "csv"):
        asked["format"] = one
        found.append((one, f"{reverse('values')}?{asked.urlencode()}"))
    return found
