"""Inserting a row where somebody else may have been faster: the database has the last word."""

from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model

from parvaneh.frame.refused import Conflict

M = TypeVar("M", bound=Model)


def inserted(row: M) -> M:
    """Insert a row whose constraints were looked at before, outside of any lock.

    Raises:
        Conflict: a constraint stands against it now; what was just looked at has changed.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as why:
        table = row._meta.db_table
        raise Conflict(f"{table} was changed by somebody else at the same time") from why
    return row
