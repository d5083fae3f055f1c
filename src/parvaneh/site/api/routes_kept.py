"""The answers of the API that are kept beside public pages, as the same bytes for everybody."""

from dataclasses import dataclass

from django.http import HttpRequest

from parvaneh.frame.kept_door import Environ, KeptRoute
from parvaneh.site.api.door import PREFIX, accepts_json, waits
from parvaneh.site.api.routes import PARAMETERS, SEVERAL

PATHS = {
    "api_offices": "offices",
    "api_office": "offices/[0-9]{1,12}",
    "api_office_grades": "offices/[0-9]{1,12}/grades",
    "api_grades": "grades",
    "api_provinces": "provinces",
    "api_services": "services",
    "api_edition": "edition",
    "api_method": "method",
}


@dataclass(frozen=True)
class ApiRoute(KeptRoute):
    """An answer that may be kept. What is refused is told in a language, which is not kept."""

    alike: bool = True
    told: frozenset[str] = frozenset({"HTTP_ACCEPT_LANGUAGE"})

    def asked(self, query: str) -> str | None:
        """The question in its one spelling.

        Returns:
            None too where something is said twice or says nothing: the API refuses that.
        """
        found = super().asked(query)
        return found if found is not None and _parts(found) == _parts(query) else None

    def lets(self, environ: Environ) -> bool:
        """Whether who asks has questions left, and takes JSON; counts the question."""
        request = HttpRequest()
        request.META = environ
        return not waits(request) and accepts_json(request)


def _parts(query: str) -> int:
    return query.count("&") + 1 if query else 0


KEPT_ANSWERS = tuple(
    ApiRoute(
        name,
        PREFIX + path,
        once=sorted(PARAMETERS[name] - SEVERAL),
        several=sorted(PARAMETERS[name] & SEVERAL),
    )
    for name, path in PATHS.items()
)
