"""The clock: in UTC, in Tehran, stopped for tests."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfoNotFoundError

import pytest

from parvaneh.kit import clock


def test_a_stopped_clock_gives_the_moment_in_utc(monkeypatch):
    monkeypatch.setenv("PARVANEH_NOW", "2025-10-04T08:30:00+03:30")
    assert clock.now_utc() == datetime(2025, 10, 4, 5, tzinfo=UTC)
    assert clock.now_utc().tzinfo is UTC


def test_the_day_turns_at_midnight_in_tehran(monkeypatch):
    monkeypatch.setenv("PARVANEH_NOW", "2025-10-03T20:29:59+00:00")
    assert clock.today_tehran() == date(2025, 10, 3)
    monkeypatch.setenv("PARVANEH_NOW", "2025-10-03T20:30:00+00:00")
    assert clock.today_tehran() == date(2025, 10, 4)


def test_a_moment_without_offset_is_refused(monkeypatch):
    monkeypatch.setenv("PARVANEH_NOW", "2025-10-04T08:30:00")
    with pytest.raises(ValueError, match="offset"):
        clock.now_utc()


def test_a_running_clock_moves(monkeypatch):
    monkeypatch.delenv("PARVANEH_NOW", raising=False)
    first = clock.now_utc()
    assert clock.now_utc() >= first
    assert first.utcoffset() == timedelta(0)


def test_a_machine_without_zone_files_still_knows_tehran(monkeypatch):
    def missing(name):
        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr(clock, "ZoneInfo", missing)
    monkeypatch.setenv("PARVANEH_NOW", "2025-10-03T20:30:00+00:00")
    assert clock.today_tehran() == date(2025, 10, 4)


def test_a_stopwatch_never_goes_back_nor_stops(monkeypatch):
    monkeypatch.setenv("PARVANEH_NOW", "2025-10-04T08:30:00+03:30")
    watch = clock.Stopwatch()
    first = watch.seconds()
    assert 0 <= first <= watch.seconds()
