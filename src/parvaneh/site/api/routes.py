"""The operations of the API. Each declares what may be asked and what is answered."""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

import orjson
from django.core.handlers.exception import response_for_exception
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, P, PathEx, Query
from ninja.errors import ValidationError

from parvaneh.casework.verifying import (
    PublicLetter,
    Verdict,
    letter_verified_by_hash,
    letter_verified_by_text,
)
from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import gettext, msg, render
from parvaneh.kit.places import PROVINCES
from parvaneh.kit.text import Language
from parvaneh.site.api import shapes
from parvaneh.site.api.answers import for_a_while, never_kept
from parvaneh.site.api.method_said import method_said
from parvaneh.site.api.problems import TWICE, UNKNOWN, faults_said, problem
from parvaneh.site.api.published import (
    Asked,
    NotPublished,
    Published,
    Row,
    day_said,
    grades_fitting,
    offices_fitting,
    published_now,
)
from parvaneh.site.services_offered import SERVICES

OF_OFFICE = P(description=msg("code of the office"), pattern="^[0-9]{1,12}$")
Answer = Callable[..., HttpResponse]
PARAMETERS: dict[str, frozenset[str]] = {}  # what each route may be asked
SEVERAL = frozenset({"access"})  # what may be said several times

api = NinjaAPI(
    title=msg("Parvaneh: offices of electronic judicial services"),
    version="1",
    description=msg(
        "What anybody may know of the offices, their grades and the letters that are issued. Open "
        "to all, without a key; nothing personal is in it. Data are the same in both languages; "
        "problems come in the one that is asked for."
    ),
    docs_url=None,
    openapi_url=None,
    servers=[{"url": "/"}],
)


class NoSuchOffice(Exception):
    """No listed office has the code."""


def read(
    path: str,
    question: type[shapes.Question],
    shape: type[shapes.Shape],
    summary: str,
    description: str,
) -> Callable[[Answer], Answer]:
    """Declare a path that is read; the operation bears the name of its function.

    Args:
        path: below ``/api/v1``.
        question: what may be asked.
        shape: what is answered.
        summary: a message of the catalogue.
        description: the same.
    """

    def declared(answer: Answer) -> Answer:
        name = f"api_{answer.__name__}"
        PARAMETERS[name] = frozenset(question.model_fields)

        @wraps(answer)
        def asked_well(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if strays(request):
                raise ValidationError([])
            return answer(request, *args, **kwargs)

        told = {"summary": summary, "description": description, "operation_id": answer.__name__}
        api.get(path, response=shape, url_name=name, **told)(asked_well)  # type: ignore[arg-type]
        return answer

    return declared


@read(
    "/offices",
    shapes.OfficeQuestion,
    shapes.OfficeList,
    msg("Offices"),
    msg(
        "All listed offices in Persian order, or those that fit; the best first where «q» is said."
    ),
)
def offices(request: HttpRequest, asked: Query[shapes.OfficeQuestion]) -> HttpResponse:
    """A page of offices."""
    published = published_now()
    rows = offices_fitting(
        published,
        q=asked.q or "",
        asked=_filters(asked, "province", "grade", "service", "standing", "access"),
    )
    return _page(request, published, rows, asked)


@read(
    "/offices/{code}",
    shapes.Question,
    shapes.OfficeAnswer,
    msg("One office"),
    msg("Everything that anybody may know of an office."),
)
def office(
    request: HttpRequest,  # noqa: ARG001 - the framework gives it
    asked: Query[shapes.Question],  # noqa: ARG001 - the language; the door reads it
    code: PathEx[str, OF_OFFICE],
) -> HttpResponse:
    """One office."""
    published = published_now()
    row = _listed(published, code)
    # The row of the lists, with one part more.
    office = b'%b,"indicators":%b}' % (row.body[:-1], published.indicators[row.key])
    return for_a_while(b'{"edition":%b,"office":%b}' % (published.body, office))


@read(
    "/offices/{code}/grades",
    shapes.Question,
    shapes.GradeHistory,
    msg("Grades of an office"),
    msg("Every grade that rankings gave to an office, the newest first."),
)
def office_grades(
    request: HttpRequest,  # noqa: ARG001 - the framework gives it
    asked: Query[shapes.Question],  # noqa: ARG001 - the language; the door reads it
    code: PathEx[str, OF_OFFICE],
) -> HttpResponse:
    """The history of an office."""
    published = published_now()
    row = _listed(published, code)
    items = b",".join(published.history[code])
    body = b'{"edition":%b,"office":"%b","items":[%b]}' % (published.body, row.key.encode(), items)
    return for_a_while(body)


@read(
    "/grades",
    shapes.GradeQuestion,
    shapes.GradeList,
    msg("Announced grades"),
    msg("Every grade that a ranking gave to a listed office, the newest ranking first."),
)
def grades(request: HttpRequest, asked: Query[shapes.GradeQuestion]) -> HttpResponse:
    """A page of announced grades."""
    published = published_now()
    rows = grades_fitting(published, asked=_filters(asked, "year", "province", "grade"))
    return _page(request, published, rows, asked)


@read(
    "/provinces",
    shapes.Question,
    shapes.ProvinceList,
    msg("Provinces"),
    msg("The provinces with their keys, and how many offices each has."),
)
def provinces(
    request: HttpRequest,  # noqa: ARG001 - the framework gives it
    asked: Query[shapes.Question],  # noqa: ARG001 - the language; the door reads it
) -> HttpResponse:
    """All provinces."""
    published = published_now()
    items = [
        {
            "key": one.key,
            "name": {"fa": one.fa, "en": one.en},
            "offices": published.offices_in[one.key],
        }
        for one in PROVINCES
    ]
    return for_a_while(_items(published, items))


@read(
    "/services",
    shapes.Question,
    shapes.ServiceList,
    msg("Services"),
    msg("The services with their keys, and how many offices offer each."),
)
def services(
    request: HttpRequest,  # noqa: ARG001 - the framework gives it
    asked: Query[shapes.Question],  # noqa: ARG001 - the language; the door reads it
) -> HttpResponse:
    """All services."""
    published = published_now()
    items = [
        {"key": key, "name": _words(name), "offices": published.offices_offering[key]}
        for key, name in SERVICES.items()
    ]
    return for_a_while(_items(published, items))


@read(
    "/edition",
    shapes.Question,
    shapes.Edition,
    msg("Edition"),
    msg("The publication that is out now. Everything else changes when its number does."),
)
def edition(
    request: HttpRequest,  # noqa: ARG001 - the framework gives it
    asked: Query[shapes.Question],  # noqa: ARG001 - the language; the door reads it
) -> HttpResponse:
    """The edition that is out."""
    published = published_now()
    return for_a_while(published.body)


@read(
    "/method",
    shapes.Question,
    shapes.Method,
    msg("How grades are made"),
    msg("The ten indicators, their weights and the bands of the grades, as in force today."),
)
def method(
    request: HttpRequest,  # noqa: ARG001 - the framework gives it
    asked: Query[shapes.Question],  # noqa: ARG001 - the language; the door reads it
) -> HttpResponse:
    """How grades are made."""
    return for_a_while(orjson.dumps(method_said()))


@read(
    "/verify/letter",
    shapes.LetterQuestion,
    shapes.Verdict,
    msg("Verify a letter by its paper"),
    msg("Whether a letter is ours and stands, by its number, its code or the text of its QR code."),
)
def verify_letter(
    request: HttpRequest,  # noqa: ARG001 - the framework gives it
    asked: Query[shapes.LetterQuestion],
) -> HttpResponse:
    """A letter by what stands on its paper."""
    return never_kept(_verdict_said(letter_verified_by_text(asked.text)))


@read(
    "/verify/file",
    shapes.FileQuestion,
    shapes.Verdict,
    msg("Verify a letter by its file"),
    msg(
        "Whether a letter is ours and stands, by the SHA-256 of its file; the file stays with you."
    ),
)
def verify_file(
    request: HttpRequest,  # noqa: ARG001 - the framework gives it
    asked: Query[shapes.FileQuestion],
) -> HttpResponse:
    """A letter by the digest of its file."""
    return never_kept(_verdict_said(letter_verified_by_hash(asked.sha256)))


# --- What is wrong with a question ---


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, why: ValidationError) -> HttpResponse:
    faults = [*faults_said(why.errors), *strays(request)]
    return problem(request, "invalid-question", faults)


@api.exception_handler(NoSuchOffice)
def _no_such_office(request: HttpRequest, why: NoSuchOffice) -> HttpResponse:
    del why
    return problem(request, "no-such-office")


@api.exception_handler(NotPublished)
def _not_published(request: HttpRequest, why: NotPublished) -> HttpResponse:
    del why
    return problem(request, "not-published")


@api.exception_handler(Exception)
def _failed(request: HttpRequest, why: Exception) -> HttpResponse:
    response_for_exception(request, why)  # written down as any fault; its page is not for programs
    return problem(request, "failed")


def strays(request: HttpRequest) -> list[tuple[str, str]]:
    """Parameters that nobody declared, and those that are said twice: never silently passed over.

    A misspelt filter would otherwise answer with all offices.
    """
    route = request.resolver_match.url_name if request.resolver_match else ""
    names = PARAMETERS.get(route or "", frozenset())
    unknown = [(name, say(UNKNOWN)) for name in request.GET if name not in names]
    twice = [
        (name, say(TWICE))
        for name, values in request.GET.lists()
        if name in names - SEVERAL and len(values) > 1
    ]
    return unknown + twice


# --- Parts ---


def _filters(asked: shapes.ListQuestion, *names: str) -> Asked:
    said = ((name, getattr(asked, name)) for name in names)
    return tuple((name, _one_form(value)) for name, value in said if value)


def _one_form(value: object) -> object:
    """A value that can be a key: several, whatever their order, are one question."""
    return tuple(sorted(set(value))) if isinstance(value, list) else value


def _page(
    request: HttpRequest, published: Published, rows: Sequence[Row], asked: shapes.ListQuestion
) -> HttpResponse:
    """A page of a list, and where the next begins."""
    first = _first(rows, asked.cursor) if asked.cursor else 0
    shown = rows[first : first + asked.limit]
    end = first + len(shown)
    following = ""
    if shown and end < len(rows):
        query = request.GET.copy()
        query["cursor"] = f"{end}-{shown[-1].key}"
        following = f"{request.path}?{query.urlencode()}"
    body = b'{"edition":%b,"count":%d,"next":%b,"items":[%b]}' % (
        published.body,
        len(rows),
        orjson.dumps(following or None),
        b",".join([row.body for row in shown]),
    )
    return for_a_while(body, following)


def _first(rows: Sequence[Row], cursor: str) -> int:
    """Where a page begins: after the row that the cursor names, wherever it stands by now.

    A row that is gone since leaves its place behind: nothing is shown twice, nothing fails.
    """
    at, _, key = cursor.partition("-")
    place = int(at)
    if 0 < place <= len(rows) and rows[place - 1].key == key:
        return place
    return next((found for found, row in enumerate(rows, 1) if row.key == key), place)


def _listed(published: Published, code: str) -> Row:
    if code not in published.offices:
        raise NoSuchOffice
    return published.offices[code]


def _items(published: Published, items: Iterable[Any]) -> bytes:
    return b'{"edition":%b,"items":%b}' % (published.body, orjson.dumps(list(items)))


def _words(message: str, **params: object) -> dict[str, str]:
    if params:
        return {one.value: render(message, params, one) for one in Language}
    return {one.value: gettext(message, one) for one in Language}


def _letter_said(letter: PublicLetter | None) -> dict[str, Any] | None:
    if letter is None:
        return None
    return {
        "number": letter.number,
        "on": day_said(letter.on),
        "kind": letter.kind,
        "title": _words(letter.title),
        "issued_by": letter.province,
    }


def _verdict_said(verdict: Verdict) -> dict[str, Any]:
    return {
        "stands": verdict.stands.value,
        "letter": _letter_said(verdict.letter),
        "later": _letter_said(verdict.later),
        "why": _words(verdict.why, **dict(verdict.params)) if verdict.why else None,
    }
