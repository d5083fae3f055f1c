"""Trees that grow give the roots and proofs of RFC 6962."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvaneh.kit.crypto import inclusion_proof, leaf_hash, merkle_root, verify_inclusion
from parvaneh.kit.merkle import Frontier, consistency_path, inclusion_path, verify_consistency

LEAVES = [leaf_hash(str(n).encode()) for n in range(70)]


def subtree(level: int, index: int) -> bytes:
    covered = LEAVES[index << level : (index + 1) << level]
    assert len(covered) == 1 << level, "only complete subtrees are asked for"
    return merkle_root(covered)


@pytest.mark.parametrize("size", range(len(LEAVES) + 1))
def test_a_grown_tree_has_the_root_of_a_built_one(size):
    frontier = Frontier()
    for leaf in LEAVES[:size]:
        for level, index, completed in frontier.append(leaf):
            assert completed == subtree(level, index)
    assert frontier.root() == merkle_root(LEAVES[:size])
    assert (frontier.size, len(frontier.hashes)) == (size, size.bit_count())


@pytest.mark.parametrize("size", range(1, len(LEAVES) + 1))
def test_inclusion_paths_are_those_of_the_plain_construction(size):
    for index in range(size):
        path = inclusion_path(index, size, subtree)
        assert path == inclusion_proof(LEAVES[:size], index)
        assert verify_inclusion(LEAVES[index], index, size, path, merkle_root(LEAVES[:size]))


@pytest.mark.parametrize("new", range(1, 40))
def test_every_earlier_tree_is_shown_to_be_the_beginning(new):
    for old in range(1, new + 1):
        roots = (merkle_root(LEAVES[:old]), merkle_root(LEAVES[:new]))
        path = consistency_path(old, new, subtree)
        assert verify_consistency(old, new, path, roots)


@given(st.integers(2, 60), st.data())
def test_a_changed_proof_root_or_size_is_not_believed(new, data):
    old = data.draw(st.integers(1, new - 1))
    roots = (merkle_root(LEAVES[:old]), merkle_root(LEAVES[:new]))
    path = list(consistency_path(old, new, subtree))
    spot = data.draw(st.integers(0, len(path)))
    other = data.draw(st.sampled_from(LEAVES[60:]))
    assert not verify_consistency(old, new, [*path[:spot], other, *path[spot + 1 :]], roots)
    assert not verify_consistency(old, new, path[:spot] + path[spot + 1 :], roots) or (
        spot == len(path)
    )
    assert not verify_consistency(old, new, path, (other, roots[1]))
    assert not verify_consistency(old, new, path, (roots[0], other))


def test_a_rewritten_beginning_has_no_proof():
    rewritten = [leaf_hash(b"x"), *LEAVES[1:20]]
    path = consistency_path(7, 20, subtree)
    assert not verify_consistency(7, 20, path, (merkle_root(LEAVES[:7]), merkle_root(rewritten)))
    assert not verify_consistency(7, 20, (), (merkle_root(LEAVES[:7]), merkle_root(LEAVES[:20])))


@pytest.mark.parametrize(("index", "size"), [(0, 0), (-1, 3), (3, 3)])
def test_a_leaf_that_is_not_there_has_no_path(index, size):
    with pytest.raises(IndexError):
        inclusion_path(index, size, subtree)


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 2)])
def test_a_beginning_that_is_none_has_no_path(old, new):
    with pytest.raises(IndexError):
        consistency_path(old, new, subtree)
    assert not verify_consistency(old, new, (), (b"", b""))
