"""Events: one row per act, append-only, numbered without gaps, each chained to the one before."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Event(models.Model):
    """One thing that was done."""

    number = models.BigAutoField(primary_key=True)
    kind = models.TextField()
    subject = models.TextField()
    by = models.TextField()
    acted_for = models.TextField(blank=True)
    at = models.DateTimeField()
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    cites = ArrayField(models.TextField(), default=list)
    facts = models.JSONField(default=dict)
