"""The first page: what this is; for who has signed in, what waits for them, by what they are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvaneh.access.queries import is_staff
from parvaneh.site.public.places import tiles
from parvaneh.site.reader import reader_of
from parvaneh.site.work.home_of_parties import home_of_party
from parvaneh.site.work.home_of_staff import home_of_staff


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the first page."""
    if not request.user.is_authenticated:
        return render(request, "home.html", {"tiles": tiles()})
    reader = reader_of(request)
    if is_staff(reader.acting, reader.on):
        return render(request, "work/home_of_staff.html", home_of_staff(reader))
    return render(request, "work/home_of_party.html", home_of_party(reader))
