"""Checkpoints as C2SP signed notes: text, an empty line, one signature line for each key. Pure.

The text holds origin, size and base64 root (tlog-checkpoint), then two extension lines of ours: `number`, so that a checkpoint
taken away leaves a gap, and `time`. Signatures are Ed25519 over the text with its last line break.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .entries import read_moment, spell

ED25519 = b"\x01"
DASH = "\N{EM DASH} "


class BadNote(ValueError):
    """Not a signed checkpoint: the text says what does not fit."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a checkpoint says."""

    origin: str
    size: int
    root: bytes
    number: int
    at: datetime

    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\nnumber {self.number}\ntime {spell(self.at)}\n"


def key_id(name: str, public: bytes) -> bytes:
    """Return the four bytes that tell a verifier which key signed (C2SP signed-note)."""
    return sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def verifier_key(name: str, public: bytes) -> str:
    """Return the public key as one line: name, key id, and type and key in base64."""
    return f"{name}+{key_id(name, public).hex()}+{b64encode(ED25519 + public).decode()}"


def public_half(seed: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sign(head: Head, seed: bytes) -> str:
    """Return the note, signed under the origin's name with the Ed25519 key of this seed."""
    text, key = head.text(), Ed25519PrivateKey.from_private_bytes(seed)
    signature = key_id(head.origin, key.public_key().public_bytes_raw()) + key.sign(text.encode())
    return f"{text}\n{DASH}{head.origin} {b64encode(signature).decode()}\n"


def read(note: str) -> Head:
    """Return what the note says, without asking who signed it. Raises `BadNote`."""
    lines = note.partition("\n\n")[0].split("\n")
    try:
        origin, size, root, number, at = lines
        head = Head(
            origin=origin, size=int(size), root=b64decode(root, validate=True), number=int(_after("number ", number)),
            at=read_moment(_after("time ", at)),
        )
    except (ValueError, binascii.Error):
        raise BadNote("the lines of the checkpoint do not read origin, size, root, number, time") from None
    if not origin or head.text() != note.partition("\n\n")[0] + "\n":
        raise BadNote("the checkpoint is not spelt in its one form")
    return head


def _after(prefix: str, line: str) -> str:
    if not line.startswith(prefix):
        raise ValueError(line)
    return line.removeprefix(prefix)


def is_signed(note: str, public: bytes) -> bool:
    """Tell whether the note carries a good signature of this key under the name of its own origin."""
    text, empty, signatures = note.rpartition("\n\n")
    origin = text.partition("\n")[0]
    wanted = key_id(origin, public)
    for line in signatures.splitlines() if empty else ():
        name, _, code = line.removeprefix(DASH).rpartition(" ")
        try:
            raw = b64decode(code, validate=True)
        except binascii.Error:
            return False
        if line.startswith(DASH) and name == origin and raw[:4] == wanted:
            return _fits(public, raw[4:], f"{text}\n".encode())
    return False


def _fits(public: bytes, signature: bytes, text: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except InvalidSignature:
        return False
    return True
