"""Objections to a result (art. 12): the case of an office's result, once its manager objects."""

from django.db import models
from django.db.models import Q

from parvaneh.access.models import User
from parvaneh.casework.models import Case, Content
from parvaneh.frame.fields import EncryptedTextField
from parvaneh.frame.history import tracked
from parvaneh.ranking.models.cycles import CRITERION_CODES, KEY_LENGTH, Cycle
from parvaneh.registry.models import Grade, Office

CODE_LENGTH = 16
EVIDENCE_LENGTH = 80


class Advice(models.TextChoices):
    """What the province advises the Services Deputy to do."""

    ACCEPT = "accept"
    PARTLY = "partly"
    REJECT = "reject"


@tracked
class Objection(models.Model):
    """What a manager objects to; where it stands is the state of its case (``objection``).

    Every announced office has such a case from the announcement on, which this row joins when the
    manager objects. `grade` is the version objected to, `became` the one that an accepted objection
    made, `derivation` how that came about, as compressed JSON. `opinion` is the province's,
    `decision` the Services Deputy's, each with its reasons. The two last moments are those at which
    an authority was found to have missed its limit, and somebody above was told (A-23).
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="objection")
    code = models.CharField(max_length=CODE_LENGTH, unique=True)  # the receipt
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="objections")
    office = models.ForeignKey(Office, models.PROTECT, related_name="objections")
    province = models.CharField(max_length=5)
    grade = models.ForeignKey(Grade, models.PROTECT, related_name="objections")
    reasons = EncryptedTextField(row="code", blank=True)
    late_because = EncryptedTextField(row="code", blank=True)
    lacking = EncryptedTextField(row="code", blank=True)
    completed = EncryptedTextField(row="code", blank=True)
    advice = models.CharField(max_length=6, blank=True)
    opinion = EncryptedTextField(row="code", blank=True)
    decision = EncryptedTextField(row="code", blank=True)
    decided_on = models.DateField(null=True)
    became = models.OneToOneField(Grade, models.PROTECT, null=True, related_name="made_by")
    derivation = models.BinaryField(null=True)
    lodged_by = models.CharField(max_length=KEY_LENGTH)
    lodged_at = models.DateTimeField()
    review_missed_at = models.DateTimeField(null=True)
    decision_missed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="objection_advice_known", condition=Q(advice__in=("", *Advice.values))
            ),
            models.CheckConstraint(
                name="objection_became_by_a_decision",
                condition=Q(became=None) | Q(decided_on__isnull=False),
            ),
        )
        indexes = (models.Index(fields=("cycle", "province"), name="objection_by_province"),)

    def __str__(self) -> str:
        return self.code

    @property
    def key(self) -> str:
        """The objection as events name it."""
        return f"objection:{self.code}"


@tracked
class Point(models.Model):
    """One thing that is objected to: a criterion, or one row of evidence behind it.

    `evidence` names the row, ``assessment:batch/number`` or ``record:code``, empty for the
    criterion as a whole. What is decided of it stands beside it: whether it is accepted, why
    (`answer`), and as which row the evidence was entered anew (`made`).
    """

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    criterion = models.CharField(max_length=5, blank=True)  # empty: the record of I7
    evidence = models.CharField(max_length=EVIDENCE_LENGTH, blank=True)
    claim = EncryptedTextField(row="code")
    accepted = models.BooleanField(null=True)
    answer = EncryptedTextField(row="code", blank=True)
    made = models.CharField(max_length=EVIDENCE_LENGTH, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="point_once", fields=("objection", "number")),
            models.CheckConstraint(
                name="point_of_a_criterion", condition=Q(criterion__in=("", *CRITERION_CODES))
            ),
            models.CheckConstraint(
                name="point_made_anew_once_accepted", condition=Q(made="") | Q(accepted=True)
            ),
        )
        ordering = ("number",)


class ObjectionDraft(models.Model):
    """What a manager has written so far of an objection; gone once it is lodged.

    `said` is JSON: the points chosen with what is wrong with each, the reasons. Nobody else reads
    it.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="objection_drafts")
    user = models.ForeignKey(User, models.PROTECT, related_name="objection_drafts")
    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    said = EncryptedTextField(row="code", blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="objectiondraft_once", fields=("case", "user")),
        )


class ObjectionDraftFile(models.Model):
    """A file given with a draft; it becomes a document of the case when the objection is lodged."""

    draft = models.ForeignKey(ObjectionDraft, models.CASCADE, related_name="files")
    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    name = EncryptedTextField(row="code")
    content = models.ForeignKey(Content, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
