"""Fingerprints: SHA-256, and the Merkle tree of RFC 6962, section 2.1.

A Merkle root stands for a list of entries; with a short inclusion proof anybody can check that one
entry is in the list without seeing the others. Leaves and nodes are hashed under different first
bytes, so that a node can never be passed off as an entry.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

_LEAF = b"\x00"
_NODE = b"\x01"
_BLOCK = 1 << 20


def sha256_hex(content: bytes) -> str:
    """Return the SHA-256 of bytes as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def sha256_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal, reading 1 MiB at a time.

    Raises:
        OSError: the file cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def leaf_hash(entry: bytes) -> bytes:
    """Return the 32-byte hash of one entry of the list."""
    return hashlib.sha256(_LEAF + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the 32-byte hash of an inner node over its two children's hashes."""
    return hashlib.sha256(_NODE + left + right).digest()


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes in their order.

    Args:
        leaves: the `leaf_hash` of every entry.

    Returns:
        32 bytes; the hash of nothing when there are no entries.
    """
    if not leaves:
        return hashlib.sha256().digest()
    level = list(leaves)
    while len(level) > 1:
        level = _level_above(level)
    return level[0]


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return the hashes that lead from one entry up to the root.

    Args:
        leaves: the `leaf_hash` of every entry.
        index: the place of the entry, from 0.

    Returns:
        The hashes of the neighbours, nearest first; empty for a list of one.

    Raises:
        IndexError: there is no such entry.
    """
    if not 0 <= index < len(leaves):
        message = f"no entry {index} in a list of {len(leaves)}"
        raise IndexError(message)
    path = []
    level = list(leaves)
    while len(level) > 1:
        neighbour = index ^ 1
        if neighbour < len(level):
            path.append(level[neighbour])
        index //= 2
        level = _level_above(level)
    return tuple(path)


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Tell whether a proof shows that a leaf hash stands at `index` in a list of `size` entries.

    Args:
        leaf: the `leaf_hash` of the entry.
        index: its place, from 0.
        size: the number of entries under the root.
        proof: what `inclusion_proof` gave.
        root: the root that is trusted.

    Returns:
        False for anything that does not fit: a wrong place, size, hash, or proof length.
    """
    if not 0 <= index < size:
        return False
    reached = leaf
    last = size - 1
    rest = iter(proof)
    while last:
        # The last node of an odd level has no neighbour and rises unchanged.
        if index % 2 or index < last:
            neighbour = next(rest, None)
            if neighbour is None:
                return False
            pair = (neighbour, reached) if index % 2 else (reached, neighbour)
            reached = node_hash(*pair)
        index //= 2
        last //= 2
    return next(rest, None) is None and reached == root


def _level_above(level: Sequence[bytes]) -> list[bytes]:
    """Pair the hashes of a level; a hash without neighbour rises unchanged.

    Pairing upwards gives the same tree as the RFC's splitting downwards at the largest power of
    two, because both leave only the right edge incomplete.
    """
    pairs = [node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
    return [*pairs, level[-1]] if len(level) % 2 else pairs
