"""Targets that are told of changes, messages, and each message's way to each target."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from parvaneh.frame.fields import EncryptedTextField
from parvaneh.frame.history import tracked
from parvaneh.registry.models.rows import append_only

CODE_LENGTH = 16
KEY_LENGTH = 40
TEXT_LENGTH = 400


class MessageKind(models.TextChoices):
    """What others may be told of; the words of the message's ``type``."""

    ANNOUNCED = "ranking.announced"
    GRADE_CHANGED = "grade.changed"


class DeliveryState(models.TextChoices):
    """How far a message has come on its way to a target."""

    WAITING = "waiting"
    ARRIVED = "arrived"
    GIVEN_UP = "given_up"


@tracked
class Target(models.Model):
    """An address that is told of some kinds of changes, from its making to its end."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    title = models.CharField(max_length=120)
    url = models.CharField(max_length=300)
    kinds = ArrayField(models.CharField(max_length=40))
    secret = EncryptedTextField(row="code")
    made_by = models.CharField(max_length=KEY_LENGTH)
    made_at = models.DateTimeField()
    ended_by = models.CharField(max_length=KEY_LENGTH, blank=True)
    ended_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=TEXT_LENGTH, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="target_address_once", fields=("url",), condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="target_ended_by_and_why",
                condition=Q(ended_at=None, ended_by="", because="")
                | (Q(ended_at__isnull=False) & ~Q(ended_by="") & ~Q(because="")),
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def key(self) -> str:
        """The target as events name it."""
        return f"target:{self.code}"


class Message(models.Model):
    """What is told: written once, in the transaction of the change; its code never means another.

    `body` is the very text that is sent and signed.
    """

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=40)
    body = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="webhook_message_kind_known", condition=Q(kind__in=MessageKind.values)
            ),
        )
        triggers = append_only()

    def __str__(self) -> str:
        return self.code


class Delivery(models.Model):
    """The way of one message to one target: how often it was tried, and what was answered."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="deliveries")
    target = models.ForeignKey(Target, models.PROTECT, related_name="deliveries")
    state = models.CharField(max_length=8, default=DeliveryState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    answered = models.PositiveSmallIntegerField(null=True)  # HTTP status
    failure = models.CharField(max_length=60, blank=True)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="delivery_once", fields=("message", "target")),
            models.CheckConstraint(
                name="delivery_state_known", condition=Q(state__in=DeliveryState.values)
            ),
        )
        indexes = (
            models.Index(
                fields=("target", "due_at"), name="delivery_due", condition=Q(state="waiting")
            ),
            models.Index(fields=("target", "-id"), name="delivery_by_target"),
        )
