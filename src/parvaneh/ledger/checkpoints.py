"""Checkpoints: signed statements of how many events there are and of their Merkle root; receipts.

A chain inside a database does not stop whoever rules the database. A checkpoint that is kept
outside does: printed on letters and licences, it makes everybody who holds one a witness.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import connection

from parvaneh.frame.keyring import key_in_use, keyring
from parvaneh.frame.refused import NotThere
from parvaneh.kit.canonical import moment_text
from parvaneh.kit.crypto import leaf_hash
from parvaneh.kit.keys import Purpose
from parvaneh.kit.merkle import Frontier, consistency_path, inclusion_path
from parvaneh.kit.notes import Checkpoint as Statement
from parvaneh.kit.notes import Verifier, note_signed, verifier_of
from parvaneh.kit.receipts import receipt_made
from parvaneh.ledger.acts import Doer, act
from parvaneh.ledger.models import Checkpoint, Event, Head, Tile
from parvaneh.ledger.tree import TILE_LEVELS, is_tile, stored_subtrees

BATCH = 10_000
# Two checkpoints at once would write the same tiles; taken for the length of a transaction.
LOCK = 0x70617276


def checkpoint_sign(*, by: Doer, at: datetime) -> Checkpoint | None:
    """Sign a checkpoint over all events so far.

    Only the events since the last checkpoint are read. A checkpoint is no event: an idle log
    would never come to rest.

    Args:
        by: who asked for it.
        at: the moment, which is signed too.

    Returns:
        The checkpoint; the last one where nothing was done since; None where there is no event.

    Raises:
        NoKey: there is no signing key.
    """
    with act(by=by, at=at):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        last = latest()
        size = Head.objects.values_list("number", flat=True).first() or 0
        if last is None and not size:
            return None
        if last is not None and last.size == size:
            return last
        frontier = _frontier(last)
        Tile.objects.bulk_create(_grown(frontier, size), batch_size=BATCH)
        return _signed(frontier, at)


def latest(*, covering: int = 0) -> Checkpoint | None:
    """The last checkpoint, if it covers an event; None where there is none."""
    return Checkpoint.objects.filter(size__gte=covering).order_by("-size").first()


def verifiers() -> list[Verifier]:
    """The public keys of all signing keys, retired ones included, the one in use first."""
    return [verifier_of(key, settings.LOG_ORIGIN) for key in keyring().of(Purpose.SIGNING)]


def receipt(number: int, *, with_body: bool = False) -> str:
    """A receipt for an event: a text that proves offline that it stands in the log.

    Args:
        number: the event.
        with_body: put the event itself into the receipt, not only its hash.

    Raises:
        NotThere: there is no such event, or no checkpoint covers it yet.
    """
    event = Event.objects.filter(number=number).first()
    signed = latest(covering=number)
    if event is None or signed is None:
        raise NotThere(f"event {number} stands under no checkpoint")
    proof = inclusion_path(number - 1, signed.size, stored_subtrees())
    extra = f"{number}\n{bytes(event.previous).hex()}\n{event.body}".encode()
    return receipt_made(extra if with_body else bytes(event.hash), number - 1, proof, signed.text)


def consistency(old: int, new: int) -> tuple[bytes, ...]:
    """The proof that the log of `new` events begins with the log of `old` events.

    Raises:
        NotThere: no checkpoint covers that many.
    """
    if not 1 <= old <= new or latest(covering=new) is None:
        raise NotThere(f"no checkpoint covers {new} events")
    return consistency_path(old, new, stored_subtrees())


def _frontier(last: Checkpoint | None) -> Frontier:
    if last is None:
        return Frontier()
    return Frontier(last.size, [bytes(one) for one in last.frontier])


def _grown(frontier: Frontier, size: int) -> Iterable[Tile]:
    """Append the events up to `size`; the tiles that they complete."""
    events = Event.objects.filter(number__gt=frontier.size, number__lte=size).order_by("number")
    for event_hash in events.values_list("hash", flat=True).iterator(BATCH):
        for level, index, completed in frontier.append(leaf_hash(bytes(event_hash))):
            if is_tile(level):
                yield Tile(level=level // TILE_LEVELS, index=index, hash=completed)


def _signed(frontier: Frontier, at: datetime) -> Checkpoint:
    key = key_in_use(Purpose.SIGNING)
    origin = settings.LOG_ORIGIN
    said = Statement(origin, frontier.size, frontier.root(), moment_text(at))
    return Checkpoint.objects.create(
        size=frontier.size,
        root=said.root,
        frontier=frontier.hashes,
        at=at,
        key_id=key.id,
        text=note_signed(said.text(), key, origin),
    )
