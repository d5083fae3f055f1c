"""The door of the API: answers before any session is looked for, so that there is no cookie.

What a middleware further in would do for pages (language, sessions, forms) is not needed here; what
every answer of the API carries is put on here.
"""

from collections.abc import Callable

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from parvaneh.kit.text import Language
from parvaneh.site.api.answers import MEDIA_TYPE
from parvaneh.site.api.limits import limit_of
from parvaneh.site.api.problems import problem

PREFIX = "/api/v1/"
WAITS = "parvaneh.waits"  # in what a server tells of a request; no header is called so
READING = frozenset({"GET", "HEAD"})
ALLOWED = "GET, HEAD, OPTIONS"
ANYTHING = frozenset({"", "*/*", MEDIA_TYPE})
PLAIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After, X-Request-Id",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
PREFLIGHT = {
    "Allow": ALLOWED,
    "Access-Control-Allow-Methods": ALLOWED,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Cache-Control": "no-store",
}


class ApiDoor:
    """Middleware: answers what lies below ``/api/v1/``, lets everything else pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what answers pages."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a question of a program, in the language of its problems."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        with translation.override(language_asked(request).value):
            response = self._answer(request)
        for name, value in PLAIN.items():
            response.headers[name] = value
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if wait := waits(request):
            response = problem(request, "too-many-questions")
            response.headers["Retry-After"] = str(wait)
            return response
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return problem(request, "not-found")
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=PREFLIGHT)
        if request.method not in READING:
            response = problem(request, "method-not-allowed")
            response.headers["Allow"] = ALLOWED
            return response
        if not accepts_json(request):
            return problem(request, "not-acceptable")
        request.resolver_match = match
        # Whoever sends the answer leaves the content of HEAD out.
        request.method = "GET"
        answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
        return answer


def waits(request: HttpRequest) -> int:
    """After how many seconds who asks may ask again; a question is counted once only."""
    if WAITS not in request.META:
        request.META[WAITS] = limit_of(settings.API_RATE).wait(get_client_ip(request))
    wait: int = request.META[WAITS]
    return wait


def accepts_json(request: HttpRequest) -> bool:
    """Whether the reader takes JSON; most say nothing, or anything."""
    accept = request.headers.get("Accept", "").strip()
    return accept in ANYTHING or request.accepts(MEDIA_TYPE)


def language_asked(request: HttpRequest) -> Language:
    """The language that a question asks for: in its address, else in its header, else Persian."""
    said = request.GET.get("language", "")
    if said in set(Language):
        return Language(said)
    for tag, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        if tag.partition("-")[0] in set(Language):
            return Language(tag.partition("-")[0])
    return Language.FA
