"""What may be done here: enter visits and plans; ask, answer and publish questions; keep count of the cards handed out."""

from __future__ import annotations

from .cards import note_cards
from .publishing import approve, propose, withdraw
from .questions import Asked, answer, ask
from .visits import MOST, OLDEST, VisitEntry, record_visit, set_plan

__all__ = [
    "MOST",
    "OLDEST",
    "Asked",
    "VisitEntry",
    "answer",
    "approve",
    "ask",
    "note_cards",
    "propose",
    "record_visit",
    "set_plan",
    "withdraw",
]
