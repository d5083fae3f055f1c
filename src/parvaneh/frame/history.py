"""History of rows by trigger: every insert, update and delete, bulk and raw SQL included.

    @tracked
    class Office(models.Model): ...

makes a table of what each row was, with who changed it and in which case; `context_set` says so
once per transaction.
"""

import json
from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db import connection
from django.db.models import Model

M = TypeVar("M", bound=Model)


def tracked(model: type[M]) -> type[M]:
    """Keep the history of a model's rows in a table of their own, written by triggers."""
    return tracked_without()(model)


def tracked_without(*fields: str) -> Callable[[type[M]], type[M]]:
    """The same without some fields: secrets whose old values nobody may keep."""

    def kept(model: type[M]) -> type[M]:
        told: type[M] = pghistory.track(
            # By statement: a hundred thousand rows of one COPY are kept by one INSERT.
            pghistory.InsertEvent(level=pghistory.Statement),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=list(fields) or None,
            context_field=pghistory.ContextJSONField(null=True),
            context_id_field=None,  # type: ignore[arg-type]  # the key is enough; documented
        )(model)
        return told

    return kept


def context_set(*, by: str, acted_for: str, case: str) -> None:
    """Say who changes rows, for whom and in which case, until the running transaction ends."""
    known = {"by": by, "acted_for": acted_for, "case": case}
    said = json.dumps({name: value for name, value in known.items() if value})
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pghistory.context_metadata', %s, true)", [said])
