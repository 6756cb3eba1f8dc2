"""The check code under a letter: eight characters with which anybody can ask whether the letter is ours. Pure.

It says nothing of a person and opens nothing; it is not the code of the accused's room.
"""

from __future__ import annotations

import secrets

from saksama.kernel.receipt import ALPHABET

LENGTH = 8
_READ_AS = str.maketrans("OIL", "011")


def draw() -> str:
    """Return a new code: 40 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalise(text: str) -> str:
    """Return a typed code as it is stored (spaces and hyphens out, O read as 0, I and L as 1); empty where it cannot be one."""
    plain = "".join(letter for letter in text.upper() if letter.isalnum()).translate(_READ_AS)
    return plain if len(plain) == LENGTH and all(letter in ALPHABET for letter in plain) else ""


def pretty(code: str) -> str:
    """Return `R42K-9TDM`."""
    return f"{code[:4]}-{code[4:]}"
