"""Cycles on their way to the announcement and beyond, for tests."""

from __future__ import annotations

from datetime import datetime, timedelta

from parvaneh.frame.jobs import run_waiting
from parvaneh.ranking.models import Announcement, Run
from parvaneh.ranking.operations.announcement_making import announcement_make
from parvaneh.ranking.operations.announcing import announcement_confirm, announcement_propose
from parvaneh.ranking.operations.letters import letters_begin
from parvaneh.ranking.queries.cycles import standing_run
from parvaneh.ranking.tests.samples import AT, UNTIL, Country, drafted_cycle

# The days for remarks on the draft are over.
THEN = AT + (UNTIL - AT.date()) + timedelta(days=1)
SOON = THEN + timedelta(hours=2)


def proposed(country: Country, announce_at: datetime = SOON) -> Announcement:
    """An announcement that waits for its second person."""
    cycle = drafted_cycle(country)
    run = standing_run(cycle)
    assert isinstance(run, Run)
    return announcement_propose(
        cycle=cycle, run=run, announce_at=announce_at, by=country.officer, at=THEN
    )


def confirmed(country: Country, announce_at: datetime = SOON) -> Announcement:
    """An announcement that waits for its moment."""
    return announcement_confirm(
        announcement=proposed(country, announce_at), by=country.second, at=THEN
    )


def announced(country: Country) -> Announcement:
    """A ranking that was announced; its letters are not made yet."""
    made = confirmed(country)
    announcement_make(announcement=made, at=SOON)
    made.refresh_from_db()
    return made


def lettered(country: Country) -> Announcement:
    """A ranking that was announced, and all its letters served."""
    made = announced(country)
    letters_begin(cycle=made.cycle.code)
    run_waiting()
    return made
