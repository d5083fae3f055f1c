"""Private values of events: reading one, erasing one, and comparing all with their commitments."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from parvaneh.frame.fields import Secret
from parvaneh.frame.refused import NotThere
from parvaneh.kit.canonical import canonical_or_not
from parvaneh.kit.keys import KeysRefused
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.ledger.chain import commitment
from parvaneh.ledger.faults import Faults, Wrong
from parvaneh.ledger.models import Event, Private

DIGEST = re.compile(r"[0-9a-f]{64}")
ERASED = "log.private-erased"


def private_of(event: Event) -> dict[str, Secret | None]:
    """The private values of an event by name, masked; None for one that was erased.

    Whoever reveals one checks the permission and records the reason.
    """
    kept = {
        one.commitment: one.value for one in Private.objects.filter(pk__in=event.private.values())
    }
    return {name: kept.get(digest) for name, digest in event.private.items()}


def private_erase(*, event: int, name: str, by: Doer, at: datetime) -> Event:
    """Erase a private value for good: the log still verifies, and says who erased it and when.

    Args:
        event: number of the event that withholds it.
        name: of the value (``reason``).
        by: who erases it.
        at: when.

    Returns:
        The event that records the erasure.

    Raises:
        NotThere: there is no such value, or no more.
    """
    with act(by=by, at=at):
        holder = Event.objects.filter(number=event).first()
        digest = holder.private.get(name) if holder else None
        deleted, _ = Private.objects.filter(commitment=digest).delete()
        if not deleted:
            raise NotThere(f"event {event} has no private value {name}")
        return event_write(
            kind=ERASED, subject=f"event:{event}", facts={"event": event, "name": name}
        )


@dataclass
class PrivateValues:
    """Compares, while the log is walked, what is kept with what was committed to."""

    noted: dict[str, tuple[int, str]] = field(default_factory=dict)  # since the last check
    gone: set[tuple[int, str]] = field(default_factory=set)
    erased: set[tuple[int, str]] = field(default_factory=set)
    seen: int = 0

    def note(self, number: int, said: Mapping[str, Any]) -> None:
        """Take note of an event's commitments, and of an erasure."""
        for name, digest in _committed(said).items():
            if DIGEST.fullmatch(digest):
                self.noted[digest] = (number, name)
            else:
                self.gone.add((number, name))
        if said.get("kind") == ERASED and isinstance(facts := said.get("facts"), dict):
            event, erased = facts.get("event"), facts.get("name")
            if isinstance(event, int) and isinstance(erased, str):
                self.erased.add((event, erased))

    def check(self, faults: Faults) -> None:
        """Compare what was noted with what is kept."""
        if not self.noted:
            return
        kept = {one.commitment: one for one in Private.objects.filter(pk__in=self.noted)}
        self.seen += len(kept)
        for digest, (number, name) in self.noted.items():
            if digest not in kept:
                self.gone.add((number, name))
            elif not _is_kept(kept[digest], name):
                faults.add(Wrong.PRIVATE_ALTERED, number, detail=name)
        self.noted.clear()

    def end(self, faults: Faults) -> None:
        """Report what went without a record, and what belongs to no event."""
        for number, name in sorted(self.gone - self.erased):
            faults.add(Wrong.PRIVATE_GONE, number, detail=name)
        if Private.objects.count() == self.seen:
            return
        committed: set[str] = set()
        bodies = Event.objects.filter(body__contains='"private"').values_list("body", flat=True)
        for body in bodies.iterator():
            committed |= set(filter(DIGEST.fullmatch, _committed(canonical_or_not(body)).values()))
        for digest in Private.objects.exclude(pk__in=committed).values_list("pk", flat=True):
            faults.add(Wrong.PRIVATE_STRAY, 0, detail=digest)


def _committed(said: Mapping[str, Any]) -> dict[str, str]:
    """The commitments of an event by name, whatever its body was made to say."""
    private = said.get("private")
    return {name: str(one) for name, one in private.items()} if isinstance(private, dict) else {}


def _is_kept(row: Private, name: str) -> bool:
    try:
        value = row.value.reveal()
    except KeysRefused:
        return False
    return row.name == name and commitment(name, value, bytes(row.salt)) == row.commitment
