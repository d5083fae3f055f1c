"""Who may not, or does not, act in a case: recused, absent, abstained."""

from django.db import models
from django.db.models import Q

from parvaneh.access.models import User
from parvaneh.casework.models.cases import Case
from parvaneh.frame.history import tracked
from parvaneh.registry.models import Person


class Standing(models.TextChoices):
    """How somebody stands to a case in which they would have a part."""

    RECUSED = "recused"  # has a conflict: neither acts nor votes, and does not count
    ABSENT = "absent"  # cannot come; counts among those who should
    ABSTAINED = "abstained"  # is there and does not vote


@tracked
class Recusal(models.Model):
    """A declaration about one person (a user, a holder of a seat, or both) in one case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="recusals")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="recusals")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="recusals")
    standing = models.CharField(max_length=10, choices=Standing)
    reason = models.TextField()
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=40)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(person__isnull=False),
                name="recusal_of_somebody",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="recusal_has_reason"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by="")
                | (Q(ended_at__isnull=False) & ~Q(ended_by="")),
                name="recusal_ended_at_and_by",
            ),
            models.UniqueConstraint(
                "case", "user", condition=Q(ended_at=None), name="recusal_of_a_user_once"
            ),
            models.UniqueConstraint(
                "case", "person", condition=Q(ended_at=None), name="recusal_of_a_person_once"
            ),
        )
