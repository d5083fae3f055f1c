"""Versions of tables that are kept in memory: a number that moves with each change of the table.

The number comes from a sequence, so that one taken back by a failed transaction is never given
again; the row's lock makes writers wait for each other, so that a reader never keeps the number of
one writer with the rows of another.
"""

import pgtrigger
from django.db import models

VALUES = "values"
NAME_LENGTH = 20


class Version(models.Model):
    """The present number of one table; written by that table's trigger only."""

    name = models.CharField(max_length=NAME_LENGTH, primary_key=True)
    number = models.BigIntegerField()


def versioned(name: str) -> pgtrigger.Trigger:
    """The trigger that moves a version with each statement that changes a table.

    Args:
        name: of the version.
    """
    return pgtrigger.Trigger(
        name="version_moves",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=(
            "INSERT INTO registry_version (name, number)"  # noqa: S608 - a name of our own
            f" VALUES ('{name}', nextval('registry_version_number'))"
            " ON CONFLICT (name) DO UPDATE SET number = nextval('registry_version_number');"
            " RETURN NULL;"
        ),
    )
