"""The installation's own keys, outside the database: drawn by `saksama init`, read through the configuration.

`pepper` (receipt locators) · `form_key` (public form fields) · `field_key` (encrypted fields, desk side only) · `installation`
(salt of derived keys; not secret, never changed). During a rotation the key before lies beside it as `<name>.old` and still
opens.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings


def key(name: str) -> bytes:
    """Return the key in use of the file `name`; the configuration says in one sentence why it cannot be used."""
    return settings.SAKSAMA.key(name)


def keys(name: str) -> tuple[bytes, ...]:
    """Return the key in use and, during a rotation, the one before."""
    return key(name), *_before(Path(settings.SAKSAMA.keys), name)


@lru_cache(maxsize=16)
def _before(folder: Path, name: str) -> tuple[bytes, ...]:
    path = folder / f"{name}.old"
    return (bytes.fromhex(path.read_text("ascii").strip()),) if path.exists() else ()
