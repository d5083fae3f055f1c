"""Values of the law that were approved here: they stand after the shipped ones, from their day on.

A value is never edited, not even between proposal and confirmation: the second person confirms what
they were shown. A confirmed one may only be closed by one that follows it, and not before the last
day for which it was used.
"""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from parvaneh.frame.history import tracked
from parvaneh.law.ruling import Status
from parvaneh.registry.models.periods import in_order, one_at_a_time
from parvaneh.registry.models.rows import changes
from parvaneh.registry.models.versions import VALUES, versioned

KEY_LENGTH = 40
VALUE_KEY_LENGTH = 80
PROPOSED = (
    "code",
    "key",
    "content",
    "starts_on",
    "source",
    "status",
    "authority",
    "proposed_by",
    "proposed_for",
    "proposed_at",
)
DECIDED = ("confirmed_by", "confirmed_for", "confirmed_at", "declined_by", "declined_at")


@tracked
class ApprovedValue(models.Model):
    """One value of one key from a day on: proposed by one person, confirmed by another.

    `authority` is who approved it by the decree that `source` names; `proposed_by` and
    `confirmed_by` are the users who entered and checked it, each with whom they acted for.
    """

    code = models.CharField(max_length=12, unique=True)
    key = models.CharField(max_length=VALUE_KEY_LENGTH)
    content = models.JSONField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    source = models.CharField(max_length=300)
    status = models.CharField(max_length=15)
    authority = models.CharField(max_length=120)
    proposed_by = models.CharField(max_length=KEY_LENGTH)
    proposed_for = models.CharField(max_length=KEY_LENGTH, blank=True)
    proposed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=KEY_LENGTH, blank=True)
    confirmed_for = models.CharField(max_length=KEY_LENGTH, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    declined_by = models.CharField(max_length=KEY_LENGTH, blank=True)
    declined_at = models.DateTimeField(null=True)
    used_until = models.DateField(null=True)

    class Meta:
        constraints = (
            in_order("value"),
            models.CheckConstraint(
                name="value_says_where_it_stands",
                condition=~Q(key="") & ~Q(source="") & ~Q(authority=""),
            ),
            models.CheckConstraint(
                name="value_status_known",
                condition=Q(status__in=[one.value for one in Status]),
            ),
            models.CheckConstraint(
                name="value_confirmed_by_and_at",
                condition=Q(confirmed_by="", confirmed_for="", confirmed_at=None)
                | Q(~Q(confirmed_by=""), confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="value_declined_by_and_at",
                condition=Q(declined_by="", declined_at=None)
                | Q(~Q(declined_by=""), declined_at__isnull=False),
            ),
            models.CheckConstraint(
                name="value_confirmed_or_declined",
                condition=Q(confirmed_at=None) | Q(declined_at=None),
            ),
            models.CheckConstraint(
                name="value_confirmed_by_another",
                condition=~Q(confirmed_by=F("proposed_by"))
                & (Q(proposed_for="") | ~Q(confirmed_by=F("proposed_for")))
                & (
                    Q(confirmed_for="")
                    | (~Q(confirmed_for=F("proposed_by")) & ~Q(confirmed_for=F("proposed_for")))
                ),
            ),
            models.CheckConstraint(
                name="value_used_only_while_it_held",
                condition=Q(used_until=None)
                | (
                    Q(confirmed_at__isnull=False)
                    & Q(used_until__gte=F("starts_on"))
                    & (Q(ends_on=None) | Q(ends_on__gte=F("used_until")))
                ),
            ),
            one_at_a_time("value", "key", only=Q(confirmed_at__isnull=False)),
        )
        triggers = (
            versioned(VALUES),
            # The second person confirms what they were shown: nothing of it changes in between.
            pgtrigger.Protect(
                name="proposed_is_final",
                operation=pgtrigger.Update,
                condition=changes(*PROPOSED),
            ),
            pgtrigger.Protect(
                name="end_moves_when_followed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__confirmed_at__isnull=True) & changes("ends_on"),
            ),
            pgtrigger.Protect(
                name="confirmed_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__confirmed_at__isnull=False) & changes(*DECIDED),
            ),
            pgtrigger.Protect(
                name="declined_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__declined_at__isnull=False) & changes(*DECIDED),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        )
