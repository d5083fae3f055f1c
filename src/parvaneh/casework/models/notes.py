"""Notes on cases, each edit a version of its own."""

from django.db import models
from django.db.models import F, Q

from parvaneh.access.models import User
from parvaneh.casework.models.cases import Case
from parvaneh.frame.history import tracked


class Visibility(models.TextChoices):
    """Who may read a note."""

    PRIVATE = "private"  # its author
    UNIT = "unit"  # those who hold a role in the author's unit
    PARTIES = "parties"  # everybody who may see the case


@tracked
class Note(models.Model):
    """A note on a case. A draft is read by nobody but its author, whatever its visibility."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    code = models.CharField(max_length=32, unique=True)
    author = models.ForeignKey(User, models.PROTECT, related_name="notes")
    visibility = models.CharField(max_length=10, choices=Visibility)
    unit = models.CharField(max_length=80, blank=True)
    is_draft = models.BooleanField(default=False)
    version = models.PositiveSmallIntegerField(default=1)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=(Q(visibility="unit") & ~Q(unit=""))
                | (~Q(visibility="unit") & Q(unit="")),
                name="note_of_a_unit_names_it",
            ),
        )
        indexes = (models.Index(fields=["case", "id"], name="note_case"),)


class NoteVersion(models.Model):
    """What a note said: never changed, only followed by another."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint("note", "number", name="note_version_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(text=""), name="note_version_says_something"
            ),
        )
        ordering = (F("number").asc(),)
