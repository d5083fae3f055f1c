"""Grants: a role held by a user, in a scope, for a time."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from parvaneh.access.models.users import User
from parvaneh.access.scopes import Scope
from parvaneh.frame.history import tracked


class Days(Func):
    """The days from one to another, both included; an empty end is open."""

    function = "DATERANGE"
    output_field = models.Field()


PERIOD = Days(F("starts_on"), F("ends_on"), Value("[]"))
IN_ORDER = Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))
WITHDRAWN_BY_SOMEBODY = Q(withdrawn_at__isnull=True, withdrawn_by="") | (
    Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="")
)


@tracked
class Grant(models.Model):
    """A role held by a user in a scope, from a day until a day (included; none is open)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40)
    scope = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Scope])
    scope_key = models.CharField(max_length=40, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    given_by = models.CharField(max_length=40)
    given_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=40, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """The database refuses the same role twice at the same time in the same place."""

        constraints = (
            ExclusionConstraint(
                name="grant_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("scope", RangeOperators.EQUAL),
                    ("scope_key", RangeOperators.EQUAL),
                    (PERIOD, RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(condition=IN_ORDER, name="grant_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(scope=Scope.COUNTRY, scope_key="")
                | (Q(scope__in=[one for one in Scope if one != Scope.COUNTRY]) & ~Q(scope_key="")),
                name="grant_names_its_place",
            ),
            models.CheckConstraint(
                condition=WITHDRAWN_BY_SOMEBODY, name="grant_withdrawn_by_somebody"
            ),
        )

    @property
    def key(self) -> str:
        """How events name it."""
        return f"grant:{self.pk}"
