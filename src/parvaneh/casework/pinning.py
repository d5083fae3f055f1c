"""Approved values that a time limit is counted by are marked as used for the day it starts with.

What was used is not ended before that day: nobody shortens a limit that somebody already relies on.
"""

from collections.abc import Iterable

from parvaneh.casework.deadlines import Rules, found_for
from parvaneh.casework.models import Deadline
from parvaneh.registry.operations import values_use
from parvaneh.registry.queries import values_as_shipped


def values_pin(deadlines: Iterable[Deadline], rules: Rules) -> None:
    """Mark the values that these time limits were counted by; part of the act that counted them.

    Costs nothing where no value was ever approved: what the product carries is never ended.

    Args:
        deadlines: just counted; those whose period has not begun rest on nothing yet.
        rules: what they were counted by.
    """
    if rules.values is values_as_shipped():
        return
    for one in deadlines:
        if one.starts_on is not None:
            values_use(on=one.starts_on, keys=found_for(one, rules).rests_on)
