"""Events: one row per thing done, append-only, numbered without gaps, chained to the one before.

Triggers (first migration) number and chain each row as it is inserted, fill the columns for
searching from the body, and refuse every change. Nothing else writes here than `ledger.acts`,
`ledger.checkpoints` and `ledger.erasure`.
"""

import json
from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from parvaneh.frame.fields import EncryptedTextField

HASH_DIGITS = 64


class Event(models.Model):
    """One thing that was done. The body is what was hashed; the columns repeat it for searching."""

    number = models.BigIntegerField(primary_key=True)
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    body = models.TextField()
    kind = models.TextField()
    subject = models.TextField()
    by = models.TextField()
    acted_for = models.TextField(blank=True)
    case = models.TextField(blank=True)
    at = models.DateTimeField()
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["subject", "number"], name="event_subject"),
            models.Index(fields=["by", "number"], name="event_by"),
            models.Index(fields=["kind", "number"], name="event_kind"),
            models.Index(fields=["case", "number"], name="event_case", condition=~Q(case="")),
            models.Index(
                fields=["acted_for", "number"], name="event_for", condition=~Q(acted_for="")
            ),
            BrinIndex(fields=["at"], name="event_at"),
        )

    @cached_property
    def content(self) -> dict[str, Any]:
        """The body as an object."""
        read: dict[str, Any] = json.loads(self.body)
        return read

    @property
    def cites(self) -> list[str]:
        """The articles that it rests on."""
        return list(self.content.get("cites", ()))

    @property
    def facts(self) -> dict[str, Any]:
        """Codes, days (as text) and numbers that say what was done."""
        return dict(self.content.get("facts", {}))

    @property
    def private(self) -> dict[str, str]:
        """The commitments to what is withheld, by name."""
        return dict(self.content.get("private", {}))


class Head(models.Model):
    """Number and hash of the last event: the one row that every act locks last."""

    id = models.SmallIntegerField(primary_key=True)
    number = models.BigIntegerField()
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="head_is_one_row"),)


class Private(models.Model):
    """A private value that an event commits to. Deleting the row leaves the log verifiable."""

    commitment = models.CharField(max_length=HASH_DIGITS, primary_key=True)
    name = models.TextField()
    salt = models.BinaryField(max_length=32)
    value = EncryptedTextField(row="commitment")


class Tile(models.Model):
    """Hash of a complete subtree of 256, 256², … events, kept so that no tree is built twice."""

    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["level", "index"], name="tile_once"),
            models.CheckConstraint(
                condition=Q(level__gte=1) & Q(index__gte=0), name="tile_has_a_place"
            ),
        )


class Checkpoint(models.Model):
    """A signed statement of how many events there were and of their Merkle root."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    frontier = ArrayField(models.BinaryField())
    at = models.DateTimeField()
    key_id = models.CharField(max_length=16)
    text = models.TextField()
