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
from parvaneh.law.directive_1392.art13_board import JUDGE, MANAGER
from parvaneh.law.directive_1392.art22_primary_board import REPRESENTATIVE
from parvaneh.law.vocabulary import ACTORS, TERMS, Actor, Term
from parvaneh.registry.models.offices import Office
from parvaneh.registry.models.periods import Period, in_order, one_at_a_time
from parvaneh.registry.models.persons import Person

CODE_LENGTH = 24
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
    BodyKind.APPEAL_BOARD: ACTORS[Actor.APPEAL_BOARD],
    BodyKind.KANOON: TERMS["kanoon"],
    BodyKind.KANOON_BOARD: ACTORS[Actor.KANOON_BOARD],
    BodyKind.PRIMARY_BOARD: ACTORS[Actor.PRIMARY_BOARD],
}
# One of each in the country; one of each in a province; one of each for a Kanoon.
NATIONAL = (BodyKind.CENTER, BodyKind.DEPARTMENT, BodyKind.COUNCIL, BodyKind.APPEAL_BOARD)
PROVINCIAL = (BodyKind.PROVINCIAL_DEPUTY, BodyKind.KANOON)
OF_KANOON = (BodyKind.KANOON_BOARD, BodyKind.PRIMARY_BOARD)
SEATED = (BodyKind.COUNCIL, BodyKind.KANOON_BOARD, BodyKind.PRIMARY_BOARD)


@tracked
class Body(Period):
    """A body, from the day of its founding; `province` is where it sits, empty for a national one.

    `kanoon` is the Kanoon whose board it is.
    """

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    province = models.CharField(max_length=5, blank=True)
    kanoon = models.ForeignKey("self", models.PROTECT, null=True, related_name="boards")

    class Meta:
        constraints = (
            models.CheckConstraint(name="body_code_form", condition=Q(code__regex=CODE_FORM)),
            models.CheckConstraint(name="body_has_title", condition=~Q(title="")),
            in_order("body"),
            models.CheckConstraint(
                name="body_lies_where_its_kind_does",
                condition=Q(kind__in=NATIONAL, province="", kanoon=None)
                | Q(kind__in=PROVINCIAL, province__in=PROVINCE_KEYS, kanoon=None)
                | Q(kind__in=OF_KANOON, province__in=PROVINCE_KEYS, kanoon__isnull=False),
            ),
            models.UniqueConstraint(name="body_and_kind", fields=("id", "kind")),
            models.UniqueConstraint(name="body_kind_and_kanoon", fields=("id", "kind", "kanoon")),
            one_at_a_time("body", "kind", named="one_in_the_country", only=Q(kind__in=NATIONAL)),
            one_at_a_time(
                "body", "kind", "province", named="one_in_a_province", only=Q(kind__in=PROVINCIAL)
            ),
            one_at_a_time(
                "body", "kind", "kanoon", named="one_for_a_kanoon", only=Q(kind__in=OF_KANOON)
            ),
        )

    def __str__(self) -> str:
        return self.title


@tracked
class Holding(Period):
    """A person in a seat of a body. `place` counts the seats of one role from 1.

    `ends_on` is the last day in the seat, known from the start where the law gives a term; `body`,
    `kind` and `kanoon` agree with the body's own by a foreign key over all three. `proposer` and
    `approver` are actors of the law. `office` is the one whose manager holds a manager's seat,
    `judicial_years` the record that a judge had on the first day.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="holdings")
    kind = models.CharField(max_length=20)
    kanoon = models.ForeignKey(Body, models.PROTECT, null=True, related_name="holdings_of_boards")
    role = models.CharField(max_length=20)
    place = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    term_ends_on = models.DateField(null=True)
    proposer = models.CharField(max_length=20, blank=True)
    approver = models.CharField(max_length=20, blank=True)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="holdings")
    judicial_years = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=200)
    left_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            in_order("holding"),
            models.CheckConstraint(name="holding_in_a_seated_body", condition=Q(kind__in=SEATED)),
            models.CheckConstraint(
                name="holding_names_its_kanoon",
                condition=Q(kind=BodyKind.COUNCIL, kanoon=None)
                | Q(~Q(kind=BodyKind.COUNCIL), kanoon__isnull=False),
            ),
            models.CheckConstraint(name="holding_place_from_one", condition=Q(place__gte=1)),
            models.CheckConstraint(
                name="holding_ends_with_its_term",
                condition=Q(term_ends_on=None)
                | Q(ends_on__isnull=False, ends_on__lte=F("term_ends_on")),
            ),
            models.CheckConstraint(
                name="holding_by_known_actors",
                condition=Q(proposer__in=["", *Actor]) & Q(approver__in=["", *Actor]),
            ),
            models.CheckConstraint(
                name="holding_office_of_a_manager",
                condition=Q(kind=BodyKind.KANOON_BOARD, role=MANAGER, office__isnull=False)
                | Q(~(Q(kind=BodyKind.KANOON_BOARD) & Q(role=MANAGER)), office=None),
            ),
            models.CheckConstraint(
                name="holding_years_of_a_judge",
                condition=Q(kind=BodyKind.KANOON_BOARD, role=JUDGE, judicial_years__isnull=False)
                | Q(~(Q(kind=BodyKind.KANOON_BOARD) & Q(role=JUDGE)), judicial_years=None),
            ),
            models.CheckConstraint(name="holding_has_source", condition=~Q(source="")),
            one_at_a_time("holding", "body", "role", "place", named="one_in_a_seat"),
            one_at_a_time("holding", "body", "person", named="one_seat_of_a_body"),
            one_at_a_time(
                "holding",  # D1392 10 n.1
                "person",
                differ="kind",
                named="council_or_kanoon_board",
                only=Q(kind__in=(BodyKind.COUNCIL, BodyKind.KANOON_BOARD)),
            ),
            one_at_a_time(
                "holding",  # D1392 22(2)
                "kanoon",
                "person",
                differ="kind",
                named="outsider_is_outside",
                only=Q(kind=BodyKind.KANOON_BOARD)
                | Q(kind=BodyKind.PRIMARY_BOARD, role=REPRESENTATIVE),
            ),
        )


@tracked
class Assignment(Period):
    """A province without a Kanoon of its own, and the one that serves it (D1392 12(3), A-47)."""

    province = models.CharField(max_length=5)
    kanoon = models.ForeignKey(Body, models.PROTECT, related_name="assignments")
    kind = models.CharField(max_length=20, default=BodyKind.KANOON)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="assignment_of_a_province", condition=Q(province__in=PROVINCE_KEYS)
            ),
            models.CheckConstraint(name="assignment_to_a_kanoon", condition=Q(kind="kanoon")),
            in_order("assignment"),
            models.CheckConstraint(name="assignment_has_source", condition=~Q(source="")),
            one_at_a_time("assignment", "province", named="one_kanoon_a_day"),
        )
