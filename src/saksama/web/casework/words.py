"""The language of a shown value: domain values carry their words twice, and the screen picks one pair."""

from __future__ import annotations

from typing import Literal

from django.utils.translation import get_language

Language = Literal["id", "en"]


def language() -> Language:
    """Return the language of this page."""
    return "en" if (get_language() or "id").startswith("en") else "id"


def of(thing: object, name: str) -> str:
    """Return `thing.<name>_id` or `thing.<name>_en`; nothing for nothing."""
    return str(getattr(thing, f"{name}_{language()}", "") or "") if thing is not None else ""
