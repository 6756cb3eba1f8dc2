"""A second tree, written straight from the recursive definitions of RFC 6962 section 2.1: slow, and obviously right."""

from __future__ import annotations

from hashlib import sha256


def k(n: int) -> int:
    """The largest power of two smaller than n."""
    power = 1
    while power * 2 < n:
        power *= 2
    return power


def mth(entries: list[bytes]) -> bytes:
    """The Merkle Tree Hash of the entries."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    split = k(len(entries))
    return sha256(b"\x01" + mth(entries[:split]) + mth(entries[split:])).digest()


def path(m: int, entries: list[bytes]) -> list[bytes]:
    """PATH(m, D[n])."""
    if len(entries) == 1:
        return []
    split = k(len(entries))
    if m < split:
        return [*path(m, entries[:split]), mth(entries[split:])]
    return [*path(m - split, entries[split:]), mth(entries[:split])]


def proof(m: int, entries: list[bytes]) -> list[bytes]:
    """PROOF(m, D[n])."""
    return subproof(m, entries, True) if 0 < m < len(entries) else []


def subproof(m: int, entries: list[bytes], is_complete: bool) -> list[bytes]:
    if m == len(entries):
        return [] if is_complete else [mth(entries)]
    split = k(len(entries))
    if m <= split:
        return [*subproof(m, entries[:split], is_complete), mth(entries[split:])]
    return [*subproof(m - split, entries[split:], False), mth(entries[:split])]
