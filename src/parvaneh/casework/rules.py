"""The rules that deadlines are counted by now: approved values and the calendar as entered."""

from functools import cache

from parvaneh.casework.deadlines import Rules
from parvaneh.kit.holidays import official_calendar
from parvaneh.law.values import shipped_values


def rules_now() -> Rules:
    """The values in force and the calendar, with its version."""
    return _shipped()


@cache
def _shipped() -> Rules:
    return Rules(shipped_values(), official_calendar(range(1392, 1406)), "shipped")
