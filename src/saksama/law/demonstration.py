"""The demonstration's election day in Provinsi Andai: in one small file of the data folder, so that all processes agree."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from django.conf import settings

from saksama.kernel.errors import NotAllowed

_read: tuple[tuple[str, int, int], date] | None = None


class ElectionsAreReal(NotAllowed):
    """An installation in earnest knows the elections of the law data only."""

    code = "elections_are_real"
    default_detail = "Pemilihan karangan hanya ada dalam peragaan."
    default_detail_en = "An invented election exists in the demonstration only."


def voting_day() -> date | None:
    """Return the polling day of the demonstration's election; None outside the demonstration and before it is built."""
    global _read
    if not settings.SAKSAMA.demo:
        return None
    path = _path()
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    version = (str(path), stat.st_mtime_ns, stat.st_ino)
    if _read is None or _read[0] != version:
        _read = (version, date.fromisoformat(path.read_text(encoding="ascii").strip()))
    return _read[1]


def fix_voting_day(day: date) -> None:
    """Fix the polling day for all processes, and across restarts."""
    if not settings.SAKSAMA.demo:
        raise ElectionsAreReal
    path = _path()
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with fresh.open("w", encoding="ascii") as file:
        file.write(day.isoformat())
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _path() -> Path:
    return settings.SAKSAMA.data / "voting-day"
