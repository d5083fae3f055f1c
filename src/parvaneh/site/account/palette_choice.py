"""Whether the command palette is on: a choice of one's own browser, kept in its cookie."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.views.decorators.http import require_POST

COOKIE = "palette"
ON = "1"
A_YEAR = 365 * 24 * 3600  # seconds
SEE_OTHER = 303


def is_palette_on(request: HttpRequest) -> bool:
    """Whether this browser has switched it on."""
    return request.COOKIES.get(COOKIE) == ON


@login_required
@require_POST
def palette_choice(request: HttpRequest) -> HttpResponse:
    """Switch the palette on or off."""
    response = HttpResponseRedirect(resolve_url("account"), status=SEE_OTHER)
    if request.POST.get("palette") == "on":
        response.set_cookie(
            COOKIE,
            ON,
            max_age=A_YEAR,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    else:
        response.delete_cookie(COOKIE)
    return response
