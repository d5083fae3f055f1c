"""The seats of a body: how many of each kind, and who proposes and confirms their holders.

What a body is made of is a dated value (a list of seats), so that a later rule with other seats
needs no code. How a body then sits and decides is told by `bodies`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from parvaneh.law.citation import Citation
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import DatedValue, basis, sequence
from parvaneh.law.vocabulary import ACTORS, SEATS, Actor, Term

NOBODY = Term("هیچ‌کس", "nobody")
SEAT_SHORT = msg("The body needs {needed} in the seats of this kind: {role}; it has {found}.")
SEAT_OVER = msg("Seats of this kind ({role}) in the body: {needed}; persons named: {found}.")
NO_SEAT = msg("The body has no seat of this kind: {found}.")
TWO_SEATS = msg("{found} cannot hold two seats of one body.")
PROPOSER = msg("{person} must be proposed by the {needed}. Proposed by: {found}.")
APPROVER = msg("{person} must be confirmed or appointed by the {needed}. Confirmed by: {found}.")


@dataclass(frozen=True)
class Member:
    """A person in a seat: the kind of seat, and who put the person there."""

    person: str
    role: str
    proposed_by: Actor | None = None
    approved_by: Actor | None = None


@dataclass(frozen=True)
class Seat:
    """The seats of one kind: how many, who proposes, who confirms or appoints (None: nobody)."""

    role: str
    number: int
    proposed_by: Actor | None = None
    approved_by: Actor | None = None


def seats_of(entry: DatedValue) -> tuple[Seat, ...]:
    """The seats that a dated value lists as tables (role, number, proposed_by, approved_by).

    Raises:
        KeyError: a row without role or number.
        TypeError: the value is no list.
        ValueError: a row names an actor we do not know.
    """
    return tuple(_seat(row) for row in sequence(entry))


def seat_count(seats: Iterable[Seat]) -> int:
    """How many seats the body has in all."""
    return sum(seat.number for seat in seats)


def composition(*, members: tuple[Member, ...], seats: DatedValue) -> Ruling[None]:
    """Whether the members fill the seats of a body as its article asks.

    Args:
        members: everybody named to a seat.
        seats: the dated value that lists the seats.

    Returns:
        Granted, or refused with all of: a person named twice, a seat the body does not have, too
        few or too many in a kind of seat, a wrong proposer, a wrong confirmer.
    """
    rows = seats_of(seats)
    known = {row.role: row for row in rows}
    persons = Counter(member.person for member in members)
    held = Counter(member.role for member in members)
    twice = sorted(person for person, times in persons.items() if times > 1)
    strange = sorted(role for role in held if role not in known)
    reasons = [Reason("two_seats", TWO_SEATS, seats.cites, found=one) for one in twice]
    reasons += [Reason("no_seat", NO_SEAT, seats.cites, found=one) for one in strange]
    for row in rows:
        reasons += _filled(row, held[row.role], seats.cites)
    for member in members:
        reasons += _put_there(member, known.get(member.role), seats.cites)
    return ruled(reasons, rests_on=(basis(seats),))


def _seat(row: Mapping[str, Any]) -> Seat:
    return Seat(
        row["role"], row["number"], _actor(row.get("proposed_by")), _actor(row.get("approved_by"))
    )


def _actor(name: str | None) -> Actor | None:
    return None if name is None else Actor(name)


def _filled(row: Seat, found: int, cites: tuple[Citation, ...]) -> list[Reason]:
    if found == row.number:
        return []
    key, message = ("seat_short", SEAT_SHORT) if found < row.number else ("seat_over", SEAT_OVER)
    return [
        Reason(
            key,
            message,
            cites,
            found=found,
            needed=row.number,
            params={"role": SEATS.get(row.role, row.role)},
        )
    ]


def _put_there(member: Member, row: Seat | None, cites: tuple[Citation, ...]) -> list[Reason]:
    if row is None:
        return []
    checks = (
        ("proposer", PROPOSER, member.proposed_by, row.proposed_by),
        ("approver", APPROVER, member.approved_by, row.approved_by),
    )
    return [
        Reason(
            key,
            message,
            cites,
            found=NOBODY if was is None else ACTORS[was],
            needed=ACTORS[asked],
            params={"person": member.person},
        )
        for key, message, was, asked in checks
        if asked is not None and was is not asked
    ]
