"""Asking through the door before Django, as a server does."""

from io import BytesIO
from wsgiref.util import setup_testing_defaults

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from parvaneh.site.kept import kept_door


def with_its_connection(django, environ, start):
    """Ask Django as its own client for tests does: the test's connection stays open."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        answer = django(environ, start)
        body = b"".join(answer)
        answer.close()
    finally:
        for signal in signals:
            signal.connect(close_old_connections)
    return [body]


class Answer:
    """What came through the door."""

    def __init__(self, door, path, query="", method="GET", **environ):
        environ |= {"PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": method}
        environ |= {"HTTP_HOST": environ.get("HTTP_HOST", "localhost"), "wsgi.input": BytesIO()}
        setup_testing_defaults(environ)
        self.body = b"".join(door(environ, self._start))

    def _start(self, status, headers, _=None):
        self.status = int(status.split()[0])
        self.headers = dict(headers)


def door_of_pages(monkeypatch, version):
    """A door that asks for the version at each request, and what Django was asked to make."""
    monkeypatch.setattr("parvaneh.frame.kept_door.EACH", -1.0)
    django, made = WSGIHandler(), []

    def counted(environ, start):
        made.append(environ["PATH_INFO"])
        return with_its_connection(django, environ, start)

    return kept_door(counted, version=version), made
