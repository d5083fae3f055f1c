"""Evidence for the ranking: assessments, counts reduced from raw rows, what does not apply.

Everything arrives in batches and stays as it was written. An assessment is corrected by a later one
that names it; counts, which nobody could correct one by one, by a batch that replaces the whole.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from parvaneh.frame.references import referring
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.registry.models.offices import Office
from parvaneh.registry.models.rows import append_only
from parvaneh.scoring.evidence import SCALE
from parvaneh.scoring.schema import MOST_POINTS

CODE_LENGTH = 12
CRITERION_CODES = tuple(CRITERIA)
COUNTED = ("survey", "services", "monitoring", "training", "staff")
MOST_SCORE = MOST_POINTS * SCALE
REFERENCE_LENGTH = 120
TEXT_LENGTH = 400


class Batch(models.Model):
    """What came in one piece: a report, an import. `source` is ``kind:key`` or a file's SHA-256.

    `first` and `last` are the days of the evaluation period that counts were reduced for; `sheets`
    those that were given, `outside` how many rows of each lay outside the period.
    """

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    first = models.DateField()
    last = models.DateField()
    source = models.CharField(max_length=80)
    sheets = ArrayField(models.CharField(max_length=20), default=list)
    outside = models.JSONField(default=dict)
    rows = models.PositiveIntegerField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    because = models.CharField(max_length=TEXT_LENGTH, blank=True)
    entered_by = models.CharField(max_length=40)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="batch_in_order", condition=Q(last__gte=F("first"))),
            models.CheckConstraint(name="batch_has_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="batch_says_why_it_replaces",
                condition=Q(replaces=None, because="")
                | (Q(replaces__isnull=False) & ~Q(because="")),
            ),
        )
        triggers = append_only()


@referring("batch", "office", "corrects")
class Assessment(models.Model):
    """A score given to a criterion of an office by one of the six ways of article 8.

    `score` is in ten-thousandths of a point. `number` counts the rows of its batch from 1; batch
    and number are its public code. Imports bring a hundred thousand at once: there is no index that
    another one serves for, none of what hardly any row has, and references are looked after by
    statement.
    """

    batch = models.ForeignKey(
        Batch, models.PROTECT, related_name="assessments", db_index=False, db_constraint=False
    )
    number = models.PositiveIntegerField()
    office = models.ForeignKey(
        Office, models.PROTECT, related_name="assessments", db_index=False, db_constraint=False
    )
    province = models.CharField(max_length=5)
    criterion = models.CharField(max_length=5)
    method = models.PositiveSmallIntegerField()
    assessed_on = models.DateField()
    score = models.PositiveIntegerField()
    reference = models.CharField(max_length=REFERENCE_LENGTH, blank=True)
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="corrected_by",
        db_index=False,
        db_constraint=False,
    )
    because = models.CharField(max_length=TEXT_LENGTH, blank=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="assessment_once_in_batch", fields=("batch", "number")),
            models.UniqueConstraint(
                name="assessment_corrected_once",
                fields=("corrects",),
                condition=Q(corrects__isnull=False),
            ),
            models.CheckConstraint(
                name="assessment_of_a_criterion", condition=Q(criterion__in=CRITERION_CODES)
            ),
            models.CheckConstraint(
                name="assessment_by_a_method",
                condition=Q(method__in=[one.value for one in Method]),
            ),
            models.CheckConstraint(
                name="assessment_score_of_hundred", condition=Q(score__lte=MOST_SCORE)
            ),
            models.CheckConstraint(
                name="assessment_says_why_it_corrects",
                condition=Q(corrects=None, because="", withdrawn=False)
                | (Q(corrects__isnull=False) & ~Q(because="")),
            ),
        )
        indexes = (models.Index(fields=("office", "assessed_on"), name="assessment_by_office"),)
        triggers = append_only()


class Count(models.Model):
    """Whole numbers that were counted for an office; those of several batches add up.

    By sheet: survey: rows, then answers 1 to 5 to each of the four questions; services: all and
    the three kinds of art. 4(4); monitoring, by system: minutes up, due; training: rows, hours in
    ten-thousandths; staff, by education and months: days, days due.
    """

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="counts")
    office = models.ForeignKey(Office, models.PROTECT, related_name="counts")
    province = models.CharField(max_length=5)
    sheet = models.CharField(max_length=20)
    key = models.CharField(max_length=60, blank=True)
    counts = ArrayField(models.BigIntegerField())

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="count_once_in_batch", fields=("batch", "office", "sheet", "key")
            ),
            models.CheckConstraint(name="count_of_a_sheet", condition=Q(sheet__in=COUNTED)),
        )
        triggers = append_only()


class Applicability(models.Model):
    """That a criterion applies to an office or not, and why not (A-30)."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="applicability")
    office = models.ForeignKey(Office, models.PROTECT, related_name="applicability")
    province = models.CharField(max_length=5)
    criterion = models.CharField(max_length=5)
    applicable = models.BooleanField()
    reason = models.CharField(max_length=TEXT_LENGTH, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="applicability_once_in_batch", fields=("batch", "office", "criterion")
            ),
            models.CheckConstraint(
                name="applicability_of_a_criterion", condition=Q(criterion__in=CRITERION_CODES)
            ),
            models.CheckConstraint(
                name="applicability_has_reason", condition=Q(applicable=True) | ~Q(reason="")
            ),
        )
        triggers = append_only()
