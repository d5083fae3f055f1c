"""Merkle trees that grow: RFC 6962 roots, inclusion and consistency proofs without a full rebuild.

Hashes of leaves and nodes are those of `kit.crypto`. A subtree is complete when it covers
``2**level`` leaves from ``index * 2**level`` on; every proof is made of complete subtrees and of
the tree's right edge, so whoever can name the hash of a complete subtree can prove anything.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from parvaneh.kit.crypto import merkle_root, node_hash

Subtree = Callable[[int, int], bytes]
"""Hash of the complete subtree of a level (0 for leaves) at an index from 0."""


@dataclass
class Frontier:
    """A tree's complete subtrees along its right edge: all that is needed to append to it."""

    size: int = 0
    hashes: list[bytes] = field(default_factory=list)

    def append(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Append a leaf's hash.

        Returns:
            Level, index and hash of each subtree of two or more leaves that it completed.
        """
        completed = []
        reached, index, level = leaf, self.size, 0
        while index % 2:
            reached = node_hash(self.hashes.pop(), reached)
            index, level = index // 2, level + 1
            completed.append((level, index, reached))
        self.hashes.append(reached)
        self.size += 1
        return completed

    def root(self) -> bytes:
        """The root over all leaves so far; the hash of nothing where there are none."""
        return _joined(self.hashes)


def range_hash(first: int, after: int, subtree: Subtree) -> bytes:
    """The hash over the leaves from `first` up to, not including, `after`.

    Args:
        first: a multiple of the largest power of two below the number of leaves in the range.
        after: greater than `first`.
        subtree: names the hashes of complete subtrees.
    """
    parts = []
    while first < after:
        level = (after - first).bit_length() - 1
        if first:
            level = min(level, (first & -first).bit_length() - 1)
        parts.append(subtree(level, first >> level))
        first += 1 << level
    return _joined(parts)


def inclusion_path(index: int, size: int, subtree: Subtree) -> tuple[bytes, ...]:
    """The proof that leaf `index` is in the tree of `size` leaves (RFC 6962, 2.1.1).

    Raises:
        IndexError: there is no such leaf.
    """
    if not 0 <= index < size:
        raise IndexError(f"no entry {index} in a list of {size}")
    path = []
    first, after = 0, size
    while after - first > 1:
        middle = first + _split(after - first)
        if index < middle:
            path.append(range_hash(middle, after, subtree))
            after = middle
        else:
            path.append(range_hash(first, middle, subtree))
            first = middle
    return tuple(reversed(path))


def consistency_path(old: int, new: int, subtree: Subtree) -> tuple[bytes, ...]:
    """The proof that the tree of `new` leaves begins with that of `old` (RFC 6962, 2.1.2).

    Raises:
        IndexError: `old` is not between 1 and `new`.
    """
    if not 1 <= old <= new:
        raise IndexError(f"a tree of {new} has no beginning of {old}")
    path = []
    first, after, whole = 0, new, True
    while after != old:
        middle = first + _split(after - first)
        if old <= middle:
            path.append(range_hash(middle, after, subtree))
            after = middle
        else:
            path.append(range_hash(first, middle, subtree))
            first, whole = middle, False
    if not whole:
        path.append(range_hash(first, after, subtree))
    return tuple(reversed(path))


def verify_consistency(
    old: int, new: int, proof: Sequence[bytes], roots: tuple[bytes, bytes]
) -> bool:
    """Tell whether a proof shows that the tree of `new` leaves begins with that of `old`.

    Args:
        old: the size of the earlier tree, at least 1.
        new: the size of the later one.
        proof: what `consistency_path` gave.
        roots: the earlier and the later root.

    Returns:
        False for anything that does not fit (RFC 9162, 2.1.4.2).
    """
    if not 1 <= old <= new:
        return False
    if old == new:
        return not proof and roots[0] == roots[1]
    rest = list(proof)
    if old & (old - 1) == 0:
        rest.insert(0, roots[0])
    if not rest:
        return False
    at, last = old - 1, new - 1
    while at % 2:
        at, last = at // 2, last // 2
    earlier = later = rest[0]
    for neighbour in rest[1:]:
        if last == 0:
            return False
        if at % 2 or at == last:
            earlier, later = node_hash(neighbour, earlier), node_hash(neighbour, later)
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            later = node_hash(later, neighbour)
        at, last = at // 2, last // 2
    return last == 0 and (earlier, later) == roots


def _split(size: int) -> int:
    """The largest power of two below a size of at least 2."""
    return 1 << ((size - 1).bit_length() - 1)


def _joined(parts: Sequence[bytes]) -> bytes:
    """The hash over complete subtrees that shrink from left to right."""
    if not parts:
        return merkle_root([])
    reached = parts[-1]
    for part in reversed(parts[:-1]):
        reached = node_hash(part, reached)
    return reached
