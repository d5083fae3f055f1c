"""Cases and their parties."""

from django.db import models

from parvaneh.access.models import User
from parvaneh.frame.history import tracked
from parvaneh.registry.models import Office, Person


@tracked
class Case(models.Model):
    """One case of a procedure of the law; the generic part that every process shares.

    `province`, `kanoon` and the office's code are kept on the row so that one indexed condition
    scopes a list to its reader.
    """

    number = models.CharField(max_length=24, unique=True)
    procedure = models.CharField(max_length=60)
    state = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)  # kind:key, such as licence:1200415-3
    source = models.CharField(max_length=80, blank=True)  # what it came from, kind:key
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="cases")
    province = models.CharField(max_length=5)
    kanoon = models.CharField(max_length=20, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=40)
    entered_at = models.DateTimeField()  # when it came to its present state
    ended_at = models.DateTimeField(null=True)
    assigned_to = models.ForeignKey(User, models.PROTECT, null=True, related_name="cases_assigned")

    def __str__(self) -> str:
        return self.number


@tracked
class Party(models.Model):
    """A person who is an actor of one case: applicant, complainant, defendant, manager."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="parties")
    person = models.ForeignKey(Person, models.PROTECT, related_name="parties")
    actor = models.CharField(max_length=40)  # law.vocabulary.Actor
