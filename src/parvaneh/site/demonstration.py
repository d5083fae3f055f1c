"""The mark of a demonstration on every page, pages of what went wrong included."""

from django.db import Error

from parvaneh.frame.kept_pages import asked_once
from parvaneh.registry.queries import is_demonstration

_last_known: list[bool] = []
_asked = asked_once(is_demonstration)


def is_marked(*, ask: bool = True) -> bool:
    """Whether the database is a demonstration.

    Args:
        ask: look now; otherwise what was known last counts, so that a page about a database that
            does not answer need not wait for it.

    Returns:
        What the database says; while it does not answer, what it said last.
    """
    if ask or not _last_known:
        try:
            _last_known[:] = [_asked()]
        except Error:
            return bool(_last_known and _last_known[0])
    return _last_known[0]
