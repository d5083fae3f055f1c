"""The public register as it is published: editions, and one row for each office that is listed.

Nothing here is the only place of a fact: every row is made again from the registry. So pages, the
API, files and the search read one table that holds what is public and nothing else.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from parvaneh.frame.persian import FaKey
from parvaneh.law.directive_1404.art13_display import PublicLevel
from parvaneh.registry.models.places import KEY_LENGTH, province_known


class Standing(models.TextChoices):
    """Whether an office serves people, as far as its licence tells."""

    OPEN = "open"
    SUSPENDED = "suspended"
    VACANT = "vacant"  # its manager withdrew or died, and nobody follows yet
    REVOKED = "revoked"
    CLOSED = "closed"  # its licence ran out, or the office was closed


class Edition(models.Model):
    """One publication of the register. `digest` is the SHA-256 of all its rows in their order.

    `level` is how much of the results its day let everybody see; `terms` are the sentences, each
    in both languages, on which it may be used again.
    """

    number = models.PositiveIntegerField(primary_key=True)
    shows_on = models.DateField()
    published_at = models.DateTimeField()
    offices = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    level = models.CharField(max_length=10, default=PublicLevel.GRADE.value)
    terms = models.JSONField(default=list)
    terms_official = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(name="edition_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="edition_level_known", condition=Q(level__in=[str(one) for one in PublicLevel])
            ),
            models.CheckConstraint(
                name="edition_digest_of_sha256", condition=Q(digest__regex=r"^[0-9a-f]{64}$")
            ),
        )

    def __str__(self) -> str:
        return str(self.number)


class ListedOffice(models.Model):
    """What anybody may know of an office, as the last edition says it.

    `standing_until` is the last day of a suspension, and of an open office that of its licence.
    `grade` is empty where no rule gives one; `cycle` is empty for the initial grade, which no
    ranking gave. `bands` is of how many grades it is one, `tiles` its place among them from the
    top. `held` is the strip of grades, the newest first; `words` is what a search looks through.
    """

    code = models.CharField(max_length=12, primary_key=True)
    title = models.CharField(max_length=200)
    standing = models.CharField(max_length=10)
    standing_since = models.DateField(null=True)
    standing_until = models.DateField(null=True)
    licence = models.CharField(max_length=16, blank=True)
    province = models.CharField(max_length=KEY_LENGTH)
    county = models.PositiveIntegerField(null=True)
    city = models.CharField(max_length=100, blank=True)
    street = models.CharField(max_length=400, blank=True)
    postal_code = models.CharField(max_length=10, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    phones = ArrayField(models.CharField(max_length=16), default=list)
    hours = models.JSONField(default=list)  # [weekday, opens, closes] in the order of the week
    services = models.JSONField(default=dict)  # rials by service; null where the list gives none
    access = models.JSONField(default=dict)  # [is there, known from, since] by feature, if known
    grade = models.CharField(max_length=20, blank=True)
    tiles = models.PositiveSmallIntegerField(default=0)
    bands = models.PositiveSmallIntegerField(default=0)
    cycle = models.PositiveSmallIntegerField(null=True)
    graded_on = models.DateField(null=True)
    official = models.CharField(max_length=15, blank=True)
    place = models.PositiveIntegerField(null=True)
    held = models.JSONField(default=list)  # [cycle, grade, tiles, from, until, official]
    # [indicator, gained, available, answers, why it is blank]; empty at the level of the grade
    indicators = models.JSONField(default=list)
    inspected_on = models.DateField(null=True)
    words = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (
            province_known("listedoffice"),
            models.CheckConstraint(
                name="listedoffice_standing_known", condition=Q(standing__in=Standing.values)
            ),
        )
        indexes = (models.Index(FaKey("title"), "code", name="listed_by_title"),)

    def __str__(self) -> str:
        return self.title
