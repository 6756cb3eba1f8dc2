"""Trouble of the storage that a person can wait out, as a refusal with a sentence. Anything else stays a defect."""

from __future__ import annotations

from django.db import OperationalError

from saksama.kernel.errors import SaksamaError, Unavailable
from saksama.store import engine


def named(error: SaksamaError | OperationalError) -> SaksamaError:
    """Return the refusal; a full disk or a busy database is `Unavailable`, another database error is raised again."""
    if isinstance(error, SaksamaError):
        return error
    if engine.is_disk_full(error) or engine.is_busy(error):
        return Unavailable()
    raise error
