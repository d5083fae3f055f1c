"""Documents of cases, and their content, kept once and sealed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from parvaneh.casework.models.cases import Case
from parvaneh.frame.fields import EncryptedTextField
from parvaneh.frame.history import tracked
from parvaneh.registry.models.rows import append_only


class Content(models.Model):
    """The bytes of a file, sealed, kept once for all documents that have them. Never changed."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=80)
    box = models.BinaryField()

    class Meta:
        triggers = append_only()
        constraints = (
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="content_named_by_its_hash"
            ),
        )

    def __str__(self) -> str:
        return self.sha256


class DocumentState(models.TextChoices):
    """Where a document stands."""

    PENDING = "pending"  # decided on and numbered, its pages not made yet
    READY = "ready"
    SUPERSEDED = "superseded"  # a later version stands in its place
    WITHDRAWN = "withdrawn"


@tracked
class Document(models.Model):
    """One version of a document of a case: a letter of ours, or a file that somebody gave.

    `visible_to` names the actors of the law among the parties who may read it; those who hold a
    role where the case lies read all. Empty: internal.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    code = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=60)
    number = models.CharField(max_length=40, blank=True)  # letters of ours only
    series = models.CharField(max_length=16)
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=DocumentState)
    language = models.CharField(max_length=2, default="fa")
    visible_to = ArrayField(models.CharField(max_length=40), default=list)
    name = EncryptedTextField(row="code", blank=True)
    facts = EncryptedTextField(row="code", blank=True)
    content = models.ForeignKey(Content, models.PROTECT, null=True, related_name="documents")
    short_signature = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    ready_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    withdrawal_reason = EncryptedTextField(row="code", blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint("series", "version", name="document_version_once"),
            models.UniqueConstraint(
                "series", condition=Q(state="ready"), name="document_one_version_stands"
            ),
            models.UniqueConstraint("number", condition=~Q(number=""), name="document_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=DocumentState.values), name="document_state_is_one"
            ),
            models.CheckConstraint(
                condition=Q(state="pending", content=None, ready_at=None)
                | Q(state="withdrawn")
                | Q(
                    state__in=("ready", "superseded"), content__isnull=False, ready_at__isnull=False
                ),
                name="document_ready_has_content",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawn_by="")
                | ~Q(state="withdrawn") & Q(withdrawn_at=None, withdrawn_by=""),
                name="document_withdrawn_by_and_at",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="document_version_from_1"),
        )
        indexes = (models.Index(fields=["case", "id"], name="document_case"),)
        ordering = (F("id").asc(),)

    def __str__(self) -> str:
        return self.code

    @property
    def key(self) -> str:
        """The document as events name it."""
        return f"document:{self.code}"


class LetterCounter(models.Model):
    """The last letter number given by a unit in a Jalali year; its row lock keeps it gapless."""

    unit = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint("unit", "year", name="letter_counter_once"),)
