"""The rules that deadlines are counted by now: approved values and the calendar as entered."""

from collections.abc import Mapping
from functools import lru_cache

from parvaneh.casework.deadlines import Rules
from parvaneh.registry.models import Version
from parvaneh.registry.queries import calendar, values_in_force


def rules_now() -> Rules:
    """The values in force and the calendar, with its version."""
    return rules_of(dict(Version.objects.values_list("name", "number")))


def rules_of(versions: Mapping[str, int]) -> Rules:
    """The rules of these versions of values and calendar, kept in memory."""
    return _rules(versions.get("values", 0), versions.get("calendar", 0))


@lru_cache(maxsize=4)
def _rules(_values: int, entered: int) -> Rules:
    return Rules(values_in_force(), calendar(), str(entered))
