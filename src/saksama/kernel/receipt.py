"""The receipt code: 19 random Crockford base32 characters and one check character (decision 11, security.md section 5).

The check character is a sum in GF(32) (x^5 + x^2 + 1, alpha = 2): character n (first = 1) is multiplied by alpha^n. It finds
every single wrong character and every swap of two different ones, so a typing error is answered without a look-up.
"""

from __future__ import annotations

import secrets

from .errors import MistypedCode

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 20
_VALUE = {letter: number for number, letter in enumerate(ALPHABET)}
_READ_AS = {"O": "0", "I": "1", "L": "1"}
_POLYNOMIAL = 0b100101


def _times_alpha(value: int) -> int:
    value <<= 1
    return value ^ _POLYNOMIAL if value & 32 else value


def _check(body: str) -> str:
    total = 0
    for n, letter in enumerate(body, start=1):
        value = _VALUE[letter]
        for _ in range(n):
            value = _times_alpha(value)
        total ^= value
    return ALPHABET[total]


def draw() -> str:
    """Return a new code of 20 characters without dashes: 95 random bits and the check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + _check(body)


def letters(typed: str) -> str:
    """Return what was typed as a code's letters are read: upper case, without spaces and dashes, I and L as 1, O as 0."""
    return "".join(_READ_AS.get(c, c) for c in typed.upper() if not (c.isspace() or c in "-–—_."))


def normalise(typed: str) -> str:
    """Return the 20 characters meant by what was typed.

    Case, spaces and dashes do not matter; I and L read as 1, O as 0. Raises `MistypedCode` where the length, a
    character or the check character does not fit.
    """
    code = letters(typed)
    if len(code) != LENGTH or any(c not in _VALUE for c in code) or _check(code[:-1]) != code[-1]:
        raise MistypedCode()
    return code


def groups(code: str) -> list[str]:
    """Return the five groups of four in which a code is shown."""
    return [code[i : i + 4] for i in range(0, LENGTH, 4)]


def pretty(code: str) -> str:
    """Return the code as written on paper: `7K3M-A9QX-2TN4-ZJ5D-RW87`."""
    return "-".join(groups(code))
