"""Answers: JSON with what caches need to know.

What changes with the version of public pages alone gets its ETag where it is kept (`site.kept`).
"""

from hashlib import sha256
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

MEDIA_TYPE = "application/json"
FRESH = "public, max-age=60"
NEVER = "no-store"


def for_a_while(body: bytes, next_: str = "") -> HttpResponse:
    """An answer that may be kept for a while.

    Args:
        body: the answer.
        next_: address of the next page.
    """
    response = HttpResponse(body, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = FRESH
    if next_:
        response.headers["Link"] = f'<{next_}>; rel="next"'
    return response


def of_content(request: HttpRequest, said: Any) -> HttpResponse:
    """An answer with its own mark: nothing where the reader has it already.

    Args:
        request: what was asked.
        said: the answer.
    """
    body = orjson.dumps(said)
    etag = f'"{sha256(body).hexdigest()[:24]}"'
    response = for_a_while(body)
    response.headers["ETag"] = etag
    found: HttpResponse | None = get_conditional_response(request, etag, response=response)
    return found or response


def never_kept(said: Any) -> HttpResponse:
    """An answer that may be another one the next moment."""
    response = HttpResponse(orjson.dumps(said), content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = NEVER
    return response
