"""The tree against the vectors of Certificate Transparency, and against a second one written by the book."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger import merkle_by_the_book as book

from saksama.ledger import saksama_verify, tree

LEAVES = [bytes.fromhex(each) for each in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]
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
FIRST_TO_EIGHTH = [
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
]
INCLUSION = [
    (0, 8, FIRST_TO_EIGHTH),
    (5, 8, [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", ROOTS[4],
    ]),
    (2, 3, [ROOTS[2]]),
    (1, 5, [ROOTS[1], FIRST_TO_EIGHTH[1], "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"]),
]
CONSISTENCY = [
    (1, 1, []),
    (1, 8, FIRST_TO_EIGHTH),
    (6, 8, [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", ROOTS[4],
    ]),
    (2, 5, [FIRST_TO_EIGHTH[1], "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"]),
]


def node_of(entries: list[bytes]) -> tree.Node:
    """Full subtrees worked out from all leaves."""
    leaves = [tree.leaf_hash(entry) for entry in entries]

    def node(level: int, index: int) -> bytes:
        width = 1 << level
        part = leaves[index * width:(index + 1) * width]
        assert len(part) == width, "only full subtrees are asked for"
        return tree.full_root(part)

    return node


def growing(entries: list[bytes]) -> tree.Growing:
    result = tree.Growing()
    for entry in entries:
        result.add(tree.leaf_hash(entry))
    return result


@pytest.mark.parametrize("size", range(9))
def test_roots__rfc_6962_vectors(size):
    entries = LEAVES[:size]
    assert tree.root(size, node_of(entries)).hex() == ROOTS[size]
    assert growing(entries).root().hex() == ROOTS[size]
    assert book.mth(entries).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size", "path"), INCLUSION)
def test_inclusion_proofs__rfc_6962_vectors(index, size, path):
    assert [each.hex() for each in tree.inclusion_proof(index, size, node_of(LEAVES[:size]))] == path


@pytest.mark.parametrize(("old", "new", "path"), CONSISTENCY)
def test_consistency_proofs__rfc_6962_vectors(old, new, path):
    assert [each.hex() for each in tree.consistency_proof(old, new, node_of(LEAVES[:new]))] == path


entries_lists = st.lists(st.binary(max_size=8), min_size=1, max_size=70)


@given(entries_lists)
def test_root_is_the_root_by_the_book(entries):
    assert tree.root(len(entries), node_of(entries)) == growing(entries).root() == book.mth(entries)


@given(entries_lists, st.data())
def test_inclusion_proof_is_the_one_by_the_book_and_verifies_twice(entries, data):
    size = len(entries)
    index = data.draw(st.integers(0, size - 1))
    path, root, leaf = tree.inclusion_proof(index, size, node_of(entries)), book.mth(entries), tree.leaf_hash(entries[index])
    assert path == book.path(index, entries)
    tree.verify_inclusion(leaf, index, size, path, root)
    assert saksama_verify.root_of_inclusion(leaf, index, size, path) == root


@given(entries_lists, st.data())
def test_consistency_proof_is_the_one_by_the_book_and_verifies_twice(entries, data):
    new = len(entries)
    old = data.draw(st.integers(0, new))
    path = tree.consistency_proof(old, new, node_of(entries))
    assert path == book.proof(old, entries)
    roots = book.mth(entries[:old]), book.mth(entries)
    tree.verify_consistency(old, new, *roots, path)
    saksama_verify.check_consistency(old, roots[0], new, roots[1], path)


def _refused_by_both_inclusion(leaf, index, size, path, root) -> bool:
    try:
        tree.verify_inclusion(leaf, index, size, path, root)
    except tree.BadProof:
        first = True
    else:
        first = False
    try:
        second = saksama_verify.root_of_inclusion(leaf, index, size, path) != root
    except saksama_verify.Wrong:
        second = True
    assert first == second, "the two verifiers disagree"
    return first


@given(st.integers(2, 70), st.data())
def test_changed_inclusion_proof_is_refused(size, data):
    entries = [bytes([number]) for number in range(size)]
    index = data.draw(st.integers(0, size - 1))
    path, root, leaf = book.path(index, entries), book.mth(entries), tree.leaf_hash(entries[index])
    spoilt = data.draw(st.sampled_from(["leaf", "drop", "double", "flip", "root", "outside"]))
    at = data.draw(st.integers(0, len(path) - 1))
    flipped = [*path[:at], bytes([path[at][0] ^ 1, *path[at][1:]]), *path[at + 1:]]
    wrong = {
        "leaf": (tree.leaf_hash(b"another"), index, size, path, root),
        "drop": (leaf, index, size, path[:at] + path[at + 1:], root),
        "double": (leaf, index, size, [*path, path[at]], root),
        "flip": (leaf, index, size, flipped, root),
        "root": (leaf, index, size, path, book.mth([*entries, b"more"])),
        "outside": (leaf, size, size, path, root),
    }
    assert _refused_by_both_inclusion(*wrong[spoilt])


@given(st.integers(2, 70), st.data())
def test_leaf_is_not_proved_at_another_position(size, data):
    entries = [bytes([number]) for number in range(size)]
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1).filter(lambda number: number != index))
    assert _refused_by_both_inclusion(
        tree.leaf_hash(entries[index]), other, size, book.path(index, entries), book.mth(entries),
    )


@given(st.integers(2, 70), st.data())
def test_changed_consistency_proof_is_refused_by_both(size, data):
    entries = [bytes([number]) for number in range(size)]
    old = data.draw(st.integers(1, size - 1))
    path, roots = book.proof(old, entries), [book.mth(entries[:old]), book.mth(entries)]
    at = data.draw(st.integers(0, len(path) - 1))
    spoilt = data.draw(st.sampled_from(["drop", "double", "flip", "old", "new"]))
    wrong = {
        "drop": (old, size, *roots, path[:at] + path[at + 1:]),
        "double": (old, size, *roots, [*path, path[at]]),
        "flip": (old, size, *roots, [*path[:at], bytes([path[at][0] ^ 1, *path[at][1:]]), *path[at + 1:]]),
        "old": (old, size, book.mth([*entries[:old - 1], b"forged"]), roots[1], path),
        "new": (old, size, roots[0], book.mth([*entries, b"more"]), path),
    }[spoilt]
    with pytest.raises(tree.BadProof):
        tree.verify_consistency(*wrong)
    with pytest.raises(saksama_verify.Wrong):
        saksama_verify.check_consistency(wrong[0], wrong[2], wrong[1], wrong[3], wrong[4])


@pytest.mark.parametrize("call", [
    lambda: tree.inclusion_proof(3, 3, node_of(LEAVES)),
    lambda: tree.inclusion_proof(-1, 3, node_of(LEAVES)),
    lambda: tree.consistency_proof(4, 3, node_of(LEAVES)),
    lambda: tree.full_root([b"1", b"2", b"3"]),
    lambda: tree.full_root([]),
])
def test_questions_without_an_answer_are_refused(call):
    with pytest.raises(ValueError):
        call()


def test_growing_tree_tells_of_each_full_subtree_once():
    told = []
    growing_tree = tree.Growing(lambda level, index, root: told.append((level, index, root)))
    for entry in LEAVES:
        growing_tree.add(tree.leaf_hash(entry))
    node = node_of(LEAVES)
    assert {(level, index) for level, index, _ in told} == {(1, 0), (1, 1), (1, 2), (1, 3), (2, 0), (2, 1), (3, 0)}
    assert all(root == node(level, index) for level, index, root in told)
