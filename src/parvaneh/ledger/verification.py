"""Verification of the log: everything computed again from the rows, nothing believed.

Hashes and columns are compared with the body, numbers and links with the row before, tiles and
stored checkpoints with the tree that grows along, private values with their commitments. Whoever
rules the database can make all of these agree; a checkpoint that was kept outside shows it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from parvaneh.kit.canonical import NotCanonical, canonical_or_not, canonical_read
from parvaneh.kit.crypto import leaf_hash, merkle_root
from parvaneh.kit.merkle import Frontier
from parvaneh.kit.notes import Checkpoint as Statement
from parvaneh.kit.notes import NotSigned, Verifier, checkpoint_opened
from parvaneh.ledger.chain import COLUMNS, GENESIS, event_hash
from parvaneh.ledger.faults import Fault, Faults, Wrong
from parvaneh.ledger.models import Checkpoint, Head, Tile
from parvaneh.ledger.private_values import PrivateValues
from parvaneh.ledger.tree import TILE_LEVELS, is_tile

BATCH = 2_000
ROWS = """
SELECT number, previous, hash, body,
       to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
       kind, subject, by, acted_for, "case", before, after
FROM ledger_event ORDER BY number
"""
MEMBERS = ("at", *COLUMNS.values())
NAMES = ("at", *COLUMNS)
KEYS = {*MEMBERS, "cites", "facts", "private"}


@dataclass(frozen=True)
class Row:
    """An event as the table has it."""

    number: int
    previous: bytes
    hash: bytes
    body: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """What verification found."""

    events: int
    hash: str
    checkpoints: int
    outside: int
    faults: tuple[Fault, ...]
    count: int

    @property
    def holds(self) -> bool:
        """Whether there is no fault."""
        return self.count == 0


@dataclass
class Walk:
    """The state of a walk along the log."""

    faults: Faults = field(default_factory=Faults)
    frontier: Frontier = field(default_factory=Frontier)
    last: int = 0
    hash: bytes = GENESIS
    broken: bool = False  # numbers have gaps: no tree over them means anything
    private: PrivateValues = field(default_factory=PrivateValues)


def log_verify(
    *,
    outside: Sequence[Statement] = (),
    hashes: Sequence[bytes] = (),
    verifiers: Iterable[Verifier],
    progress: Callable[[int, int], None] | None = None,
) -> Verdict:
    """Verify the whole log, row by row, within a bounded memory.

    Args:
        outside: checkpoints that were kept outside, their signatures already verified.
        hashes: of the events, kept outside and held against such a checkpoint (`hashes_hold`):
            they name the very event at which the log was rewritten.
        verifiers: public keys that may have signed the stored checkpoints.
        progress: told how many events are done, and how many there are.

    Returns:
        The verdict; every fault names its row.
    """
    with transaction.atomic():
        walk = Walk()
        known = list(verifiers)
        head = Head.objects.first()
        total = head.number if head else 0
        stored = _stored(walk, known)
        tiles = {(one.level, one.index): bytes(one.hash) for one in Tile.objects.all()}
        roots = Roots(stored, {one.size: one for one in outside}, hashes)
        for rows in _batches():
            for row in rows:
                row_check(walk, row, tiles, roots)
            walk.private.check(walk.faults)
            if progress is not None:
                progress(walk.last, total)
        _end(walk, head, tiles, roots)
    return Verdict(
        walk.frontier.size,
        walk.hash.hex(),
        len(stored),
        len(outside),
        tuple(sorted(walk.faults.listed)),
        walk.faults.count,
    )


@dataclass
class Roots:
    """Checkpoints by size: those of the database, and those from outside."""

    stored: Mapping[int, bytes]
    outside: Mapping[int, Statement]
    hashes: Sequence[bytes]
    trusted: int = 0  # up to this event a checkpoint from outside has held
    held: int = 0  # the same of the stored ones

    def compare(self, row: Row, faults: Faults) -> None:
        """Compare a row with its hash from outside; only the first difference says something."""
        if row.number <= len(self.hashes) and self.hashes[row.number - 1] != row.hash:
            faults.add(Wrong.REWRITTEN, row.number)
            self.hashes = ()

    def check(self, size: int, root: Callable[[], bytes], faults: Faults) -> None:
        """Compare the tree of this size with the checkpoints of this size."""
        if size in self.stored:
            if self.stored[size] != root():
                faults.add(Wrong.ROOT, self.held + 1, size)
            self.held = size
        if size in self.outside:
            if self.outside[size].root != root():
                faults.add(Wrong.REWRITTEN, self.trusted + 1, size)
            self.trusted = size


def hashes_hold(hashes: Sequence[bytes], statement: Statement) -> bool:
    """Whether hashes of events that were kept outside are those under a signed checkpoint."""
    return (
        len(hashes) == statement.size
        and merkle_root([leaf_hash(one) for one in hashes]) == statement.root
    )


def row_check(walk: Walk, row: Row, tiles: dict[tuple[int, int], bytes], roots: Roots) -> None:
    """Check one row against those before it, and let the tree grow by it."""
    if not _numbered(walk, row):
        return
    if row.previous != walk.hash:
        walk.faults.add(Wrong.UNLINKED, walk.last, row.number)
    if event_hash(row.number, row.previous, row.body) != row.hash:
        walk.faults.add(Wrong.ALTERED, row.number)
    _compare(walk, row)
    roots.compare(row, walk.faults)
    walk.last, walk.hash = row.number, row.hash
    for level, index, completed in walk.frontier.append(leaf_hash(row.hash)):
        if is_tile(level) and not walk.broken:
            kept = tiles.pop((level // TILE_LEVELS, index), completed)
            if kept != completed:
                walk.faults.add(Wrong.TILE, (index << level) + 1, (index + 1) << level)
    if not walk.broken:
        roots.check(row.number, walk.frontier.root, walk.faults)


def _numbered(walk: Walk, row: Row) -> bool:
    """Whether the row continues the numbers; a second row of one number is left out."""
    if row.number <= walk.last:
        walk.faults.add(Wrong.REPEATED, row.number)
        walk.broken = True
        return False
    if row.number > walk.last + 1:
        walk.faults.add(Wrong.MISSING, walk.last + 1, row.number - 1)
        walk.broken = True
    return True


def _compare(walk: Walk, row: Row) -> None:
    """Compare the columns with the body, and note what it withholds."""
    said, is_canonical = _read(row.body)
    if not is_canonical:
        walk.faults.add(Wrong.NOT_CANONICAL, row.number)
    for name in _wrong_columns(row, said):
        walk.faults.add(Wrong.COLUMN, row.number, detail=name)
    walk.private.note(row.number, said)


def _wrong_columns(row: Row, said: Mapping[str, Any]) -> list[str]:
    pairs = zip(NAMES, MEMBERS, row.columns, strict=True)
    return [name for name, member, column in pairs if said.get(member, "") != column]


def _end(
    walk: Walk, head: Head | None, tiles: Mapping[tuple[int, int], bytes], roots: Roots
) -> None:
    faults, last = walk.faults, walk.last
    number, head_hash = (head.number, bytes(head.hash)) if head else (0, GENESIS)
    if number != last:
        faults.add(Wrong.HEAD, min(number, last) + 1, max(number, last))
    elif head_hash != walk.hash:
        faults.add(Wrong.HEAD, last, last)
    for size in sorted(roots.stored):
        if size > last:
            faults.add(Wrong.ROOT, last + 1, size)
    for size in sorted(roots.outside):
        if size > last:
            faults.add(Wrong.CUT, last + 1, size)
        elif walk.broken and size > roots.trusted:
            faults.add(Wrong.REWRITTEN, roots.trusted + 1, size)
    if not walk.broken:
        for level, index in sorted(tiles):
            first = index << (level * TILE_LEVELS)
            faults.add(Wrong.TILE, first + 1, first + (1 << (level * TILE_LEVELS)))
    walk.private.end(faults)


def _stored(walk: Walk, verifiers: Sequence[Verifier]) -> dict[int, bytes]:
    """Roots of the stored checkpoints, as they were signed."""
    found = {}
    for one in Checkpoint.objects.order_by("size"):
        try:
            said = checkpoint_opened(one.text, verifiers)
        except NotSigned:
            walk.faults.add(Wrong.SIGNATURE, one.size)
            continue
        if (said.size, said.root) != (one.size, bytes(one.root)):
            walk.faults.add(Wrong.SIGNATURE, one.size)
        found[one.size] = said.root
    return found


def _batches() -> Iterator[list[Row]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(ROWS)
        while rows := cursor.fetchmany(BATCH):
            yield [
                Row(number, bytes(previous), bytes(hashed), body, tuple(columns))
                for number, previous, hashed, body, *columns in rows
            ]


def _read(body: str) -> tuple[dict[str, Any], bool]:
    """The content of a body, and whether the body is its canonical text."""
    try:
        said = canonical_read(body)
    except NotCanonical:
        return canonical_or_not(body), False
    return said, said.keys() <= KEYS
