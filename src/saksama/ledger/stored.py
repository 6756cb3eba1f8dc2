"""Columns as they stand, for the check. SQLite keeps whatever a hand wrote into them; that must be found, not fail."""

from __future__ import annotations

from uuid import UUID

from django.db.models import BinaryField, CharField, F
from django.db.models.functions import Cast

from saksama.store import engine


def spelling(column: str) -> Cast:
    """Return the column as the engine spells it, without turning it into an id, a time or even text."""
    return Cast(column, CharField() if engine.is_postgres() else BinaryField())


def binary(column: str) -> F | Cast:
    """Return a binary column, even where SQLite took it for text."""
    return F(column) if engine.is_postgres() else Cast(column, BinaryField())


def text(value: object) -> str:
    """Return what `spelling` selected as text; bytes that are none are shown as such."""
    return bytes(value).decode("utf-8", "backslashreplace") if isinstance(value, (bytes, memoryview)) else str(value)


def unhex(value: str) -> bytes:
    """Return the bytes of hexadecimal digits; none where they are not."""
    try:
        return bytes.fromhex(value)
    except ValueError:
        return b""


def public_id(value: object) -> str:
    """Return a public id with its hyphens, which SQLite leaves out; a spoilt one as it stands."""
    spelt = text(value)
    try:
        return str(UUID(spelt))
    except ValueError:
        return spelt
