"""What the screens are given: plain frozen values, words in both languages, no model and no database id.

Times are aware UTC datetimes; `timezone` of the page names the office's zone. `*_id`/`*_en` are the same words twice.
"""

from .accused import AccusedRoom, AllegationShown, EvidenceShown, ReplyShown
from .lists import Head, Page, Row
from .pages import CasePage, StepPage
from .parts import (
    AssignmentShown,
    ClockShown,
    ConditionShown,
    ConflictShown,
    CriminalShown,
    DocumentShown,
    Entry,
    FileShown,
    PartyShown,
    PostHolderShown,
    RecommendationShown,
    ReportShown,
    SimilarShown,
    Station,
    StepOffer,
)
from .sealed import CheckedLetter, CopyRow, CopySheet, MessageShown, NarrativeShown, NoteShown, SealedPage
from .tracks import QuestionShown, TrackShown, TracksShown
from .words import Words

__all__ = [
    "AccusedRoom",
    "AllegationShown",
    "AssignmentShown",
    "CasePage",
    "CheckedLetter",
    "ClockShown",
    "ConditionShown",
    "ConflictShown",
    "CopyRow",
    "CopySheet",
    "CriminalShown",
    "DocumentShown",
    "Entry",
    "EvidenceShown",
    "FileShown",
    "Head",
    "MessageShown",
    "NarrativeShown",
    "NoteShown",
    "Page",
    "PartyShown",
    "PostHolderShown",
    "QuestionShown",
    "RecommendationShown",
    "ReplyShown",
    "ReportShown",
    "Row",
    "SealedPage",
    "SimilarShown",
    "Station",
    "StepOffer",
    "StepPage",
    "TrackShown",
    "TracksShown",
    "Words",
]
