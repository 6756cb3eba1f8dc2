"""The one place where the age library is called. Callers use these by module attribute, `sealer.encrypt(...)`.

There is no setting that weakens it. The control run of the secrets-in-dumps test replaces the attribute, in a test only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Protocol

import pyrage
from pyrage import DecryptError, x25519


class Source(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Sink(Protocol):
    def write(self, data: bytes, /) -> int: ...


def encrypt(data: bytes, public_keys: Iterable[str]) -> bytes:
    """Return an age file for every one of the public keys."""
    return bytes(pyrage.encrypt(data, [x25519.Recipient.from_str(key) for key in public_keys]))


def encrypt_stream(source: Source, sink: Sink, public_keys: Iterable[str]) -> None:
    """Write an age file while reading: pulls from `source` in small reads, so memory stays bounded."""
    pyrage.encrypt_io(source, sink, [x25519.Recipient.from_str(key) for key in public_keys])


def decrypt(data: bytes | memoryview, identities: Iterable[x25519.Identity]) -> bytes:
    """Return the content; raises `pyrage.DecryptError` for a wrong key and for any change."""
    return bytes(pyrage.decrypt(bytes(data), list(identities)))


def decrypt_stream(source: BinaryIO, sink: Sink, identities: Iterable[x25519.Identity]) -> None:
    """Write the content. Good chunks come out *before* a cut end is noticed: show nothing until this has returned."""
    pyrage.decrypt_io(source, sink, list(identities))


__all__ = ["DecryptError", "Sink", "Source", "decrypt", "decrypt_stream", "encrypt", "encrypt_stream"]
