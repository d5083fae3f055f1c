"""The one way from a POST to an operation: form, one operation, redirect or reasons.

A view hands `one_act` its bound form, a function that calls the one operation with the cleaned
values, where to go then, and how to show the form again.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse

from parvaneh.frame.error_pages import reason_said
from parvaneh.frame.refused import Refused
from parvaneh.law.ruling import Ruling, blocking

T = TypeVar("T")
SEE_OTHER, UNPROCESSABLE = 303, 422


def one_act(
    *,
    form: Form,
    operation: Callable[[Mapping[str, Any]], T],
    done: Callable[[T], str],
    again: Callable[[Form], HttpResponse],
) -> HttpResponse:
    """Do what a form says, or show it again with what is wrong beside each field.

    Args:
        form: bound to what was sent.
        operation: the one operation; takes the form's cleaned values.
        done: the address to go to afterwards, from what the operation returned.
        again: the page with the form, bound and with its errors.
    """
    if form.is_valid():
        try:
            result = operation(form.cleaned_data)
        except Refused as why:
            reasons_put(form, why.ruling)
        else:
            response = HttpResponse(status=SEE_OTHER)
            response.headers["Location"] = done(result)
            return response
    response = again(form)
    response.status_code = UNPROCESSABLE
    return response


def reasons_put(form: Form, ruling: Ruling[Any]) -> None:
    """Put each reason of a refusal beside the field it names, or above the form."""
    for reason in blocking(ruling):
        said = reason_said(reason)
        text = f"{said.text} ({said.cites})" if said.cites else said.text
        form.add_error(reason.key if reason.key in form.fields else None, ValidationError(text))
