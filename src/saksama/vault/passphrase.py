"""From a secret to an age identity: a passphrase through Argon2id, a code (95 random bits) straight through HKDF."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pyrage import x25519

from saksama.kernel.errors import Unavailable

from . import bech32

MEMORY_KIB = 65_536
TIME_COST = 3
SALT = 16
AT_ONCE = 2
QUEUE = 20
PATIENCE = 30.0   # seconds a sign-in waits for its turn

_running = BoundedSemaphore(AT_ONCE)
_places = BoundedSemaphore(AT_ONCE + QUEUE)


class TooManySignIns(Unavailable):
    """The queue of slow hashes is full; each run holds 64 MiB."""

    code = "too_many_sign_ins"
    default_detail = "Terlalu banyak yang sedang masuk. Coba lagi satu menit lagi."
    default_detail_en = "Too many people are signing in. Try again in a minute."


@contextmanager
def turn() -> Iterator[None]:
    """Wait for one of the two places in which a slow hash may run; `TooManySignIns` when the queue is full."""
    if not _places.acquire(blocking=False):
        raise TooManySignIns
    try:
        if not _running.acquire(timeout=PATIENCE):
            raise TooManySignIns
        try:
            yield
        finally:
            _running.release()
    finally:
        _places.release()


def new_salt() -> bytes:
    return secrets.token_bytes(SALT)


def identity_from_passphrase(passphrase: str, salt: bytes) -> x25519.Identity:
    """Return the identity that opens an officer's key: Argon2id (64 MiB, t=3, p=1), then HKDF; about 0.2 CPU-seconds."""
    with turn():
        raw = hash_secret_raw(passphrase.encode(), salt, time_cost=TIME_COST, memory_cost=MEMORY_KIB, parallelism=1,
                              hash_len=64, type=Type.ID)
    return identity_from_bytes(raw, salt=salt, info=b"saksama/officer/v1")


def identity_from_bytes(secret: bytes, *, salt: bytes, info: bytes) -> x25519.Identity:
    """Return the X25519 identity that HKDF-SHA256 derives from a secret with enough entropy of its own."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(secret)
    return x25519.Identity.from_str(bech32.secret_key(derived))
