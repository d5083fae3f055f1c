"""The judicial calendar: weekends by province and period, and the days off entered one by one."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from parvaneh.frame.history import tracked
from parvaneh.law.judicial_calendar import Off, Weekday
from parvaneh.registry.models.periods import Period, constraints_of, one_of
from parvaneh.registry.models.places import KEY_LENGTH, province_known
from parvaneh.registry.models.versions import versioned

CALENDAR = "calendar"
ENTERED = tuple(str(kind) for kind in Off if kind is not Off.WEEKEND)


@tracked
class DayOff(models.Model):
    """A day off, in one province or (empty) in the whole country. Withdrawn, never deleted."""

    on = models.DateField()
    kind = models.CharField(max_length=8)
    province = models.CharField(max_length=KEY_LENGTH, blank=True)
    fa = models.CharField(max_length=120)
    en = models.CharField(max_length=120)
    source = models.CharField(max_length=120)
    entered_by = models.CharField(max_length=40)
    entered_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=40, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)  # why it was withdrawn

    class Meta:
        constraints = (
            one_of("dayoff", "kind", ENTERED),
            province_known("dayoff", blank=True),
            models.UniqueConstraint(
                fields=["on", "kind", "province", "fa"],
                condition=Q(withdrawn_at__isnull=True),
                name="dayoff_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by="", reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="") & ~Q(reason=""),
                name="dayoff_withdrawn_pair",
            ),
        )
        triggers = (versioned(CALENDAR),)


@tracked
class WeekendRule(Period):
    """The weekdays off beside Friday, in one province or (empty) the whole country."""

    weekdays = ArrayField(models.CharField(max_length=9), default=list)
    province = models.CharField(max_length=KEY_LENGTH, blank=True)

    class Meta:
        constraints = (
            *constraints_of("weekendrule", "province"),
            province_known("weekendrule", blank=True),
            models.CheckConstraint(
                condition=Q(weekdays__contained_by=[str(one) for one in Weekday])
                & Q(weekdays__len__lte=5),
                name="weekendrule_weekdays_known",
            ),
        )
        triggers = (versioned(CALENDAR),)
