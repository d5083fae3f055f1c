"""Bodies that the directives know, who sits in them, and which provinces a Kanoon serves.

How many seats a body has and who fills them are dated values of the law; rows say who sat where,
and when. What the law forbids at one time (two seats of one body; the Council and a Kanoon board;
a Kanoon's board and a seat for its outsider) the database forbids too.
"""

from collections.abc import Mapping
from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from parvaneh.frame.history import tracked
from parvaneh.kit.places import PROVINCES
from parvaneh.law.citation import cites
from parvaneh.law.directive_1392.art22_primary_board import REPRESENTATIVE
from parvaneh.law.vocabulary import TERMS, Actor, Term
from parvaneh.registry.models.periods import apart, in_order
from parvaneh.registry.models.persons import Person

CODE_LENGTH = 24
KEY_LENGTH = 40
CODE_FORM = r"^[a-z0-9][a-z0-9-]{1,23}$"
PROVINCE_KEYS = tuple(province.key for province in PROVINCES)


class BodyKind(StrEnum):
    """The kinds of body. The code is stored and never changes."""

    CENTER = "center"
    DEPARTMENT = "department"  # General Department and Services Deputy: one desk, a name per date
    PROVINCIAL_DEPUTY = "provincial_deputy"
    COUNCIL = "council"
    APPEAL_BOARD = "appeal_board"  # the members of the Council sit on it
    KANOON = "kanoon"
    KANOON_BOARD = "kanoon_board"
    PRIMARY_BOARD = "primary_board"


BODY_KINDS: Mapping[BodyKind, Term] = {
    BodyKind.CENTER: TERMS["center"],
    BodyKind.DEPARTMENT: TERMS["general_department"],
    BodyKind.PROVINCIAL_DEPUTY: TERMS["provincial_deputy"],
    BodyKind.COUNCIL: TERMS["council"],
    BodyKind.APPEAL_BOARD: Term("هیئت تجدیدنظر", "appeal board", cites("D1392 24")),
    BodyKind.KANOON: TERMS["kanoon"],
    BodyKind.KANOON_BOARD: Term("هیئت‌مدیره کانون", "Kanoon board", cites("D1392 13")),
    BodyKind.PRIMARY_BOARD: Term("هیئت بدوی", "primary board", cites("D1392 22")),
}
# One of each in the country; one of each in a province; one of each for a Kanoon.
NATIONAL = (BodyKind.CENTER, BodyKind.DEPARTMENT, BodyKind.COUNCIL, BodyKind.APPEAL_BOARD)
PROVINCIAL = (BodyKind.PROVINCIAL_DEPUTY, BodyKind.KANOON)
OF_KANOON = (BodyKind.KANOON_BOARD, BodyKind.PRIMARY_BOARD)
SEATED = (BodyKind.COUNCIL, BodyKind.KANOON_BOARD, BodyKind.PRIMARY_BOARD)


@tracked
class Body(models.Model):
    """A body, from the day of its founding; `province` is where it sits, empty for a national one.

    `kanoon` is the Kanoon whose board it is.
    """

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    province = models.CharField(max_length=5, blank=True)
    kanoon = models.ForeignKey("self", models.PROTECT, null=True, related_name="boards")
    starts_on = models.DateField()
    until = models.DateField(null=True)
    made_by = models.CharField(max_length=KEY_LENGTH)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="body_code_form", condition=Q(code__regex=CODE_FORM)),
            models.CheckConstraint(name="body_has_title", condition=~Q(title="")),
            models.CheckConstraint(name="body_days_in_order", condition=in_order()),
            models.CheckConstraint(
                name="body_lies_where_its_kind_does",
                condition=Q(kind__in=NATIONAL, province="", kanoon=None)
                | Q(kind__in=PROVINCIAL, province__in=PROVINCE_KEYS, kanoon=None)
                | Q(kind__in=OF_KANOON, province__in=PROVINCE_KEYS, kanoon__isnull=False),
            ),
            models.UniqueConstraint(name="body_and_kind", fields=("id", "kind")),
            models.UniqueConstraint(name="body_kind_and_kanoon", fields=("id", "kind", "kanoon")),
            apart("body_one_in_the_country", "kind", condition=Q(kind__in=NATIONAL)),
            apart("body_one_in_a_province", "kind", "province", condition=Q(kind__in=PROVINCIAL)),
            apart("body_one_for_a_kanoon", "kind", "kanoon", condition=Q(kind__in=OF_KANOON)),
        )

    def __str__(self) -> str:
        return self.title


@tracked
class Holding(models.Model):
    """A person in a seat of a body. `place` counts the seats of one role from 1.

    `until` is the last day in the seat, known from the start where the law gives a term; `body`,
    `kind` and `kanoon` agree with the body's own by a foreign key over all three.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="holdings")
    kind = models.CharField(max_length=20)
    kanoon = models.ForeignKey(Body, models.PROTECT, null=True, related_name="holdings_of_boards")
    role = models.CharField(max_length=20)
    place = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    starts_on = models.DateField()
    until = models.DateField(null=True)
    term_ends_on = models.DateField(null=True)
    proposed_by = models.CharField(max_length=20, blank=True)
    approved_by = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=200)
    left_because = models.CharField(max_length=200, blank=True)
    made_by = models.CharField(max_length=KEY_LENGTH)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="holding_days_in_order", condition=in_order()),
            models.CheckConstraint(name="holding_in_a_seated_body", condition=Q(kind__in=SEATED)),
            models.CheckConstraint(
                name="holding_names_its_kanoon",
                condition=Q(kind=BodyKind.COUNCIL, kanoon=None)
                | Q(~Q(kind=BodyKind.COUNCIL), kanoon__isnull=False),
            ),
            models.CheckConstraint(name="holding_place_from_one", condition=Q(place__gte=1)),
            models.CheckConstraint(
                name="holding_ends_with_its_term",
                condition=Q(term_ends_on=None) | Q(until__lte=F("term_ends_on")),
            ),
            models.CheckConstraint(
                name="holding_by_known_actors",
                condition=Q(proposed_by__in=["", *Actor]) & Q(approved_by__in=["", *Actor]),
            ),
            models.CheckConstraint(name="holding_has_source", condition=~Q(source="")),
            apart("holding_one_in_a_seat", "body", "role", "place"),
            apart("holding_one_seat_of_a_body", "body", "person"),
            apart(
                "holding_council_or_kanoon_board",  # D1392 10 n.1
                "person",
                differ="kind",
                condition=Q(kind__in=(BodyKind.COUNCIL, BodyKind.KANOON_BOARD)),
            ),
            apart(
                "holding_outsider_is_outside",  # D1392 22(2)
                "kanoon",
                "person",
                differ="kind",
                condition=Q(kind=BodyKind.KANOON_BOARD)
                | Q(kind=BodyKind.PRIMARY_BOARD, role=REPRESENTATIVE),
            ),
        )


@tracked
class Assignment(models.Model):
    """A province without a Kanoon of its own, and the one that serves it (D1392 12(3), A-47)."""

    province = models.CharField(max_length=5)
    kanoon = models.ForeignKey(Body, models.PROTECT, related_name="assignments")
    kind = models.CharField(max_length=20, default=BodyKind.KANOON)
    starts_on = models.DateField()
    until = models.DateField(null=True)
    source = models.CharField(max_length=200)
    made_by = models.CharField(max_length=KEY_LENGTH)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="assignment_of_a_province", condition=Q(province__in=PROVINCE_KEYS)
            ),
            models.CheckConstraint(name="assignment_to_a_kanoon", condition=Q(kind="kanoon")),
            models.CheckConstraint(name="assignment_days_in_order", condition=in_order()),
            models.CheckConstraint(name="assignment_has_source", condition=~Q(source="")),
            apart("assignment_one_kanoon_a_day", "province"),
        )
