"""The login verifier: Argon2id, 64 MiB, t=3, p=1; few at a time, so that a flood of sign-ins cannot take the memory."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher

from saksama.vault import passphrase


class Argon2(Argon2PasswordHasher):
    """Django's own hasher with the costs of security.md section 4 (about 0.2 CPU-seconds), behind the vault's queue."""

    parallelism = 1

    @property
    def time_cost(self) -> int:  # type: ignore[override]
        return settings.ARGON2_TIME_COST

    @property
    def memory_cost(self) -> int:  # type: ignore[override]
        return settings.ARGON2_MEMORY_KIB

    def encode(self, password: str, salt: str) -> str:
        with passphrase.turn():
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with passphrase.turn():
            return super().verify(password, encoded)
