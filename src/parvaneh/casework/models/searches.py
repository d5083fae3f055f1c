"""Searches that people keep."""

from django.db import models
from django.db.models import Q

from parvaneh.access.models import User
from parvaneh.frame.history import tracked


@tracked
class SavedSearch(models.Model):
    """A list of cases under a name, of one user or shared with their unit.

    What is kept is the question only: whoever opens it sees no more than their own reach.
    """

    owner = models.ForeignKey(User, models.PROTECT, related_name="searches")
    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=120)
    asks = models.JSONField()
    unit = models.CharField(max_length=80, blank=True)  # shared with those who have a role there
    is_default = models.BooleanField(default=False)  # its owner's list of cases begins with it
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint("owner", "name", name="search_named_once"),
            models.CheckConstraint(condition=~Q(name=""), name="search_has_a_name"),
            models.UniqueConstraint(
                "owner", condition=Q(is_default=True), name="search_default_once"
            ),
        )
        indexes = (models.Index(fields=["unit"], name="search_unit", condition=~Q(unit="")),)
