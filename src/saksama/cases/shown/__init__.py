"""What the screens are given: plain frozen values, words in both languages, no model and no database id.

Times are aware UTC datetimes; `timezone` of the page names the office's zone. `*_id`/`*_en` are the same words twice.
"""

from .accused import AccusedRoom, AllegationShown, EvidenceShown, ExtractShown, MinutesShown, ReplyShown
from .agenda import Agenda, AgendaDay, MeetingShown, Proposals
from .lists import Head, Page, Row, View, Wanted
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
    SignedShown,
    SimilarShown,
    Station,
    StepOffer,
)
from .sealed import CheckedLetter, CopyRow, CopySheet, MessageShown, NarrativeShown, NoteShown, SealedPage
from .study import CommentShown, ElementShown, PartShown, StudyShown, VersionShown
from .tracks import QuestionShown, TrackShown, TracksShown
from .words import Words

__all__ = [
    "AccusedRoom",
    "Agenda",
    "AgendaDay",
    "AllegationShown",
    "AssignmentShown",
    "CasePage",
    "CheckedLetter",
    "ClockShown",
    "CommentShown",
    "ConditionShown",
    "ConflictShown",
    "CopyRow",
    "CopySheet",
    "CriminalShown",
    "DocumentShown",
    "ElementShown",
    "Entry",
    "EvidenceShown",
    "ExtractShown",
    "FileShown",
    "Head",
    "MeetingShown",
    "MessageShown",
    "MinutesShown",
    "NarrativeShown",
    "NoteShown",
    "Page",
    "PartShown",
    "PartyShown",
    "PostHolderShown",
    "Proposals",
    "QuestionShown",
    "RecommendationShown",
    "ReplyShown",
    "ReportShown",
    "Row",
    "SealedPage",
    "SignedShown",
    "SimilarShown",
    "Station",
    "StepOffer",
    "StepPage",
    "StudyShown",
    "TrackShown",
    "TracksShown",
    "VersionShown",
    "View",
    "Wanted",
    "Words",
]
