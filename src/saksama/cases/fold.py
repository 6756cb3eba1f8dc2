"""What a case is, read off its acts. Pure: acts and a process in, a state out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from saksama.law.process import Process


@dataclass(frozen=True, slots=True)
class ActView:
    """One act as the pure parts see it. `words` are the resolved names of ids in `body`, by field; empty where not needed."""

    nth: int
    kind: str
    happened_at: datetime
    recorded_at: datetime | None = None
    body: Mapping[str, object] = field(default_factory=dict)
    corrects: int | None = None
    limb: str = "asn"
    provenance: str = "own"
    recorded_for: str = ""
    role: str = ""
    office: str = ""
    words: Mapping[str, str] = field(default_factory=dict)

    def word(self, name: str) -> str:
        """Return the resolved name of a field, else its plain value, else nothing."""
        return self.words.get(name) or str(self.body.get(name) or "")


def standing(acts: Iterable[ActView]) -> list[ActView]:
    """Return the acts in order, without those that a later act corrected."""
    ordered = sorted(acts, key=lambda act: act.nth)
    corrected = {act.corrects for act in ordered}
    return [act for act in ordered if act.nth not in corrected]


__all__ = ["ActView", "Process", "standing"]
