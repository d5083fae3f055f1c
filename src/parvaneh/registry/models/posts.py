"""Who works in which office, in which post, from when until when."""

from django.db import models
from django.db.models import Q

from parvaneh.frame.history import tracked
from parvaneh.law.vocabulary import Post as PostKind
from parvaneh.registry.models.offices import Office
from parvaneh.registry.models.periods import Period, constraints_of, one_at_a_time, one_of
from parvaneh.registry.models.persons import Person

MANAGES = Q(post=PostKind.MANAGER.value)


@tracked
class Post(Period):
    """A post held. One manager an office and one full-time post a person at a time."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="posts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    post = models.CharField(max_length=12)
    full_time = models.BooleanField(default=True)
    ended_by = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)  # why it ended

    class Meta:
        constraints = (
            *constraints_of("post", "office", "person"),
            one_of("post", "post", PostKind),
            one_at_a_time("post", "office", only=MANAGES, named="one_manager"),
            one_at_a_time("post", "person", only=MANAGES, named="manages_one"),
            one_at_a_time("post", "person", only=Q(full_time=True), named="one_full_time"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by="")
                | Q(ended_at__isnull=False, ends_on__isnull=False) & ~Q(ended_by=""),
                name="post_ended_pair",
            ),
        )
        indexes = (models.Index(fields=["office", "starts_on"], name="post_by_office"),)


@tracked
class StaffOrder(Period):
    """More staff that the General Department has obliged an office to employ (D1392 3 n.1)."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="staff_orders")
    post = models.CharField(max_length=12)
    persons = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            *constraints_of("stafforder", "office", "post"),
            one_of("stafforder", "post", PostKind),
            models.CheckConstraint(condition=Q(persons__gte=1), name="stafforder_some"),
        )
