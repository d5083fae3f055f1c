"""The record of an office: convictions, commendations. Written once; corrected by new versions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from parvaneh.law.directive_1404.art04_convictions import Convicted, Kind
from parvaneh.registry.models.offices import Office
from parvaneh.registry.models.persons import Person
from parvaneh.registry.models.rows import append_only

COMMENDATION = "commendation"
RECORD_KINDS = (Kind.CRIMINAL.value, Kind.DISCIPLINARY.value, COMMENDATION)
CODE_LENGTH = 12
RULING_LENGTH = 120
TEXT_LENGTH = 400


class Record(models.Model):
    """One version of one entry of the record; the newest version of a code is the one that holds.

    `ruling` is the number of the judgment; `degree` and `revokes` are as it states them; `demotion`
    is what the Services Deputy decided for a crime of degree 1 to 3. `source` is where the entry
    comes from, ``kind:key``; `because` says why a version corrects the one before; a version that
    is `withdrawn` takes the entry back.
    """

    code = models.CharField(max_length=CODE_LENGTH)
    version = models.PositiveSmallIntegerField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    office = models.ForeignKey(Office, models.PROTECT, related_name="records")
    province = models.CharField(max_length=5)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="records")
    kind = models.CharField(max_length=15)
    convicted = models.CharField(max_length=10, blank=True)
    degree = models.PositiveSmallIntegerField(null=True)
    intentional = models.BooleanField(null=True)
    ruled_on = models.DateField(null=True)
    final_on = models.DateField(null=True)
    ruling = models.CharField(max_length=RULING_LENGTH)
    revokes = models.BooleanField(default=False)
    demotion = models.PositiveSmallIntegerField(null=True)
    cites = ArrayField(models.CharField(max_length=40), default=list)
    source = models.CharField(max_length=60)
    because = models.CharField(max_length=TEXT_LENGTH, blank=True)
    withdrawn = models.BooleanField(default=False)
    entered_by = models.CharField(max_length=40)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="record_one_of_a_version", fields=("code", "version")),
            models.CheckConstraint(
                name="record_first_corrects_nothing",
                condition=Q(version=1, corrects=None, because="", withdrawn=False)
                | (Q(version__gt=1, corrects__isnull=False) & ~Q(because="")),
            ),
            models.CheckConstraint(
                name="record_conviction_or_commendation",
                condition=Q(
                    kind=Kind.CRIMINAL.value,
                    degree__isnull=False,
                    degree__gte=1,
                    intentional__isnull=False,
                )
                | Q(
                    kind=Kind.DISCIPLINARY.value,
                    degree__isnull=False,
                    degree__gte=1,
                    intentional=None,
                    demotion=None,
                )
                | Q(
                    kind=COMMENDATION,
                    degree=None,
                    intentional=None,
                    demotion=None,
                    revokes=False,
                    convicted="",
                ),
            ),
            models.CheckConstraint(
                name="record_says_who_was_convicted",
                condition=Q(kind=COMMENDATION) | Q(convicted__in=[one.value for one in Convicted]),
            ),
            models.CheckConstraint(
                name="record_final_after_ruling",
                condition=Q(final_on=None) | Q(ruled_on=None) | Q(final_on__gte=F("ruled_on")),
            ),
            models.CheckConstraint(
                name="record_has_a_day",
                condition=Q(ruled_on__isnull=False) | Q(final_on__isnull=False),
            ),
            models.CheckConstraint(
                name="record_says_where_it_stands",
                condition=~Q(ruling="") & ~Q(source=""),
            ),
        )
        indexes = (
            models.Index(fields=("office", "final_on"), name="record_by_office"),
            models.Index(fields=("province", "final_on"), name="record_by_province"),
        )
        triggers = append_only()
