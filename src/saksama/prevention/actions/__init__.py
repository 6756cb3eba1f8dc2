"""What may be done here: visits and plans are entered, questions and letters asked, answered and published, cards counted."""

from __future__ import annotations

from .activities import (
    CampaignEntry,
    PlanEntry,
    Sheet,
    begin_campaign,
    drop_planned,
    enclose,
    open_enclosure,
    plan_activity,
)
from .cards import note_cards
from .customs import Written as CustomWritten
from .customs import end_custom, read_custom, write_custom
from .echoing import approve_echo, propose_echo, withdraw_echo
from .fieldkit import Outcome, day_of, discard_entry, end_kit, prepare_kit, settle, take_in, take_picture, told_of
from .letters import Sent, Written, acknowledge, answer_letter, enter, limits_of, send, withdraw_consent
from .messages import MessageEntry, note_result, write_message
from .publishing import approve, propose, withdraw
from .questions import Asked, answer, ask
from .reaching import reach
from .reports import begin_report, receive_report, return_report, sign_report, write_remarks
from .strategy import Wanted, add_aim, adopt_founding_board, change_aim, end_aim
from .visits import MOST, OLDEST, VisitEntry, record_visit, set_plan, withdraw_visit

__all__ = [
    "MOST",
    "OLDEST",
    "Asked",
    "CampaignEntry",
    "CustomWritten",
    "MessageEntry",
    "Outcome",
    "PlanEntry",
    "Sent",
    "Sheet",
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
    "begin_campaign",
    "begin_report",
    "change_aim",
    "day_of",
    "discard_entry",
    "drop_planned",
    "enclose",
    "end_aim",
    "end_custom",
    "end_kit",
    "enter",
    "limits_of",
    "note_cards",
    "note_result",
    "open_enclosure",
    "plan_activity",
    "prepare_kit",
    "propose",
    "propose_echo",
    "reach",
    "read_custom",
    "receive_report",
    "record_visit",
    "return_report",
    "send",
    "set_plan",
    "settle",
    "sign_report",
    "take_in",
    "take_picture",
    "told_of",
    "withdraw",
    "withdraw_consent",
    "withdraw_echo",
    "withdraw_visit",
    "write_custom",
    "write_message",
    "write_remarks",
]
