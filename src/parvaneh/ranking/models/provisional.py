"""How each office of a cycle stands while its evidence still comes in."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.ranking.models.cycles import Cycle
from parvaneh.registry.models import Office
from parvaneh.registry.models.grades import TOTAL_LENGTH


class Provisional(models.Model):
    """The evidence of one office as whole numbers, and the score that follows from it now.

    `about` is the office as the register has it, `counts` its reduced evidence; `basis` names the
    values that it was scored by. `total` is an exact fraction, `low` its floor in units of 10^-12.
    `fed` lists by criterion the ways of article 8 that feed it, `exempt` what does not apply. A
    trigger takes `is_fresh` away where evidence comes by any way: the row is then made anew from
    what is kept in the registry, or by whoever brings one more piece and adds it here at once.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="provisionals", db_index=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="provisionals")
    province = models.CharField(max_length=5)
    about = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    basis = models.CharField(max_length=64, blank=True)
    is_fresh = models.BooleanField(default=False)
    status = models.CharField(max_length=12, blank=True)
    grade = models.CharField(max_length=20, blank=True)
    total = models.CharField(max_length=TOTAL_LENGTH, blank=True)
    low = models.BigIntegerField(null=True)
    scores = models.JSONField(default=dict)
    fed = models.JSONField(default=dict)
    exempt = ArrayField(models.CharField(max_length=5), default=list)
    faults = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="provisional_once", fields=("cycle", "office")),
            models.CheckConstraint(
                name="provisional_status_known",
                condition=Q(status__in=["", *(one.value for one in RankStatus)]),
            ),
            models.CheckConstraint(
                name="provisional_total_and_its_floor",
                condition=Q(total="", low=None) | (Q(low__isnull=False) & ~Q(total="")),
            ),
        )
        indexes = (
            models.Index(fields=("cycle", "status", "low"), name="provisional_by_total"),
            models.Index(
                fields=("cycle", "province"), name="provisional_stale", condition=Q(is_fresh=False)
            ),
        )

    def __str__(self) -> str:
        return f"{self.cycle_id}/{self.office_id}"
