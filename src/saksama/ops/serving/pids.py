"""The pid files in `run/` of the data folder: supervisor, web server and its workers, job worker, clock."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings


def folder() -> Path:
    place = Path(settings.SAKSAMA.data) / "run"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def write(path: Path, pid: int) -> None:
    """Write whole or not at all: whoever reads sees the old number or the new one."""
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(f"{pid}\n", encoding="ascii")
    fresh.replace(path)


def clear(which: str = "*.pid") -> None:
    """Forget what was left by somebody who was killed."""
    for path in folder().glob(which):
        path.unlink(missing_ok=True)
