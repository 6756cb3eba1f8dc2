"""What may be done here: visits and plans are entered, questions and letters asked, answered and published, cards counted."""

from __future__ import annotations

from .cards import note_cards
from .echoing import approve_echo, propose_echo, withdraw_echo
from .fieldkit import Outcome, day_of, discard_entry, end_kit, prepare_kit, settle, take_in, told_of
from .letters import Sent, Written, acknowledge, answer_letter, enter, limits_of, send, withdraw_consent
from .publishing import approve, propose, withdraw
from .questions import Asked, answer, ask
from .strategy import Wanted, add_aim, adopt_founding_board, change_aim, end_aim
from .visits import MOST, OLDEST, VisitEntry, record_visit, set_plan

__all__ = [
    "MOST",
    "OLDEST",
    "Asked",
    "Outcome",
    "Sent",
    "VisitEntry",
    "Wanted",
    "Written",
    "acknowledge",
    "add_aim",
    "adopt_founding_board",
    "answer",
    "answer_letter",
    "approve",
    "approve_echo",
    "ask",
    "change_aim",
    "day_of",
    "discard_entry",
    "end_aim",
    "end_kit",
    "enter",
    "limits_of",
    "note_cards",
    "prepare_kit",
    "propose",
    "propose_echo",
    "record_visit",
    "send",
    "set_plan",
    "settle",
    "take_in",
    "told_of",
    "withdraw",
    "withdraw_consent",
    "withdraw_echo",
]
