"""One question to an application in this process, without a socket."""

import sys
from collections.abc import Callable
from io import BytesIO


def asked(app: Callable[..., object], path: str, query: str = "", encoding: str = "") -> bytes:
    """What an application answers to GET, as it would travel.

    Args:
        app: a WSGI application (PEP 3333).
        path: the path of the page.
        query: the query, without its question mark.
        encoding: what ``Accept-Encoding`` says; empty: nothing is said.

    Raises:
        RuntimeError: it answered otherwise than 200.
    """
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query,
        "HTTP_HOST": "localhost", "SERVER_NAME": "localhost", "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http", "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
    }  # fmt: skip
    if encoding:
        environ["HTTP_ACCEPT_ENCODING"] = encoding
    said: list[str] = []
    answer = app(environ, lambda status, *_: said.append(status))
    body = b"".join(answer)  # type: ignore[call-overload]
    close = getattr(answer, "close", None)
    if callable(close):
        close()
    if said != ["200 OK"]:
        raise RuntimeError(f"{path} answered {said}")
    return bytes(body)
