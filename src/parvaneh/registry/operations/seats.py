"""Filling and vacating the seats of bodies."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Lies
from parvaneh.frame.refused import inserted, refuse
from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean
from parvaneh.law.citation import cites
from parvaneh.law.directive_1392 import art13_board, art22_primary_board
from parvaneh.law.ruling import Reason, blocking
from parvaneh.law.values import NoValueInForce
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.registry.entering import (
    choice_faults,
    empty_faults,
    number_faults,
    order_faults,
    text_faults,
)
from parvaneh.registry.models import Body, BodyKind, Holding, Office, Person
from parvaneh.registry.permitted import permitted
from parvaneh.registry.queries.approved_values import values_in_force
from parvaneh.registry.queries.seats import holdings_of, ruling_on, seats_by_law

DAY = timedelta(days=1)
SOURCE_LENGTH = 200
MOST_YEARS = 80
# A body fills seat by seat: that some are empty yet refuses nobody.
NOT_YET_FULL = "seat_short"
CITES = {
    "seat_fill": cites("D1392 10", "D1392 10 n.1", "D1392 13", "D1392 22"),
    "seat_vacate": cites("D1392 10", "D1392 13", "D1392 22"),
}

NO_SEATS = msg("{found} has no seats of its own.")
NOT_FOUNDED = msg("{found} does not exist on {needed}.")
FULL = msg("All {needed} seats of this kind are held on that day or later.")
SEATED = msg("{found} holds a seat of this body from {needed}.")
BOTH = msg("{found} sits on the Council or on a Kanoon board from {needed}; nobody sits on both.")
INSIDE = msg("{found} sits on the Kanoon board from {needed} and cannot represent its chair here.")
NO_OFFICE = msg("Name the office that the manager manages.")
HAS_LEFT = msg("The seat was left on {found}.")


def seat_fill(
    *,
    body: Body,
    role: str,
    person: Person,
    starts_on: date,
    source: str,
    proposer: Actor | None = None,
    approver: Actor | None = None,
    office: Office | None = None,
    judicial_years: int | None = None,
    by: Doer,
    at: datetime,
) -> Holding:
    """Put a person into a seat of a body from a day on; the law's term ends it.

    Args:
        body: the Council, a Kanoon board or a primary board.
        role: the kind of seat.
        person: who takes it.
        starts_on: the first day.
        source: the appointment: number and date of the letter.
        proposer: who proposed the person, in the law's words.
        approver: who confirmed or appointed the person.
        office: for a manager's seat on a Kanoon board, the office that the person manages.
        judicial_years: for a judge's seat there, completed years of judicial record.
        by: who acts.
        at: the moment.

    Raises:
        Refused: with everything that articles 10, 13 or 22 have against it, or that is wrong.
        Conflict: the seat was taken meanwhile.
    """
    permitted(by, Permission.BODY_MANAGE, Lies(province=body.province), at)
    refuse(
        *text_faults("source", source, SOURCE_LENGTH),
        *_body_faults(body, starts_on),
        *_needed_by_role(body, role, office, judicial_years),
    )
    with act(by=by, at=at):
        Body.objects.select_for_update().get(pk=body.pk)  # one at a time fills a body's seats
        ends_on = _last_day(body, starts_on)
        intended = Holding(
            body=body, kind=body.kind, kanoon=body.kanoon, role=role, person=person,
            starts_on=starts_on, ends_on=ends_on, term_ends_on=ends_on,
            proposer=proposer or "", approver=approver or "", office=office,
            judicial_years=judicial_years, source=clean(source),
            entered_by=by.key, entered_at=at,
        )  # fmt: skip
        refuse(*_against(intended), *_overlapping(intended))
        intended.place = _free_place(intended)
        holding = inserted(intended)
        event_write(
            kind="seat.filled",
            subject=f"body:{body.code}",
            cites=CITES["seat_fill"],
            facts=_facts(holding) | {"proposer": proposer or "", "approver": approver or ""},
            private={"source": clean(source)},
        )
    return holding


def seat_vacate(*, holding: Holding, ends_on: date, reason: str, by: Doer, at: datetime) -> Holding:
    """End a person's time in a seat on a last day, before the term would.

    Raises:
        Refused: it would end before it began, or has ended by then.
    """
    permitted(by, Permission.BODY_MANAGE, Lies(province=holding.body.province), at)
    with act(by=by, at=at):
        holding = Holding.objects.select_for_update(of=("self",)).get(pk=holding.pk)
        refuse(
            *text_faults("reason", reason, SOURCE_LENGTH),
            *order_faults("ends_on", holding.starts_on, ends_on),
            *_has_left(holding, ends_on),
        )
        holding.ends_on = ends_on
        holding.left_because = clean(reason)
        holding.save(update_fields=["ends_on", "left_because"])
        event_write(
            kind="seat.vacated",
            subject=f"body:{holding.body.code}",
            cites=CITES["seat_vacate"],
            facts=_facts(holding),
            private={"reason": clean(reason)},
        )
    return holding


def _body_faults(body: Body, on: date) -> list[Reason]:
    try:
        seats = seats_by_law(body.kind, values=values_in_force(), on=on)
    except NoValueInForce:
        seats = ()
    if not seats:
        return [Reason("body", NO_SEATS, CITES["seat_fill"], found=body.code)]
    if on < body.starts_on or (body.ends_on and on > body.ends_on):
        return [Reason("starts_on", NOT_FOUNDED, (), found=body.code, needed=on)]
    return []


def _needed_by_role(
    body: Body, role: str, office: Office | None, judicial_years: int | None
) -> list[Reason]:
    on_board = body.kind == BodyKind.KANOON_BOARD
    found = []
    if on_board and role == art13_board.MANAGER:
        if office is None:
            found.append(Reason("office", NO_OFFICE, cites("D1392 13(1)")))
    else:
        found += empty_faults("office", office and office.code)
    if on_board and role == art13_board.JUDGE:
        found += number_faults("judicial_years", judicial_years, 0, MOST_YEARS)
    else:
        found += empty_faults("judicial_years", judicial_years)
    return found


def _last_day(body: Body, starts_on: date) -> date | None:
    """The last day of the term: of article 13 on a Kanoon board; no other body has one."""
    if body.kind != BodyKind.KANOON_BOARD:
        return body.ends_on
    term = art13_board.board_term(took_office_on=starts_on, on=starts_on, values=values_in_force())
    last = term.value - DAY if term.value else None
    return min((day for day in (last, body.ends_on) if day), default=None)


def _against(intended: Holding) -> list[Reason]:
    """What the body's article has against the new one, and had not against those before."""
    body, on, values = intended.body, intended.starts_on, values_in_force()
    held = tuple(holdings_of(body, on))
    after = blocking(ruling_on(body, (*held, intended), values=values, on=on))
    against = [one for one in after if one.key != NOT_YET_FULL]
    before = blocking(ruling_on(body, held, values=values, on=on)) if against else []
    found = [one for one in against if one not in before]
    if body.kind == BodyKind.KANOON_BOARD:
        served = Holding.objects.filter(body=body, person=intended.person, starts_on__lt=on)
        again = art13_board.re_election(served_before=served.exists(), values=values, on=on)
        found += blocking(again)
    return found


def _overlapping(intended: Holding) -> list[Reason]:
    """Seats of the same person, held later than the first day, that this one would meet."""
    later = _meeting(intended).filter(person=intended.person)
    boards = (BodyKind.COUNCIL, BodyKind.KANOON_BOARD)
    found = []
    for other in later.filter(starts_on__gt=intended.starts_on).select_related("person"):
        told = (other.person.code, other.starts_on)
        if other.body_id == intended.body_id:
            found.append(Reason("person", SEATED, CITES["seat_fill"], True, *told))
        elif {other.kind, intended.kind} == set(boards):
            found.append(Reason("person", BOTH, cites("D1392 10 n.1"), True, *told))
        elif _outsider_inside(other, intended) or _outsider_inside(intended, other):
            found.append(Reason("person", INSIDE, cites("D1392 22(2)"), True, *told))
    return found


def _outsider_inside(one: Holding, other: Holding) -> bool:
    represents = art22_primary_board.REPRESENTATIVE
    return (
        one.kanoon_id == other.kanoon_id
        and one.kind == BodyKind.PRIMARY_BOARD
        and one.role == represents
        and other.kind == BodyKind.KANOON_BOARD
    )


def _free_place(intended: Holding) -> int:
    """The lowest seat of the role that nobody holds in the whole time."""
    seats = seats_by_law(intended.kind, values=values_in_force(), on=intended.starts_on)
    number = next((one.number for one in seats if one.role == intended.role), 0)
    refuse(*choice_faults("role", intended.role, (one.role for one in seats)))
    met = _meeting(intended).filter(body=intended.body, role=intended.role)
    taken = set(met.values_list("place", flat=True))
    free = [place for place in range(1, number + 1) if place not in taken]
    if not free:
        refuse(Reason("role", FULL, CITES["seat_fill"], needed=number))
    return free[0]


def _meeting(intended: Holding) -> QuerySet[Holding]:
    """Holdings that have a day in common with the intended one."""
    begun = Holding.objects.exclude(ends_on__lt=intended.starts_on)
    return begun.filter(starts_on__lte=intended.ends_on) if intended.ends_on else begun


def _has_left(holding: Holding, ends_on: date) -> list[Reason]:
    left = holding.ends_on
    if left is None or ends_on < left:
        return []
    return [Reason("ends_on", HAS_LEFT, (), found=left)]


def _facts(holding: Holding) -> dict[str, object]:
    return {
        "role": holding.role,
        "place": holding.place,
        "person": holding.person.code,
        "starts_on": holding.starts_on.isoformat(),
        "ends_on": holding.ends_on.isoformat() if holding.ends_on else "",
    }
