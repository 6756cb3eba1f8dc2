"""The key files of an installation: drawn once, readable by their owner only, kept outside the database.

Each file holds one line of hexadecimal digits, so that it can be copied to a safe by hand and read back.
"""

from __future__ import annotations

import os
import secrets
import stat
from functools import lru_cache
from pathlib import Path

from saksama.kernel.errors import SaksamaError

# Name of the file and number of random bytes. `installation` is public (it salts the reporters' receipt keys) but
# has to live exactly as long as the others.
SIZES = {
    "secret_key": 48,
    "pepper": 32,
    "form_key": 32,
    "field_key": 32,
    "ledger_key": 32,
    "installation": 16,
}


class KeyTrouble(SaksamaError):
    """A key file is missing, unreadable or open to others. The text says which and what to do."""

    code = "key_trouble"
    status = 503


def create_missing(folder: Path) -> list[str]:
    """Draw the keys that are not there yet, durably, and return their names. Existing keys are never touched."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    created = []
    for name, size in SIZES.items():
        if not (folder / name).exists():
            _write(folder / name, secrets.token_hex(size))
            created.append(name)
    return created


def _write(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def troubles(folder: Path) -> list[str]:
    """Return what is wrong with the key files, one sentence each."""
    sentences = []
    for name in SIZES:
        try:
            read(folder, name)
        except KeyTrouble as trouble:
            sentences.append(trouble.detail_en)
    return sentences


@lru_cache(maxsize=64)
def read(folder: Path, name: str) -> bytes:
    """Return the key's bytes, or say in one sentence why it cannot be used."""
    size = SIZES[name]
    path = folder / name
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise KeyTrouble(
            f"The key file {name} is missing in the keys folder; `saksama init` draws it once, a backup brings it back."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise KeyTrouble(f"The key file {name} cannot be read ({type(error).__name__}).") from None
    if stat.S_IMODE(mode) & 0o077:
        raise KeyTrouble(f"The key file {name} can be read by other users; set its permissions to 0600.")
    try:
        value = bytes.fromhex(text)
    except ValueError:
        value = b""
    if len(value) != size:
        raise KeyTrouble(f"The key file {name} does not hold {size} bytes in hexadecimal.")
    return value
