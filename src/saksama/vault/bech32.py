"""Bech32 (BIP 173) as age writes its keys: 32 bytes as `AGE-SECRET-KEY-1…`, a public key as `age1…`. Pure."""

from __future__ import annotations

from collections.abc import Iterable

CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_VALUE = {letter: number for number, letter in enumerate(CHARSET)}
CHECK = 6


def encode(prefix: str, data: bytes) -> str:
    """Return the lower-case bech32 text of `data` under `prefix` (lower case)."""
    values = _regroup(data, 8, 5, pad=True)
    check = _polymod([*_expand(prefix), *values, *[0] * CHECK]) ^ 1
    tail = [(check >> 5 * (CHECK - 1 - place)) & 31 for place in range(CHECK)]
    return f"{prefix}1{''.join(CHARSET[value] for value in [*values, *tail])}"


def decode(text: str) -> tuple[str, bytes]:
    """Return prefix and bytes; raise `ValueError` for a wrong character, mixed case or a wrong check."""
    if text.lower() != text and text.upper() != text:
        raise ValueError("mixed case")
    prefix, _, body = text.lower().rpartition("1")
    if not prefix or len(body) < CHECK or any(letter not in _VALUE for letter in body):
        raise ValueError("not bech32")
    values = [_VALUE[letter] for letter in body]
    if _polymod([*_expand(prefix), *values]) != 1:
        raise ValueError("wrong check")
    return prefix, bytes(_regroup(values[:-CHECK], 5, 8, pad=False))


def secret_key(data: bytes) -> str:
    """Return 32 bytes as the text of an age X25519 identity."""
    if len(data) != 32:
        raise ValueError("an X25519 identity has 32 bytes")
    return encode("age-secret-key-", data).upper()


def _polymod(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, part in enumerate(_GENERATOR):
            if top >> place & 1:
                check ^= part
    return check


def _expand(prefix: str) -> list[int]:
    return [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]


def _regroup(data: Iterable[int], wide: int, narrow: int, *, pad: bool) -> list[int]:
    """Return the same bits in groups of `narrow` instead of `wide`."""
    held, bits, groups = 0, 0, []
    for value in data:
        held = held << wide | value
        bits += wide
        while bits >= narrow:
            bits -= narrow
            groups.append(held >> bits & (1 << narrow) - 1)
        held &= (1 << bits) - 1
    if pad and bits:
        groups.append(held << narrow - bits & (1 << narrow) - 1)
    if not pad and (bits >= wide or held):
        raise ValueError("loose bits")
    return groups
