"""The tables of this room, by subject: what is sealed, and who can open it."""

from __future__ import annotations

from .keys import OfficeKey, OfficerKey, Recipient, ReleaseRequest, UnlockedSession, WorkerItem, WorkerKey
from .sealed import Barred, Compartment, Item, Wrap

__all__ = [
    "Barred", "Compartment", "Item", "OfficeKey", "OfficerKey", "Recipient", "ReleaseRequest", "UnlockedSession", "WorkerItem",
    "WorkerKey", "Wrap",
]
