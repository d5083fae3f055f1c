"""Public pages as files, for a front server that answers with them by itself.

They are those of a stranger, and of any hour: whether an office is open now stands only on pages
that are made or kept by the product. Each edition lies in a folder of its own; the link `current`
changes at one moment from one to the next, so nobody meets half of an edition.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http.response import HttpResponseBase

from parvaneh.editions.queries import register_now, version_now
from parvaneh.frame.kept_pages import ASK_AGAIN, SMALL, of_any_hour, of_version, packed_of
from parvaneh.frame.refused import Conflict
from parvaneh.kit.clock import day_of

CURRENT, EDITIONS, HEADERS, ABOUT = "current", "editions", "headers.conf", "about.json"
TRIES = 3  # an edition that is published meanwhile is followed
KEPT = 2  # editions that stay: a front server may still be sending the one before
PAGES = ("/", "/method/", "/places/", "/help/", "/privacy/", "/accessibility/")
# What differs from answer to answer, or what the front server says of a file by itself.
ITS_OWN = frozenset({"content-type", "content-length", "x-request-id", "content-language"})


@dataclass(frozen=True)
class Written:
    """What was written: the folder of the pages, how many, and whether they are new."""

    folder: Path
    pages: int
    is_new: bool


def pages_write(*, folder: Path, at: datetime, anew: bool = False) -> Written:
    """Write the pages of the present edition, unless they lie there already.

    Args:
        folder: of all editions; made where it is not there.
        at: the moment; pages of another day are written anew.
        anew: write them even so, after an upgrade of the product for instance.

    Raises:
        Conflict: editions follow each other faster than they are written.
        RuntimeError: a page could not be made; what lies there stays.
    """
    for _ in range(TRIES):
        version = version_now()
        about = {"version": version, "on": day_of(at).isoformat()}
        there = _about(folder)
        if not anew and there and {name: there[name] for name in about} == about:
            return Written(folder / CURRENT, int(there["pages"]), is_new=False)
        made = folder / EDITIONS / f"{at:%Y%m%dT%H%M%S}-{version}"
        with of_version(version), of_any_hour():
            pages, headers = _pages_made(made)
        if version_now() == version:
            break
        shutil.rmtree(made)
    else:
        raise Conflict(str(folder))
    (made / ABOUT).write_text(json.dumps(about | {"pages": pages}), encoding="utf-8")
    _moved(folder / HEADERS, headers.encode())
    _led(folder, made)
    _tidied(folder)
    return Written(folder / CURRENT, pages, is_new=True)


def _about(folder: Path) -> dict[str, str | int] | None:
    try:
        found: dict[str, str | int] = json.loads((folder / CURRENT / ABOUT).read_bytes())
    except FileNotFoundError:
        return None
    return found


def _pages_made(made: Path) -> tuple[int, str]:
    """Write all pages into a new folder; how many, and the headers that go with each."""
    if made.exists():  # of a writing that was stopped
        shutil.rmtree(made)
    django = WSGIHandler()
    count, headers = 0, ""
    for path in _paths():
        answer = django.get_response(_request(path))
        if answer.status_code != 200 or answer.cookies:  # noqa: PLR2004 - the one good answer
            raise RuntimeError(f"{path} answered {answer.status_code}")
        _page_written(made / path.strip("/"), answer)
        headers = headers or _headers(answer)
        count += 1
    return count, headers


def _paths() -> Iterator[str]:
    """The addresses of the pages, in both languages."""
    offices = (f"/find/{office.code}/" for office in register_now().offices)
    for path in (*PAGES, *offices):
        yield path
        yield f"/en{path}"


def _request(path: str) -> WSGIRequest:
    """A stranger's request, encrypted where production demands it."""
    host = next((one for one in settings.ALLOWED_HOSTS if "*" not in one), "localhost").lstrip(".")
    return WSGIRequest({
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": host,
        "SERVER_PORT": "443",
        "HTTP_HOST": host,
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(),
        **_said_to_be_encrypted(),
    })  # fmt: skip


def _said_to_be_encrypted() -> dict[str, str]:
    header: tuple[str, str] | None = getattr(settings, "SECURE_PROXY_SSL_HEADER", None)
    return {header[0]: header[1]} if header else {}


def _page_written(folder: Path, answer: HttpResponseBase) -> None:
    body: bytes = answer.content  # type: ignore[attr-defined]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_bytes(body)
    (folder / "index.html.gz").write_bytes(packed_of(answer.headers["Content-Type"], body, SMALL))


def _headers(answer: HttpResponseBase) -> str:
    """What nginx adds to each file, so that it forbids what the product forbids."""
    said = {name: value for name, value in answer.headers.items() if name.lower() not in ITS_OWN}
    said |= {"Cache-Control": ASK_AGAIN, "Vary": "Cookie"}
    quoted = {name: value.replace('"', '\\"') for name, value in sorted(said.items())}
    return "".join(f'add_header {name} "{value}";\n' for name, value in quoted.items())


def _led(folder: Path, made: Path) -> None:
    """Let `current` lead to an edition, at one moment."""
    coming = folder / f".{CURRENT}"
    coming.unlink(missing_ok=True)
    coming.symlink_to(made.relative_to(folder))
    coming.replace(folder / CURRENT)


def _moved(path: Path, content: bytes) -> None:
    coming = path.with_name(f".{path.name}")
    coming.write_bytes(content)
    coming.replace(path)


def _tidied(folder: Path) -> None:
    """Take away all editions but the last ones."""
    current = (folder / CURRENT).resolve()
    others = [one for one in (folder / EDITIONS).iterdir() if one.resolve() != current]
    for one in sorted(others)[: 1 - KEPT]:  # their names begin with their moments
        shutil.rmtree(one)
