"""The verbs of the follow-up, by whose step it is; registered with `cases.verbs` on import and taken by `cases.actions.take`."""

from __future__ import annotations

from . import authority, conflict, readers, recommending, reminding

__all__ = ["authority", "conflict", "readers", "recommending", "reminding"]
