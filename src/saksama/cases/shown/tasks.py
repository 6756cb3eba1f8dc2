"""What is to be done on a case: what, by when, by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TaskShown:
    """One thing that is expected. `act` is the open step that does it, empty where it is not this reader's to take.

    `due_early` and `due_late` are the limit it stops, `rule` names that limit; none where nothing runs out.
    """

    label_id: str
    label_en: str
    who_id: str
    who_en: str
    act: str
    due_early: datetime | None
    due_late: datetime | None
    rule_id: str
    rule_en: str
