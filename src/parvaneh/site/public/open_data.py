"""Open data: what files there are of the last edition, and the files."""

from collections.abc import Mapping
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from parvaneh.casework.contents import content_read
from parvaneh.editions.models import Edition
from parvaneh.editions.open_data import files_of, media_type_of, sha256
from parvaneh.editions.open_data_tables import TABLES
from parvaneh.editions.queries import edition_now, offices_by_code
from parvaneh.frame.pages_environment import say
from parvaneh.ranking.queries.announcements import published, published_file

FRESH = "public, max-age=300"


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """Show the files of the last edition with their sizes and checksums."""
    edition = edition_now()
    files = _files(request, edition) if edition else {}
    about = {table.name: say(table.about) for table in TABLES}
    rows = [(name, about.get(name, ""), len(data), sha256(data)) for name, data in files.items()]
    said = {
        "edition": edition,
        "files": rows,
        "proofs": [(one, one.proof == one.run.bundle) for one in published()],
    }
    return render(request, "public/open_data.html", said)


@require_safe
def proof_file(request: HttpRequest, code: str) -> HttpResponseBase:
    """Give what everybody may have of the proof of an announced ranking."""
    content = published_file(code)
    if content is None:
        raise Http404
    etag = f'"{content.sha256}"'
    answer = HttpResponse(content_read(content), content_type="application/zip")
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="ranking-{content.sha256[:8]}.zip"'
    )
    answer.headers["ETag"] = etag
    found: HttpResponseBase = get_conditional_response(request, etag, response=answer) or answer
    return found


@require_safe
def data_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Give a file of the last edition."""
    edition = edition_now()
    files = _files(request, edition) if edition else {}
    if name not in files:
        raise Http404
    etag = f'"{sha256(files[name])}"'
    answer = HttpResponse(files[name], content_type=media_type_of(name))
    answer.headers["Cache-Control"] = FRESH
    answer.headers["ETag"] = etag
    found: HttpResponseBase = get_conditional_response(request, etag, response=answer) or answer
    return found


def _files(request: HttpRequest, edition: Edition) -> Mapping[str, bytes]:
    address = request.build_absolute_uri(reverse("data_file", args=["x"]))
    return _made(edition.number, edition.digest, address.removesuffix("x"))


@lru_cache(maxsize=1)
def _made(number: int, digest: str, address: str) -> Mapping[str, bytes]:
    del digest  # part of what names an edition: two databases may have one of the same number
    edition = Edition.objects.get(number=number)
    return files_of(edition, offices_by_code(), address)
