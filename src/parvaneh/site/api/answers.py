"""Answers: JSON with what caches need to know, and nothing where the reader has it already."""

from hashlib import sha256
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags

from parvaneh.site.api.kept import VERSION, Kept

MEDIA_TYPE = "application/json"
FRESH = "public, max-age=60"
NEVER = "no-store"


def of_edition(request: HttpRequest, kept: Kept, body: bytes, next_: str = "") -> HttpResponse:
    """An answer that changes with the edition alone.

    Args:
        request: what was asked.
        kept: the edition.
        body: the answer.
        next_: address of the next page.
    """
    if known(request, kept.etag):
        return _not_modified(kept.etag)
    response = _fresh(body, kept.etag)
    if next_:
        response.headers["Link"] = f'<{next_}>; rel="next"'
    return response


def of_content(request: HttpRequest, said: Any) -> HttpResponse:
    """An answer that changes with its content."""
    body = orjson.dumps(said)
    etag = f'"{sha256(body).hexdigest()[:24]}-{VERSION}"'
    return _not_modified(etag) if known(request, etag) else _fresh(body, etag)


def never_kept(said: Any) -> HttpResponse:
    """An answer that may be another one the next moment."""
    response = HttpResponse(orjson.dumps(said), content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = NEVER
    return response


def known(request: HttpRequest, etag: str) -> bool:
    """Whether the reader has what bears this ETag; what compression weakened is the same."""
    asked = request.headers.get("If-None-Match", "")
    if not asked:
        return False
    tags = parse_etags(asked)
    return "*" in tags or etag in {one.removeprefix("W/") for one in tags}


def _fresh(body: bytes, etag: str) -> HttpResponse:
    response = HttpResponse(body, content_type=MEDIA_TYPE)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = FRESH
    return response


def _not_modified(etag: str) -> HttpResponse:
    response = HttpResponse(status=304)
    del response.headers["Content-Type"]
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = FRESH
    return response
