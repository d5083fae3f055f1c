"""Deadlines of cases, and why they were stopped or made longer."""

from django.db import models
from django.db.models import F, Q

from parvaneh.casework.models.cases import Case
from parvaneh.frame.history import tracked


class DeadlineState(models.TextChoices):
    """How a deadline stands."""

    WAITING = "waiting"  # its period has not begun: service is not proven
    OPEN = "open"
    STOPPED = "stopped"
    MET = "met"
    LAPSED = "lapsed"
    DROPPED = "dropped"  # the case went another way, so nobody needs to meet it


RUNS = Q(state__in=(DeadlineState.WAITING, DeadlineState.OPEN, DeadlineState.STOPPED))


@tracked
class Deadline(models.Model):
    """One time limit of one case: what it is counted from, by which rules, and its last day.

    Nothing here is remembered that could not be counted again from `facts`; the last day is kept
    so that lists can be sorted by it, with the version of the calendar that it was counted with.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="deadlines")
    key = models.CharField(max_length=80)  # the dated value that gives its length
    state = models.CharField(max_length=10, choices=DeadlineState)
    province = models.CharField(max_length=5)  # where the act must be done
    facts = models.JSONField(default=dict)  # days that the law counts from
    starts_on = models.DateField(null=True)
    amount = models.PositiveSmallIntegerField(null=True)
    unit = models.CharField(max_length=6, blank=True)
    counting = models.CharField(max_length=80, blank=True)  # dated value: how its days are counted
    nominal_on = models.DateField(null=True)  # the last day, if no day were off
    counted_on = models.DateField(null=True)  # the last day by the law
    added_days = models.PositiveSmallIntegerField(default=0)  # by stops and extensions
    last_on = models.DateField(null=True)
    calendar = models.CharField(max_length=40)  # version of the calendar that it was counted with
    stopped_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint("case", "key", condition=RUNS, name="deadline_runs_once"),
            models.CheckConstraint(
                condition=Q(last_on=None, state__in=("waiting", "dropped"))
                | Q(
                    starts_on__isnull=False,
                    nominal_on__isnull=False,
                    counted_on__isnull=False,
                    last_on__isnull=False,
                    counted_on__gte=F("nominal_on"),
                    last_on__gte=F("counted_on"),
                ),
                name="deadline_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state="stopped", stopped_on__isnull=False)
                | (~Q(state="stopped") & Q(stopped_on=None)),
                name="deadline_stopped_on_a_day",
            ),
            models.CheckConstraint(
                condition=(RUNS & Q(ended_on=None)) | (~RUNS & Q(ended_on__isnull=False)),
                name="deadline_ended_on_a_day",
            ),
        )
        indexes = (
            models.Index(fields=["last_on", "id"], name="deadline_last", condition=RUNS),
            models.Index(fields=["province", "last_on"], name="deadline_place", condition=RUNS),
        )


class ChangeKind(models.TextChoices):
    """What was done to a deadline."""

    STOP = "stop"
    RESTART = "restart"
    EXTEND = "extend"
    CALENDAR = "calendar"  # a day off was entered or withdrawn


@tracked
class DeadlineChange(models.Model):
    """Why a deadline was stopped, restarted, extended or recounted, and by how many days.

    Days are fewer than none where a day off was withdrawn; the reason then is the calendar's
    version.
    """

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=8, choices=ChangeKind)
    on = models.DateField()
    days = models.SmallIntegerField(default=0)
    reason = models.TextField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="deadline_change_has_reason"),
        )
