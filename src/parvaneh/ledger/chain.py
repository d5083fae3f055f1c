"""What the hash of an event covers, and the commitments to what it withholds. No database.

The trigger of the first migration computes the same hash with PostgreSQL's ``sha256``.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from parvaneh.kit.canonical import canonical, moment_text

MARK = "parvaneh-event-1"
COMMITMENT_MARK = b"parvaneh-commitment-1"
SALT_BYTES = 32
GENESIS = bytes(32)  # the previous hash of the first event

# Columns, and the member of the body that each repeats.
COLUMNS: Mapping[str, str] = {
    "kind": "kind",
    "subject": "subject",
    "by": "by",
    "acted_for": "for",
    "case": "case",
    "before": "before",
    "after": "after",
}


@dataclass(frozen=True)
class Withheld:
    """A value that the log commits to without holding it."""

    name: str
    value: str
    salt: bytes

    @property
    def commitment(self) -> str:
        """What the log holds instead."""
        return commitment(self.name, self.value, self.salt)


def event_hash(number: int, previous: bytes, body: str) -> bytes:
    """The hash of an event: over its number, the hash of the event before, and its body."""
    return hashlib.sha256(f"{MARK}\n{number}\n{previous.hex()}\n{body}".encode()).digest()


def commitment(name: str, value: str, salt: bytes) -> str:
    """The commitment to a value: 64 hexadecimal digits that say nothing without the salt."""
    digest = hashlib.sha256(COMMITMENT_MARK + salt + name.encode() + b"\0" + value.encode())
    return digest.hexdigest()


def withheld(private: Mapping[str, str]) -> list[Withheld]:
    """Draw a salt for each private value."""
    return [Withheld(name, text, secrets.token_bytes(SALT_BYTES)) for name, text in private.items()]


def body_of(
    *,
    at: datetime,
    said: Mapping[str, str],
    cites: Sequence[str],
    facts: Mapping[str, object],
    private: Sequence[Withheld],
) -> str:
    """The canonical body of an event; empty members are left out.

    Args:
        at: the moment of the act.
        said: the searchable members by the column's name (`COLUMNS`).
        cites: the articles it rests on, in the given order.
        facts: codes, days and numbers.
        private: what is withheld; only the commitments enter.

    Raises:
        NotCanonical: a fact has no canonical form.
    """
    members: dict[str, object] = {COLUMNS[name]: text for name, text in said.items() if text}
    if cites:
        members["cites"] = list(cites)
    if facts:
        members["facts"] = facts
    if private:
        members["private"] = {one.name: one.commitment for one in private}
    return canonical({**members, "at": moment_text(at)})
