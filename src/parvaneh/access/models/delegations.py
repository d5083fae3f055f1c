"""Delegations: what one user lets another do in their place, for a time."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from parvaneh.access.models.grants import IN_ORDER, PERIOD, WITHDRAWN_BY_SOMEBODY, Grant
from parvaneh.access.models.users import User
from parvaneh.frame.history import tracked


@tracked
class Delegation(models.Model):
    """A grant that its holder lets another use, from a day until a day (included).

    `passed_from` is the delegation that the giver holds and passes on; none where the giver holds
    the grant itself. Whoever receives it acts for the holder of the grant.
    """

    giver = models.ForeignKey(User, models.PROTECT, related_name="delegations_given")
    receiver = models.ForeignKey(User, models.PROTECT, related_name="delegations_received")
    grant = models.ForeignKey(Grant, models.PROTECT, related_name="delegations")
    passed_from = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="delegations_passed_on"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    may_pass_on = models.BooleanField(default=False)
    reason = models.TextField()
    given_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=40, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Nobody delegates to themselves, nor the same grant twice to one at the same time."""

        constraints = (
            ExclusionConstraint(
                name="delegation_once_at_a_time",
                expressions=[
                    ("receiver", RangeOperators.EQUAL),
                    ("grant", RangeOperators.EQUAL),
                    (PERIOD, RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(condition=IN_ORDER, name="delegation_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="delegation_to_another"),
            models.CheckConstraint(condition=~Q(reason=""), name="delegation_has_a_reason"),
            models.CheckConstraint(
                condition=WITHDRAWN_BY_SOMEBODY, name="delegation_withdrawn_by_somebody"
            ),
        )

    @property
    def key(self) -> str:
        """How events name it."""
        return f"delegation:{self.pk}"
