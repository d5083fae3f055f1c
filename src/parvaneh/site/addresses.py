"""The whole address of a page, and that of the same page in each language."""

from dataclasses import dataclass

from django.http import HttpRequest

from parvaneh.frame.language import path_in
from parvaneh.kit.text import Language


@dataclass(frozen=True)
class Addresses:
    """Of one page, without what was asked of it: here, and by language."""

    here: str
    languages: tuple[tuple[str, str], ...]


def addresses_of(request: HttpRequest) -> Addresses:
    """The addresses of the page that is asked for."""
    return Addresses(request.build_absolute_uri(request.path), in_languages(request, request.path))


def in_languages(request: HttpRequest, path: str) -> tuple[tuple[str, str], ...]:
    """The whole addresses of a page by language; Persian is the one for everybody else too."""
    found = [(one.value, request.build_absolute_uri(path_in(one, path))) for one in Language]
    persian = dict(found)[Language.FA.value]
    return (*found, ("x-default", persian))
