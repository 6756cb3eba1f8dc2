"""From a secret to an age identity: a passphrase through Argon2id, a code (95 random bits) straight through HKDF.

Costs are the plain settings ARGON2_MEMORY_KIB and ARGON2_TIME_COST (64 MiB, t=3). They stand with the salt in each key's
`terms`, so that a later, dearer cost opens old keys too; a change of passphrase takes the costs of the day.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from pyrage import x25519

from saksama.kernel.errors import Unavailable

from . import bech32

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


@dataclass(frozen=True, slots=True, repr=False)
class Opening:
    """The identity a passphrase derives, and the terms on which it does."""

    identity: x25519.Identity
    terms: str


def fresh(passphrase: str) -> Opening:
    """Return a passphrase's identity under new terms. Slow: before any transaction."""
    terms = new_terms()
    return Opening(identity_from_passphrase(passphrase, terms), terms)


def new_terms() -> str:
    """Return method, costs and a new salt as one text: `argon2id:65536:3:<salt>`."""
    return f"argon2id:{settings.ARGON2_MEMORY_KIB}:{settings.ARGON2_TIME_COST}:{secrets.token_hex(SALT)}"


def identity_from_passphrase(passphrase: str, terms: str) -> x25519.Identity:
    """Return the identity that opens an officer's key: Argon2id (64 MiB, t=3, p=1), then HKDF; about 0.2 CPU-seconds."""
    _method, memory, time, salt_hex = terms.split(":")
    salt = bytes.fromhex(salt_hex)
    with turn():
        raw = hash_secret_raw(passphrase.encode(), salt, time_cost=int(time), memory_cost=int(memory), parallelism=1, hash_len=64,
                              type=Type.ID)
    return identity_from_bytes(raw, salt=salt, info=b"saksama/officer/v1")


def identity_from_bytes(secret: bytes, *, salt: bytes, info: bytes) -> x25519.Identity:
    """Return the X25519 identity that HKDF-SHA256 derives from a secret with enough entropy of its own."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(secret)
    return x25519.Identity.from_str(bech32.secret_key(derived))
