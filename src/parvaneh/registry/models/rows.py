"""Rows that may not change: what a trigger watches."""

from functools import reduce
from operator import or_

import pgtrigger


def changes(*columns: str) -> pgtrigger.Q:
    """The condition that an update changes one of these columns."""
    return reduce(
        or_, (pgtrigger.Q(**{f"old__{one}__df": pgtrigger.F(f"new__{one}")}) for one in columns)
    )


def append_only() -> tuple[pgtrigger.Trigger, ...]:
    """Triggers that refuse to change or delete a row: what is written stays written."""
    return (
        pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update),
        pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
    )
