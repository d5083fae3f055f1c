"""Grades that offices hold, each version with the ranking or the decision that it comes from."""

from django.db import models
from django.db.models import Q

from parvaneh.frame.history import tracked
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.ruling import Status
from parvaneh.registry.models.offices import Office
from parvaneh.registry.models.periods import Period, in_order, one_at_a_time

TOTAL_FORM = r"^(0|[1-9][0-9]*)(/[1-9][0-9]*)?$"
TOTAL_LENGTH = 400
INDICATOR_KEYS = tuple(one.value for one in Indicator)
STANDINGS = (Status.OFFICIAL.value, Status.PROVISIONAL.value, Status.DEMONSTRATION.value)


@tracked
class Grade(Period):
    """What one announced ranking made of an office, from a day until the next one.

    `total` is the exact fraction as text; `grade` is empty where the office could not be graded and
    keeps the one it had (A-28). A version that was replaced on its own first day is `void`: it was
    never in force. `event` names the announcement, `source` what a later version rests on.
    `points` says what each of the ten indicators brought to the total, as exact fractions by its
    code; it is empty where nobody entered it. `answers` is how many clients answered the survey.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="grades")
    province = models.CharField(max_length=5)
    cycle = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    total = models.CharField(max_length=TOTAL_LENGTH, blank=True)
    grade = models.CharField(max_length=20, blank=True)
    place = models.PositiveIntegerField(null=True)
    points = models.JSONField(default=dict, blank=True)
    answers = models.PositiveIntegerField(null=True)
    standing = models.CharField(max_length=15)
    extraordinary = models.BooleanField(default=False)
    void = models.BooleanField(default=False)
    event = models.CharField(max_length=60)
    source = models.CharField(max_length=60)
    because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = (
            in_order("grade"),
            one_at_a_time("grade", "office", named="one_a_day", only=Q(void=False)),
            models.UniqueConstraint(
                name="grade_one_of_a_version", fields=("office", "cycle", "event", "version")
            ),
            models.CheckConstraint(
                name="grade_first_replaces_nothing",
                condition=Q(version=1, replaces=None, because="")
                | (Q(version__gt=1, replaces__isnull=False) & ~Q(because="")),
            ),
            models.CheckConstraint(
                name="grade_total_is_a_fraction",
                condition=Q(total="") | Q(total__regex=TOTAL_FORM),
            ),
            models.CheckConstraint(
                name="grade_rests_on_a_total", condition=Q(grade="") | ~Q(total="")
            ),
            models.CheckConstraint(
                name="grade_place_of_a_graded_office",
                condition=Q(place=None) | (Q(place__gte=1) & ~Q(grade="")),
            ),
            models.CheckConstraint(
                name="grade_points_of_all_indicators",
                condition=Q(points={}) | (Q(points__has_keys=INDICATOR_KEYS) & ~Q(total="")),
            ),
            models.CheckConstraint(
                name="grade_standing_known", condition=Q(standing__in=STANDINGS)
            ),
            models.CheckConstraint(
                name="grade_says_where_it_stands", condition=~Q(event="") & ~Q(source="")
            ),
        )
        indexes = (models.Index(fields=("cycle", "place"), name="grade_by_cycle"),)
