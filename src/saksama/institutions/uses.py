"""Who refers to an agency by its public id: the rooms above say so, and an undone list leaves alone what they use."""

from __future__ import annotations

from collections.abc import Callable, Collection

Asker = Callable[[Collection[str]], set[str]]
_askers: dict[str, Asker] = {}


def declare(name: str, asker: Asker) -> None:
    """Have a room asked which of these agencies it refers to; said once, when its application is ready."""
    _askers[name] = asker


def in_use(public_ids: Collection[str]) -> set[str]:
    """Return those of the agencies that any room refers to."""
    found: set[str] = set()
    for asker in _askers.values():
        left = set(public_ids) - found
        if left:
            found |= asker(left)
    return found
