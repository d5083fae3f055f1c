"""Answers kept, so that a form sent twice counts once."""

from django.db import models


class Answered(models.Model):
    """One unsafe request that was done, and what was answered; purged after a week.

    The row is inserted first, in the transaction of the act itself: after a crash both are there
    or neither, and a second request with the same key waits for the first. No content is kept,
    only its hash.
    """

    owner = models.CharField(max_length=72)
    key = models.CharField(max_length=80)
    route = models.CharField(max_length=120)
    request_hash = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(default=0)
    location = models.TextField(blank=True)
    content_type = models.CharField(max_length=80, blank=True)
    body = models.BinaryField(default=b"")
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        """One answer for each key of one owner."""

        constraints = (models.UniqueConstraint(fields=["owner", "key"], name="answered_once"),)


class JobFailure(models.Model):
    """Why a job failed the last time: the kind of its exception and where, never what it said."""

    job = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    raised = models.TextField()
    through = models.TextField(blank=True)
