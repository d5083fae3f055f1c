"""Many operations told as one event: an import is one act, not one for each of its rows."""

from collections import Counter

from parvaneh.ledger.acts import running_act


def events_joined() -> Counter[str]:
    """Take back the events that the running act has collected, to tell them as one.

    Whoever calls it writes that one event in the same act.

    Returns:
        How many there were of each kind.

    Raises:
        NotInAnAct: no act is running.
    """
    running = running_act()
    kinds = Counter(event.kind for event in running.events)
    running.events.clear()
    running.private.clear()
    return kinds
