"""Imports: what was given, by whom, what a check found, what was stored, whether it was undone."""

from django.db import models
from django.db.models import Q

from parvaneh.casework.models import Content
from parvaneh.frame.fields import EncryptedTextField
from parvaneh.frame.history import tracked

CODE_LENGTH = 12


class State(models.TextChoices):
    """Where an import stands."""

    GIVEN = "given"  # waits to be checked
    CHECKED = "checked"  # nothing of it is stored
    ORDERED = "ordered"  # waits to be stored
    DONE = "done"
    UNDONE = "undone"


@tracked
class Import(models.Model):
    """A file that was given to be imported, and what became of it.

    The file is kept sealed, as it was given, with the import: it shows what was asked for. `report`
    is what the last check or the run found, sealed too.
    """

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=8, default=State.GIVEN)
    name = EncryptedTextField(row="code", blank=True)  # of the file
    file = models.ForeignKey(Content, models.PROTECT, related_name="imports")
    report = models.ForeignKey(Content, models.PROTECT, null=True, related_name="import_reports")
    counts = models.JSONField(default=dict)
    partly = models.BooleanField(default=False)  # good rows only
    given_by = models.CharField(max_length=40)
    given_for = models.CharField(max_length=40, blank=True)
    given_at = models.DateTimeField()
    done_by = models.CharField(max_length=40, blank=True)
    done_for = models.CharField(max_length=40, blank=True)
    done_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=40, blank=True)
    undone_at = models.DateTimeField(null=True)
    because = EncryptedTextField(row="code", blank=True)  # why it was undone

    class Meta:
        constraints = (
            models.CheckConstraint(name="import_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="import_done_by_and_at",
                condition=Q(state__in=("done", "undone"), done_at__isnull=False) & ~Q(done_by="")
                | Q(state__in=("given", "checked"), done_at=None, done_by="")
                | Q(state="ordered", done_at=None) & ~Q(done_by=""),
            ),
            models.CheckConstraint(
                name="import_undone_by_and_at",
                condition=Q(state="undone", undone_at__isnull=False) & ~Q(undone_by="")
                | ~Q(state="undone") & Q(undone_at=None, undone_by=""),
            ),
        )
        indexes = (models.Index(fields=["kind", "-given_at"], name="import_by_kind"),)
        ordering = ("-given_at", "-pk")

    def __str__(self) -> str:
        return self.code

    @property
    def key(self) -> str:
        """The import as rows and events name it."""
        return f"import:{self.code}"
