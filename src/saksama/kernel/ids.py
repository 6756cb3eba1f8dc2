"""Random public ids. Database ids never leave the process."""

from __future__ import annotations

import secrets
import uuid


def new_id() -> uuid.UUID:
    """Return a random public id (UUID version 4)."""
    return uuid.UUID(bytes=secrets.token_bytes(16), version=4)
