"""The search page, and the same list as JSON for the palette."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvaneh.site.reader import reader_of
from parvaneh.site.search.found import LONGEST, found_for


@login_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what is found under a name, a code or a number."""
    asked = request.GET.get("q", "")[:LONGEST].strip()
    found = found_for(request, reader_of(request), asked)
    return render(request, "search/search.html", {"asked": asked, "found": found})


@login_required
@never_cache
@require_safe
def palette(request: HttpRequest) -> HttpResponse:
    """The same for the palette of staff."""
    found = found_for(request, reader_of(request), request.GET.get("q", ""))
    entries = [{"words": one.words, "hint": one.hint, "url": one.url} for one in found]
    return JsonResponse({"entries": entries}, json_dumps_params={"ensure_ascii": False})
