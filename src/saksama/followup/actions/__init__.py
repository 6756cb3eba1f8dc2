"""The verbs of the follow-up, by whose step it is; registered with `cases.verbs` on import and taken by `cases.actions.take`."""

from __future__ import annotations

from . import answering, authority, conflict, examining, publishing, readers, recommending, reminding, reviewing

__all__ = [
    "answering",
    "authority",
    "conflict",
    "examining",
    "publishing",
    "readers",
    "recommending",
    "reminding",
    "reviewing",
]
