"""Proposals: what one person asks for and another must confirm before it takes effect."""

from django.db import models
from django.db.models import F, Q

from parvaneh.access.models.users import CODE_LENGTH, User
from parvaneh.frame.history import tracked


def _somebody_else(one: str, other: str) -> Q:
    return Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True}) | ~Q(**{one: F(other)})


@tracked
class Proposal(models.Model):
    """An act that takes two people, from the first to the second.

    The second confirms exactly what the first proposed: the digest of its content. Where either
    acts for another, none of those who stand behind one may stand behind the other.
    """

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    province = models.CharField(max_length=5, blank=True)
    kanoon = models.CharField(max_length=20, blank=True)
    office = models.CharField(max_length=12, blank=True)
    case = models.CharField(max_length=24, blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="proposals_made")
    proposed_for = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_for = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    declined_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    declined_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)  # why it was declined

    class Meta:
        """Two people, one outcome."""

        constraints = (
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="proposal_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True, declined_by__isnull=True)
                | Q(declined_at__isnull=False, declined_by__isnull=False),
                name="proposal_declined_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(declined_at__isnull=True),
                name="proposal_has_one_outcome",
            ),
            models.CheckConstraint(
                condition=_somebody_else("confirmed_by", "proposed_by")
                & _somebody_else("confirmed_by", "proposed_for")
                & _somebody_else("confirmed_for", "proposed_by")
                & _somebody_else("confirmed_for", "proposed_for"),
                name="proposal_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(confirmed_at__lt=F("expires_at")),
                name="proposal_confirmed_in_time",
            ),
        )
        indexes = (
            models.Index(
                fields=("kind", "subject"),
                condition=Q(confirmed_at__isnull=True, declined_at__isnull=True),
                name="proposal_waiting",
            ),
        )

    @property
    def key(self) -> str:
        """How events name it."""
        return f"proposal:{self.code}"
