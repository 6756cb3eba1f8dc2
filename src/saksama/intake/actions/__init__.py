"""The verbs of intake, by subject: filing a report, the mailbox from the reporter's side, and from the officers' side."""

from __future__ import annotations

from .filing import Acknowledgement, Filing, Incoming, begin, submit_report
from .mailbox import Answered, add_files, reply, withdraw
from .officers import (
    ask_completion,
    close_reports,
    link_case,
    name_agency,
    note_opening,
    note_silence,
    post_message,
    post_status,
    reassess,
    transfer,
)

__all__ = [
    "Acknowledgement", "Answered", "Filing", "Incoming", "add_files", "ask_completion", "begin", "close_reports", "link_case",
    "name_agency", "note_opening", "note_silence", "post_message", "post_status", "reassess", "reply", "submit_report",
    "transfer", "withdraw",
]
