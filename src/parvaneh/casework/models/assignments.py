"""Who had a case, from when until when."""

from django.db import models
from django.db.models import Q

from parvaneh.access.models import User
from parvaneh.casework.models.cases import Case
from parvaneh.frame.history import tracked


@tracked
class Assignment(models.Model):
    """One stretch of time in which a case was somebody's; assignment is by people only."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="assignments")
    user = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    reason = models.TextField(blank=True)
    assigned_at = models.DateTimeField()
    assigned_by = models.CharField(max_length=40)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint("case", condition=Q(ended_at=None), name="assignment_to_one"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by="")
                | (Q(ended_at__isnull=False) & ~Q(ended_by="")),
                name="assignment_ended_at_and_by",
            ),
        )
        indexes = (
            models.Index(fields=["user"], name="assignment_user", condition=Q(ended_at=None)),
        )
