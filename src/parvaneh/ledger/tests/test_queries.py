"""The log is found by subject, doer, kind, case and day."""

from datetime import UTC, date, datetime

import pytest

from parvaneh.ledger.acts import System, act, event_write
from parvaneh.ledger.queries import Wanted, events_found, events_of, events_of_case

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _log():
    said = [
        ("user:a", "", "", "office.made", "office:1", datetime(2025, 10, 4, 20, 29, tzinfo=UTC)),
        (
            "user:a",
            "user:b",
            "1404-1",
            "case.opened",
            "case:1",
            datetime(2025, 10, 4, 20, 30, tzinfo=UTC),
        ),
        ("user:b", "", "1404-1", "case.closed", "case:1", datetime(2025, 10, 6, 8, 0, tzinfo=UTC)),
    ]
    for by, acted_for, case, kind, subject, at in said:
        with act(by=System(by, acted_for), at=at, case=case):
            event_write(kind=kind, subject=subject)


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(), [3, 2, 1]),
        (Wanted(subject="case:1"), [3, 2]),
        (Wanted(by="user:b"), [3, 2]),
        (Wanted(by="user:a", kind="case.opened"), [2]),
        (Wanted(case="1404-1"), [3, 2]),
        (Wanted(on=date(2025, 10, 4)), [1]),
        (Wanted(on=date(2025, 10, 5)), [2]),
        (Wanted(before=3), [2, 1]),
        (Wanted(kind="none"), []),
    ],
)
def test_events_are_found(wanted, numbers):
    assert [one.number for one in events_found(wanted)] == numbers


def test_events_of_a_subject_and_of_a_case_stand_in_their_order():
    assert [one.number for one in events_of("case:1")] == [2, 3]
    assert [one.number for one in events_of_case("1404-1")] == [2, 3]
