"""Frozen evidence, and the rankings that were computed from it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from parvaneh.casework.models import Content
from parvaneh.frame.history import tracked
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.ranking.models.cycles import KEY_LENGTH, TEXT_LENGTH, Cycle
from parvaneh.registry.models import Office
from parvaneh.registry.models.grades import TOTAL_LENGTH
from parvaneh.registry.models.rows import append_only

SHA256 = r"^[0-9a-f]{64}$"


class Snapshot(models.Model):
    """The evidence of a cycle as it was frozen: the summary's canonical file, sealed.

    `sha256` is of the file, `counts` what went into it by source, `upto` the moment up to which
    evidence counted. A cycle that was taken back to correct gets a further one; none is changed.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="snapshots")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey(Content, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    offices = models.PositiveIntegerField()
    counts = models.JSONField(default=dict)
    upto = models.DateTimeField()
    frozen_by = models.CharField(max_length=KEY_LENGTH)
    frozen_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="snapshot_number_once", fields=("cycle", "number")),
            models.CheckConstraint(name="snapshot_named", condition=Q(sha256__regex=SHA256)),
        )
        triggers = append_only()


class RunState(models.TextChoices):
    """Where a computation stands."""

    ORDERED = "ordered"
    DONE = "done"
    FAILED = "failed"


@tracked
class Run(models.Model):
    """One computation over a snapshot: that of the cycle, or a what-if with other values.

    `changes` are contents of values in place of the locked ones, by key; only a what-if has any,
    and only it has a `title`. What came of it is written in one transaction: the results of all
    offices, the files, and the state. `faults` say why there is no result. The run that a cycle
    goes on with is confirmed by another person than ordered it.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="runs")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="runs")
    number = models.PositiveSmallIntegerField()
    what_if = models.BooleanField(default=False)
    title = models.CharField(max_length=TEXT_LENGTH, blank=True)
    changes = models.JSONField(default=dict)
    draws = models.PositiveIntegerField(default=0)
    seed = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=8, default=RunState.ORDERED)
    done = models.PositiveIntegerField(default=0)  # offices explained so far, for who waits
    official = models.BooleanField(default=False)
    provisional = ArrayField(models.CharField(max_length=80), default=list)
    average = models.CharField(max_length=20, blank=True)  # with six decimals
    average_grade = models.CharField(max_length=20, blank=True)
    facts = models.JSONField(default=dict)  # what is said of the whole: bands, counts, robustness
    root = models.CharField(max_length=64, blank=True)  # of the bundle's Merkle tree
    results = models.ForeignKey(Content, models.PROTECT, null=True, related_name="+")
    bundle = models.ForeignKey(Content, models.PROTECT, null=True, related_name="+")
    faults = models.JSONField(default=list)
    ordered_by = models.CharField(max_length=KEY_LENGTH)
    ordered_for = models.CharField(max_length=KEY_LENGTH, blank=True)
    ordered_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=KEY_LENGTH, blank=True)
    confirmed_for = models.CharField(max_length=KEY_LENGTH, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="run_number_once", fields=("cycle", "number")),
            models.CheckConstraint(name="run_state_known", condition=Q(state__in=RunState.values)),
            models.CheckConstraint(
                name="run_only_a_what_if_changes_values",
                condition=Q(what_if=True) | Q(changes={}, title=""),
            ),
            models.CheckConstraint(
                name="run_done_has_results",
                condition=~Q(state=RunState.DONE)
                | Q(results__isnull=False, done_at__isnull=False, root__regex=SHA256)
                | Q(what_if=True, done_at__isnull=False),
            ),
            models.CheckConstraint(
                name="run_confirmed_by_another",
                condition=Q(confirmed_by="", confirmed_for="", confirmed_at=None)
                | (
                    Q(confirmed_at__isnull=False, state=RunState.DONE, what_if=False)
                    & ~Q(confirmed_by="")
                    & ~Q(confirmed_by=F("ordered_by"))
                    & ~Q(confirmed_by=F("ordered_for"))
                    & ~Q(confirmed_for=F("ordered_by"))
                    & (Q(confirmed_for="") | ~Q(confirmed_for=F("ordered_for")))
                ),
            ),
        )
        ordering = (F("cycle").desc(), F("number").desc())

    @property
    def key(self) -> str:
        """The run as rows and events name it."""
        return f"run:{self.cycle.code}/{self.number}"


class Result(models.Model):
    """What a run made of one office; exact numbers are fractions as text.

    `millionths` is the total rounded, for lists alone. `scores` and `points` are by indicator:
    what it attained of 100, and what that brought. `derivation` is the explanation as compressed
    JSON; what-ifs have none. `firmness` says how sure place and grade are; it decides nothing.
    """

    run = models.ForeignKey(Run, models.PROTECT, related_name="office_results", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="run_results")
    province = models.CharField(max_length=5)
    total = models.CharField(max_length=TOTAL_LENGTH, blank=True)
    millionths = models.PositiveIntegerField(null=True)
    grade = models.CharField(max_length=20, blank=True)
    place = models.PositiveIntegerField(null=True)
    province_place = models.PositiveIntegerField(null=True)
    demoted_by = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=12)
    answers = models.PositiveIntegerField(default=0)
    scores = models.JSONField(default=dict)
    points = models.JSONField(default=dict)
    firmness = models.JSONField(default=dict)
    derivation = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="result_once_in_run", fields=("run", "office")),
            models.CheckConstraint(
                name="result_status_known",
                condition=Q(status__in=[one.value for one in RankStatus]),
            ),
        )
        indexes = (models.Index(fields=("run", "place"), name="result_by_place"),)
        triggers = append_only()
