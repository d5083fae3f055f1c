"""The page about the API, made from its OpenAPI document: without a script, without other hosts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from markupsafe import Markup, escape

from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg
from parvaneh.site.api.document import document, operations
from parvaneh.site.api.problems import PAGE, PROBLEMS
from parvaneh.site.api.published import NotPublished, published_now

NO_CODE = "110101"
SCHEMAS = "#/components/schemas/"
EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "offices": {"province": "IR-07", "standing": "open", "limit": "5"},
    "grades": {"year": "1404", "limit": "5"},
    "verify_letter": {"text": "9023/1/1404"},
    "verify_file": {"sha256": "0" * 64},
}
TYPES = {
    "string": msg("text"),
    "integer": msg("whole number"),
    "boolean": msg("yes or no"),
    "date": msg("day, Gregorian"),
    "date-time": msg("moment"),
}
LIST, OR_NOTHING, ONE_OF = msg("list of {kind}"), msg("{kind} or nothing"), msg("one of")
FROM_TO = msg("from {least} to {most}")
MANY = 12  # values of which all are shown; of provinces the first is enough
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9._/+-]*(?: [A-Z0-9][A-Za-z0-9-]*)*")


@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    """Show how the API is asked and what it answers."""
    language = language_now()
    said = document(language)
    host = f"{request.scheme}://{request.get_host()}"
    shown: dict[str, Any] = {
        "info": said["info"]["description"],
        "operations": [_operation(one, said, host) for one in operations(language)],
        "shapes": list(_shapes(said)),
        "problems": [
            (name, kind.status, say(kind.title), latin_kept(say(kind.detail, page=PAGE)))
            for name, kind in PROBLEMS.items()
        ],
        "host": host,
    }
    return render(request, "api/api.html", shown)


def latin_kept(text: str) -> Markup:
    """A sentence with each run of Latin letters in an order of its own."""
    parts, last = [], 0
    for found in _LATIN.finditer(text):
        parts += [escape(text[last : found.start()]), Markup("<bdi>{}</bdi>").format(found[0])]
        last = found.end()
    return Markup("").join([*parts, escape(text[last:])])


def _operation(one: Mapping[str, Any], said: Mapping[str, Any], host: str) -> dict[str, Any]:
    answer = one["responses"]["200"]["content"]["application/json"]["schema"]
    own = [part for part in one["parameters"] if "$ref" not in part]
    return {
        "name": one["operationId"],
        "path": one["path"],
        "title": one["summary"],
        "text": latin_kept(one["description"]),
        "parameters": [
            (part["name"], kind_said(part["schema"]), part["required"], _told(part)) for part in own
        ],
        "answer": kind_said(answer),
        "example": f"{host}{_example(one)}",
        "statuses": [
            (status, _problem_of(part, said)) for status, part in one["responses"].items()
        ],
    }


def _example(one: Mapping[str, Any]) -> str:
    path = str(one["path"])
    if "{code}" in path:
        path = path.replace("{code}", _code())
    asked = EXAMPLES.get(one["operationId"], {})
    return f"{path}?{urlencode(asked, safe='/')}" if asked else path


def _code() -> str:
    """The code of an office that is there."""
    try:
        return next(iter(published_now().offices), NO_CODE)
    except NotPublished:
        return NO_CODE


def _problem_of(part: Mapping[str, Any], said: Mapping[str, Any]) -> tuple[str, str]:
    """Name and words of an answer other than the usual one; no name for one that is no problem."""
    if "$ref" not in part:
        return "", part["description"]
    name = part["$ref"].rpartition("/")[2]
    return name, said["components"]["responses"][name]["description"]


def _shapes(said: Mapping[str, Any]) -> Iterator[tuple[str, list[tuple[str, Markup, Markup]]]]:
    for name, one in sorted(said["components"]["schemas"].items()):
        fields = one.get("properties", {})
        yield name, [(key, kind_said(part), _told(part)) for key, part in fields.items()]


def _told(part: Mapping[str, Any]) -> Markup:
    return latin_kept(part.get("description", ""))


def kind_said(schema: Mapping[str, Any]) -> Markup:
    """What a value is, in the reader's words; a shape by its name, with a link to it.

    Args:
        schema: a part of the OpenAPI document.
    """
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(SCHEMAS)
        return Markup('<a href="#{0}"><bdi>{0}</bdi></a>').format(name)
    if "anyOf" in schema:
        [kind] = [one for one in schema["anyOf"] if one.get("type") != "null"]
        return _filled(OR_NOTHING, kind_said(kind))
    if schema["type"] == "array":
        return _filled(LIST, kind_said(schema["items"]))
    if "enum" in schema:
        return _one_of(schema["enum"])
    word = escape(say(TYPES[schema.get("format", schema["type"])]))
    if "maximum" in schema:
        bounds = say(FROM_TO, least=schema["minimum"], most=schema["maximum"])
        return Markup("{} {}").format(word, bounds)
    return word


def _one_of(values: Iterable[str]) -> Markup:
    known = list(values)
    shown = known if len(known) <= MANY else [known[0], "…", known[-1]]
    codes = Markup(" ").join(Markup("<code>{}</code>").format(one) for one in shown)
    return Markup("{} {}").format(say(ONE_OF), codes)


def _filled(message: str, kind: Markup) -> Markup:
    """A message around what is marked up already."""
    before, _, after = say(message, kind="\x00").partition("\x00")
    return Markup("{}{}{}").format(before, kind, after)
