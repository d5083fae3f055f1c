"""The signed checkpoints of the log, to be kept outside."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from parvaneh.frame.listing import Column, Kind, Listing
from parvaneh.frame.refused import NotThere
from parvaneh.kit.languages import msg
from parvaneh.ledger.models import Checkpoint
from parvaneh.site.listing import listing_response
from parvaneh.site.log.events import log_reader

CHECKPOINTS = Listing(
    "checkpoints",
    msg("Checkpoints"),
    (
        Column(
            "size",
            msg("Events under it"),
            lambda one: one.size,
            Kind.NUMBER,
            link=lambda one: reverse("log_checkpoint", args=[one.size]),
        ),
        Column("at", msg("Signed"), lambda one: one.at, Kind.MOMENT),
        Column("root", msg("Root"), lambda one: bytes(one.root).hex()[:16] + "…", Kind.CODE),
        Column("key", msg("Key"), lambda one: one.key_id, Kind.CODE),
    ),
)


@login_required
@require_safe
def log_checkpoints(request: HttpRequest) -> HttpResponse:
    """The checkpoints, the last one first."""
    log_reader(request)
    rows = Checkpoint.objects.all()
    return listing_response(request, "log/checkpoints.html", CHECKPOINTS, rows, ("-size",))


@login_required
@require_safe
def log_checkpoint(request: HttpRequest, size: int) -> HttpResponse:
    """Give a checkpoint as the signed text that it is."""
    log_reader(request)
    found = Checkpoint.objects.filter(size=size).first()
    if found is None:
        raise NotThere(f"checkpoint {size}")
    response = HttpResponse(found.text, content_type="text/plain; charset=utf-8")
    name = content_disposition_header(as_attachment=True, filename=f"checkpoint-{size}.txt")
    response.headers["Content-Disposition"] = name or "attachment"
    return response
