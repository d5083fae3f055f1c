"""Marking a database as a demonstration, for good."""

from datetime import datetime

from parvaneh.frame.refused import conflict_if_refused, refuse
from parvaneh.law.ruling import Reason, msg
from parvaneh.ledger.acts import System, act, event_write
from parvaneh.registry.models import Demonstration, Office, Person
from parvaneh.registry.queries.demonstration import is_demonstration

MARKED = msg("This database is a demonstration already.")
HAS_CONTENT = msg("This database has content that is not generated; it stays what it is.")


def demonstration_mark(
    *, seed: int, size: str, standing: str, by: System, at: datetime
) -> Demonstration:
    """Mark a database without content as a demonstration; nothing takes the mark away.

    Args:
        seed: what chance is drawn from.
        size: how much is generated.
        standing: whether a ranking was announced in it.
        by: the product itself; nobody marks by hand.
        at: the moment.

    Raises:
        Refused: it is marked already, or has content of its own.
        Conflict: somebody else marked it just now.
    """
    refuse(*demonstration_faults())
    with act(by=by, at=at), conflict_if_refused():
        mark = Demonstration.objects.create(
            seed=seed, size=size, standing=standing, made_by=by.key, made_at=at
        )
        event_write(
            kind="demonstration.marked",
            subject=f"demonstration:{size}",
            facts={"seed": seed, "size": size, "standing": standing},
        )
    return mark


def demonstration_faults() -> list[Reason]:
    """Why this database cannot become a demonstration; nothing where it can."""
    if is_demonstration():
        return [Reason("demonstration", MARKED, ())]
    if Office.objects.exists() or Person.objects.exists():
        return [Reason("demonstration", HAS_CONTENT, ())]
    return []
