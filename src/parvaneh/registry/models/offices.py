"""Offices, and what is known of them: each fact a table of dated rows."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q

from parvaneh.frame.history import tracked
from parvaneh.frame.persian import FaKey, FaNorm
from parvaneh.law.judicial_calendar import Weekday
from parvaneh.registry.models.periods import Period, constraints_of, one_of
from parvaneh.registry.models.places import KEY_LENGTH, province_known


@tracked
class Office(models.Model):
    """A licensed office. Its code is text of ASCII digits and never changes.

    `title` and `province` repeat the latest row of their histories, so that lists and scopes need
    no join; `registry.operations` writes both together.
    """

    code = models.CharField(max_length=12, unique=True)
    province = models.CharField(max_length=KEY_LENGTH)
    title = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9]{1,12}$"), name="office_digits"),
            province_known("office"),
        )
        indexes = (
            models.Index(fields=["province", "code"], name="office_by_province"),
            models.Index(FaKey("title"), "code", name="office_by_title"),
            GinIndex(OpClass(FaNorm("title"), "gin_trgm_ops"), name="office_search"),
        )

    def __str__(self) -> str:
        return self.title


class OfficeFact(Period):
    """A dated fact of an office."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="%(class)s_rows")

    class Meta:
        abstract = True


@tracked
class OfficeTitle(OfficeFact):
    """What the office is called."""

    title = models.CharField(max_length=200)

    class Meta:
        constraints = constraints_of("officetitle", "office")


@tracked
class OfficeAddress(OfficeFact):
    """Where the office is. `county` is the number that `kit.places` gives it."""

    province = models.CharField(max_length=KEY_LENGTH)
    county = models.PositiveIntegerField(null=True)
    city = models.CharField(max_length=100, blank=True)
    street = models.CharField(max_length=400)
    postal_code = models.CharField(max_length=10, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)

    class Meta:
        constraints = (
            *constraints_of("officeaddress", "office"),
            province_known("officeaddress"),
            models.CheckConstraint(
                condition=Q(postal_code="") | Q(postal_code__regex=r"^[0-9]{10}$"),
                name="officeaddress_postal_code",
            ),
            # Within the country's outermost points, or not known: never one without the other.
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(24, 40), longitude__range=(44, 64)),
                name="officeaddress_place",
            ),
        )


@tracked
class OfficePhone(OfficeFact):
    """A telephone number of the office, in E.164."""

    number = models.CharField(max_length=16)

    class Meta:
        constraints = (
            *constraints_of("officephone", "office", "number"),
            models.CheckConstraint(
                condition=Q(number__regex=r"^\+[1-9][0-9]{6,14}$"), name="officephone_e164"
            ),
        )


@tracked
class OfficeHours(OfficeFact):
    """When the office is open on one weekday; a day in two parts has shifts 1 and 2."""

    weekday = models.CharField(max_length=9)
    shift = models.PositiveSmallIntegerField(default=1)
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        constraints = (
            *constraints_of("officehours", "office", "weekday", "shift"),
            one_of("officehours", "weekday", Weekday),
            models.CheckConstraint(
                condition=Q(closes__gt=models.F("opens")), name="officehours_in_order_of_day"
            ),
            models.CheckConstraint(condition=Q(shift__in=(1, 2)), name="officehours_shifts"),
        )


@tracked
class OfficeService(OfficeFact):
    """A service that the office gives, and its price in rials; none where the list gives none."""

    service = models.CharField(max_length=40)
    rials = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            *constraints_of("officeservice", "office", "service"),
            models.CheckConstraint(
                condition=Q(service__regex=r"^[a-z0-9][a-z0-9_.-]*$"), name="officeservice_code"
            ),
            models.CheckConstraint(
                condition=Q(rials__isnull=True) | Q(rials__gte=0), name="officeservice_rials"
            ),
        )
