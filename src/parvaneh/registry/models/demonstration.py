"""The mark of a demonstration: everything in a database that carries it is generated."""

from django.db import models
from django.db.models import Q

from parvaneh.registry.models.rows import append_only

MARK_LENGTH = 20
ONLY = 1  # the one row


class Demonstration(models.Model):
    """The one row that says so, and how it was made. Nothing changes or deletes it.

    `seed`, `size` and `standing` make the same content again; `standing` says whether the first
    ranking has been announced in it.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    seed = models.BigIntegerField()
    size = models.CharField(max_length=MARK_LENGTH)
    standing = models.CharField(max_length=MARK_LENGTH)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=ONLY), name="demonstration_once"),)
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.size} {self.seed}"
