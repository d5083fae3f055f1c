"""Cycles: yearly, or out of turn; what cooperating authorities report, what managers remark."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from parvaneh.casework.models import Case, Document
from parvaneh.frame.fields import EncryptedTextField
from parvaneh.frame.history import tracked
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.art05_evaluation import Ground, Period
from parvaneh.registry.models import Office
from parvaneh.registry.models.rows import append_only
from parvaneh.scoring.evidence import SCALE
from parvaneh.scoring.schema import MOST_POINTS

CODE_LENGTH = 12
KEY_LENGTH = 40
TEXT_LENGTH = 400
CRITERION_CODES = tuple(CRITERIA)
MOST_SCORE = MOST_POINTS * SCALE


@tracked
class Cycle(models.Model):
    """One evaluation of offices, whose steps are those of its case (``ranking_cycle``).

    `code` is the year, for an extraordinary evaluation with a number after it (``1404-2``), which
    names its `offices`, its `ground` in the law and its `reason`; a yearly one is of all offices.
    `values` are the dated values as they stood when they were locked, `digest` their SHA-256. The
    windows in which managers declare about themselves and remark on the draft end with their last
    days.
    """

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    year = models.PositiveSmallIntegerField()
    extraordinary = models.BooleanField(default=False)
    ground = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=TEXT_LENGTH, blank=True)
    offices = ArrayField(models.CharField(max_length=CODE_LENGTH), default=list)
    first = models.DateField()
    last = models.DateField()
    case = models.OneToOneField(Case, models.PROTECT, related_name="cycle")
    values = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    declared_until = models.DateField(null=True)
    draft_until = models.DateField(null=True)
    opened_by = models.CharField(max_length=KEY_LENGTH)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="cycle_in_order", condition=Q(last__gte=F("first"))),
            models.UniqueConstraint(
                name="cycle_one_a_year", fields=("year",), condition=Q(extraordinary=False)
            ),
            models.CheckConstraint(
                name="cycle_out_of_turn_says_why_and_whom",
                condition=Q(extraordinary=False, ground="", reason="", offices=[])
                | Q(
                    Q(extraordinary=True, ground__in=[one.value for one in Ground]),
                    ~Q(reason=""),
                    ~Q(offices=[]),
                ),
            ),
        )
        ordering = (F("opened_at").desc(),)

    def __str__(self) -> str:
        return self.code

    @property
    def key(self) -> str:
        """The cycle as rows and events name it."""
        return f"cycle:{self.code}"

    @property
    def period(self) -> Period:
        """The days that it evaluates."""
        return Period(self.first, self.last)


class Report(models.Model):
    """That a Provincial Deputy or a Kanoon has given all that it reports for a cycle (art. 5).

    The scores themselves are evidence in the registry. `actor` is of the law's vocabulary, `place`
    the code of the province or of the Kanoon. A later one of the same place stands beside it.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="reports")
    actor = models.CharField(max_length=40)
    place = models.CharField(max_length=20)
    said = models.CharField(max_length=TEXT_LENGTH, blank=True)
    given_by = models.CharField(max_length=KEY_LENGTH)
    given_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("cycle", "place"), name="report_by_place"),)
        triggers = append_only()


@tracked
class SelfDeclaration(models.Model):
    """What a manager declares of a criterion of the own office; it is no evidence by itself.

    `score` is in ten-thousandths of a point. Where it differs from what the Provincial Deputy
    found, the mismatch is resolved with a reason before it ends up in evidence, if it does; a later
    declaration of the same criterion asks for that anew.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="self_declarations")
    office = models.ForeignKey(Office, models.PROTECT, related_name="self_declarations")
    province = models.CharField(max_length=5)
    criterion = models.CharField(max_length=5)
    score = models.PositiveIntegerField()
    said = models.CharField(max_length=TEXT_LENGTH, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="self_declarations"
    )
    declared_by = models.CharField(max_length=KEY_LENGTH)
    declared_at = models.DateTimeField()
    resolution = models.CharField(max_length=TEXT_LENGTH, blank=True)
    resolved_by = models.CharField(max_length=KEY_LENGTH, blank=True)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="selfdeclaration_once", fields=("cycle", "office", "criterion")
            ),
            models.CheckConstraint(
                name="selfdeclaration_of_a_criterion", condition=Q(criterion__in=CRITERION_CODES)
            ),
            models.CheckConstraint(
                name="selfdeclaration_score_of_hundred", condition=Q(score__lte=MOST_SCORE)
            ),
            models.CheckConstraint(
                name="selfdeclaration_resolved_by_and_at",
                condition=Q(resolved_by="", resolved_at=None, resolution="")
                | (Q(resolved_at__isnull=False) & ~Q(resolved_by="") & ~Q(resolution="")),
            ),
        )


@tracked
class Remark(models.Model):
    """What a manager remarks on the draft of the own result, and what was answered."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="remarks")
    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="remarks")
    province = models.CharField(max_length=5)
    criterion = models.CharField(max_length=5, blank=True)
    text = EncryptedTextField(row="code")
    written_by = models.CharField(max_length=KEY_LENGTH)
    written_at = models.DateTimeField()
    answer = EncryptedTextField(row="code", blank=True)
    answered_by = models.CharField(max_length=KEY_LENGTH, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="remark_answered_by_and_at",
                condition=Q(answered_by="", answered_at=None)
                | (Q(answered_at__isnull=False) & ~Q(answered_by="")),
            ),
        )
