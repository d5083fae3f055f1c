"""The rules that deadlines are counted by now: approved values and the calendar as entered."""

from functools import cache

from parvaneh.casework.deadlines import Rules
from parvaneh.kit.holidays import official_calendar
from parvaneh.law.judicial_calendar import Calendar
from parvaneh.registry.queries import values_in_force


def rules_now() -> Rules:
    """The values in force and the calendar, with its version."""
    return Rules(values_in_force(), _shipped(), "shipped")


@cache
def _shipped() -> Calendar:
    return official_calendar(range(1392, 1406))
