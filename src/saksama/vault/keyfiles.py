"""The installation's own keys, one small file each under `<data>/keys`, outside the database and readable by us alone.

`pepper` (receipt locators) · `form_key` (public form fields) · `field_key` and `blind_key` (encrypted fields, desk side only) ·
`installation_id` (salt of derived keys; not secret, never changed).
"""

from __future__ import annotations

import os
import secrets
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from saksama.kernel.errors import Unavailable

SIZES = {"pepper": 32, "form_key": 32, "field_key": 32, "blind_key": 32, "installation_id": 16}


class KeyFileMissing(Unavailable):
    """A key file is gone or damaged. A new one is never made in its place: it would orphan everything made with the old."""

    code = "key_file_missing"
    default_detail = "Berkas kunci instalasi tidak ditemukan. Hubungi administrator sistem."
    default_detail_en = "A key file of this installation is missing. Tell the system administrator."


def folder() -> Path:
    return Path(settings.SAKSAMA.keys)


def create_missing() -> list[str]:
    """Make the key files on a first start and return their names; on a later start make nothing.

    Where some exist and others do not, the missing ones were lost: `KeyFileMissing` says so on their first use.
    """
    place = folder()
    if any((place / name).exists() for name in SIZES):
        return []
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = [name for name, size in SIZES.items() if _create(place / name, secrets.token_bytes(size))]
    read_all.cache_clear()
    return made


def _create(path: Path, key: bytes) -> bool:
    """Write the file so that two processes at the same first start agree on one content: the first link wins."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(f"{key.hex()}\n".encode())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


@lru_cache(maxsize=64)
def read_all(path: Path) -> tuple[bytes, ...]:
    """Return every key of a file, newest first: one hexadecimal line each; older ones still open what they closed."""
    if not path.exists():
        create_missing()
    try:
        keys = tuple(bytes.fromhex(line) for line in reversed(path.read_text("ascii").split()))
    except (OSError, ValueError) as error:
        raise KeyFileMissing(file=path.name) from error
    if not keys or any(len(key) != SIZES[path.name] for key in keys):
        raise KeyFileMissing(file=path.name)
    return keys


def keys(name: str) -> tuple[bytes, ...]:
    """Return the keys of the file `name`, newest first."""
    return read_all(folder() / name)


def key(name: str) -> bytes:
    """Return the key in use of the file `name`."""
    return keys(name)[0]
