"""What search engines may read, and the list of what there is. A demonstration is not for them."""

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from parvaneh.editions.queries import offices_listed
from parvaneh.kit.places import PROVINCES
from parvaneh.site.addresses import in_languages
from parvaneh.site.demonstration import is_marked

PAGES = (
    "home",
    "places",
    "method",
    "stability",
    "honours",
    "verify",
    "open_data",
    "embed",
    "help",
    "privacy",
    "accessibility",
)
# Endless lists, and what belongs to who has signed in.
CLOSED = ("/find/compare/", "/find/?", "/embed/list/", "/embed/?", "/account/")
XML = "application/xml"
OPENING = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell what may be read; of a demonstration nothing, for nothing in it is true."""
    if is_marked():
        lines = ["# A demonstration: all is generated.", "User-agent: *", "Disallow: /"]
    else:
        closed = [f"Disallow: {start}{path}" for start in ("", "/en") for path in CLOSED]
        sitemap_at = request.build_absolute_uri(reverse("sitemap"))
        lines = ["User-agent: *", *closed, f"Sitemap: {sitemap_at}"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every public page in each language."""
    listed = "".join(_entries(request, path) for path in _paths())
    return HttpResponse(f"{OPENING}{listed}</urlset>\n", content_type=XML)


def _paths() -> Iterator[str]:
    yield from map(reverse, PAGES)
    yield from (reverse("province", args=[one.key]) for one in PROVINCES)
    codes = offices_listed().values_list("code", flat=True)
    yield from (reverse("public_office", args=[code]) for code in codes)


def _entries(request: HttpRequest, path: str) -> str:
    addresses = in_languages(request, path)
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>'
        for code, address in addresses
    )
    places = dict.fromkeys(address for _, address in addresses)
    return "".join(f"<url><loc>{quoteattr(one)[1:-1]}</loc>{links}</url>\n" for one in places)
