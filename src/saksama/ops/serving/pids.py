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


def is_alive(path: Path) -> bool:
    """Tell whether the process of this pid file runs on this machine."""
    try:
        os.kill(int(path.read_text()), 0)
    except (ValueError, OSError):
        return False
    return True


def running() -> list[str]:
    """Return the roles of this data folder that run on this machine."""
    return sorted({path.stem.split("-worker-")[0] for path in folder().glob("*.pid") if is_alive(path)})


def clear(which: str = "*.pid") -> None:
    """Forget what was left by somebody who was killed."""
    for path in folder().glob(which):
        path.unlink(missing_ok=True)
