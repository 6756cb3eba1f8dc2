"""What may be done here: visits and plans are entered, questions and letters asked, answered and published, cards counted."""

from __future__ import annotations

from .cards import note_cards
from .echoing import approve_echo, propose_echo, withdraw_echo
from .letters import Sent, Written, acknowledge, answer_letter, enter, limits_of, send, withdraw_consent
from .publishing import approve, propose, withdraw
from .questions import Asked, answer, ask
from .visits import MOST, OLDEST, VisitEntry, record_visit, set_plan

__all__ = [
    "MOST",
    "OLDEST",
    "Asked",
    "Sent",
    "VisitEntry",
    "Written",
    "acknowledge",
    "answer",
    "answer_letter",
    "approve",
    "approve_echo",
    "ask",
    "enter",
    "limits_of",
    "note_cards",
    "propose",
    "propose_echo",
    "record_visit",
    "send",
    "set_plan",
    "withdraw",
    "withdraw_consent",
    "withdraw_echo",
]
