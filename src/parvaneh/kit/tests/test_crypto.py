"""The Merkle tree against published vectors, and every way in which a proof may be wrong.

The eight entries, the roots of their first n and the paths are the reference data of Certificate
Transparency, published with transparency-dev/merkle (testonly/constants.go).
"""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvaneh.kit.crypto import (
    inclusion_proof,
    leaf_hash,
    merkle_root,
    node_hash,
    sha256_file,
    sha256_hex,
    verify_inclusion,
)

ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PATHS = {
    0: (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    5: (
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
}


@pytest.mark.parametrize("size", range(9))
def test_roots_are_the_published_ones(size):
    assert merkle_root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize("index", PATHS)
def test_paths_are_the_published_ones(index):
    assert tuple(step.hex() for step in inclusion_proof(LEAVES, index)) == PATHS[index]


def split_root(entries):
    """The RFC's own definition, downwards: split at the largest power of two below the size."""
    if len(entries) <= 1:
        return leaf_hash(entries[0]) if entries else hashlib.sha256(b"").digest()
    at = 1
    while at * 2 < len(entries):
        at *= 2
    return node_hash(split_root(entries[:at]), split_root(entries[at:]))


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_the_root_is_that_of_the_definition(entries):
    assert merkle_root([leaf_hash(entry) for entry in entries]) == split_root(entries)


@pytest.mark.parametrize("size", range(1, 20))
def test_every_entry_has_a_proof_and_no_other_place_or_size_takes_it(size):
    leaves = [leaf_hash(bytes([at])) for at in range(size)]
    root = merkle_root(leaves)
    for index in range(size):
        proof = inclusion_proof(leaves, index)
        assert verify_inclusion(leaves[index], index, size, proof, root)
        for other in range(-1, size + 2):
            assert verify_inclusion(leaves[index], other, size, proof, root) == (other == index)
        assert not verify_inclusion(leaf_hash(b"x"), index, size, proof, root)
        assert not verify_inclusion(leaves[index], index, size, (*proof, root), root)
        assert not verify_inclusion(leaves[index], index, 0, proof, root)


@given(st.data())
def test_a_changed_or_shortened_proof_is_refused(data):
    leaves = [leaf_hash(bytes([at])) for at in range(data.draw(st.integers(2, 40)))]
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = inclusion_proof(leaves, index)
    root = merkle_root(leaves)
    at = data.draw(st.integers(0, len(proof) - 1))
    bit = data.draw(st.integers(0, 255))
    flipped = (int.from_bytes(proof[at]) ^ (1 << bit)).to_bytes(32)
    assert not verify_inclusion(
        leaves[index], index, len(leaves), (*proof[:at], flipped, *proof[at + 1 :]), root
    )
    assert not verify_inclusion(leaves[index], index, len(leaves), proof[:-1], root)


def test_a_proof_for_no_entry_is_refused():
    with pytest.raises(IndexError, match="no entry 8"):
        inclusion_proof(LEAVES, 8)


def test_a_file_has_the_hash_of_its_bytes(tmp_path):
    content = b"parvaneh" * 200_000
    file = tmp_path / "content"
    file.write_bytes(content)
    assert sha256_file(file) == sha256_hex(content) == hashlib.sha256(content).hexdigest()
