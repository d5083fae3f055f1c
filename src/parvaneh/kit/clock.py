"""The only place that reads the clock; everything else is told what time it is.

``PARVANEH_NOW`` (an RFC 3339 moment with an offset) stops the clock: for tests, worked examples
and screenshots that must not change from day to day.
"""

import os
import time
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from datetime import time as time_of_day
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

STOPPED_AT = "PARVANEH_NOW"
TEHRAN_NAME = "Asia/Tehran"
# Without summer time since September 2022 (tz database, release 2022b); enough for today where a
# machine has no zone files.
_TEHRAN_OFFSET = timezone(timedelta(hours=3, minutes=30), TEHRAN_NAME)


def tehran() -> tzinfo:
    """Return the time zone in which days are counted."""
    try:
        return ZoneInfo(TEHRAN_NAME)
    except ZoneInfoNotFoundError:
        return _TEHRAN_OFFSET


def now_utc() -> datetime:
    """Return this moment, in UTC.

    Raises:
        ValueError: ``PARVANEH_NOW`` is set to something that is not a moment with an offset.
    """
    stopped = os.environ.get(STOPPED_AT)
    if not stopped:
        return datetime.now(UTC)
    moment = datetime.fromisoformat(stopped)
    if moment.tzinfo is None:
        message = f"{STOPPED_AT} needs an offset, such as 2025-10-04T08:30:00+03:30: {stopped!r}"
        raise ValueError(message)
    return moment.astimezone(UTC)


def today_tehran() -> date:
    """Return the day it is now in Tehran."""
    return tehran_day(now_utc())


def tehran_day(at: datetime) -> date:
    """Return the day it is in Tehran at a moment."""
    return at.astimezone(tehran()).date()


def day_of(at: datetime) -> date:
    """Return the day in Tehran on which a moment lies."""
    return at.astimezone(tehran()).date()


def day_after(at: datetime) -> datetime:
    """Return the moment at which the next day begins in Tehran, in UTC."""
    there = at.astimezone(tehran())
    following = datetime.combine(there.date() + timedelta(days=1), time_of_day.min, tehran())
    return following.astimezone(UTC)


class Stopwatch:
    """Measures how long something takes; never stopped by ``PARVANEH_NOW``."""

    def __init__(self) -> None:
        """Start measuring."""
        self._started = time.perf_counter()

    def seconds(self) -> float:
        """Return the seconds since the start."""
        return time.perf_counter() - self._started
