"""Messages to users, and what each user wants to be told, when and how."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from parvaneh.access.models import User
from parvaneh.frame.history import tracked


class Channel(models.TextChoices):
    """How a message reaches somebody."""

    APP = "app"
    EMAIL = "email"
    SMS = "sms"


@tracked
class Message(models.Model):
    """One message on one channel; written with the act that causes it, sent once afterwards.

    `facts` are codes, days and numbers; nothing personal stands in a message.
    """

    to = models.ForeignKey(User, models.PROTECT, related_name="messages")
    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=8, choices=Channel)
    subject = models.CharField(max_length=80)  # kind:key of what it is about
    facts = models.JSONField(default=dict)
    is_direct = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)  # handed to its door; of the app: put in a digest
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="message_channel_is_one"
            ),
        )
        indexes = (
            models.Index(fields=["to", "-id"], name="message_to", condition=Q(channel="app")),
            models.Index(fields=["id"], name="message_unsent", condition=Q(sent_at=None)),
        )

    def __str__(self) -> str:
        return self.key


@tracked
class MessageRule(models.Model):
    """What a user wants: which channels, which kinds not, and quiet until when."""

    user = models.OneToOneField(User, models.PROTECT, related_name="message_rule")
    by_email = models.BooleanField(default=True)
    by_sms = models.BooleanField(default=True)
    muted_kinds = ArrayField(models.CharField(max_length=40), default=list)
    muted_until = models.DateTimeField(null=True)
