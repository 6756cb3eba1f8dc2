"""Statements signed with the key of the record, as C2SP signed notes: what left this installation, and with which contents. Pure.

A statement begins with its own format and never reads as a checkpoint, whose second line is a size: neither passes for the other.
"""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from .entries import spell
from .notes import DASH, key_id

PACKAGE = "saksama-package/1"


def package(origin: str, manifest_sha256: str, at: datetime) -> str:
    """Return what is said of a package: whose it is, the SHA-256 of its list of contents, and when it was made."""
    return f"{origin}\n{PACKAGE}\nsha256 {manifest_sha256}\ntime {spell(at)}\n"


def sign(text: str, origin: str, seed: bytes) -> str:
    """Return the note, signed under the origin's name with the Ed25519 key of this seed."""
    key = Ed25519PrivateKey.from_private_bytes(seed)
    signature = key_id(origin, key.public_key().public_bytes_raw()) + key.sign(text.encode())
    return f"{text}\n{DASH}{origin} {b64encode(signature).decode()}\n"
