"""What an administrator does to the machine itself."""

from datetime import datetime

from django.db import connection

from parvaneh.access.permissions import Permission
from parvaneh.access.rules import permitted
from parvaneh.access.scopes import Lies
from parvaneh.frame.refused import NotThere, refuse
from parvaneh.kit.clock import tehran_day
from parvaneh.kit.text import clean
from parvaneh.ledger.acts import Doer, act, event_write

AGAIN = """
UPDATE procrastinate_jobs SET status = 'todo', scheduled_at = NULL, attempts = 0
 WHERE id = %s AND status = 'failed' RETURNING task_name
"""


def job_retry(*, job: int, reason: str, by: Doer, at: datetime) -> None:
    """Let a failed job begin again, as if it had never been tried.

    Args:
        job: its number.
        reason: why it should succeed now.
        by: who wants it.
        at: when.

    Raises:
        Refused: no permission.
        NotThere: there is no failed job of that number.
    """
    refuse(*permitted(by, Permission.MACHINE_MANAGE, Lies(), tehran_day(at)))
    with act(by=by, at=at), connection.cursor() as cursor:
        cursor.execute(AGAIN, [job])
        found = cursor.fetchone()
        if found is None:
            raise NotThere(f"job {job} has not failed")
        event_write(
            kind="job.retried",
            subject=f"job:{job}",
            before="failed",
            after="todo",
            facts={"job": found[0]},
            private={"reason": clean(reason)},
        )
