"""Findings of inspections and boards, each counted once (D1404 4(3))."""

from django.db import models
from django.db.models import Q

from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.registry.models.evidence import Assessment
from parvaneh.registry.models.offices import Office
from parvaneh.registry.models.records import Record
from parvaneh.registry.models.rows import append_only

SOURCE_LENGTH = 60


class Finding(models.Model):
    """One finding, and the one row of evidence that it became: an assessment, or a conviction.

    `source` names the item of the report or the verdict, ``kind:key``; it stands here once, so that
    no finding counts twice. `concerns` is the indicator that it belongs to, by who reports it.
    """

    source = models.CharField(max_length=SOURCE_LENGTH, unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="findings")
    province = models.CharField(max_length=5)
    violation = models.BooleanField()
    concerns = models.CharField(max_length=3)
    assessment = models.OneToOneField(Assessment, models.PROTECT, null=True, related_name="finding")
    record = models.OneToOneField(Record, models.PROTECT, null=True, related_name="finding")
    entered_by = models.CharField(max_length=40)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="finding_has_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="finding_of_an_indicator",
                condition=Q(concerns__in=[one.value for one in Indicator]),
            ),
            models.CheckConstraint(
                name="finding_counts_once",
                condition=Q(assessment__isnull=False, record=None)
                | Q(assessment=None, record__isnull=False),
            ),
        )
        triggers = append_only()

    def __str__(self) -> str:
        return self.source
