"""Why there is no answer: problem documents of RFC 9457, in the language that was asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import say
from parvaneh.frame.request_number import request_number
from parvaneh.kit.languages import msg

MEDIA_TYPE = "application/problem+json"
PAGE = "/api/"  # explains every problem under its name


@dataclass(frozen=True)
class Kind:
    """A kind of problem: its status, and messages of the catalogue."""

    status: int
    title: str
    detail: str


PROBLEMS: Mapping[str, Kind] = {
    "not-found": Kind(
        404, msg("Not found"), msg("There is nothing at this path; the paths are listed at {page}.")
    ),
    "no-such-office": Kind(
        404, msg("No such office"), msg("No listed office has this code. Find it by «q» instead.")
    ),
    "not-published": Kind(
        404, msg("Nothing is published yet"), msg("The register has no edition yet. Ask later.")
    ),
    "method-not-allowed": Kind(
        405, msg("Only reading"), msg("This API is read with GET; nothing is changed through it.")
    ),
    "not-acceptable": Kind(
        406, msg("Only JSON"), msg("Answers are application/json; Accept leaves no room for it.")
    ),
    "invalid-question": Kind(
        422, msg("The question is not understood"), msg("Everything that is wrong is listed.")
    ),
    "too-many-questions": Kind(
        429, msg("Too many questions"), msg("Wait as many seconds as Retry-After says, then go on.")
    ),
    "failed": Kind(
        500, msg("Something went wrong"), msg("The fault is ours and has been written down.")
    ),
}
NO_FAULTS: Sequence[tuple[str, str]] = ()
UNKNOWN = msg("There is no such parameter.")
TWICE = msg("It is said more than once.")
MISSING = msg("It must be said.")
OTHER = msg("This value is not accepted.")
FAULTS: Mapping[str, str] = {
    "missing": MISSING,
    "literal_error": msg("It must be one of: {expected}."),
    "int_parsing": msg("It must be a whole number."),
    "int_parsing_size": msg("It must be a whole number."),
    "greater_than_equal": msg("It must be at least {ge}."),
    "less_than_equal": msg("It must be at most {le}."),
    "string_too_short": msg("It must have at least {min_length} characters."),
    "string_too_long": msg("It must have at most {max_length} characters."),
    "string_pattern_mismatch": msg("It must be written like this: {pattern}"),
}


def problem(
    request: HttpRequest, name: str, faults: Sequence[tuple[str, str]] = NO_FAULTS
) -> HttpResponse:
    """The answer that says why there is none.

    Args:
        request: what was asked.
        name: of the kind.
        faults: parameters and what is wrong with each, in the reader's words.
    """
    kind = PROBLEMS[name]
    said = {
        "type": f"{PAGE}#{name}",
        "title": say(kind.title),
        "status": kind.status,
        "detail": say(kind.detail, page=PAGE),
        "instance": request.path,
        "request": request_number.get(),
        "errors": [{"parameter": one, "detail": detail} for one, detail in faults],
    }
    headers = {
        "Content-Type": MEDIA_TYPE,
        "Cache-Control": "no-store",
        "Content-Language": language_now().value,
        "Vary": "Accept-Language",
    }
    return HttpResponse(orjson.dumps(said), status=kind.status, headers=headers)


def faults_said(errors: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """What is wrong with parameters, in the reader's words.

    Args:
        errors: as pydantic lists them.
    """
    return [(_parameter(one["loc"]), _said(one)) for one in errors]


def _parameter(place: Sequence[str | int]) -> str:
    """The name of a parameter; of one that is said several times the number does not matter."""
    return next((one for one in reversed(place) if isinstance(one, str)), "")


def _said(error: Mapping[str, Any]) -> str:
    ctx = {name: str(value) for name, value in error.get("ctx", {}).items()}
    return say(FAULTS.get(error["type"], OTHER), **ctx)
