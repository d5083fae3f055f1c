"""What verification may find wrong in the log, each named by its row."""

from dataclasses import dataclass, field
from enum import StrEnum

from parvaneh.kit.languages import msg

LISTED = 1_000  # a renumbered log has a fault in each row; the first ones say it


class Wrong(StrEnum):
    """The kinds of fault."""

    MISSING = "missing"
    REPEATED = "repeated"
    ALTERED = "altered"
    UNLINKED = "unlinked"
    NOT_CANONICAL = "not-canonical"
    COLUMN = "column"
    HEAD = "head"
    TILE = "tile"
    ROOT = "root"
    SIGNATURE = "signature"
    CUT = "cut"
    REWRITTEN = "rewritten"
    PRIVATE_ALTERED = "private-altered"
    PRIVATE_GONE = "private-gone"
    PRIVATE_STRAY = "private-stray"


MESSAGES = {
    Wrong.MISSING: msg("Events {first} to {last} are missing."),
    Wrong.REPEATED: msg("Event {first} is there more than once."),
    Wrong.ALTERED: msg("Event {first} is not what its hash says."),
    Wrong.UNLINKED: msg("The chain breaks between events {first} and {last}."),
    Wrong.NOT_CANONICAL: msg("The body of event {first} is not in canonical form."),
    Wrong.COLUMN: msg("Column {detail} of event {first} is not what its body says."),
    Wrong.HEAD: msg("The head of the log is not at its last event: see events {first} to {last}."),
    Wrong.TILE: msg("The kept hash over events {first} to {last} is wrong."),
    Wrong.ROOT: msg(
        "The stored checkpoint at event {last} does not hold: see events {first} to {last}."
    ),
    Wrong.SIGNATURE: msg("The stored checkpoint at event {last} is not signed by a known key."),
    Wrong.CUT: msg("The checkpoint from outside covers events {first} to {last}: they are gone."),
    Wrong.REWRITTEN: msg(
        "The checkpoint from outside does not hold: events {first} to {last} were rewritten."
    ),
    Wrong.PRIVATE_ALTERED: msg("The private value {detail} of event {first} was changed."),
    Wrong.PRIVATE_GONE: msg("The private value {detail} of event {first} was erased unrecorded."),
    Wrong.PRIVATE_STRAY: msg("A private value belongs to no event: {detail}."),
}


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: the rows it lies in (the same twice for one row), its kind, what of the row."""

    first: int
    last: int
    wrong: Wrong
    detail: str = ""

    @property
    def message(self) -> str:
        """The message of the catalogue that tells it."""
        return MESSAGES[self.wrong]


@dataclass
class Faults:
    """Collects faults: the first ones as they are, the rest counted."""

    listed: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, wrong: Wrong, first: int, last: int | None = None, detail: str = "") -> None:
        """Add a fault of a row, or of the rows from `first` to `last`."""
        self.count += 1
        if len(self.listed) < LISTED:
            self.listed.append(Fault(first, first if last is None else last, wrong, detail))
