"""Upkeep of the doors."""

from parvaneh.frame.idempotency_key import KEPT
from parvaneh.frame.jobs import job
from parvaneh.frame.models import Answered
from parvaneh.kit.clock import now_utc


@job(queue="upkeep", every="40 22 * * *")
def answers_purge() -> None:
    """Forget answers to forms older than a form may lie open."""
    Answered.objects.filter(made_at__lt=now_utc() - KEPT).delete()
