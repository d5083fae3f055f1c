"""The proof of an announced ranking for those who work on it: the whole bundle."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from parvaneh.casework.contents import content_read
from parvaneh.frame.refused import NotThere
from parvaneh.ranking.queries.cycles import standing_run
from parvaneh.site.announcing.reaching import decider_of

FILES = {"bundle": ("bundle.zip", "application/zip"), "results": ("results.csv", "text/csv")}


@login_required
@require_safe
def announcement_file(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Give the bundle or the table of results of the announced run."""
    asked = decider_of(request, code)
    run = asked.announcement.run if asked.announcement else standing_run(asked.cycle)
    content = getattr(run, name, None) if name in FILES else None
    if content is None:
        raise NotThere(name)
    filename, media_type = FILES[name]
    response = HttpResponse(content_read(content), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{code}-{filename}"'
    return response
