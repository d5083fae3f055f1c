"""What this site is for whom, what it keeps, for whom it works: as things stand, no better."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Show how to find an office, what its page says, what is not done here."""
    return render(request, "public/help.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what is public, what is kept of a reader, how personal data is guarded."""
    return render(request, "public/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show what is done so that everybody can use the site, and what is not known."""
    return render(request, "public/accessibility.html")
