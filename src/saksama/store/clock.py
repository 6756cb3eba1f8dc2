"""What time it is: real, or the demonstration's.

Only views, jobs and commands ask; below them `now` is an argument. The demonstration's clock runs at the real pace, moved by an
offset that stands in one small file of the data folder, so that all processes of the installation agree.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from saksama.kernel.errors import NotAllowed

NONE = timedelta(0)
_read: tuple[tuple[str, int, int, int], timedelta] | None = None


class ClockIsReal(NotAllowed):
    """The clock of an installation in earnest cannot be moved."""

    code = "clock_is_real"
    default_detail = "Jam hanya dapat digeser dalam peragaan."
    default_detail_en = "The clock can be moved in the demonstration only."


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return real() + offset()


def real() -> datetime:
    """Return the real instant, whatever the demonstration's clock says: for leases, schedules and sessions."""
    return datetime.now(UTC)


def offset() -> timedelta:
    """Return how far the demonstration's clock is ahead of the real one; nothing outside the demonstration."""
    global _read
    if not settings.SAKSAMA.demo:
        return NONE
    path = _path()
    try:
        stat = path.stat()
    except FileNotFoundError:
        return NONE
    version = (str(path), stat.st_mtime_ns, stat.st_size, stat.st_ino)
    if _read is None or _read[0] != version:
        _read = (version, timedelta(seconds=int(path.read_text(encoding="ascii"))))
    return _read[1]


def set_offset(ahead: timedelta) -> None:
    """Move the demonstration's clock, for all processes, and across restarts. Whole seconds."""
    if not settings.SAKSAMA.demo:
        raise ClockIsReal
    path = _path()
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with fresh.open("w", encoding="ascii") as file:
        file.write(str(round(ahead.total_seconds())))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _path() -> Path:
    return settings.SAKSAMA.data / "clock"
