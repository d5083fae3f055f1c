"""Pages of what went wrong at the doors; none of them asks the database for anything."""

from django.http import HttpRequest, HttpResponse

from parvaneh.frame.error_pages import error_page
from parvaneh.kit.languages import msg


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """What was sent cannot be read."""
    told = (msg("What was sent cannot be read. Nothing was changed."),)
    return error_page(request, 400, msg("This cannot be read"), told)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Not with the roles that the reader holds."""
    told = (msg("None of your roles allows this. Your administrator can change that."),)
    return error_page(request, 403, msg("Not allowed"), told)


def forgery_suspected(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The token against forged forms is missing or old."""
    told = (
        msg("Nothing was changed."),
        msg("The form came from another page, or it was open while somebody signed in or out."),
        msg("Open the page again. Cookies of this site must be allowed."),
    )
    return error_page(request, 403, msg("The form was not accepted"), told)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Nothing there, or beyond the reader's reach: both look the same."""
    told = (
        msg("There is nothing at this address, or it is not for you to see."),
        msg("If you typed the address, look at it again."),
    )
    return error_page(request, 404, msg("Not found"), told)


def failed(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    told = (
        msg("The fault is ours and has been written down."),
        msg("What you were doing was either done whole or not at all. Look before you try again."),
    )
    return error_page(request, 500, msg("Something went wrong"), told)
