"""An unsafe request counts once: its key is inserted first, in the transaction of what it does.

A repeated key gets the first answer again; the same key with other content is refused; one whose
first request is still being done is asked to wait. An answer that refuses or fails undoes
everything, its key included, so the same form may be sent again.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.core.files import File
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from psycopg.errors import LockNotAvailable

from parvaneh.frame.idempotency_key import FIELD, HEADER, is_fresh, is_well_formed
from parvaneh.frame.models import Answered

PATIENCE = "5s"  # how long a second request waits for the first
REFUSED_FROM = 400
LARGEST_BODY = 65_536
NOT_CONTENT = (FIELD, "csrfmiddlewaretoken")
INSERT = """
SET LOCAL lock_timeout = %s;
INSERT INTO frame_answered
    (owner, key, route, request_hash, status, location, content_type, body, made_at)
VALUES (%s, %s, %s, %s, 0, '', '', '', %s)
ON CONFLICT (owner, key) DO NOTHING RETURNING id;
SET LOCAL lock_timeout TO DEFAULT;
"""
ANSWER = """
UPDATE frame_answered SET status = %s, location = %s, content_type = %s, body = %s WHERE id = %s
"""


class Fault(Enum):
    """What is wrong with the key of an unsafe request."""

    MISSING = "missing"
    STALE = "stale"
    OTHER_CONTENT = "other content"
    IN_FLIGHT = "in flight"


class Unrepeatable(RuntimeError):
    """An answer is too large to be given again; answer with a redirect instead."""


@dataclass(frozen=True)
class Asked:
    """An unsafe request as it is remembered: who, with which key, for what, and when."""

    owner: str
    key: str
    route: str
    content: bytes
    at: datetime


def key_of(request: HttpRequest) -> str:
    """The key that came with a request, in its header or its form; empty where there is none."""
    return request.headers.get(HEADER, "") or request.POST.get(FIELD, "")


def asked_of(request: HttpRequest, *, route: str, at: datetime) -> Asked | Fault:
    """Who asks for what, with which key; or what is wrong with the key."""
    key = key_of(request)
    if not is_well_formed(key):
        return Fault.MISSING
    if not is_fresh(key, at):
        return Fault.STALE
    return Asked(_owner_of(request), key, route, content_hash(request), at)


def answered_once(asked: Asked, answer: Callable[[], HttpResponse]) -> HttpResponse | Fault:
    """Answer a request whose key is new; give the first answer again for one that is not.

    Args:
        asked: the request.
        answer: does what is asked, in the transaction that holds the key.

    Raises:
        Unrepeatable: the answer cannot be remembered; nothing is done.
    """
    try:
        with transaction.atomic():
            row = _inserted(asked)
            if row is None:
                return _first_answer(asked)
            response = answer()
            if response.status_code >= REFUSED_FROM:
                transaction.set_rollback(True)
            else:
                _remember(row, response)
            return response
    except OperationalError as why:
        if isinstance(why.__cause__, LockNotAvailable):
            return Fault.IN_FLIGHT
        raise


def content_hash(request: HttpRequest) -> bytes:
    """SHA-256 of what a form says, files included; its token and key are no content."""
    digest = hashlib.sha256(f"{request.method} {request.path_info}".encode())
    for part in _parts(request):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


def _parts(request: HttpRequest) -> Iterator[bytes]:
    for name in sorted(set(request.POST) - {*NOT_CONTENT}):
        yield name.encode()
        yield from (value.encode("utf-8", "surrogatepass") for value in request.POST.getlist(name))
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            yield name.encode()
            yield (file.name or "").encode("utf-8", "surrogatepass")
            yield _file_hash(file)
    if not request.POST and not request.FILES:
        yield request.body


def _file_hash(file: "File[bytes]") -> bytes:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.digest()


def _owner_of(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return f"user:{request.user.pk}"
    secret = str(request.META.get("CSRF_COOKIE", ""))
    return "reader:" + hashlib.sha256(secret.encode()).hexdigest()


def _inserted(asked: Asked) -> int | None:
    # Where another transaction holds the same key, the insert waits for its end.
    values = (PATIENCE, asked.owner, asked.key, asked.route, asked.content, asked.at)
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)
        cursor.nextset()
        row = cursor.fetchone()
    return row[0] if row else None


def _first_answer(asked: Asked) -> HttpResponse | Fault:
    first = Answered.objects.get(owner=asked.owner, key=asked.key)
    if bytes(first.request_hash) != asked.content:
        return Fault.OTHER_CONTENT
    response = HttpResponse(bytes(first.body), status=first.status)
    if first.content_type:
        response.headers["Content-Type"] = first.content_type
    if first.location:
        response.headers["Location"] = first.location
    response.headers["Idempotency-Replayed"] = "true"
    return response


def _remember(row: int, response: HttpResponse) -> None:
    if response.streaming or len(response.content) > LARGEST_BODY:
        raise Unrepeatable("an unsafe request answers with a redirect or a short body")
    location = response.headers.get("Location", "")
    kind = response.headers.get("Content-Type", "")[:80]
    with connection.cursor() as cursor:
        cursor.execute(ANSWER, (response.status_code, location, kind, response.content, row))
