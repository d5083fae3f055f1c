"""Pages that no single slice owns: what went wrong, in words, in the reader's shell."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from parvaneh.frame.idempotency import Fault
from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import cites, say
from parvaneh.frame.request_number import request_number
from parvaneh.kit.languages import msg, render
from parvaneh.law.ruling import Reason, Ruling, blocking, parameters

NO_REASONS: Sequence["Said"] = ()

# Answers that were found by asking: who asked is known, and the database answers.
FOUND_FAULT = frozenset({403, 404, 409, 422})

NOT_DONE = msg("Nothing was changed.")
FAULTS: Mapping[Fault, tuple[int, str, tuple[str, ...]]] = {
    Fault.MISSING: (
        400,
        msg("The form came without its number"),
        (
            NOT_DONE,
            msg("Every form carries a number so that it counts once. Open the page again."),
        ),
    ),
    Fault.STALE: (
        400,
        msg("The form is too old"),
        (NOT_DONE, msg("A form may lie open for a week. Open the page again and fill it in.")),
    ),
    Fault.OTHER_CONTENT: (
        422,
        msg("This form was sent before, with other content"),
        (msg("What was sent first counts. Look at what was done, then open the page again."),),
    ),
    Fault.IN_FLIGHT: (
        409,
        msg("The same form is still being dealt with"),
        (msg("It was sent twice. Wait a moment, then look at what was done."),),
    ),
}


class Said(NamedTuple):
    """A reason in the reader's words, and where it stands."""

    text: str
    cites: str


def reason_said(reason: Reason) -> Said:
    """A reason of a ruling in the reader's language, with the articles it rests on."""
    text = render(reason.message, parameters(reason), language_now())
    return Said(text, cites(reason.cites))


def error_page(
    request: HttpRequest,
    status: int,
    title: str,
    sentences: Sequence[str],
    reasons: Sequence[Said] = NO_REASONS,
) -> HttpResponse:
    """A page that says what went wrong and where to go.

    Where the fault may be ours, it asks the database for nothing; elsewhere it keeps the menu.

    Args:
        request: what was asked.
        status: of HTTP.
        title: a message of the catalogue.
        sentences: messages of the catalogue.
        reasons: of a refusal.
    """
    shown: dict[str, Any] = {
        "status": status,
        "title": say(title),
        "sentences": [say(one) for one in sentences],
        "reasons": reasons,
        "asks": status in FOUND_FAULT,
        "request_number": request_number.get(),
    }
    return HttpResponse(render_to_string("error.html", shown, request), status=status)


def fault_page(request: HttpRequest, fault: Fault) -> HttpResponse:
    """What was wrong with the key of a form."""
    status, title, sentences = FAULTS[fault]
    return error_page(request, status, title, sentences)


def conflict_page(request: HttpRequest) -> HttpResponse:
    """Somebody else was faster."""
    told = (
        NOT_DONE,
        msg("Somebody else changed this in the meantime. Look at it again, then decide."),
    )
    return error_page(request, 409, msg("It has changed in the meantime"), told)


def refused_page(request: HttpRequest, ruling: Ruling[Any]) -> HttpResponse:
    """An operation said no: every reason with its article."""
    reasons = [reason_said(one) for one in blocking(ruling)]
    return error_page(request, 422, msg("This cannot be done"), (NOT_DONE,), reasons)


def too_large_page(request: HttpRequest) -> HttpResponse:
    """More was sent than is read."""
    told = (NOT_DONE, msg("What was sent is larger than is accepted. Send smaller files."))
    return error_page(request, 413, msg("Too large"), told)
