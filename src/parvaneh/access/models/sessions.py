"""Sessions: one row per sign-in, found by a digest of its key and read together with its user."""

from django.db import models
from django.db.models import F, Q

from parvaneh.access.models.users import User


class Session(models.Model):
    """What somebody's browser is known by, until it ends.

    Only a digest of the key is kept: who reads the table cannot continue anybody's session. Its
    history is not tracked: sign-ins and endings are events, and `last_seen_at` is nobody's matter.
    """

    digest = models.BinaryField(max_length=32, unique=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    content = models.TextField()
    device = models.CharField(max_length=200, blank=True)
    address = models.GenericIPAddressField(null=True)
    made_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=20, blank=True)

    class Meta:
        """An ended session says why."""

        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_why="")
                | (Q(ended_at__isnull=False) & ~Q(ended_why="")),
                name="session_ended_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="session_expires_after_it_is_made"
            ),
        )
        indexes = (
            models.Index(
                fields=("user",), condition=Q(ended_at__isnull=True), name="session_open_of_user"
            ),
            models.Index(fields=("expires_at",), name="session_expires"),
        )
