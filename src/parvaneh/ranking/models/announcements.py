"""The announcement of a ranking, what follows for offices from their grades, and the honoured."""

from django.db import models
from django.db.models import F, Q

from parvaneh.casework.models import Content, Document
from parvaneh.frame.fields import EncryptedTextField
from parvaneh.frame.history import tracked
from parvaneh.ranking.models.cycles import KEY_LENGTH, TEXT_LENGTH, Cycle
from parvaneh.ranking.models.runs import Run
from parvaneh.registry.models import Grade, Office
from parvaneh.registry.models.grades import TOTAL_LENGTH
from parvaneh.registry.models.versions import versioned


@tracked
class Announcement(models.Model):
    """One act of two people: the grades of a run become those of the offices at `announce_at`.

    Nothing is public before that moment, and everything at once from it on: `announced_at` is when
    it was done, `edition` the register's edition that shows it. `checkpoint` is the log's right
    after it; letters carry it. `held` is why it did not come about at its moment: every reason as
    JSON. `proof` is what of the proof everybody may have, `secret` (hexadecimal) what its salts
    come from. A proposal that is taken back is deleted; its course stays in history and log.
    """

    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="announcement")
    run = models.ForeignKey(Run, models.PROTECT, related_name="announcements")
    announce_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=KEY_LENGTH)
    proposed_for = models.CharField(max_length=KEY_LENGTH, blank=True)
    proposed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=KEY_LENGTH, blank=True)
    confirmed_for = models.CharField(max_length=KEY_LENGTH, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    announced_at = models.DateTimeField(null=True)
    edition = models.PositiveIntegerField(null=True)
    checkpoint = models.TextField(blank=True)
    held = models.JSONField(default=list)
    secret = EncryptedTextField(row="cycle_id", blank=True)
    proof = models.ForeignKey(Content, models.PROTECT, null=True, related_name="+")
    finalised_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="announcement_confirmed_by_another",
                condition=Q(confirmed_by="", confirmed_at=None)
                | (
                    Q(confirmed_at__isnull=False)
                    & ~Q(confirmed_by="")
                    & ~Q(confirmed_by=F("proposed_by"))
                    & ~Q(confirmed_by=F("proposed_for"))
                    & ~Q(confirmed_for=F("proposed_by"))
                    & (Q(confirmed_for="") | ~Q(confirmed_for=F("proposed_for")))
                ),
            ),
            models.CheckConstraint(
                name="announcement_made_once_confirmed",
                condition=Q(announced_at=None, edition=None)
                | Q(
                    announced_at__isnull=False,
                    confirmed_at__isnull=False,
                    announced_at__gte=F("announce_at"),
                ),
            ),
        )

    @property
    def key(self) -> str:
        """The announcement as rows and events name it."""
        return f"announcement:{self.cycle.code}"


class EffectKind(models.TextChoices):
    """Where an effect of a grade comes from."""

    COMMENDATION = "commendation"  # art. 9
    PENALTY = "penalty"  # art. 9
    DUTY = "duty"  # art. 11, below the national average


class EffectState(models.TextChoices):
    """Whether an effect was carried out."""

    LISTED = "listed"
    DONE = "done"
    DROPPED = "dropped"


@tracked
class Effect(models.Model):
    """One effect of an office's grade, listed as a task until somebody carried it out (9, 11)."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="effects")
    office = models.ForeignKey(Office, models.PROTECT, related_name="effects")
    grade = models.ForeignKey(Grade, models.PROTECT, related_name="effects")
    province = models.CharField(max_length=5)
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=60)
    said = models.JSONField(default=dict)  # the sentence in both languages, its parameter
    article = models.CharField(max_length=40)
    state = models.CharField(max_length=8, default=EffectState.LISTED)
    note = models.CharField(max_length=TEXT_LENGTH, blank=True)
    ended_by = models.CharField(max_length=KEY_LENGTH, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="effect_once", fields=("grade", "key")),
            models.CheckConstraint(
                name="effect_kind_known", condition=Q(kind__in=EffectKind.values)
            ),
            models.CheckConstraint(
                name="effect_ended_by_and_at",
                condition=Q(state="listed", ended_by="", ended_at=None)
                | (Q(state__in=("done", "dropped"), ended_at__isnull=False) & ~Q(ended_by="")),
            ),
        )


@tracked
class Honour(models.Model):
    """An office among the highest of a closed list (art. 14), and the certificate it was given."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="honours")
    office = models.ForeignKey(Office, models.PROTECT, related_name="honours")
    province = models.CharField(max_length=5)
    kanoon = models.CharField(max_length=20, blank=True)
    place = models.PositiveIntegerField()
    total = models.CharField(max_length=TOTAL_LENGTH)
    certificate = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    listed_by = models.CharField(max_length=KEY_LENGTH)
    listed_at = models.DateTimeField()
    given_on = models.DateField(null=True)
    given_how = models.CharField(max_length=TEXT_LENGTH, blank=True)
    given_by = models.CharField(max_length=KEY_LENGTH, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="honour_once", fields=("cycle", "office")),
            models.CheckConstraint(
                name="honour_given_by_and_how",
                condition=Q(given_on=None, given_by="", given_how="")
                | (Q(given_on__isnull=False) & ~Q(given_by="") & ~Q(given_how="")),
            ),
        )
        triggers = (versioned("honours"),)  # public pages show the list
