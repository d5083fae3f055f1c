"""The Merkle tree over the hashes of all events, read from the tiles that checkpoints have kept.

Leaf ``n - 1`` is the hash of event ``n``. A tile is the hash of a complete subtree of 256, 256², …
leaves; any other subtree is computed from at most 256 hashes of the level below it.
"""

from collections.abc import Iterator

from parvaneh.kit.crypto import leaf_hash, merkle_root
from parvaneh.kit.merkle import Subtree
from parvaneh.ledger.models import Event, Tile

TILE_LEVELS = 8  # a tile covers 2**8 hashes of the tile level below it
WIDTH = 1 << TILE_LEVELS


def is_tile(level: int) -> bool:
    """Whether complete subtrees of a level are kept as tiles."""
    return level > 0 and level % TILE_LEVELS == 0


def stored_subtrees() -> Subtree:
    """Names the hash of any complete subtree of the events under the last checkpoint.

    Each row of 256 hashes is read once; use one for one proof or a few.
    """
    rows: dict[tuple[int, int], list[bytes]] = {}

    def subtree(level: int, index: int) -> bytes:
        below, height = divmod(level, TILE_LEVELS)
        first = index << height
        place = (below, first // WIDTH)
        if place not in rows:
            rows[place] = list(_row(*place))
        start = first % WIDTH
        return merkle_root(rows[place][start : start + (1 << height)])

    return subtree


def _row(tile_level: int, block: int) -> Iterator[bytes]:
    first = block * WIDTH
    if tile_level:
        kept = Tile.objects.filter(level=tile_level, index__range=(first, first + WIDTH - 1))
        return (bytes(one) for one in kept.order_by("index").values_list("hash", flat=True))
    events = Event.objects.filter(number__range=(first + 1, first + WIDTH)).order_by("number")
    return (leaf_hash(bytes(one)) for one in events.values_list("hash", flat=True))
