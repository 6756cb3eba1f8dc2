"""The newest checkpoint, kept once more outside the database: a database brought back to an older state is then seen.

One small public file in the data folder. An attacker who owns the whole machine can change it too; the published checkpoints
and the receipts in people's hands are what he cannot reach.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings


def path() -> Path:
    return settings.SAKSAMA.data / "checkpoint"


def read() -> str:
    """Return the kept note, or nothing where none was kept."""
    try:
        return path().read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


def write(note: str) -> None:
    """Keep this note instead of the last. A full disk must not stop the record, so what cannot be written is let go."""
    fresh = path().with_name(f"checkpoint.{os.getpid()}")
    with suppress(OSError):
        with fresh.open("w", encoding="utf-8") as file:
            file.write(note)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path())


def set_aside(number: int) -> None:
    """Rename the kept note after a restore, for whoever looks into it later."""
    with suppress(FileNotFoundError):
        path().rename(path().with_name(f"checkpoint.before-restore.{number}"))
