"""Objections to a result (art. 12): the case of an office's result, once its manager objects."""

from django.db import models
from django.db.models import Q

from parvaneh.casework.models import Case
from parvaneh.frame.fields import EncryptedTextField
from parvaneh.frame.history import tracked
from parvaneh.ranking.models.cycles import CRITERION_CODES, KEY_LENGTH, Cycle
from parvaneh.registry.models import Grade, Office

CODE_LENGTH = 16


@tracked
class Objection(models.Model):
    """What a manager objects to; where it stands is the state of its case (``objection``).

    Every announced office has such a case from the announcement on, which this row joins when the
    manager objects. `grade` is the version objected to, `became` the one that an accepted objection
    made. `opinion` is the province's, `decision` the Services Deputy's, each with its reasons.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="objection")
    code = models.CharField(max_length=CODE_LENGTH, unique=True)  # the receipt
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="objections")
    office = models.ForeignKey(Office, models.PROTECT, related_name="objections")
    province = models.CharField(max_length=5)
    grade = models.ForeignKey(Grade, models.PROTECT, related_name="objections")
    reasons = EncryptedTextField(row="code")
    late_because = EncryptedTextField(row="code", blank=True)
    lacking = EncryptedTextField(row="code", blank=True)
    opinion = EncryptedTextField(row="code", blank=True)
    decision = EncryptedTextField(row="code", blank=True)
    became = models.OneToOneField(Grade, models.PROTECT, null=True, related_name="made_by")
    lodged_by = models.CharField(max_length=KEY_LENGTH)
    lodged_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("cycle", "province"), name="objection_by_province"),)

    def __str__(self) -> str:
        return self.code


class Point(models.Model):
    """One thing that is objected to: a criterion, or one row of evidence behind it.

    `evidence` names the row, ``assessment:batch/number`` or ``record:code``, empty for the
    criterion as a whole. What is decided of it stands beside it.
    """

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    criterion = models.CharField(max_length=5, blank=True)  # empty: the record of I7
    evidence = models.CharField(max_length=80, blank=True)
    claim = EncryptedTextField(row="code")
    accepted = models.BooleanField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="point_once", fields=("objection", "number")),
            models.CheckConstraint(
                name="point_of_a_criterion", condition=Q(criterion__in=("", *CRITERION_CODES))
            ),
        )
