"""What every request passes before its view: a number, a size, one key for one effect.

`Doors` also turns what an operation may say into a page: what is not there into 404, a change by
somebody else into 409, a refusal that no form caught into 422 with every reason.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from parvaneh.frame.error_pages import (
    conflict_page,
    fault_page,
    refused_page,
    too_large_page,
)
from parvaneh.frame.idempotency import Fault, answered_once, asked_of
from parvaneh.frame.language import language_of_path, speaking
from parvaneh.frame.refused import Conflict, NotThere, Refused
from parvaneh.frame.request_number import number_of, request_number
from parvaneh.kit.clock import now_utc

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
PERMISSIONS_POLICY = (
    "camera=(), geolocation=(), microphone=(), payment=(), usb=(), "
    "publickey-credentials-create=(self), publickey-credentials-get=(self)"
)


class View(Protocol):
    """What answers a request."""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer."""


class Entry:
    """Middleware, the outermost: numbers a request, refuses one that is too large."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the request's number and what a browser may not use."""
        number = number_of(request.headers.get("X-Request-Id", ""))
        token = request_number.set(number)
        try:
            response = self._answer(request)
        finally:
            request_number.reset(token)
        response.headers["X-Request-Id"] = number
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > settings.LARGEST_REQUEST:
            with speaking(language_of_path(request.path_info)):
                return too_large_page(request)
        return self.get_response(request)


class Doors:
    """Middleware, the innermost: one effect for one key, and pages for what operations say."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what answers, and the routes whose forms need no key."""
        self.get_response = get_response
        self.without_key: Mapping[str, str] = settings.ROUTES_WITHOUT_KEY

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Call the view of an unsafe request in the transaction that holds its key.

        The token against forgery has been looked at before; safe requests go their usual way.
        """
        route = request.resolver_match.view_name if request.resolver_match else ""
        if request.method in SAFE or route in self.without_key:
            return None

        def answer() -> HttpResponse:
            return _rendered(request, view, args, kwargs)

        asked = asked_of(request, route=route, at=now_utc())
        found = asked if isinstance(asked, Fault) else answered_once(asked, answer)
        return fault_page(request, found) if isinstance(found, Fault) else found

    def process_exception(self, request: HttpRequest, why: Exception) -> HttpResponse | None:
        """Turn what an operation says into a page; leave faults to the handler of faults."""
        return _page_of(request, why)


def _rendered(
    request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    try:
        response = view(request, *args, **kwargs)
    except (NotThere, Conflict, Refused) as why:
        page = _page_of(request, why)
        assert page is not None
        return page
    render = getattr(response, "render", None)
    return render() if callable(render) else response


def _page_of(request: HttpRequest, why: Exception) -> HttpResponse | None:
    if isinstance(why, NotThere):
        raise Http404 from None
    if isinstance(why, Conflict):
        return conflict_page(request)
    return refused_page(request, why.ruling) if isinstance(why, Refused) else None
