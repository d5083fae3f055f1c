"""Why jobs failed: kept beside them, since the queue keeps only that they did."""

import logging
import traceback

from django.db import DatabaseError, transaction

from parvaneh.frame.models import JobFailure
from parvaneh.kit.clock import now_utc

PLACES = 3  # the last ones on the way to where it was raised
log = logging.getLogger(__name__)


def failure_note(job: int | None, why: BaseException) -> None:
    """Keep the kind of an exception and where it was raised, never its words: they may name people.

    Args:
        job: number of the job; without one nothing is kept.
        why: what it raised.
    """
    if job is None:
        return
    frames = traceback.extract_tb(why.__traceback__)[-PLACES:]
    through = ", ".join(f"{one.filename.rpartition('/')[2]}:{one.lineno}" for one in frames)
    kept = {"at": now_utc(), "raised": type(why).__qualname__, "through": through}
    try:
        with transaction.atomic():
            JobFailure.objects.update_or_create(job=job, defaults=kept)
    except DatabaseError:
        log.warning("the reason of a failed job could not be kept")
