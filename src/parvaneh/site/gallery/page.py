"""The gallery's one page. It is there where the product is shown or built, and nowhere else."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parvaneh.frame.language import language_now
from parvaneh.kit.clock import now_utc, tehran_day
from parvaneh.site.demonstration import is_marked
from parvaneh.site.gallery.forms import form_samples
from parvaneh.site.gallery.samples import SampleForm, figures, samples, speaker
from parvaneh.site.gallery.specimens import SPECIMENS

SOURCES = Path(__file__).parents[1] / "pages" / "gallery" / "specimens"


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component.

    Raises:
        Http404: the product neither is a demonstration nor runs for debugging.
    """
    if not (settings.DEBUG or is_marked()):
        raise Http404
    return render(request, "gallery/gallery.html", gallery_shown())


def gallery_shown() -> dict[str, Any]:
    """What the page shows: the components by group, each with its source; sample data."""
    language = language_now()
    t = speaker(language)
    groups: dict[str, list[dict[str, str]]] = {}
    for one in SPECIMENS:
        source = (SOURCES / f"{one.key}.html").read_text(encoding="utf-8")
        shown = {"key": one.key, "title": one.title, "file": f"gallery/specimens/{one.key}.html"}
        groups.setdefault(one.group, []).append({**shown, "source": source.strip()})
    return {
        "groups": groups,
        "today": tehran_day(now_utc()),
        "form": SampleForm(t),
        "wrong_form": SampleForm(t, {"wrong-name": "", "wrong-day": "1404/13/40"}, prefix="wrong"),
        "figures": figures(language),
        **samples(language),
        **form_samples(t),
    }
