"""Upkeep of the doors."""

from pathlib import Path

from django.conf import settings

from parvaneh.frame.idempotency_key import KEPT
from parvaneh.frame.jobs import job
from parvaneh.frame.models import Answered
from parvaneh.kit.clock import now_utc
from parvaneh.site.written import pages_write


@job(queue="upkeep", every="40 22 * * *")
def answers_purge() -> None:
    """Forget answers to forms older than a form may lie open."""
    Answered.objects.filter(made_at__lt=now_utc() - KEPT).delete()


@job(queue="upkeep", every="*/2 * * * *")
def pages_follow() -> None:
    """Write the public pages for the front server, where there is one and they changed."""
    if settings.WRITTEN_PAGES:
        pages_write(folder=Path(settings.WRITTEN_PAGES), at=now_utc())
