"""Rulings: refused by any blocking reason, marked by every value they rest on."""

import pytest

from parvaneh.law.citation import cites
from parvaneh.law.ruling import (
    Basis,
    Reason,
    Ruling,
    Status,
    assumptions,
    blocking,
    granted,
    is_provisional,
    msg,
    parameters,
    ruled,
)

YOUNG = Reason("age", "too young", cites("D1392 5(2)"), found=24, needed=25, assumes=("A-07",))
NOTED = Reason("priority", "has priority", cites("D1392 5 n.1"), blocks=False)
BANDS = Basis("D1404.7.bands", Status.PROVISIONAL, cites("D1404 7"), ("A-01", "A-20"))
DAYS = Basis("D1404.12.objection_days", Status.OFFICIAL, cites("D1404 12"))


def test_a_blocking_reason_refuses_and_keeps_the_value() -> None:
    ruling = ruled([NOTED, YOUNG], value="manager")
    assert not ruling.granted
    assert ruling.value == "manager"
    assert ruling.reasons == (NOTED, YOUNG)
    assert blocking(ruling) == (YOUNG,)


def test_a_reason_that_only_explains_does_not_refuse() -> None:
    assert ruled([NOTED]) == Ruling(granted=True, reasons=(NOTED,))
    assert granted(7, [NOTED], [DAYS]) == Ruling(
        granted=True, value=7, reasons=(NOTED,), rests_on=(DAYS,)
    )
    assert ruled() == granted() == Ruling(granted=True)


def test_granting_with_a_blocking_reason_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match=r"^a granted ruling cannot carry a blocking reason$"):
        granted(7, [YOUNG])


def test_values_used_twice_are_listed_once_in_order() -> None:
    assert ruled(rests_on=[BANDS, DAYS, BANDS]).rests_on == (BANDS, DAYS)


def test_one_provisional_value_marks_the_ruling() -> None:
    assert is_provisional(ruled(rests_on=[DAYS, BANDS]))
    assert not is_provisional(ruled(rests_on=[DAYS]))


def test_assumptions_come_from_reasons_and_values() -> None:
    assert assumptions(ruled([YOUNG], rests_on=[BANDS])) == ("A-01", "A-07", "A-20")
    assert assumptions(ruled()) == ()


def test_parameters_of_a_message_are_all_it_may_name() -> None:
    reason = Reason("k", msg("{found} {post}"), (), found=1, params={"post": "clerk"})
    assert parameters(reason) == {"found": 1, "needed": None, "post": "clerk"}
    assert reason.message == "{found} {post}"
