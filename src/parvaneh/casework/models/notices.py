"""Notices (ابلاغ): a document brought to one person or office, and the proof that it was."""

from django.db import models
from django.db.models import Q

from parvaneh.casework.models.cases import Case
from parvaneh.casework.models.documents import Document
from parvaneh.frame.fields import EncryptedTextField
from parvaneh.frame.history import tracked
from parvaneh.registry.models import Office, Person

STANDS = Q(returned_at=None, withdrawn_at=None)


class Proof(models.TextChoices):
    """How service is proven."""

    VIEWED = "viewed"  # the addressee opened it in the product
    DELIVERED = "delivered"  # a delivery report of the gateway
    PAPER = "paper"  # a signed receipt, kept as a document


@tracked
class Notice(models.Model):
    """A document sent to one addressee; served once, with its proof."""

    code = models.CharField(max_length=16, unique=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="notices")
    document = models.ForeignKey(Document, models.PROTECT, related_name="notices")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="notices")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="notices")
    # Whether time runs from its service; a copy for information starts nothing.
    starts_time = models.BooleanField(default=True)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=40)
    viewed_at = models.DateTimeField(null=True)
    served_on = models.DateField(null=True)
    served_at = models.DateTimeField(null=True)  # when the service was recorded
    served_by = models.CharField(max_length=40, blank=True)
    proof = models.CharField(max_length=10, choices=Proof, blank=True)
    receipt = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    returned_by = models.CharField(max_length=40, blank=True)
    return_reason = EncryptedTextField(row="code", blank=True)
    # Sent in error and taken back before it was served; what was served stands.
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    withdrawal_reason = EncryptedTextField(row="code", blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(person=None, office__isnull=False)
                | Q(person__isnull=False, office=None),
                name="notice_to_one",
            ),
            models.UniqueConstraint(
                "document",
                "person",
                condition=STANDS & Q(person__isnull=False),
                name="notice_once_to_a_person",
            ),
            models.UniqueConstraint(
                "document",
                "office",
                condition=STANDS & Q(office__isnull=False),
                name="notice_once_to_an_office",
            ),
            models.CheckConstraint(
                condition=Q(served_on=None, served_at=None, served_by="", proof="", receipt=None)
                | Q(served_on__isnull=False, served_at__isnull=False, proof__in=Proof.values)
                & ~Q(served_by=""),
                name="notice_served_by_at_on_and_how",
            ),
            models.CheckConstraint(
                condition=~Q(proof="paper") | Q(receipt__isnull=False),
                name="notice_on_paper_has_its_receipt",
            ),
            models.CheckConstraint(
                condition=~Q(proof="viewed") | Q(viewed_at__isnull=False),
                name="notice_viewed_was_seen",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_by="")
                | Q(returned_at__isnull=False, served_on=None) & ~Q(returned_by=""),
                name="notice_returned_by_at_and_unserved",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by="")
                | Q(withdrawn_at__isnull=False, served_on=None, returned_at=None)
                & ~Q(withdrawn_by=""),
                name="notice_withdrawn_by_at_and_unserved",
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def key(self) -> str:
        """The notice as events name it."""
        return f"notice:{self.code}"

    @property
    def stands(self) -> bool:
        """Whether it neither came back nor was withdrawn."""
        return self.returned_at is None and self.withdrawn_at is None
