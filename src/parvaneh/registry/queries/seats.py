"""Who sits in a body, whether it is made up as its article asks, what is empty or soon will be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from parvaneh.law.directive_1392 import art10_council, art13_board, art22_primary_board
from parvaneh.law.ruling import Ruling
from parvaneh.law.seats import Member, Seat, seats_of
from parvaneh.law.values import Values, value_at
from parvaneh.law.vocabulary import Actor
from parvaneh.registry.models import Body, BodyKind, Holding
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.queries.staff import manager_of

# The dated value that lists the seats of a kind of body.
SEATS = {
    BodyKind.COUNCIL: art10_council.SEATS,
    BodyKind.KANOON_BOARD: art13_board.SEATS,
    BodyKind.PRIMARY_BOARD: art22_primary_board.SEATS,
}


@dataclass(frozen=True)
class Vacancy:
    """Seats of one role that nobody holds on a day."""

    body: str
    role: str
    empty: int
    number: int


def seats_by_law(kind: str, *, values: Values, on: date) -> tuple[Seat, ...]:
    """The seats that a kind of body has on a day; none where the law gives it none.

    Raises:
        NoValueInForce: the day lies before the directive.
    """
    key = SEATS.get(BodyKind(kind))
    return seats_of(value_at(values, key, on)) if key else ()


def seated_body(body: Body, on: date) -> Body | None:
    """The body whose seats count: itself, for the appeal board the Council (D1392 24)."""
    if body.kind != BodyKind.APPEAL_BOARD:
        return body
    return Body.objects.filter(holds_on(on), kind=BodyKind.COUNCIL).first()


def holdings_of(body: Body, on: date) -> QuerySet[Holding]:
    """Who sits in a body on a day, by role and place."""
    seated = seated_body(body, on)
    held = Holding.objects.filter(holds_on(on)).select_related("person", "office")
    found = held.filter(body=seated) if seated else held.none()
    return found.order_by("role", "place")


def member_of(holding: Holding) -> Member:
    """A holding as the law takes it."""
    return Member(
        holding.person.code, holding.role, _actor(holding.proposer), _actor(holding.approver)
    )


def composition(body: Body, *, values: Values, on: date) -> Ruling[None]:
    """Whether a body is made up on a day as its article asks (D1392 10, 13, 22)."""
    return ruling_on(body, tuple(holdings_of(body, on)), values=values, on=on)


def ruling_on(body: Body, holdings: Iterable[Holding], *, values: Values, on: date) -> Ruling[None]:
    """What the article of a body says of these holdings, stored or only intended.

    Args:
        body: the Council (or the appeal board), a Kanoon board or a primary board.
        holdings: everybody in its seats.
        values: the dated values.
        on: the day asked about.
    """
    held = tuple(holdings)
    members = tuple(member_of(one) for one in held)
    if body.kind == BodyKind.KANOON_BOARD:
        return art13_board.board_composition(
            members=members,
            office_managers=frozenset(one.person.code for one in held if _manages(one, on)),
            judicial_years={one.person.code: one.judicial_years or 0 for one in held},
            council=persons_on(BodyKind.COUNCIL, on),
            values=values,
            on=on,
        )
    if body.kind == BodyKind.PRIMARY_BOARD:
        return art22_primary_board.primary_board(
            members=members, kanoon_board=_board_beside(body, on), values=values, on=on
        )
    return art10_council.council_composition(
        members=members,
        kanoon_board=persons_on(BodyKind.KANOON_BOARD, on),
        values=values,
        on=on,
    )


def persons_on(kind: BodyKind, on: date) -> frozenset[str]:
    """Codes of everybody who sits on a day in bodies of a kind."""
    rows = Holding.objects.filter(holds_on(on), kind=kind)
    return frozenset(rows.values_list("person__code", flat=True))


def vacancies(bodies: QuerySet[Body], *, values: Values, on: date) -> list[Vacancy]:
    """The empty seats of these bodies on a day, by body and role."""
    living = bodies.filter(holds_on(on), kind__in=list(SEATS)).order_by("code")
    held: dict[tuple[int, str], int] = {}
    rows = Holding.objects.filter(holds_on(on), body__in=living)
    for key in rows.values_list("body_id", "role"):
        held[key] = held.get(key, 0) + 1
    return [
        Vacancy(body.code, seat.role, seat.number - count, seat.number)
        for body in living
        for seat in seats_by_law(body.kind, values=values, on=on)
        if (count := held.get((body.pk, seat.role), 0)) < seat.number
    ]


def terms_ending(bodies: QuerySet[Body], *, on: date, within_days: int) -> QuerySet[Holding]:
    """Holdings whose term ends within some days of a day, the next one first."""
    last = on + timedelta(days=within_days)
    found = Holding.objects.filter(holds_on(on), body__in=bodies, term_ends_on__lte=last)
    return found.select_related("person", "body").order_by("term_ends_on", "body__code", "place")


def _board_beside(body: Body, on: date) -> tuple[Member, ...]:
    rows = Holding.objects.filter(
        holds_on(on), kind=BodyKind.KANOON_BOARD, kanoon_id=body.kanoon_id
    )
    return tuple(member_of(one) for one in rows.select_related("person"))


def _manages(holding: Holding, on: date) -> bool:
    return holding.office is not None and manager_of(holding.office, on) == holding.person


def _actor(code: str) -> Actor | None:
    return Actor(code) if code else None
