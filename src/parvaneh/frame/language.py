"""The reader's language: said by the address alone. Persian at ``/``, English at ``/en/``.

No cookie and no header is asked, so an address means one page, to be kept and sent to others.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from parvaneh.kit.text import Language

ENGLISH = f"/{Language.EN.value}/"
_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)
DIRECTIONS = {Language.FA: "rtl", Language.EN: "ltr"}


def language_of_path(path: str) -> Language:
    """The language in which the page at a path is written."""
    return Language.EN if f"{path}/".startswith(ENGLISH) else Language.FA


def path_in(language: Language, path: str) -> str:
    """The address of the same page in a language."""
    plain = path[len(ENGLISH) - 1 :] if path.startswith(ENGLISH) else path
    return f"/{language.value}{plain}" if language is Language.EN else plain


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language: our own words, and Django's."""
    token = _spoken.set(language)
    try:
        with translation.override(language.value):
            yield
    finally:
        _spoken.reset(token)


def language_now() -> Language:
    """The language of the page that is being made; Persian outside of requests."""
    spoken = _spoken.get()
    if spoken is not None:
        return spoken
    return Language.EN if translation.get_language() == Language.EN else Language.FA


class ReaderLanguage:
    """Middleware: speaks the language of the address until the answer is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the address, and say so."""
        language = language_of_path(request.path_info)
        with speaking(language):
            request.LANGUAGE_CODE = language.value
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language.value)
        return response
