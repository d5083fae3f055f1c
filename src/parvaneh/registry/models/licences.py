"""Licences: what each permits whom, its terms, suspensions, and every step of its life."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce

from parvaneh.frame.history import tracked
from parvaneh.law.directive_1392.procedures import licence_life
from parvaneh.law.procedure import states_of
from parvaneh.registry.models.offices import Office
from parvaneh.registry.models.periods import Period, constraints_of, one_of
from parvaneh.registry.models.persons import Person
from parvaneh.registry.models.rows import append_only

STATES = tuple(state.key for state in states_of(licence_life.PROCEDURE))
STANDING = tuple(state.key for state in licence_life.STANDING)
VACANT = tuple(state.key for state in licence_life.VACANT)
# Kept in cases, not here: no licence has come of it.
NEVER = (licence_life.APPLIED.key, licence_life.REFUSED.key)
SOURCE_LENGTH = 80


class Route(models.TextChoices):
    """The two legal routes of suspension and revocation."""

    ADMINISTRATIVE = "administrative"  # D1392 9(b), 11(c)
    DISCIPLINARY = "disciplinary"  # D1392 22 to 24


class NumberSeries(models.Model):
    """The last number given in a series; its row's lock makes numbers unique and without gaps."""

    key = models.CharField(max_length=40, primary_key=True)
    last = models.PositiveIntegerField()


def _standing_apart(name: str, column: str) -> ExclusionConstraint:
    days = Func(
        F("starts_on"), F("ended_on"), Value("[)"),
        function="daterange", output_field=DateRangeField(),
    )  # fmt: skip
    return ExclusionConstraint(
        name=name,
        expressions=[(column, RangeOperators.EQUAL), (days, RangeOperators.OVERLAPS)],
    )


@tracked
class Licence(models.Model):
    """A licence in a manager's name for an office: one of each at a time.

    `state` is the last one that a step wrote; what the mere passing of days makes of it is told by
    `registry.queries.licence_state`. `ended_on` is the day on which it stopped to stand, so that
    its successor may start on that day.
    """

    number = models.CharField(max_length=16, unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="licences")
    manager = models.ForeignKey(Person, models.PROTECT, related_name="licences")
    state = models.CharField(max_length=12)
    starts_on = models.DateField()
    ended_on = models.DateField(null=True)
    predecessor = models.ForeignKey("self", models.PROTECT, null=True, related_name="successors")
    issued_by = models.CharField(max_length=40)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = (
            one_of("licence", "state", [one for one in STATES if one not in NEVER]),
            models.CheckConstraint(
                condition=Q(state__in=STANDING, ended_on__isnull=True)
                | ~Q(state__in=STANDING) & Q(ended_on__isnull=False),
                name="licence_ended_if_not_standing",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("starts_on")),
                name="licence_in_order",
            ),
            models.CheckConstraint(
                condition=Q(number__regex=r"^[0-9]{4}-[0-9]{5,}-[0-9]$"), name="licence_number_form"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("id")), name="licence_not_its_own_predecessor"
            ),
            _standing_apart("licence_one_an_office", "office"),
            _standing_apart("licence_one_a_manager", "manager"),
        )
        indexes = (models.Index(fields=["state", "number"], name="licence_by_state"),)

    def __str__(self) -> str:
        return self.number


@tracked
class LicenceTerm(Period):
    """The days for which a licence was issued or renewed; from `due_on` on it may be renewed."""

    licence = models.ForeignKey(Licence, models.PROTECT, related_name="terms")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    source = models.CharField(max_length=SOURCE_LENGTH, blank=True)

    class Meta:
        constraints = (
            *constraints_of("licenceterm", "licence"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=False, months__gte=1), name="licenceterm_ends"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on"), due_on__lte=F("ends_on")),
                name="licenceterm_due_within",
            ),
        )


@tracked
class Suspension(models.Model):
    """A suspension, from a day to its last day, by a ruling; lifted from `lifted_on` on."""

    licence = models.ForeignKey(Licence, models.PROTECT, related_name="suspensions")
    starts_on = models.DateField()
    ends_on = models.DateField()
    route = models.CharField(max_length=14)
    cites = ArrayField(models.CharField(max_length=40))
    ruling = models.CharField(max_length=SOURCE_LENGTH)  # what ordered it, kind:key
    entered_by = models.CharField(max_length=40)
    entered_at = models.DateTimeField()
    lifted_on = models.DateField(null=True)
    lifted_by = models.CharField(max_length=40, blank=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            one_of("suspension", "route", Route.values),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="suspension_in_order"
            ),
            models.CheckConstraint(
                condition=Q(cites__len__gte=1) & ~Q(ruling=""), name="suspension_is_ruled"
            ),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True, lifted_at__isnull=True, lifted_by="")
                | Q(lifted_on__gte=F("starts_on"), lifted_on__lte=F("ends_on"))
                & Q(lifted_on__isnull=False, lifted_at__isnull=False)
                & ~Q(lifted_by=""),
                name="suspension_lifted_pair",
            ),
            ExclusionConstraint(
                name="suspension_one_a_day",
                expressions=[
                    ("licence", RangeOperators.EQUAL),
                    (
                        Func(
                            F("starts_on"),
                            Coalesce(F("lifted_on"), F("ends_on") + Value(1)),
                            Value("[)"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        )


class LicenceStep(models.Model):
    """A step in a licence's life, append-only: what it became, from which day, on what ground."""

    licence = models.ForeignKey(Licence, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    takes_effect_on = models.DateField()
    actor = models.CharField(max_length=40)  # law.vocabulary.Actor
    cites = ArrayField(models.CharField(max_length=40), default=list)
    source = models.CharField(max_length=SOURCE_LENGTH, blank=True)
    taken_by = models.CharField(max_length=40)
    taken_at = models.DateTimeField()

    class Meta:
        triggers = append_only()
        indexes = (
            models.Index(fields=["licence", "takes_effect_on", "id"], name="licencestep_by_day"),
        )
