"""Seats: what is said of a person in a wrong seat, and how a list of seats is read."""

from dataclasses import replace

import pytest

from parvaneh.law.jalali import day
from parvaneh.law.ruling import parameters
from parvaneh.law.seats import Member, Seat, composition, seat_count, seats_of
from parvaneh.law.values import shipped_values, value_at
from parvaneh.law.vocabulary import ACTORS, SEATS, Actor

BOARD = value_at(shipped_values(), "D1392.13.seats", day("1402-01-01"))


def test_seats_are_read_with_who_proposes_and_who_confirms():
    assert seats_of(BOARD) == (
        Seat("manager", 2, Actor.KANOON_MEMBERS, Actor.CENTER_HEAD),
        Seat("judge", 2, Actor.COUNCIL, Actor.CENTER_HEAD),
        Seat("plenipotentiary", 1, Actor.GENERAL_DEPARTMENT, None),
    )
    assert seat_count(seats_of(BOARD)) == 5


@pytest.mark.parametrize(
    ("row", "error"),
    [({"number": 1}, KeyError), ({"role": "x"}, KeyError),
     ({"role": "x", "number": 1, "proposed_by": "nobody"}, ValueError)],
)  # fmt: skip
def test_a_row_of_seats_that_cannot_be_read_is_refused(row, error):
    with pytest.raises(error):
        seats_of(replace(BOARD, content=(row,)))


def test_each_fault_names_the_seat_the_person_and_who_was_needed():
    seats = replace(
        BOARD,
        content=({"role": "judge", "number": 1, "proposed_by": "council"},
                 {"role": "guest", "number": 1}),
    )  # fmt: skip
    members = (Member("J1", "judge", Actor.KANOON), Member("J2", "judge"))
    over, short, kanoon, nobody = composition(members=members, seats=seats).reasons
    assert (over.key, parameters(over)) == (
        "seat_over", {"found": 2, "needed": 1, "role": SEATS["judge"]},
    )  # fmt: skip
    assert (short.key, parameters(short)) == (
        "seat_short", {"found": 0, "needed": 1, "role": "guest"},
    )  # fmt: skip
    council = ACTORS[Actor.COUNCIL]
    assert parameters(kanoon) == {"found": ACTORS[Actor.KANOON], "needed": council, "person": "J1"}
    assert parameters(nobody)["needed"] == council
    assert parameters(nobody)["found"].en == "nobody"


def test_a_composition_rests_on_its_seats():
    assert [one.key for one in composition(members=(), seats=BOARD).rests_on] == ["D1392.13.seats"]
