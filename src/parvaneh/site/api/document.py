"""The OpenAPI 3.1 document of the API, made from the declarations, in either language."""

from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from parvaneh.frame.language import language_now
from parvaneh.kit.languages import gettext, msg
from parvaneh.kit.text import Language
from parvaneh.site.api.answers import of_content
from parvaneh.site.api.problems import MEDIA_TYPE as PROBLEM_TYPE
from parvaneh.site.api.problems import PROBLEMS
from parvaneh.site.api.routes import api
from parvaneh.site.api.shapes import Problem

SPOKEN = ("title", "summary", "description")
LISTS = frozenset({"offices", "grades"})
NOT_KEPT = frozenset({"verify_letter", "verify_file"})
OF_OFFICE = frozenset({"office", "office_grades"})
ANSWER, SAME = msg("the answer"), msg("what the reader has already is still so")
HEADERS = {
    "ETag": msg("mark of this answer; send it back in If-None-Match"),
    "Cache-Control": msg("how long the answer may be kept"),
    "Link": msg("address of the next page, with rel=next"),
    "Retry-After": msg("seconds to wait"),
    "Allow": msg("methods that are answered"),
    "Content-Language": msg("language of the problem"),
}
ASKED = {
    "language": ("Accept-Language", msg("languages of problems, the best first")),
    "known": ("If-None-Match", msg("ETag of the answer that the reader has already")),
}


@lru_cache(maxsize=len(Language))
def document(language: Language) -> dict[str, Any]:
    """The document, its explanations in a language. Not to be changed.

    Args:
        language: of titles, summaries and descriptions.
    """
    made: dict[str, Any] = deepcopy(_declared())
    _speak(made, language)
    return made


def operations(language: Language = Language.EN) -> Iterator[dict[str, Any]]:
    """Each operation with its path."""
    for path, methods in document(language)["paths"].items():
        for one in methods.values():
            yield {**one, "path": path}


@lru_cache(maxsize=1)
def _declared() -> dict[str, Any]:
    made = deepcopy(dict(api.get_openapi_schema(path_prefix="api/v1/")))
    made["paths"] = {
        path: {method: _operation(one) for method, one in methods.items()}
        for path, methods in made["paths"].items()
    }
    schemas = made["components"]["schemas"]
    schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= schemas["Problem"].pop("$defs", {})
    for one in schemas.values():
        # Its name says what it is; what the class tells is for who reads the source.
        one.pop("title", None)
        one.pop("description", None)
        for part in one.get("properties", {}).values():
            part.pop("title", None)
    made["components"]["parameters"] = {
        name: {"in": "header", "name": header, "description": said, "schema": {"type": "string"}}
        for name, (header, said) in ASKED.items()
    }
    made["components"]["responses"] = {name: _problem(name) for name in PROBLEMS}
    made["components"]["headers"] = {
        name: {"description": said, "schema": {"type": "string"}} for name, said in HEADERS.items()
    }
    return made


def _operation(one: dict[str, Any]) -> dict[str, Any]:
    name = one["operationId"]
    [content] = [answer["content"] for answer in one["responses"].values()]
    kept = [] if name in NOT_KEPT else ["ETag"]
    linked = ["Link"] if name in LISTS else []
    answers = {
        "200": {
            "description": ANSWER,
            "headers": _headers("Cache-Control", *kept, *linked),
            "content": content,
        }
    }
    if kept:
        answers["304"] = {"description": SAME, "headers": _headers("ETag", "Cache-Control")}
    problems = [kind for kind in PROBLEMS if kind not in {"not-found", "method-not-allowed"}]
    if name not in OF_OFFICE:
        problems.remove("no-such-office")
    if name in {"method", *NOT_KEPT} or name in OF_OFFICE:
        # Of an office that is not listed, and of no edition, the status is one and the same.
        problems.remove("not-published")
    for kind in problems:
        answers[str(PROBLEMS[kind].status)] = {"$ref": f"#/components/responses/{kind}"}
    asked = [*map(_parameter, one["parameters"]), {"$ref": "#/components/parameters/language"}]
    if kept:
        asked.append({"$ref": "#/components/parameters/known"})
    return {
        **one,
        "parameters": asked,
        "responses": answers,
    }


def _parameter(one: dict[str, Any]) -> dict[str, Any]:
    schema = {name: part for name, part in one["schema"].items() if name not in SPOKEN}
    if schema.get("default", "") is None:
        del schema["default"]
    return {**one, "schema": schema}


def _problem(name: str) -> dict[str, Any]:
    kind = PROBLEMS[name]
    more = {405: ["Allow"], 429: ["Retry-After"]}.get(kind.status, [])
    return {
        "description": kind.title,
        "headers": _headers("Cache-Control", "Content-Language", *more),
        "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _headers(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _speak(part: Any, language: Language) -> None:
    """Put every explanation into a language, wherever it stands."""
    if isinstance(part, list):
        for one in part:
            _speak(one, language)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name in SPOKEN and isinstance(value, str):
                part[name] = gettext(value, language)
            else:
                _speak(value, language)


def openapi(request: HttpRequest) -> HttpResponse:
    """The document itself."""
    response = of_content(request, document(language_now()))
    patch_vary_headers(response, ["Accept-Language"])
    response.headers["Content-Language"] = language_now().value
    return response
