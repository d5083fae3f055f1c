"""What is counted while somebody tries to get in, what is kept for minutes, one-time codes."""

from django.db import models
from django.db.models import F, Q

from parvaneh.access.models.users import User


class Throttle(models.Model):
    """How often something was tried since a moment. Not tracked: it is forgotten by design."""

    bucket = models.CharField(max_length=64, primary_key=True)  # a digest: names nobody
    count = models.PositiveIntegerField()
    since_at = models.DateTimeField()


class Kept(models.Model):
    """A value kept for a short while, the same for every process. Not tracked: forgotten too."""

    name = models.CharField(max_length=255, primary_key=True)
    content = models.JSONField()
    expires_at = models.DateTimeField(null=True)


class PasswordCode(models.Model):
    """A code, given by an administrator, with which a user sets a password once.

    Only its digest is kept. Not tracked: making and using it are events.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="password_codes")
    digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        """A code expires after it was made."""

        constraints = (
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="password_code_expires_later"
            ),
        )
