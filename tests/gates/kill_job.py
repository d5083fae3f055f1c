"""The job of the kill gate: its effect is a row and an event, once."""

from __future__ import annotations

from django.db import connection

from parvaneh.frame.jobs import job
from parvaneh.kit.clock import now_utc
from parvaneh.ledger.acts import SYSTEM, act, event_write

TABLE = "CREATE TABLE gate_effect (step text PRIMARY KEY)"


@job(queue="gate")
def mark(*, step: str) -> None:
    """Note that a step was followed by its job."""
    with act(by=SYSTEM, at=now_utc()):
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO gate_effect VALUES (%s) ON CONFLICT DO NOTHING", [step])
            new = cursor.rowcount
        if new:
            event_write(kind="gate.effect", subject=f"step:{step}")
