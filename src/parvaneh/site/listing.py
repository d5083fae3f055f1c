"""Lists at the doors: a page, or the same list as a file; each file is one event of the log."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from parvaneh.frame.exporting import (
    MEDIA,
    Exported,
    asked_in_words,
    listing_exported,
    rows_exported,
)
from parvaneh.frame.keyset import EVERYTHING
from parvaneh.frame.listing import Listing, Shown, listing_page
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.law.jalali import text as jalali_text
from parvaneh.ledger.acts import act, event_write
from parvaneh.registry.queries import is_demonstration
from parvaneh.site.reader import Reader, reader_of

LIST, WHO, WHEN, ASKED, MARK = (
    msg("List"),
    msg("Written for"),
    msg("Written on"),
    msg("Chosen"),
    msg("Mark"),
)
DEMONSTRATION = msg("Demonstration: nothing in this file is real.")


def listing_response(
    request: HttpRequest,
    template: str,
    listing: Listing,
    queryset: QuerySet[Any],
    order: Sequence[str],
    *,
    among: Sequence[Q] = EVERYTHING,
    **more: object,
) -> HttpResponse:
    """Answer with a page of a list, or with the list as a file.

    Args:
        request: by somebody who has signed in and may see this page.
        template: shows `shown`: ``{{ data_table(shown) }}``.
        listing: the list.
        queryset: what the reader may see; see `listing_page`.
        order: the order without `sort`.
        among: ranges; see `listing_page`.
        more: what else the template needs.
    """
    page = listing_page(request, listing, queryset, order, among=among)
    if page.format and not page.is_wrong:
        return export_response(page, reader_of(request))
    return render(request, template, {"shown": page, **more})


def rows_response(
    request: HttpRequest, listing: Listing, rows: Iterable[Any], asked: str = ""
) -> HttpResponse:
    """Rows that come from no table, as the file that the address asks for.

    Args:
        request: its ``format`` says xlsx or csv.
        listing: the columns.
        rows: what the reader may see, in order.
        asked: what was chosen, in words.
    """
    reader, form = reader_of(request), request.GET.get("format", "")
    about = _about(listing, asked, reader)
    return _file(listing, rows_exported(listing, rows, form=form, about=about), form, asked, reader)


def export_response(page: Shown, reader: Reader) -> HttpResponse:
    """The whole list that a page begins, as a file; the log keeps who took it and how much."""
    listing, form, asked = page.listing, page.format, asked_in_words(page)
    about = _about(listing, asked, reader)
    file = listing_exported(listing, page.asked, form=form, about=about)
    return _file(listing, file, form, asked, reader)


def _file(listing: Listing, file: Exported, form: str, asked: str, reader: Reader) -> HttpResponse:
    with act(by=reader.acting, at=reader.at):
        event_write(
            kind="list.exported",
            subject=f"list:{listing.name}",
            facts={"format": form, "rows": file.rows, "cut": "yes" if file.is_cut else "no"},
            # What was looked for may name somebody.
            private={"filter": asked} if asked else {},
        )
    name = f"{listing.name}-{jalali_text(reader.on)}.{form}"
    response = HttpResponse(file.content, content_type=MEDIA[form])
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _about(listing: Listing, asked: str, reader: Reader) -> list[tuple[str, str]]:
    return [
        (say(LIST), say(listing.title)),
        (say(WHO), reader.acting.user.name),
        (say(WHEN), shown(reader.at)),
        *([(say(ASKED), asked)] if asked else []),
        *([(say(MARK), say(DEMONSTRATION))] if is_demonstration() else []),
    ]
