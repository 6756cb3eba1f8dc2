"""The Merkle tree of RFC 6962 (Certificate Transparency), pure: hashes in, hashes out.

A `Node` function gives the hash of a *full* subtree: `node(level, index)` is the root over the 2**level leaves that begin
at index * 2**level. Everything else is derived from such hashes, so a proof needs a handful of them and never all leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

Node = Callable[[int, int], bytes]

EMPTY_ROOT = sha256(b"").digest()


class BadProof(ValueError):
    """The proof does not lead from the leaf, or from the older root, to the root."""


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256(0x00 ‖ entry), RFC 6962 section 2.1."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right), RFC 6962 section 2.1."""
    return sha256(b"\x01" + left + right).digest()


def peaks(start: int, end: int) -> list[tuple[int, int]]:
    """Return (level, index) of the full subtrees that cover leaves start..end-1, left to right.

    `start` must be 0 or a boundary at which a subtree of a tree of size `end` begins.
    """
    found = []
    while start < end:
        level = (end - start).bit_length() - 1
        if start:
            level = min(level, (start & -start).bit_length() - 1)
        found.append((level, start >> level))
        start += 1 << level
    return found


def fold(hashes: Sequence[bytes]) -> bytes:
    """Return the root over subtrees given left to right, each at least as high as the next."""
    result = hashes[-1]
    for left in reversed(hashes[:-1]):
        result = node_hash(left, result)
    return result


def range_root(start: int, end: int, node: Node) -> bytes:
    """Return MTH(D[start:end]) of RFC 6962 for a range that is a subtree of some tree."""
    return fold([node(level, index) for level, index in peaks(start, end)])


def root(size: int, node: Node) -> bytes:
    """Return the root over the first `size` leaves."""
    return range_root(0, size, node) if size else EMPTY_ROOT


def full_root(hashes: Sequence[bytes]) -> bytes:
    """Return the root of a full subtree from its leaves or subtrees; their number is a power of two."""
    if not hashes or len(hashes) & (len(hashes) - 1):
        raise ValueError("a full subtree has a power of two of parts")
    row = list(hashes)
    while len(row) > 1:
        row = [node_hash(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


def _split(size: int) -> int:
    """Return the largest power of two smaller than size."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_proof(index: int, size: int, node: Node) -> list[bytes]:
    """Return PATH(index, D[size]) of RFC 6962 section 2.1.1: the sibling hashes from the leaf upwards."""
    if not 0 <= index < size:
        raise ValueError("the leaf lies outside the tree")
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(range_root(middle, end, node))
            end = middle
        else:
            path.append(range_root(start, middle, node))
            start = middle
    return path[::-1]


def consistency_proof(old: int, new: int, node: Node) -> list[bytes]:
    """Return PROOF(old, D[new]) of RFC 6962 section 2.1.2. Empty where the sizes are equal or the old tree is empty."""
    if not 0 <= old <= new:
        raise ValueError("the older tree is not the larger one")
    if old in (0, new):
        return []
    path, start, end, is_whole = [], 0, new, True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(range_root(middle, end, node))
            end = middle
        else:
            path.append(range_root(start, middle, node))
            start, is_whole = middle, False
    if not is_whole:
        path.append(range_root(start, end, node))
    return path[::-1]


def root_from_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """Return the root that this inclusion proof leads to. Raises `BadProof` where its length does not fit."""
    if not 0 <= index < size:
        raise BadProof("the leaf lies outside the tree")
    at, last, result, rest = index, size - 1, leaf, list(path)
    while last:
        if at & 1 or at < last:
            if not rest:
                raise BadProof("the path is too short")
            sibling = rest.pop(0)
            result = node_hash(sibling, result) if at & 1 else node_hash(result, sibling)
        at, last = at >> 1, last >> 1
    if rest:
        raise BadProof("the path is too long")
    return result


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], expected: bytes) -> None:
    """Check that the leaf stands at `index` of the tree with this root. Raises `BadProof`."""
    if root_from_path(leaf, index, size, path) != expected:
        raise BadProof("the path leads to another root")


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> None:
    """Check that the tree of size `new` begins with the tree of size `old`. Raises `BadProof`."""
    if not 0 <= old <= new:
        raise BadProof("the older tree is not the larger one")
    if old in (0, new):
        _check_trivial(old, new, old_root, new_root, path)
        return
    seen_old, seen_new = _roots_from_consistency(old, new, old_root, list(path))
    if seen_old != old_root:
        raise BadProof("the path leads to another older root")
    if seen_new != new_root:
        raise BadProof("the path leads to another root")


def _check_trivial(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> None:
    if path:
        raise BadProof("the path is too long")
    if old == 0 and old_root != EMPTY_ROOT:
        raise BadProof("an empty tree has another root")
    if old == new and old_root != new_root:
        raise BadProof("two trees of one size have two roots")


def _roots_from_consistency(old: int, new: int, old_root: bytes, path: list[bytes]) -> tuple[bytes, bytes]:
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    if at and not path:
        raise BadProof("the path is too short")
    seen_old = seen_new = path.pop(0) if at else old_root
    while last:
        if at & 1 or at < last:
            if not path:
                raise BadProof("the path is too short")
            sibling = path.pop(0)
            if at & 1:
                seen_old, seen_new = node_hash(sibling, seen_old), node_hash(sibling, seen_new)
            else:
                seen_new = node_hash(seen_new, sibling)
        at, last = at >> 1, last >> 1
    if path:
        raise BadProof("the path is too long")
    return seen_old, seen_new


class Growing:
    """A tree that is read once, leaf by leaf, and remembers only the roots of its full subtrees on the right edge.

    `on_full(level, index, root)` is called for each subtree of two or more leaves when it is full.
    """

    def __init__(self, on_full: Callable[[int, int, bytes], None] | None = None) -> None:
        self.size = 0
        self._edge: list[bytes] = []
        self._on_full = on_full

    def add(self, leaf: bytes) -> None:
        """Take the next leaf."""
        level, at, result = 0, self.size, leaf
        while at & 1:
            result = node_hash(self._edge.pop(), result)
            level, at = level + 1, at >> 1
            if self._on_full:
                self._on_full(level, at, result)
        self._edge.append(result)
        self.size += 1

    def root(self) -> bytes:
        """Return the root over the leaves taken so far."""
        return fold(self._edge) if self._edge else EMPTY_ROOT
