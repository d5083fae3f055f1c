"""Cases, their parties, and the counters that number them."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from parvaneh.access.models import User
from parvaneh.frame.history import tracked
from parvaneh.kit.places import COUNTRY
from parvaneh.registry.models import Office, Person

RUNNING = Q(ended_on=None)


@tracked
class Case(models.Model):
    """One case of a procedure of the law; the generic part that every process shares.

    `province`, `kanoon` and the office's code are kept on the row so that one indexed condition
    scopes a list to its reader; a case of the whole country lies in ``IR``, which no role of a
    province, a Kanoon or an office reaches. `waits_for` and `due_on` are kept so that a queue is a
    range of an index. `version` counts every change: who acts on what they saw last finds out that
    it has moved.
    """

    number = models.CharField(max_length=24, unique=True)
    procedure = models.CharField(max_length=60)
    state = models.CharField(max_length=60)
    version = models.PositiveIntegerField(default=1)
    # What came of it (granted, upheld …), in the process's own words: a state is where it stands.
    outcome = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=80)  # kind:key, such as licence:1200415-3
    source = models.CharField(max_length=80, blank=True)  # what it came from, kind:key
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="cases")
    office_code = models.CharField(max_length=12, blank=True)
    province = models.CharField(max_length=5)
    kanoon = models.CharField(max_length=20, blank=True)
    # law.vocabulary.Actor: who may take a step now, the passing of time left out.
    waits_for = ArrayField(models.CharField(max_length=40), default=list)
    due_on = models.DateField(null=True)  # the earliest last day that runs
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=40)
    entered_on = models.DateField()  # the day on which it came to its present state
    ended_on = models.DateField(null=True)
    assigned_to = models.ForeignKey(User, models.PROTECT, null=True, related_name="cases_assigned")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(office=None, office_code="")
                | (Q(office__isnull=False) & ~Q(office_code="")),
                name="case_office_and_its_code",
            ),
            models.CheckConstraint(
                condition=RUNNING | Q(ended_on__gte=F("entered_on"), waits_for=[], due_on=None),
                name="case_ended_waits_for_nobody",
            ),
            models.CheckConstraint(
                condition=Q(province__regex=r"^IR-[0-9]{2}$")
                | Q(province=COUNTRY.key, office=None, kanoon=""),
                name="case_province_is_one",
            ),
        )
        indexes = (
            # Lists: the newest first within a place; `lists.page` reads one range per place.
            models.Index(fields=["province", "-id"], name="case_province"),
            models.Index(fields=["kanoon", "-id"], name="case_kanoon", condition=~Q(kanoon="")),
            models.Index(
                fields=["office_code", "-id"], name="case_office", condition=~Q(office_code="")
            ),
            models.Index(fields=["subject"], name="case_subject"),
            models.Index(fields=["source"], name="case_source", condition=~Q(source="")),
            # Queues: only what runs, the most pressing first.
            models.Index(
                fields=["province", "due_on", "id"], name="case_province_due", condition=RUNNING
            ),
            models.Index(fields=["due_on", "id"], name="case_due", condition=RUNNING),
            # All cases, sorted by their last day.
            models.Index(
                fields=["due_on", "id"], name="case_due_known", condition=Q(due_on__isnull=False)
            ),
            models.Index(
                fields=["assigned_to", "due_on", "id"], name="case_mine", condition=RUNNING
            ),
            GinIndex("waits_for", name="case_waits_for", condition=RUNNING),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def key(self) -> str:
        """The case as events and other cases name it."""
        return f"case:{self.number}"


@tracked
class Party(models.Model):
    """A person who is an actor of one case: applicant, complainant, defendant, manager."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="parties")
    person = models.ForeignKey(Person, models.PROTECT, related_name="parties")
    actor = models.CharField(max_length=40)  # law.vocabulary.Actor

    class Meta:
        constraints = (
            models.UniqueConstraint("case", "person", "actor", name="party_once_as_each_actor"),
        )


class Counter(models.Model):
    """The last number given in a Jalali year and series; its row lock makes numbers race-safe."""

    year = models.PositiveSmallIntegerField()
    series = models.CharField(max_length=2)
    last = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint("year", "series", name="counter_once"),)
